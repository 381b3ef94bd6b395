"""Columns and the home page: whether each was renewed in time, is empty, and whether a site fails for it.

What is measured stands in `data/inspection.yml`. It binds the sites of authorities, so a site is measured when it says
what kind of unit it is, or sets terms of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.gate import GateSettings
from xuanlan.models.inspection import HOME, Term, inspection
from xuanlan.models.kinds import Column
from xuanlan.models.notice import field_position
from xuanlan.models.settings import Settings
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import aliases, nearest
from xuanlan.text.dates import chinese_date

SETTINGS = "notices/settings.yml"
_SOURCE = "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决指标"
_UPDATED = "---\ntitle: 关于开放日的通知\nkind: 通知\ndate: 2026-02-28\nid: fresh\n---\n请各部门准时参加。\n"
_UNMEASURED = "# notices/settings.yml\nunit: 云山职业技术学院\n"
_STALE = "---\ntitle: 关于开放日的通知\nkind: 通知\ndate: 2025-02-03\nid: old\n---\n请各部门准时参加。\n"
RULES = (
    SiteRule(
        "home-stale",
        "首页超过期限没有新的文稿。政府网站首页两周不更新，检查时单项否决；期限可以在“栏目期限”里改。",
        f"{_SOURCE}“首页不更新”",
        (
            f"# notices/a.md\n{_STALE}\n# notices/settings.yml\n审读: {{单位类型: 机关}}\n",
            f"# notices/a.md\n{_STALE}\n# notices/settings.yml\n审读: {{栏目期限: {{首页: 1天}}}}\n",
        ),
        (f"# notices/a.md\n{_UPDATED}\n# notices/settings.yml\n审读: {{单位类型: 机关}}\n", _UNMEASURED),
    ),
    SiteRule(
        "home-early",
        "首页快到期限还没有新的文稿：政府网站满十天时提示一次。",
        "监测服务的预警惯例",
        (f"# notices/a.md\n{_UPDATED.replace('02-28', '02-17')}\n# notices/settings.yml\n审读: {{单位类型: 机关}}\n",),
        (f"# notices/a.md\n{_UPDATED}\n# notices/settings.yml\n审读: {{单位类型: 机关}}\n", _UNMEASURED),
    ),
    SiteRule(
        "column-stale",
        "栏目超过期限没有新的文稿：动态、要闻类两周，通知公告、政策文件类六个月，别的栏目按“栏目期限”里写的。",
        f"{_SOURCE}“栏目不更新”",
        ("# notices/settings.yml\n审读: {栏目期限: {notices: 1天}}\n" + f"# notices/a.md\n{_STALE}",),
        (f"# notices/a.md\n{_UPDATED}\n# notices/settings.yml\n审读: {{单位类型: 机关}}\n", _UNMEASURED),
    ),
    SiteRule(
        "column-blank",
        "导航里的栏目一篇文稿也没有。",
        f"{_SOURCE}“栏目不更新”：空白栏目",
        ("# notices/settings.yml\n审读: {单位类型: 学校}\n栏目: [{slug: party, title: 党建, description: 说明}]\n",),
        (
            "# notices/settings.yml\n栏目: [{slug: party, title: 党建, description: 党的建设}]\n",
            "# notices/settings.yml\n审读: {单位类型: 机关, 栏目期限: "
            "{通知公告: 不查, 公示: 不查, 倡议书: 不查, 规章制度: 不查}}\n",
        ),
    ),
    SiteRule(
        "columns-veto",
        "不更新的栏目或者空白栏目多到检查时单项否决：动态、要闻、通知公告、政策文件类合计五个，应更新的栏目合计十个，"
        "空白栏目五个。",
        f"{_SOURCE}“栏目不更新”",
        (
            "# notices/settings.yml\n审读: {单位类型: 机关}\n栏目:\n"
            + "".join(f"  - {{slug: c{n}, title: 专题{n}, description: 专题}}\n" for n in range(6)),
        ),
        ("# notices/settings.yml\n审读: {单位类型: 机关}\n", _UNMEASURED),
    ),
)


@dataclass(frozen=True, slots=True)
class Renewal:
    """The home page or a column: what it is called, and when it was renewed last."""

    name: str
    slug: str
    """"" for the home page"""
    term: Term | None
    """how long it may stand; None when it is not measured"""
    regular: bool
    """whether the term is that of a class of columns that every authority has"""
    newest: Entry | None

    @property
    def due(self) -> datetime | None:
        """When it must have been renewed; None when it is not measured, or was never filled."""
        return self.term.after(self.newest.facts.publish) if self.term and self.newest else None


def check(library: Library, report: Report) -> None:
    """Report what is stale or blank by the library's clock."""
    gate = library.settings.gate
    if gate is None:
        return
    named = {HOME, *library.columns, *(column.title for column in library.columns.values())}
    for name in gate.terms.keys() - named:
        report.add("term-column-unknown", _set(library, name), found=name, suggestion=nearest(name, named))
    stale, blank = [], []
    for one in renewals(library):
        if one.newest is None:
            if one.slug and gate.profile and not _excused(gate, library.columns[one.slug]):
                blank.append(one)
                report.add("column-blank", _declared(library, one.slug), found=one.name)
        elif one.due and one.due <= library.now:
            stale += [one] if one.slug else []
            _stale(library, one, one.newest, report)
        elif one.due and not one.slug:
            _early(library, one, one.newest, report)
    if gate.profile:
        _count("动态要闻、通知公告和政策文件栏目里不更新的", [one for one in stale if one.regular], "regular", report)
        _count("应更新而不更新的栏目", stale, "every", report)
        _count("空白栏目", blank, "blank", report)


