"""What an inspection looks for beside columns: the footer's parts, page tags, sources of reprints, honest dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from xuanlan.checks.columns import SETTINGS, dated
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.notice import field_position
from xuanlan.models.settings import Settings
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import aliases
from xuanlan.text.dates import SHANGHAI, chinese_date, read_date

_REPRINT = "---\ntitle: 关于防汛的通知\nkind: 通知\ndate: 2026-02-02\nid: reprint\n{}---\n请各单位做好防汛。\n"
_URL = "source_url: https://www.example.cn/a.html\n"
_REPEAL = (
    "# notices/old.md\n---\ntitle: 考勤管理规定\nkind: 规定\ndate: 2024-01-05\nid: old\n---\n1. 按时上班。\n"
    "# notices/new.md\n---\ntitle: 关于废止《考勤管理规定》的通知\nkind: 通知\ndate: 2026-02-02\nid: new\n{}---\n{}\n"
)
RULES = (
    SiteRule(
        "footer-part",
        "政府网站的页脚应当有网站标识、找错入口、网站标识码、主办单位、联系方式、ICP备案和公安备案；只在单位类型是机关时查。",
        "《政府网站发展指引》（国办发〔2017〕47号）页面底部功能区",
        ("# notices/settings.yml\n审读: {单位类型: 机关}\nunit: 云山市教育局\n",),
        (
            "# notices/settings.yml\n审读: {单位类型: 学校}\n",
            "# notices/settings.yml\nunit: 云山职业技术学院\n",
        ),
    ),
    SiteRule(
        "page-tags-off",
        "政府网站的网页应当有网页标签；只在单位类型是机关时查。",
        "《政府网站发展指引》（国办发〔2017〕47号）附件《网页设计规范》网页标签",
        ("# notices/settings.yml\n审读: {单位类型: 机关}\ntags: 否\n",),
        ("# notices/settings.yml\n审读: {单位类型: 机关}\ntags: 是\n", "# notices/settings.yml\ntags: 否\n"),
    ),
    SiteRule(
        "source-missing",
        "转载的文稿写了原文网址，没有写来源，读者看不出是谁发布的。",
        "《政府网站发展指引》（国办发〔2017〕47号）转载的要求；《互联网政务应用安全管理规定》",
        (_REPRINT.format(_URL),),
        (_REPRINT.format(_URL + "source: 云山市应急管理局\n"), _REPRINT.format("")),
    ),
    SiteRule(
        "date-moved",
        "发布时间晚于登记簿里首次发布的时间：发布以后改晚了日期。检查把伪造发稿日期列为单项否决。",
        "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标“安全、泄密事故等严重问题”",
        (
            f"# notices/a.md\n{_REPRINT.format('')}"
            '# notices/ledger.yml\n- {id: "reprint", address: "/n/reprint/", title: "关于防汛的通知", '
            'first_published: "2026-01-05T09:00:00+08:00"}\n',
        ),
        (
            f"# notices/a.md\n{_REPRINT.format('')}"
            '# notices/ledger.yml\n- {id: "reprint", address: "/n/reprint/", title: "关于防汛的通知", '
            'first_published: "2026-02-02T09:00:00+08:00"}\n',
            _REPRINT.format(""),
        ),
    ),
    SiteRule(
        "repeal-unmarked",
        "一篇文稿说废止了另一篇，那一篇还照现行的列着，没有写废止说明。",
        "《政府网站发展指引》（国办发〔2017〕47号）：修改、废止、失效的文件应当明确标注",
        (_REPEAL.format("", "决定废止《考勤管理规定》。"),),
        (
            _REPEAL.format("replaces: old\n", "决定废止《考勤管理规定》。"),
            _REPEAL.replace("废止", "印发").format("", "请遵照执行。"),
        ),
    ),
)
_FOOTER = {
    "党政机关网站标识": ("badge",),
    "我为政府网站找错入口": ("finder",),
    "网站标识码": ("site_code",),
    "主办单位": ("unit",),
    "联系方式": ("phone", "email"),
    "ICP备案编号": ("icp",),
    "公安机关备案标识": ("police",),
}
"""What a footer must show, and the settings of which one makes it."""
_NAMES = r"(?:《[^《》\n]{1,100}》(?:[（(][^（()）\n]{0,40}[）)])?[、和及，]?){1,20}"
_REPEALS = re.compile(rf"(?<![未不])废止(?P<after>{_NAMES})|(?P<before>{_NAMES})[^。；《》\n]{{0,20}}(?<![未不])废止")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NEAR = 60
"""Characters before a repeal in which the day stands from which on it holds."""
_NAME = re.compile(r"《([^《》\n]{1,100})》")


def check(library: Library, report: Report) -> None:
    """Report what the site as a whole lacks, and texts without a source, with a moved date, or repealed elsewhere."""
    if _asked(library, "footer-part"):
        _footer(library, report)
    if _asked(library, "page-tags-off") and not library.settings.tags:
        report.add("page-tags-off", _place(library, "tags"), found="网页标签")
    for entry in library.public:
        notice = entry.notice
        if notice.source_url and not notice.source:
            report.add("source-missing", field_position(entry.places, "source_url"), found=notice.source_url)
        known = library.ledger.entries.get(entry.id)
        if known and known.first_published:
            _moved(entry, known.first_published, report)
    _repealed(library, report)


def _asked(library: Library, code: str) -> bool:
    """Whether a rule that binds authorities alone is wanted."""
    gate = library.settings.gate
    return gate is not None and (gate.profile == "office" or code in gate.strengths)


def _footer(library: Library, report: Report) -> None:
    for label, names in _FOOTER.items():
        if not any(getattr(library.settings, name) for name in names):
            fields = [str(Settings.model_fields[name].title) for name in names]
            report.add("footer-part", Position(SETTINGS), found=label, field="或者".join(fields))


def _place(library: Library, name: str) -> Position:
    written = library.settings_written
    key = next((key for key in written.value if aliases(Settings).get(key) == name), name)
    return written.position((key,))


def _moved(entry: Entry, first_published: str, report: Report) -> None:
    """Report a moment of publication after the day on which the notice was first published."""
    try:
        first = datetime.fromisoformat(first_published).astimezone(SHANGHAI).date()
    except (ValueError, OverflowError):
        return
    day = entry.facts.publish.date()
    if day > first:
        report.add("date-moved", dated(entry), found=chinese_date(day), first=chinese_date(first))


def _repealed(library: Library, report: Report) -> None:
    """Report rules that are listed as in force although a newer text says that they are repealed."""
    ruling = {kind.name for kind in library.kinds.values() if kind.layout == "rules"}
    in_force = {entry.notice.title: entry for entry in library.listed if entry.notice.kind in ruling}
    if not in_force:
        return
    for entry in library.listed:
        if entry.notice.kind in ruling or "废止" in entry.notice.title:
            for name in _named(f"{entry.notice.title}\n{entry.rendered.text}", library.now.date()):
                units = library.units(entry)
                titles = (name, *(unit + name for unit in units), *(name.removeprefix(unit) for unit in units))
                old = next((in_force[title] for title in titles if title in in_force), None)
                if old and old is not entry and not old.notice.expires and old.facts.publish < entry.facts.publish:
                    place = field_position(old.places, "title")
                    report.add("repeal-unmarked", place, found=old.notice.title, other=entry.notice.title, id=old.id)


def _named(text: str, today: date) -> Iterator[str]:
    """The titles of what a text repeals, unless a date before them says that it will only do so."""
    found: set[str] = set()
    for match in _REPEALS.finditer(text) if "废止" in text else ():
        dates = map(read_date, _DATE.findall(text, max(0, match.start() - _NEAR), match.end()))
        if not any(day and day > today for day in dates):
            found.update(_NAME.findall(match["after"] or match["before"]))
    yield from sorted(found)
