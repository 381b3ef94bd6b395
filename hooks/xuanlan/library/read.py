"""The first step: a site's folders are read into `Sources`, which have everything except the rendered texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import Report
from xuanlan.library.approval_gate import Gate
from xuanlan.library.docs import Docs
from xuanlan.library.files import markdown_files
from xuanlan.library.front_matter import Contents, Front, read_all
from xuanlan.library.phrasing import Phrasing
from xuanlan.library.site import SiteFacts
from xuanlan.library.site_settings import SiteSettings
from xuanlan.models import approvals, baseline, campaign, days, gate, holidays, ledger, names, schedule, screens, visits
from xuanlan.models.baseline import Baseline
from xuanlan.models.campaign import Planned
from xuanlan.models.days import Days
from xuanlan.models.gate import Waivers
from xuanlan.models.holidays import Holidays
from xuanlan.models.hotline_register import NationalRegister, ResolvedHotline, load_hotlines
from xuanlan.models.kinds import Column, Kind
from xuanlan.models.ledger import Ledger
from xuanlan.models.names import Names
from xuanlan.models.notice import Notice, field_position
from xuanlan.models.screens import Screens
from xuanlan.models.settings import Settings
from xuanlan.models.visits import Visits
from xuanlan.proofreading import wording_data
from xuanlan.proofreading.wording_data import Entry
from xuanlan.reading.keys import key_beside
from xuanlan.reading.source import Places, read_text
from xuanlan.reading.yaml_marks import Marked
from xuanlan.runtime.cache import Cache, Key
from xuanlan.runtime.progress import Progress, silent
from xuanlan.text.dates import chinese_date
from xuanlan.text.phrases import WordList


@dataclass(slots=True, repr=False)
class NoticeSource:
    """One notice: its front matter, and its state by the build's clock."""

    notice: Notice
    places: Places
    body_line: int
    content: Key
    """digest of its file"""
    id: str
    facts: schedule.Facts
    state: str
    successor: str
    """path of the notice that replaces it, or empty"""
    text_sha: str
    """SHA-256 of its text with LF line ends, in hexadecimal"""
    kept: Mapping[str, str]
    """paths of what was approved, by the paths of the files that they stand for"""
    approval: str
    """what approval says of it (`approval_gate`)"""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"  # a whole one is of megabytes, and a library of gigabytes

    @property
    def path(self) -> str:
        return self.places.file

    @property
    def file(self) -> str:
        """The path of what is read: its file, or the copy that was approved."""
        return self.kept.get(self.path, self.path)

    @property
    def address(self) -> str:
        return addresses.notice(self.id)

    @property
    def public(self) -> bool:
        """Whether it has a page now."""
        return self.state not in ("draft", "scheduled", schedule.INTERNAL)

    @property
    def listed(self) -> bool:
        """Whether lists, feeds and screens name it now."""
        return schedule.is_listed(self.state)


@dataclass(frozen=True, slots=True, repr=False)
class Sources:
    """The content of a site's folders by the clock `now`, without rendered texts."""

    site: SiteFacts
    now: datetime
    cache: Cache
    """results of earlier builds"""
    settings: Settings
    settings_written: Marked
    """where each setting is written"""
    waivers: Waivers
    baseline: Baseline | None
    holidays: Holidays
    days: Days
    """festivals, memorial days, theme days, as shipped and as the site adds them"""
    visits: Visits
    """what comes into a school"""
    names: Names
    """units, offices, posts, leaders, addresses and meetings as the site writes them"""
    phrasing: Phrasing
    """texts in phrases, for lines that end where the sense does"""
    wording: tuple[Entry, ...]
    """wrong and right forms that the site has registered, `notices/wording.yml`"""
    columns: dict[str, Column]
    kinds: dict[str, Kind]
    national: NationalRegister
    hotlines: list[ResolvedHotline]
    ledger: Ledger
    screens: Screens
    campaigns: list[Planned]
    docs: Docs
    notices: list[NoticeSource]
    """newest first, drafts and scheduled ones included"""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.root}>"

    @property
    def root(self) -> Path:
        return self.site.root

    def units(self, notice: NoticeSource) -> tuple[str, ...]:
        return notice.notice.unit or ((self.settings.unit or self.site.name,))

    def column(self, notice: NoticeSource) -> Column:
        return self.columns[self.kinds[notice.notice.kind].column]