def renewals(library: Library, *, asked: bool = False) -> Iterator[Renewal]:
    """The home page and every column, with the terms that this site is measured by; if somebody has `asked` for them,
    those of the inspection, whatever the site is."""
    newest: dict[str, Entry] = {}
    for entry in library.listed:  # newest first
        newest.setdefault(library.column(entry).slug, entry)
    gate, measures = library.settings.gate, inspection()
    own = gate.terms if gate else {}
    measured = asked or bool(gate and gate.profile)
    term = own.get(HOME, measures.home.term if measured else None)
    yield Renewal(HOME, "", term, True, library.listed[0] if library.listed else None)
    for slug, column in library.columns.items():
        known = measures.class_of(column.title)
        key = next((key for key in (slug, column.title) if key in own), None)
        term = own[key] if key else known.term if known and measured else None
        yield Renewal(column.title, slug, term, known is not None, newest.get(slug))


def _set(library: Library, name: str) -> Position:
    """Where the settings name `name` among the terms."""
    written = library.settings_written
    places = (place for loc, place in written.keys.items() if loc[1:] in (("terms", name), ("栏目期限", name)))
    return next(places, Position(SETTINGS))


def _excused(gate: GateSettings, column: Column) -> bool:
    return any(key in gate.terms and gate.terms[key] is None for key in (column.slug, column.title))


def _stale(library: Library, one: Renewal, newest: Entry, report: Report) -> None:
    place = dated(newest)
    values = {"term": one.term, "last": chinese_date(newest.facts.publish.date()), "days": _days(library, newest)}
    report.add("column-stale" if one.slug else "home-stale", place, found=one.name, **values)


def _early(library: Library, one: Renewal, newest: Entry, report: Report) -> None:
    """Tell beforehand that the home page falls due; only of the term of the inspection."""
    measures = inspection()
    if one.term == measures.home.term and measures.home_early.term.after(newest.facts.publish) <= library.now:
        report.add(
            "home-early", dated(newest), found=one.name, days=_days(library, newest), term=one.term, due=_day(one)
        )


def _day(one: Renewal) -> str:
    return chinese_date(one.due.date()) if one.due else ""


def _days(library: Library, newest: Entry) -> int:
    return (library.now.date() - newest.facts.publish.date()).days


def _count(what: str, found: list[Renewal], measure: str, report: Report) -> None:
    most = getattr(inspection(), measure).count
    if len(found) >= most:
        names = "、".join(one.name for one in found)
        report.add("columns-veto", Position(SETTINGS), found=what, count=len(found), most=most, names=names)


def dated(entry: Entry) -> Position:
    """Where the moment of publication of a notice is written."""
    return field_position(entry.places, "publish_at" if entry.notice.publish_at else "date")


def _declared(library: Library, slug: str) -> Position:
    """Where a site's own column is written; the register of settings for one that ships with the engine."""
    written = library.settings_written
    for number, column in enumerate(library.settings.columns):
        if column.slug == slug:
            key = next(key for key in written.value if aliases(Settings).get(key) == "columns")
            return written.position((key, number))
    return Position(SETTINGS)
