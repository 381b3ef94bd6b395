"""A site's folders read into one library: every notice with its state, its text, its files, and where all of it points.

Loading never stops at a mistake; everything found goes to the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.attachments import Checked
from xuanlan.library.bodies import Rule, TextStore
from xuanlan.library.docs import Docs
from xuanlan.library.entry import Entry
from xuanlan.library.front_matter import Contents, markdown_files, read_all
from xuanlan.library.references import Targets
from xuanlan.models import ledger, schedule, screens
from xuanlan.models.core_values import core_values
from xuanlan.models.hotline_register import NationalRegister, ResolvedHotline, load_hotlines, shipped_kinds
from xuanlan.models.kinds import Column, Kind
from xuanlan.models.ledger import Ledger
from xuanlan.models.notice import Notice, field_position
from xuanlan.models.screens import Screens
from xuanlan.models.settings import Settings
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import aliases, nearest
from xuanlan.reading.source import read_text
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import Marked
from xuanlan.runtime.cache import Cache, Key
from xuanlan.runtime.progress import Progress, silent
from xuanlan.text.dates import chinese_date


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the host knows about a site. `url` is the absolute address of the site's root, or empty."""

    root: Path
    name: str
    url: str = ""
    docs: Path | None = None
    docs_folders: bool = False
    """whether docs/about.md becomes about/index.html (else about.html)"""
    nav: frozenset[str] | None = None
    """pages that the navigation names, by path inside docs; None when it names every page by itself"""
    excluded: frozenset[str] = frozenset()
    """files of docs that are not to be published, by path from the root"""
    overrides: Path | None = None
    """the organisation's own theme files; overrides/ in the root when the host names none"""
    theme: tuple[Path, ...] = ()
    """where the host looks for templates, the organisation's own included; empty where no host is at hand"""
    idle: tuple[tuple[str, int], ...] = ()
    """settings of the host that have no effect, with their lines in its configuration"""


@dataclass(slots=True)
class Library:
    """Everything that a site's folders say, by the clock `now`."""

    site: SiteFacts
    now: datetime
    settings: Settings
    columns: dict[str, Column]
    kinds: dict[str, Kind]
    national: NationalRegister
    hotlines: list[ResolvedHotline] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    """newest first, drafts and scheduled ones included"""
    public: list[Entry] = field(default_factory=list)
    """those that have a page now"""
    listed: list[Entry] = field(default_factory=list)
    """those that lists, feeds and screens name now"""
    by_id: dict[str, Entry] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)
    screens: Screens = field(default_factory=Screens)
    docs: Docs = field(default_factory=Docs)
    originals: dict[str, Checked] = field(default_factory=dict)
    """what the host copies, by the path in its diagnostics"""
    sheets: dict[str, Key] = field(default_factory=dict)
    """the notices that have a printed sheet beside their page, and what stands for all that it depends on"""
    cache: Cache = field(default_factory=Cache)
    targets: Targets = field(init=False)
    texts: TextStore = field(init=False)

    def __post_init__(self) -> None:
        layouts = {kind.name: kind.layout for kind in self.kinds.values()}
        self.targets = Targets(self.root, {}, self.docs, {})
        self.texts = TextStore(self.targets, layouts, (), self.cache)

    @property
    def root(self) -> Path:
        return self.site.root

    def arrange(self, entries: Iterable[Entry]) -> None:
        """Hold `entries`, newest first."""
        self.entries = sorted(entries, key=lambda entry: (entry.facts.publish, entry.id), reverse=True)
        self.public = [entry for entry in self.entries if entry.public]
        self.listed = [entry for entry in self.entries if entry.listed]
        self.by_id = {entry.id: entry for entry in reversed(self.entries)}

    def known_ids(self) -> set[str]:
        """Every id in use or once published."""
        return {*self.by_id, *self.ledger.entries}

    def units(self, entry: Entry) -> tuple[str, ...]:
        return entry.notice.unit or ((self.settings.unit or self.site.name,))

    def column(self, entry: Entry) -> Column:
        return self.columns[self.kinds[entry.notice.kind].column]


