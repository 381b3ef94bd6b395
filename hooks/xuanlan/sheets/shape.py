"""Line breaks in a long title: GB/T 9704-2012 wants whole words, and the shape of a trapezoid or a lozenge."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import inf

from xuanlan.sheets.lines import wholes

_OPENING, _CLOSING = "《〈“‘「『（〔【(", "》〉”’」』）〕】)，。、；：！？,.;:!?…—％%"
_NEVER_FIRST = "的了和与及之等们性化者年月日号届次期级度" + _CLOSING
_NEVER_LAST = "第" + _OPENING
_OFTEN_LAST = "部处科室院校系班楼市县区省镇乡村局委会办季"
_WORDS = re.compile(
    "关于|做好|开展|加强|深入|全面|持续|进一步|组织|参加|举办|召开|实施|落实|推进|规范|调整|征集|报送|申报|报名|评选|表扬|表彰|推荐|印发|转发|公布|发布"
    "|工作|活动|管理|服务|检查|安排|方案|办法|规定|规则|细则|制度|要求|措施|情况|结果|名单|事项|问题|意见|建议|计划|总结|须知|启事|声明|通知|公告|通告|通报|公示"
    "|决定|倡议书|公开信|一封信|责任书|责任制|守则|准则|承诺书|应急|紧急|安全|消防|卫生|环境|文明|创建|志愿|宣传|教育|学习|培训|会议|讲座|竞赛|比赛|假期|寒假|暑假"
    "|放假|值班|开学|毕业|学期|学年|年度|学院|大学|学校|中学|小学|幼儿园|医院|街道|社区|单位|部门|教师|学生|学员|职工|家长|居民|市民|群众|党员|干部|人员|校园|公寓"
    "|食堂|图书馆|实验室|交通|施工|道路|停电|停水|检修|供暖|疫情|防控|防治|国家|中国|中秋|国庆|元旦|春节|清明|端午|自行车|电动车|机动车|励志|奖学金|助学金|宿舍|寝室"
    "|班级|职业技术学院|技术|廉洁|从业|医疗|机构|行风|行为|职业|建设|高校|时代|网站|平台|身份|认证|城市|农村|垃圾|分类|食品|网络|..[省市县]"
)
_SHORT_PART = re.compile(r"[〔《“（][^〔《“（〕》”）]{1,12}[〕》”）]")
_KNOWN = 20_000
"""Characters of a text, from its beginning, that are searched for words of its title."""
_MOST = 5
"""Most lines that a title is divided into."""


def title_lines(title: str, most: float, text: str = "") -> list[str]:
    """`title` in as few lines as possible, none wider than `most` hanzi; [] when it would need more than `_MOST` lines.

    Words are known from a short list, and from the `text` under the title: two characters that stand side by side
    there too belong together.
    """
    widths = [0.0]
    for sign in title:
        widths.append(widths[-1] + _width(sign))
    if widths[-1] <= most:
        return [title]
    costs = _costs(title, text, most)
    for count in range(int(widths[-1] / most) + 1, _MOST + 1):
        if best := _division(widths, costs, count, most):
            return [title[start:end].strip() for start, end in pairwise((0, *best))]
    return []


def _width(sign: str) -> float:
    return 1 if sign >= "\u2e80" or sign in "—…“”‘’" else 0.8 if sign.isupper() else 0.6


def _costs(title: str, text: str, most: float) -> list[float]:
    """The cost of a line break before each character of `title`; infinite where none is allowed."""
    text = text[:_KNOWN]
    costs = [1.0] * (len(title) + 1)
    for at, (before, after) in enumerate(pairwise(title), 1):
        inside = re.fullmatch(r"[!-~]{2}|[0-9A-Za-z]〔", before + after)
        if after in _NEVER_FIRST or before in _NEVER_LAST or inside:
            costs[at] = inf
        elif before in "的、：》”）" or after in "《“（" or title[:at] == "关于":
            costs[at] = 0
        else:
            costs[at] += 2 * min(text.count(before + after), 3) + (2 if after in _OFTEN_LAST else 0)
    for whole, cost in ((_WORDS, 6), (_SHORT_PART, 4)):
        for match in whole.finditer(title):
            for at in range(match.start() + 1, match.end()):
                costs[at] = max(costs[at], cost)
    for start, end in wholes(title, most):
        costs[start + 1 : end] = [inf] * (end - start - 1)
    return costs


def _division(widths: list[float], costs: list[float], count: int, most: float) -> tuple[int, ...]:
    """The ends of the best division into `count` lines, none much shorter than the others; () when there is none.

    Dynamic programming: the best rest from some place on depends only on the width of the line before it, and on
    whether that line was shorter than its predecessor.
    """
    last = len(widths) - 1

    @cache
    def best(before: float, start: int, falling: bool, count: int) -> tuple[float, tuple[int, ...]]:
        """The cost and the ends of the best rest from `start` on, after a line of the width `before` (0: none)."""
        left = widths[last] - widths[start]
        found: tuple[float, tuple[int, ...]] = (inf, ())
        ends = (last,) if count == 1 else range(start + 1, last)
        for end in ends:
            width = widths[end] - widths[start]
            if width > most:
                break
            if count > 1 and (costs[end] == inf or width < 0.6 * left / count or left - width > most * (count - 1)):
                continue
            step = width - before if before else 0.0
            ugly = max(abs(step) - 4, 0) + (0.5 if before and abs(step) < 1 else 0) + (3 if falling and step > 0 else 0)
            if count > 1:
                rest, others = best(width, end, step < 0, count - 1)
                ugly += 2 * costs[end] + rest
            else:
                others = ()
            if ugly < found[0] - 1e-9:
                found = (ugly, (end, *others))
        return found

    return best(0.0, 0, False, count)[1]
