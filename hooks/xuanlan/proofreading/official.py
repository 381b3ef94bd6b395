"""What may not stand in a published document: marks of secrecy, and editions of standards that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuanlan.proofreading.rule import Hit, Rule

_ENDS = 6
"""Lines at the head and at the foot of a text in which a mark without a star stands."""
_LONGEST = 60
"""Characters of a line that may be nothing but marks, the blanks between them included."""
_MAY_BE = tuple(
    re.compile(words) for words in ("密", r"内[ \u3000\xa0]*部", r"公[ \u3000\xa0]*开", r"外[ \u3000\xa0]*[传泄]")
)
"""What every mark has one of; each is looked for by its first sign, which is quick."""
_LINE = re.compile(r"[^\n\t]+")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_DROPPED = str.maketrans("０１２３４５６７８９", "0123456789", "（）()[]［］【】〔〕，,、。；;!！·_")
_LEVEL = "(?:绝密|机密|秘密)"
_TIME = r"(?:(?:[1-9]\d?|[一二三四五六七八九十]{1,3})(?:年|个?月|天)|长期|启用前|解密前)"
_STAR = rf"{_LEVEL}(?:[★☆✩✭⭐✮]{_TIME}?|[*＊]{_TIME})"
_URGENT = "(?:特提|特急|加急|急件|平急)"
_NUMBER = r"(?:(?:份号|编号|№|No\.?)[:：]?\d{1,8}|\d{4,6})"
_INSIDE = "(?:(?:仅供|仅限)?内部(?:资料|文件|材料|文稿|刊物|使用|参考|掌握|传阅))"
_ORDER = (
    "(?:(?:请|须)?注意(?:保存|保管|保密)|(?:请勿|严禁|不得|禁止|切勿)(?:外传|外泄|转发|翻印|复制|上网|对外公开)+"
    "|(?:此件)?(?:不得|不予|不宜)(?:对外)?公开|此件不公开)"
)
_OPEN_HOW = "(?:(?:信息)?公开(?:方式|属性|类别|类型|选项|形式)[:：](?:不予公开|不公开|不得公开|不宜公开))"
_STARRED = re.compile(rf"{_NUMBER}?{_URGENT}?(?:密级(?:和保密期限)?[:：])?{_STAR}{_NUMBER}?{_URGENT}?")
_STRONG = re.compile(
    rf"{_NUMBER}?(?:密级(?:和保密期限)?[:：]{_LEVEL}{_TIME}?|{_LEVEL}{_TIME}|{_OPEN_HOW}|{_INSIDE}{_ORDER}+|仅[供限]{_INSIDE}"
    rf"|{_NUMBER}{_LEVEL}|{_LEVEL}{_URGENT}|{_URGENT}{_LEVEL}|此件(?:不得|不予|不宜|不)(?:对外)?公开){_URGENT}?"
)
_WEAK = re.compile(rf"{_LEVEL}|{_INSIDE}|(?!请?须?注意){_ORDER}")
_WORD = re.compile(_LEVEL)
_BESIDE = re.compile(rf"{_NUMBER}|{_URGENT}")
"""What may stand in lines of their own before a mark at the head."""
_BRACKETED = re.compile(r"[（(\[【［].*[）)\]】］]")


def _secrecy(text: str) -> Iterator[Hit]:
    """Marks of secrecy that stand by themselves: starred ones in any line, others at the head or foot of a text, and a
    bare word only where nothing but a mark stands so: as the first words, or in brackets at the end."""
    if not any(words.search(text) for words in _MAY_BE):
        return
    lines = [match for match in _LINE.finditer(text) if not match[0].isspace()]
    opening = True
    for number, match in enumerate(lines):
        at_end = number < _ENDS or number >= len(lines) - _ENDS
        line = _bare(match[0]) if at_end or "密" in match[0] else ""
        whole = len(lines) > 1 and _WEAK.fullmatch(line) and _stands_alone(lines, number, opening)
        if _STARRED.fullmatch(line) or (at_end and (_STRONG.fullmatch(line) or whole)):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Hit(start, match.start() + len(match[0].rstrip()))
        elif not _BESIDE.fullmatch(line):
            opening = False


def _bare(line: str) -> str:
    """`line` without blanks and brackets; nothing when it is too long for a mark."""
    return _BLANKS.sub("", line).translate(_DROPPED) if len(line) <= _LONGEST else ""


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


_EDITIONS = {
    "9704": ("党政机关公文格式", "GB/T 9704-2012", ("1988", "1999", "2012")),
    "15834": ("标点符号用法", "GB/T 15834-2011", ("1995", "2011")),
    "15835": ("出版物上数字用法", "GB/T 15835-2011", ("1995", "2011")),
}
"""Standards about documents by their numbers: name, the edition in force, the years of all editions."""
_EDITION = re.compile(r"GB(?:[ ]?[/／][ ]?T)?[ ]?(9704|15834|15835)[ ]?[-—–－~～.:：][ ]?(\d{4})(?!\d)")


def _edition(text: str) -> Iterator[Hit]:
    for match in _EDITION.finditer(text):
        name, right, years = _EDITIONS[match[1]]
        if match[2] not in years:
            yield Hit(*match.span(), {"name": name, "right": right})


RULES: tuple[Rule, ...] = (
    Rule(
        "secrecy-mark",
        "带密级标志、内部资料标志或者写明不予公开的文件不能上网，不论在正文里还是在附件里。",
        "《中华人民共和国保守国家秘密法》；《中华人民共和国政府信息公开条例》第十四条；GB/T 9704-2012 7.2.2",
        _secrecy,
        (
            "秘密★1年\n关于做好值班工作的通知",
            "000012\n机 密 ★\n特急\n各处室：",
            "各处室：\n内部资料 注意保存",
            "各处室：\n请遵照执行。\n（此件不予公开）",
            "内部文件\n关于值班的通知",
            "序号\t绝密★10年",
        ),
        (
            "要严格保守国家秘密。",
            "根据《中华人民共和国保守国家秘密法》制定本规定。",
            "属于国家秘密的信息不予公开。",
            "各处室：\n下列信息不予公开：\n（一）国家秘密；\n（二）内部文件。",
            "收集下列材料：\n内部资料\n公开出版物",
            "秘密",
        ),
        everywhere=True,
    ),
    Rule(
        "standard-edition",
        "引用的国家标准没有这一版，多半是年份记错了。",
        "国家标准全文公开系统",
        _edition,
        ("按照 GB/T 9704-2019 的要求排版", "执行GB/T15834—2012"),
        ("按照 GB/T 9704-2012 的要求排版", "GB/T 15834-2011", "GB/T 9704-1999 已经废止"),
    ),
)