def load(
    site: SiteFacts,
    now: datetime,
    report: Report,
    progress: Progress = silent,
    *,
    skip: Set[str] = frozenset(),
    rules: Sequence[Rule] = (),
    cache: Cache | None = None,
) -> Library:
    """Read and render everything under `site.root` by the clock `now`, but for the files whose paths are in `skip`.

    `rules` look at each text while it is at hand; `cache` has what earlier builds found.
    """
    settings, written = _settings(site.root, report)
    columns, kinds = _kinds(settings, written, report)
    national = NationalRegister.shipped()
    library = Library(site, now, settings, columns, kinds, national, cache=cache or Cache())
    register = site.root / "notices" / "hotlines.yml"
    if register.exists():
        text = read_text(register, "notices/hotlines.yml", report)
        library.hotlines = load_hotlines(text, "notices/hotlines.yml", report, national) if text else []
    library.ledger = ledger.load(site.root, report)
    library.screens = screens.load(site.root, report)
    contents = Contents(site.root, library.cache)
    library.arrange(_entries(library, contents, report, progress, skip))
    library.docs = Docs.read(site.root, site.docs, site.docs_folders, set(columns), report, skip, site.excluded)
    library.docs.check_nav(site.nav, report)
    if settings.badge and settings.badge.image not in library.docs.files.values():
        key = "badge" if "badge" in written.value else "网站标识"
        report.add("image-missing", written.position((key,)), target=settings.badge.image, suggestion=_IN_DOCS)
    _render(library, rules, contents, report, progress)
    contents.keep()
    return library


_IN_DOCS = "请把图片放进 docs 文件夹，从 docs 算起写路径，例如 assets/badge.png。"


def _settings(root: Path, report: Report) -> tuple[Settings, Marked]:
    """The settings, and where each of them was written."""
    file, name = root / "notices" / "settings.yml", "notices/settings.yml"
    text = read_text(file, name, report) if file.exists() else None
    marked = yaml_marks.parse(text, name, report) if text else None
    if marked is None or marked.value is None:
        return Settings(), Marked()
    return validate(Settings, marked, report) or Settings(), marked


def _kinds(settings: Settings, written: Marked, report: Report) -> tuple[dict[str, Column], dict[str, Kind]]:
    """Columns by slug and kinds by name: those that ship, then the site's, but for those that cannot be."""
    shipped = shipped_kinds()
    columns = {column.slug: column for column in shipped.columns}
    for index, column in enumerate(settings.columns):
        if _is_free(column, columns, partial(_place, written, "columns", index), report):
            columns[column.slug] = column
    kinds = {kind.name: kind for kind in shipped.kinds}
    for index, kind in enumerate(settings.kinds):
        _check_fields(kind, partial(_place, written, "kinds", index), report)
        if kind.column in columns:
            kinds[kind.name] = kind
        else:
            report.add(
                "choice-invalid",
                _place(written, "kinds", index, "column"),
                label=f"{kind.name}的栏目",
                found=kind.column,
                choices="、".join(columns),
                suggestion="",
            )
    return columns, kinds


def _check_fields(kind: Kind, place: Callable[[str], Position], report: Report) -> None:
    """Report each word that should name a field which `kind` insists on, and names none."""
    names = aliases(Notice)
    for setting in ("requires", "expects"):
        for word in getattr(kind, setting):
            if word not in names:
                label = Kind.model_fields[setting].title
                values = {"kind": kind.name, "label": label, "found": word, "suggestion": nearest(word, names)}
                report.add("kind-field-unknown", place(setting), **values)


