"""Marks of secrecy, which stand by themselves at the head or foot of a text or beside its title, never in prose"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.text.characters import UNSEEN

_ENDS = 6
"""Lines at the head and at the foot of a text in which a mark without a star stands."""
_LONGEST = 60
"""Characters of a line that may be nothing but marks, the blanks between them included."""
_LONGEST_TITLE = 160
"""Characters of a line that may be a title and a mark."""
_BLANK = rf"(?:\s|{UNSEEN.pattern})"
_MAY_BE = tuple(
    re.compile(f"{one}{_BLANK}{{0,4}}{other}") if other else re.compile(one)
    for one, other in (("密", ""), ("内", "部"), ("公", "开"), ("外", "[传泄流]"), ("扩", "散"), ("上", "网"))
)
"""What every mark has one of; each is looked for by its first sign, which is quick."""
_LINE = re.compile(r"[^\n\t]+")
_BLANKS = re.compile(f"{_BLANK}+")
_DROPPED = str.maketrans("０１２３４５６７８９", "0123456789", "（）()[]［］【】〔〕〖〗,，、。；;!！·_")
_FRAME = "*＊★☆※■◆●•=~—–-|｜"
"""What people put around a mark to have it seen."""
_LEVEL = "(?:(?:绝密|机密|秘密)级?)"
_TIME = r"(?:(?:[1-9]\d?|[一二三四五六七八九十]{1,3})(?:年|个?月|天)|长期|启用前|解密前)"
_STARS = re.compile("[★☆✩✭⭐✮*＊]")
_STAR_TIME = rf"(?:{_LEVEL}|工作秘密)[★☆✩✭⭐✮*＊]{_TIME}"
_STAR = rf"(?:{_STAR_TIME}|(?:{_LEVEL}|工作秘密)[★☆✩✭⭐✮])"
_URGENT = "(?:特提|特急|加急|急件|平急)"
_NUMBER = r"(?:(?:份号|编号|№|No\.?)[:：]?\d{1,8}|\d{4,6})"
_INSIDE = "(?:(?:仅供|仅限|限)?内部(?:资料|文件|材料|文稿|刊物|使用|参考|掌握|传阅))"
_ORDER = (
    "(?:(?:请|须)?(?:注意|妥善)(?:保存|保管|保密)|(?:请勿|严禁|不得|禁止|切勿)"
    "(?:外传|外泄|外流|扩散|转发|翻印|复制|上网|对外公开)+|(?:[此本]件)?(?:不得|不予|不宜)(?:对外)?公开|[此本]件不(?:公开|上网))"
)
_OPEN_HOW = "(?:(?:信息)?公开(?:方式|属性|类别|类型|选项|形式)[:：](?:不予公开|不公开|不得公开|不宜公开))"
_STARRED = re.compile(rf"{_NUMBER}?{_URGENT}?(?:密级(?:和保密期限)?[:：])?{_STAR}{_NUMBER}?{_URGENT}?")
_INSIDE_ORDER = f"(?:{_INSIDE}[，,、。！·]?{_ORDER}+|仅[供限]{_INSIDE})"
_STRONG = re.compile(
    rf"{_NUMBER}?(?:密级(?:和保密期限)?[:：]{_LEVEL}{_TIME}?|{_LEVEL}{_TIME}|{_OPEN_HOW}|{_INSIDE_ORDER}"
    rf"|{_NUMBER}{_LEVEL}|{_LEVEL}{_URGENT}|{_URGENT}{_LEVEL}|[此本]件(?:不得|不予|不宜|不)(?:对外)?公开){_URGENT}?"
)
_WEAK = re.compile(rf"{_LEVEL}|{_INSIDE}|(?!请?须?(?:注意|妥善)){_ORDER}")
_WORD = re.compile(_LEVEL)
_BESIDE = re.compile(rf"{_NUMBER}|{_URGENT}")
"""What may stand in lines of their own before a mark at the head."""
_BRACKETED = re.compile(r"[（(\[【［].*[）)\]】］]")

_OPEN, _CLOSE = r"[（(\[［【〔〖]", r"[）)\]］】〕〗]"
_WITHIN = r"([^（）()\[\]［］【】〔〕〖〗]{2,24})"
_TITLE = (
    r"(?:关于[^。；;！!？?]{2,}|[^。；;！!？?：:]{2,}(?:通知|通报|公告|通告|公示|决定|决议|意见|函|报告|请示|批复|纪要|令|议案|公报"
    r"|方案|办法|规定|细则|计划|总结|要点|名单|简报|讲话|预案|制度|章程|汇报|材料|试题|试卷|答案|名册|清单|台账|统计表)"
    r"(?:[（(][^（）()]{1,12}[）)])?)"
)
_BEFORE_TITLE = re.compile(rf"({_OPEN}{_WITHIN}{_CLOSE})(?={_TITLE}\Z)|({_STAR_TIME}|{_STAR})(?=关于|《)")
_BEHIND_TITLE = re.compile(rf"{_TITLE}({_OPEN}{_WITHIN}{_CLOSE})\Z|{_TITLE}({_STAR_TIME}|{_INSIDE_ORDER})\Z")
_TAGGED = ("【内部】", "［内部］", "[内部]")


def _secrecy(text: str) -> Iterator[Hit]:
    """Marks of secrecy that stand by themselves: starred ones in any line, others at the head or foot of a text, and a
    bare word only where nothing but a mark stands so: as the first words, in brackets at the end or beside a title."""
    if not any(words.search(text) for words in _MAY_BE):
        return
    lines = [match for match in _LINE.finditer(text) if not _BLANKS.fullmatch(match[0])]
    opening = True
    for number, match in enumerate(lines):
        at_end = number < _ENDS or number >= len(lines) - _ENDS
        line = _bare(match[0]) if at_end or _STARS.search(match[0]) else ""
        whole = len(lines) > 1 and _WEAK.fullmatch(line) and _stands_alone(lines, number, opening)
        if _STARRED.fullmatch(line) or (at_end and (_STRONG.fullmatch(line) or whole)):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Hit(start, match.start() + len(match[0].rstrip()))
        else:
            if number < _ENDS and (span := _beside_title(text, match)):
                yield Hit(*span)
            if not _BESIDE.fullmatch(line):
                opening = False


def _bare(line: str) -> str:
    """`line` without blanks, brackets and what frames it; nothing when it is too long for a mark."""
    if len(line) > _LONGEST:
        return ""
    bare = _BLANKS.sub("", line).translate(_DROPPED)
    return bare.lstrip(_FRAME).rstrip(_FRAME.replace("★", "").replace("☆", "")) if bare.strip(_FRAME) else bare


def _stands_alone(lines: list[re.Match[str]], number: int, opening: bool) -> bool:
    """Whether a word that may be anything else too is a mark by its place: above all else and none of a list of such
    words, or at the end in brackets or after a whole sentence."""
    if opening:
        return number + 1 < len(lines) and not _WORD.fullmatch(_bare(lines[number + 1][0]))
    if number < len(lines) - 3:
        return False
    before = lines[number - 1][0].rstrip()
    return bool(_BRACKETED.fullmatch(lines[number][0].strip())) or (
        number == len(lines) - 1 and before.endswith(("。", "！", "日", "）"))
    )


def _beside_title(text: str, line: re.Match[str]) -> tuple[int, int] | None:
    """Where a mark stands before or behind a title in one line. Cells of tables are none: catalogues have them."""
    if len(line[0]) > _LONGEST_TITLE or "\t" in text[max(line.start() - 1, 0) : line.end() + 1]:
        return None
    places = [line.start() + at for at, sign in enumerate(line[0]) if not _BLANKS.match(sign)]
    signs = "".join(text[place] for place in places)
    for found in (_BEFORE_TITLE.match(signs), _BEHIND_TITLE.match(signs)):
        if found:
            at = 1 if found[1] else 3
            within = _bare(found[2] or "")
            marks = (_STARRED.fullmatch(within), _STRONG.fullmatch(within), _WEAK.fullmatch(within))
            if at == 3 or any(marks) or found[1] in _TAGGED:
                return places[found.start(at)], places[found.end(at) - 1] + 1
    return None


RULES: tuple[Rule, ...] = (
    Rule(
        "secrecy-mark",
        "带密级标志、内部资料标志或者写明不予公开的文件不能上网，不论在标题、正文里还是在附件里。",
        "《中华人民共和国保守国家秘密法》；《中华人民共和国政府信息公开条例》第十四条；GB/T 9704-2012 7.2.2",
        _secrecy,
        (
            "秘密★1年\n关于做好值班工作的通知",
            "000012\n机 密 ★\n特急\n各处室：",
            "各处室：\n内部资料 注意保存",
            "各处室：\n请遵照执行。\n（此件不予公开）",
            "内部文件\n关于值班的通知",
            "序号\t绝密★10年",
            "关于做好值班工作的通知（机密★1年）",
            "【秘密】关于做好值班工作的通知",
            "（内部资料 注意保存）值班工作方案\n各处室：",
            "机密★关于做好值班工作的通知",
        ),
        (
            "要严格保守国家秘密。",
            "根据《中华人民共和国保守国家秘密法》制定本规定。",
            "属于国家秘密的信息不予公开。",
            "各处室：\n下列信息不予公开：\n（一）国家秘密；\n（二）内部文件。",
            "收集下列材料：\n内部资料\n公开出版物",
            "秘密",
            "关于开展保守国家秘密宣传教育的通知",
            "国家秘密分为三级：\n【绝密】最重要的国家秘密。\n【机密】重要的国家秘密。",
        ),
        everywhere=True,
    ),
)