def read(
    site: SiteFacts,
    now: datetime,
    report: Report,
    progress: Progress = silent,
    *,
    skip: Set[str] = frozenset(),
    cache: Cache | None = None,
) -> Sources:
    """Read everything below `site.root` by the clock `now`, except the files whose paths are in `skip`.

    Reading never stops at a mistake; all findings go to `report`. `cache` has the results of earlier builds.
    """
    cache = cache or Cache()
    known = SiteSettings.read(site.root, report)
    national = NationalRegister.shipped()
    published = ledger.load(site.root, report)
    approval = _gate(site.root, known, published, cache, report)
    sources = Sources(
        site=site,
        now=now,
        cache=cache,
        settings=known.settings,
        settings_written=known.written,
        waivers=gate.load(site.root, report),
        baseline=baseline.load(site.root, report),
        holidays=holidays.load(site.root, report),
        days=days.load(site.root, report),
        visits=visits.load(site.root, report),
        names=names.load(site.root, report),
        phrasing=Phrasing(cache),
        wording=wording_data.own(site.root, report),
        columns=known.columns,
        kinds=known.kinds,
        national=national,
        hotlines=_hotlines(site.root, national, report),
        ledger=published,
        screens=screens.load(site.root, report),
        campaigns=campaign.load(site.root, report),
        docs=Docs.read(site.root, site.docs, site.docs_folders, set(known.columns), report, skip, site.excluded),
        notices=_notices(site.root, now, known.kinds, approval, cache, report, progress, skip),
    )
    sources.docs.check_nav(site.nav, report)
    check_badge(known, sources.docs, report)
    if pages := known.settings.staff_pages:
        key = "staff_pages" if "staff_pages" in known.written.value else "编辑人员页面"
        sources.docs.mark_staff(pages, known.written.position((key,)), report)
    sources.phrasing.own = WordList(_words(sources))
    return sources


def _words(sources: Sources) -> Iterator[str]:
    """The words that the site's registers and notices bring along: names of units, people, kinds, hotlines, tags."""
    yield from (sources.settings.unit or "", sources.site.name, *sources.kinds, *sources.names.forms)
    yield from (column.title for column in sources.columns.values())
    yield from (hotline.name for hotline in sources.hotlines)
    for source in sources.notices:
        yield from source.notice.unit
        yield from source.notice.tags


def _hotlines(root: Path, national: NationalRegister, report: Report) -> list[ResolvedHotline]:
    file, name = root / "notices" / "hotlines.yml", "notices/hotlines.yml"
    text = read_text(file, name, report) if file.exists() else None
    return load_hotlines(text, name, report, national) if text else []


def check_badge(known: SiteSettings, docs: Docs, report: Report) -> None:
    """Report a picture of the settings that is not among the files of docs/."""
    badge = known.settings.badge
    if badge and badge.image not in docs.files.values():
        key = "badge" if "badge" in known.written.value else "网站标识"
        report.add("image-missing", known.written.position((key,)), target=badge.image, suggestion=_IN_DOCS)


_IN_DOCS = "请把图片放进 docs 文件夹，从 docs 算起写路径，例如 assets/badge.png。"


def _notices(
    root: Path,
    now: datetime,
    kinds: dict[str, Kind],
    approval: Gate | None,
    cache: Cache,
    report: Report,
    progress: Progress,
    skip: Set[str],
) -> list[NoticeSource]:
    contents = Contents(root, "notices", cache)
    paths = [path for path in markdown_files(root / "notices", report, "notices") if path not in skip]
    fronts = list(read_all(root, paths, kinds, contents, cache, report, progress))
    contents.keep()
    if approval:
        fronts = list(approval.passed(fronts))
        approval.contents.keep()
    successors = {
        old: front.places.file
        for front in fronts
        if front.notice.replaces and _in_force(front.notice, now)
        for old in front.notice.replaces
    }
    found = (source_of_front(front, now, successors, report) for front in fronts)
    return sorted(found, key=lambda notice: (notice.facts.publish, notice.id), reverse=True)


def _gate(root: Path, known: SiteSettings, published: Ledger, cache: Cache, report: Report) -> Gate | None:
    """What asks of each notice whether it was approved; None where none has to be."""
    steps = known.settings.approval
    if not steps:
        return None
    approved = approvals.load(root, report)
    contents = Contents(root, "approved", cache)
    return Gate(root, steps, approved, known.kinds, published.entries, contents, report)


def _in_force(notice: Notice, now: datetime) -> bool:
    """Whether the notice is published and not withdrawn, so that it supersedes what it replaces."""
    return schedule.state(schedule.facts_of(notice, False), now) not in (
        *("draft", "scheduled", "withdrawn", schedule.INTERNAL),
    )


def source_of_front(front: Front, now: datetime, successors: Mapping[str, str], report: Report) -> NoticeSource:
    """The notice with its id and its state; `successors` are the paths of notices by the ids that they replace."""
    notice, places = front.notice, front.places
    ident = front.id
    if not notice.id:
        key = key_beside([key for key in places.keys if "/" not in key], "id", Notice.model_fields["id"].title or "")
        report.add("id-derived", places.start, key=key, id=ident)
    facts = schedule.facts_of(notice, ident in successors)
    if notice.date > now.date() and not notice.publish_at and not notice.draft:
        report.add("date-future", field_position(places, "date"), day=chinese_date(notice.date))
    state = schedule.state(facts, now)
    return NoticeSource(
        notice, places, front.body_line, front.content, ident, facts, state, successors.get(ident, ""),
        front.text_sha, front.kept, front.approval,
    )  # fmt: skip