def _is_free(column: Column, taken: dict[str, Column], place: Callable[[str], Position], report: Report) -> bool:
    """Whether address and title of `column` are its own; addresses that differ in case are one on some disks."""
    before = report.error_count
    for other in taken.values():
        if other.slug.lower() == column.slug.lower():
            report.add("column-twice", place("slug"), label="网址", found=column.slug, other=other.title)
        elif other.title.casefold() == column.title.casefold():
            report.add("column-twice", place("title"), label="名称", found=column.title, other=other.title)
    if report.error_count == before and column.slug.lower() in addresses.NO_COLUMN:
        report.add("column-reserved", place("slug"), slug=column.slug)
    return report.error_count == before


def _place(written: Marked, setting: str, index: int, name: str) -> Position:
    """Where the field `name` of one item of a setting was written, by whichever of its names."""
    key = next(key for key in written.value if aliases(Settings).get(key) == setting)
    model = Column if setting == "columns" else Kind
    field_key = next(key for key in written.value[key][index] if aliases(model).get(key) == name)
    return written.position((key, index, field_key))


def _entries(library: Library, contents: Contents, report: Report, progress: Progress, skip: Set[str]) -> list[Entry]:
    paths = [path for path in markdown_files(library.root / "notices", report, "notices") if path not in skip]
    read = list(read_all(library.root, paths, library.kinds, contents, library.cache, report, progress))
    successors = {
        old: sheet.places.file
        for sheet in read
        if sheet.notice.replaces and _in_force(sheet.notice, library.now)
        for old in sheet.notice.replaces
    }
    entries = []
    for sheet in read:
        notice, places = sheet.notice, sheet.places
        ident = notice.id or addresses.derived_id(places.file.removeprefix("notices/"))
        if not notice.id:
            report.add("id-derived", places.start, id=ident)
        facts = schedule.facts_of(notice, ident in successors)
        if notice.date > library.now.date() and not notice.publish_at and not notice.draft:
            report.add("date-future", field_position(places, "date"), day=chinese_date(notice.date))
        state = schedule.state(facts, library.now)
        entries.append(Entry(notice, places, sheet.body_line, sheet.content, ident, facts, state, library.texts))
    by_path = {entry.path: entry for entry in entries}
    for entry in entries:
        if entry.id in successors:
            entry.replaced_by = by_path[successors[entry.id]]
    return entries


def _in_force(notice: Notice, now: datetime) -> bool:
    """Whether the notice is out and stands, so that what it replaces is superseded."""
    return schedule.state(schedule.facts_of(notice, False), now) not in ("draft", "scheduled", "withdrawn")


def _render(library: Library, rules: Sequence[Rule], contents: Contents, report: Report, progress: Progress) -> None:
    by_path = {entry.path: entry for entry in library.entries}
    texts, targets = library.texts, Targets(library.root, by_path, library.docs, _addresses(library))
    library.targets = texts.targets = targets
    texts.rules = rules
    texts.render_all(library.entries, report, progress)
    for entry in library.entries:
        for path, attached in entry.files.items():
            attached.sha256 = contents.sha256(path, attached.stamp, report)
    for path, stamp in library.docs.stamps.items():
        library.originals[path] = Checked(library.root, path, contents.sha256(path, stamp, report))
    for page in library.docs.pages.values():
        page.rendered = texts.render_page(page, page.body, report)
    targets.check_anchors(report)


def _addresses(library: Library) -> dict[str, frozenset[str]]:
    """Generated pages that a text may link to by their absolute address, with their anchors."""
    pages = dict.fromkeys((*addresses.LISTED, *(addresses.column(slug) for slug in library.columns)), frozenset[str]())
    pages[addresses.HOTLINES] = frozenset(addresses.hotline_anchor(hotline.slug) for hotline in library.hotlines)
    words = core_values().words
    shorts = (addresses.value_anchor(number) for number, _ in enumerate(words, start=1))
    pages[addresses.VALUES] = frozenset((*words, *shorts))
    return pages
