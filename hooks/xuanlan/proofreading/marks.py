"""Punctuation after GB/T 15834-2011, as far as a program can decide it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from xuanlan.proofreading.rule import Hit, Rule, found_by

HAN = "\u4e00-\u9fff\u3400-\u4dbf"
STANDARD = "GB/T 15834-2011《标点符号用法》"
_WIDE = str.maketrans(",;:?!", "，；：？！")
# Each pattern begins with the signs that it is about and looks back from there: so a text is looked through quickly.
_BEFORE = rf"[{HAN}”》）〕]"
_HALF = re.compile(
    rf"[,;:?!](?<={_BEFORE}[,;:?!])(?:[ ]?(?=[{HAN}“《（])|(?=[,;:?!\n]|\Z))|,(?<={_BEFORE},)(?=\d{{4}}年|\d{{1,2}}月)"
)
_ROUND = re.compile(rf"\((?<=[{HAN}”》〕\d]\()([^()（）\n]{{0,60}}[{HAN}][^()（）\n]{{0,60}})\)")
_STOP = re.compile(rf"\.(?<=[{HAN}]{{4}}\.)(?=\n|\Z)")
_POINT = re.compile(
    rf"[.．](?<=[{HAN}][.．])(?<![一二三四五六七八九十][.．])(?=[{HAN}])(?!(?:中国|公司|网络|公益|政务|在线|网址|商城|集团))"
)
"""Between characters a point is neither pause nor stop; behind a numeral it is one of numbering, and an address in
Chinese has one before its last part."""
_STRAIGHT = re.compile(rf'"(?=[^"\n]*[{HAN}])([^"\n]{{1,60}})"')
_ELLIPSIS = re.compile(r"\.{3,}|。。+|…+|·{3,}")
_ET_CETERA = re.compile(r"…等(?=[。，；、）)\n]|\Z)")
_DASH = re.compile(rf"([-－─ー])(?<!\1\1)\1++(?=[{HAN}“《])")
_DASHES = ("--", "－－", "──", "ーー")
_DOUBLES = tuple(
    re.findall(
        r"\S+",
        "，， ；； ：： 、、 ，。 ；。 ：。 、。 。， 。； 。： 。、 ，； ，： ，、 、， 、； 、： "
        "；， ；： ；、 ：， ：； ：、",
    )
)
_BETWEEN = re.compile(r"、(?<=》、)(?=《)|、(?<=”、)(?=“)")
NUMERAL = "[一二三四五六七八九十]"
RANGE = "|".join(f"{one}、{other}" for one, other in pairwise(NUMERAL[1:-1]))
"""Numbers side by side, which begin no item: 一、二年级; 三、一科一辅 does."""
_LEVEL = re.compile(
    rf"(?m)^[ \u3000]*(?:[（(]{NUMERAL}{{1,3}}[）)]([、，,.．])(?![（(])"
    rf"|{NUMERAL}{{1,3}}([.．,，])(?!\d|{NUMERAL}|\Z))"
)
_NUMBER_LEVEL = re.compile(rf"(?m)^[ \u3000]*\d{{1,2}}(、)(?=[{HAN}])")
_ORDINAL = re.compile(rf"(?:第[一二三四五六七八九十]|首先|其次|再次)(、)(?=[{HAN}])(?![第一二三四五六七八九十])")
_TILDE = re.compile(rf"[~〜∼](?<!~[\dA-Za-z+-]~)(?<!~[\dA-Za-z+-]{{2}}~)(?<=[\d{HAN}%％℃].)(?=[\d{HAN}])")
_PAIRS = {"“": "”", "（": "）", "《": "》", "〔": "〕", "【": "】", "「": "」", "『": "』", "〈": "〉"}
_OPENING = {end: start for start, end in _PAIRS.items()}
_FULL = str.maketrans("()", "（）")
_LINES = 8
"""Lines that a quotation may go on; and a bracket that begins a line, such as one with all amendments of a rule."""
_PARAGRAPHS = 60
"""Lines that a quotation may go on that begins a line: a whole article as it is to read."""
_BRACKETS = re.compile("[“”（）《》〔〕【】「」『』〈〉()]")
_SPOKEN_OF = re.compile("“[“”（）《》〔〕【】「」『』〈〉，。、；：？！]{1,3}?”")
"""Signs that are themselves what is spoken of."""
_NUMBERING = re.compile(r"(?:[0-9０-９]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3}|[①-⑳])\Z")


def _half(text: str) -> Iterator[Hit]:
    for match in _HALF.finditer(text):
        put = match[0].strip().translate(_WIDE)
        yield Hit(*match.span(), {"put": put}, put)
    for match in _ROUND.finditer(text):
        put = f"（{match[1]}）"
        yield Hit(*match.span(), {"put": put}, put)


def _straight(text: str) -> Iterator[Hit]:
    if '"' not in text:
        return
    line = seen = marks = 0
    for match in _STRAIGHT.finditer(text):
        if (start := text.rfind("\n", seen, match.start()) + 1) > line:
            line = seen = start
            marks = 0
        marks, seen = marks + text.count('"', seen, match.start()), match.start()
        if marks % 2 == 0:
            put = f"“{match[1]}”"
            yield Hit(*match.span(), {"found": match[1], "put": put}, put)


def _unbalanced(text: str) -> Iterator[Hit]:
    """Brackets and quotation marks without a partner. One may be closed in a following line, for a line need not be a
    paragraph; a quotation over several paragraphs opens in each of them and is closed once."""
    start = 0
    opened: list[tuple[int, int, str, str]] = []
    """place, number of the line, sign, and the line, of those that are still open"""
    for number, line in enumerate(text.split("\n")):
        row = _SPOKEN_OF.sub(lambda signs: " " * len(signs[0]), line)
        for match in _BRACKETS.finditer(row):
            sign, at = match[0].translate(_FULL), match.start()
            if sign in _PAIRS:
                if sign == "“" and at == 0 and opened and opened[-1][2] == "“":
                    opened.pop()
                opened.append((start + at, number, sign, line))
            elif opened and opened[-1][2] == _OPENING[sign]:
                opened.pop()
            elif not (sign == "）" and _NUMBERING.search(row, max(at - 3, 0), at)):
                yield _alone(start + at, sign, line)
        late = {each for each in opened if number - each[1] >= _reach(each[2], each[0], text)}
        for each in (each for each in opened if each in late):
            yield _alone(each[0], each[2], each[3])
        opened = [each for each in opened if each not in late] if late else opened
        start += len(line) + 1
    for at, _, sign, line in opened:
        yield _alone(at, sign, line)


def _reach(sign: str, at: int, text: str) -> int:
    """In how many lines the partner of an opening sign has to come."""
    begins = text[at - 1 : at] in ("", "\n")
    if sign == "“":
        return _PARAGRAPHS if begins else _LINES
    return _LINES if sign == "（" and begins else 1


def _alone(at: int, sign: str, line: str) -> Hit:
    partner = _PAIRS.get(sign) or _OPENING[sign]
    return Hit(at, at + 1, {"partner": partner, "around": line[:30]})


def _ellipsis(text: str) -> Iterator[Hit]:
    if ".." in text or "…" in text or "。。" in text or "···" in text:
        for match in _ELLIPSIS.finditer(text):
            if match[0] not in ("……", "…………") and _after_words(text, match.start()):
                yield Hit(*match.span(), {"put": "……"}, "……")


def _dash(text: str) -> Iterator[Hit]:
    if not any(dash in text for dash in _DASHES):
        return
    for match in _DASH.finditer(text):
        if _after_words(text, match.start()):
            yield Hit(*match.span(), {"put": "——"}, "——")


def _after_words(text: str, at: int) -> bool:
    """Whether Chinese, or what closes a quotation or title, stands before the place `at`."""
    before = text[at - 1 : at] if at else ""
    return before in ("”", "》", "，") or "\u3400" <= before <= "\u9fff"


def _double(text: str) -> Iterator[Hit]:
    for pair in _DOUBLES:
        at = text.find(pair)
        while at >= 0:
            yield Hit(at, at + 2)
            at = text.find(pair, at + 2)


def _ordinal(text: str) -> Iterator[Hit]:
    for match in _ORDINAL.finditer(text):
        if text[match.start() - 1 : match.start()] in ("", "。", "；", "：", "，", "\n"):
            yield Hit(match.start(1), match.end(1), {"put": "，", "found": match[0]}, "，")


def _level(text: str) -> Iterator[Hit]:
    for match in _LEVEL.finditer(text):
        number = 1 if match[1] else 2
        put = "" if match[1] else "、"
        yield Hit(match.start(number), match.end(number), {"found": match[0].strip(), "put": put}, put)


def _at(number: int, pattern: re.Pattern[str], put: str, text: str) -> Iterator[Hit]:
    for match in pattern.finditer(text):
        yield Hit(match.start(number), match.end(number), {"put": put, "found": match[0].strip()}, put)


RULES: tuple[Rule, ...] = (
    Rule(
        "mark-half",
        "汉字之间的逗号、分号、冒号、问号、叹号和括号用全角，半角的在网页和打印件上挤在一起。",
        STANDARD,
        _half,
        ("请各单位按时报名,逾期不候。", "时间:下午三点", "学院(含分院)各部门"),
        ("请访问 www.example.cn/a,b。", "上午 8:30 到校", "编号为A(1)", "比分为3:2"),
    ),
    Rule(
        "mark-stop",
        "段末的句号是“。”，不是英文句点。",
        STANDARD,
        found_by(_STOP, "。"),
        ("请各单位遵照执行.",),
        ("请各单位遵照执行。", "1.", "见 a.md"),
    ),
    Rule(
        "mark-point",
        "汉字之间不用英文句点：停顿用“、”或“，”，一句说完用“。”，外国人名的间隔用“·”。",
        STANDARD,
        found_by(_POINT, None),
        ("校长、书记.教师均须参加。", "请按时报送．逾期不候。"),
        ("一.提高认识", "请访问 教育.中国", "见通知.docx", "卡尔·马克思", "3.5公里"),
    ),
    Rule(
        "mark-straight-quotes",
        "中文里用弯引号“”，直引号分不出开头和结尾。",
        STANDARD,
        _straight,
        ('开展"安全生产月"活动',),
        ("开展“安全生产月”活动", '写成 class="a" 即可'),
    ),
    Rule(
        "mark-unbalanced",
        "引号、括号、书名号成对出现，少一个就分不清说到哪里为止。",
        STANDARD,
        _unbalanced,
        ("根据《安全生产法的规定", "坚持“安全第一的方针。", "各部门（含分院均须参加"),
        (
            "1）报名；2）审核",
            "他说：“请大家\n“继续努力。”",
            "（一）总则",
            "（1999年6月1日发布\n2011年1月8日第一次修订\n2019年3月2日第二次修订）",
        ),
    ),
    Rule(
        "mark-ellipsis",
        "省略号是“……”，占两个字的位置。",
        STANDARD,
        _ellipsis,
        ("等等...", "水电、门窗。。。", "还有很多…"),
        ("还有很多……", "版本 1.2.3"),
    ),
    Rule(
        "mark-ellipsis-etc",
        "省略号和“等”意思相同，只用一个。",
        STANDARD,
        found_by(_ET_CETERA, None),
        ("粉笔、教案……等。",),
        ("粉笔、教案等。", "……等到明天再说。"),
    ),
    Rule(
        "mark-dash",
        "破折号是“——”，占两个字的位置。",
        STANDARD,
        _dash,
        ("我们的目标--零事故",),
        ("我们的目标——零事故", "京沪线：北京—上海", "参数 --fix"),
    ),
    Rule(
        "mark-double",
        "两个点号连在一起，多半是改稿时漏删了一个。",
        STANDARD,
        _double,
        ("请按时到场，，不得迟到", "请遵照执行，。"),
        ("请按时到场，不得迟到。", "还有。。。", "“好。”，他说"),
    ),
    Rule(
        "mark-between-titles",
        "并列的书名号之间、引号之间通常不用顿号。",
        f"{STANDARD} 4.5.3.5",
        found_by(_BETWEEN, ""),
        ("《宪法》、《民法典》", "“红船”、“井冈山”"),
        ("《宪法》《民法典》", "《宪法》（修正）、《民法典》"),
    ),
    Rule(
        "mark-level",
        "“（一）”后面不再加标点，“一”后面用顿号。",
        f"{STANDARD}附录；GB/T 9704-2012 7.3.3",
        _level,
        ("（一）、提高认识", "一.提高认识"),
        ("（一）提高认识", "一、提高认识", "十.五", "（一）、（二）项所列材料"),
    ),
    Rule(
        "mark-level-number",
        "“1”后面用下脚点“．”，不用顿号。",
        f"{STANDARD}附录；GB/T 9704-2012 7.3.3",
        lambda text: _at(1, _NUMBER_LEVEL, ".", text),
        ("1、提高认识",),
        ("1.提高认识", "共 1、2 两项"),
    ),
    Rule(
        "mark-ordinal",
        "“第一”“首先”后面用逗号。",
        STANDARD,
        _ordinal,
        ("首先、要提高认识", "第一、要提高认识"),
        ("首先，要提高认识", "第一、第二小组", "第一、二组"),
    ),
    Rule(
        "mark-tilde",
        "表示数值范围的浪纹线用全角“～”。",
        STANDARD,
        found_by(_TILDE, "～"),
        ("3~5 天", "8:00~17:00"),
        ("3～5 天", "~/notices", "~~旧~~", "维生素B~12~片"),
    ),
)
