"""The adapter to MkDocs 1.6 and its fork ProperDocs: events in, plain values out.

The host finds the hand-written pages, runs its plugins and renders its theme's template; the engine does the rest. All
state of a build is kept in its own configuration object, so several builds in one process do not interfere.
"""

from __future__ import annotations

import logging
import posixpath
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import xuanlan
from xuanlan import addresses
from xuanlan.build import preview
from xuanlan.build.build import Inspected, inspect, require_ours, require_sound, write
from xuanlan.build.reminders import told_before
from xuanlan.checks import overrides
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report, reason
from xuanlan.hosts import advice, navigation
from xuanlan.hosts.facts import previewed, site_facts
from xuanlan.hosts.failing import RefusedError, log_report, tell_failures, told_by_us
from xuanlan.hosts.navigation import STAFF
from xuanlan.hosts.options import NOW_VARIABLE, Options, clock
from xuanlan.hosts.theme import adapt, copy_checked
from xuanlan.library.docs import DocPage, Docs
from xuanlan.library.entry import EXCERPT
from xuanlan.markup.rendered import Rendered
from xuanlan.releases.acceptance import check_standing
from xuanlan.render import leaving, pictures
from xuanlan.render.pages import Pages, page_view
from xuanlan.render.shell import Frame
from xuanlan.runtime.cache import Cache
from xuanlan.runtime.workers import Ahead
from xuanlan.text.excerpts import excerpt
from xuanlan.tree.folder import Present, staging_for
from xuanlan.views import DocView, OutlineView

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_read_source",
    "on_post_build",
    "on_serve",
]

log = logging.getLogger("mkdocs.plugins.xuanlan")
_KEY = "xuanlan"
advice.answer()


@dataclass(slots=True)
class _Build:
    """State of one build."""

    found: Inspected
    site_dir: Path
    present: Ahead[Present]
    """the files in `site`; there are thousands, so another process lists them meanwhile"""
    staging: tempfile.TemporaryDirectory[str]
    """where this build is made; removed with this object, also when the host fails half-way"""
    nav: Navigation | None = None
    pages: Pages | None = None
    environment: Any = None
    files: Files | None = None
    problems: Report = field(default_factory=Report)
    changed: dict[str, Rendered] = field(default_factory=dict)
    """texts that a plugin of the host has changed, rendered again, by the path of their page"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything before the host touches its output; then send the host to a folder of its own."""
    options = config.extra.get(_KEY)
    options = options if isinstance(options, Options) else Options()
    console = options.console or Console()
    logging.getLogger("mkdocs.commands.build").addFilter(told_by_us)
    if not options.console:  # a command with a console reports errors itself
        tell_failures(config, console)
    engine = f"宣栏 {xuanlan.__version__}（{Path(xuanlan.__file__).parent}）"
    console.say(engine) if options.console else log.info(engine)
    try:
        now = clock(options)
    except ValueError as error:
        raise RefusedError(f"{NOW_VARIABLE}：{error}") from None
    try:
        require_ours(Path(config.site_dir))
    except CallError as error:
        raise RefusedError(str(error)) from error
    present = Ahead(Present.scan, Path(config.site_dir))
    facts = site_facts(config)
    cache = Cache.of_site(facts.root)
    if options.full:
        cache.clear()
    found = inspect(
        facts, now, keep_going=options.keep_going, progress=console.progress, cache=cache, told=options.told
    )
    report = found.report
    in_texts = report.error_count
    if not options.force and not previewed(config):
        check_standing(found.library, Path(config.site_dir), report)
    known = () if config.strict or not console.is_read else told_before(facts.root, report, cache)
    if options.console:
        console.report(report, known=known)
    else:
        log_report(report, console, known)
    try:
        require_sound(report, keep_going=options.keep_going and report.error_count == in_texts)
    except ContentError as error:
        raise RefusedError("内容有错误，没有改动已生成的网站。") from error
    if config.strict and report.warnings:  # the host counts them too, but only once the site is written
        refused = ContentError(report.without_hints().stricter())
        raise RefusedError("有警告，而 --strict 不许有，没有改动已生成的网站。") from refused
    site_dir = Path(config.site_dir)
    staging = _staging(site_dir)
    config.site_dir = staging.name
    config.extra[_KEY] = _Build(found, site_dir, present, staging)
    adapt(config.theme, facts.overrides)
    for kind in ("not_found", "absolute_links", "unrecognized_links", "anchors"):
        setattr(config.validation.links, kind, logging.DEBUG)  # the engine checks links itself, with positions
    return config


def _staging(site_dir: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder beside the site, so that finished files can be moved into place."""
    try:
        return staging_for(site_dir)
    except OSError as error:
        failure = MachineError(f"无法写入 {site_dir}：{reason(error)}")
        raise RefusedError(str(failure)) from failure


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out files that no page needs (the theme's scripts, source maps, site map) and those the engine refused."""
    found = _of(config).found
    site, docs, bad = found.library.site, found.library.docs, found.report.files_with_errors()
    for file in list(files):
        path, own, written = file.src_uri, file.src_dir == str(site.overrides), file.src_dir == config.docs_dir
        source = f"{site.named(site.overrides) if own else docs.folder}/{path}"
        refused = written and source not in docs.pages and source not in docs.files
        refused |= own and (overrides.is_font(path) or source in bad)
        # The site map is a template of the host, which it would copy as it stands; the engine writes its own.
        if refused or path.startswith("assets/javascripts/") or path.endswith(".map") or path == addresses.SITEMAP_XML:
            files.remove(file)
        elif (own or written) and source in found.originals:
            copy_checked(file, found.originals[source], RefusedError)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    build = _of(config)
    build.nav, build.files = nav, files
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The text of a page as the engine has read it: from any encoding, without the front matter."""
    found = _doc(config, page)
    # The blank line keeps the host from taking the first lines for front matter, which has been read already.
    return "\n" + found.body if found else None


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Replace the host's HTML by the engine's: sanitised, with links into both worlds."""
    build, found = _of(config), _doc(config, page)
    if found is None:
        return html
    if page.markdown is not None and page.markdown != found.body.lstrip("\n"):  # a plugin has changed the text
        texts = build.found.library.texts
        build.changed[found.path], _ = texts.render_page(found, page.markdown, build.problems)
    page.title = found.title
    return build.changed.get(found.path, found.rendered).html


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Plugins have run and the navigation is known: prepare to make pages."""
    build = _of(config)
    build.environment = env
    assert build.nav is not None
    build.found = replace(build.found, library=build.found.library.with_pages(build.changed))
    nav = tuple(navigation.main_links(build.nav, _staff(build.found.library.docs)))
    build.pages = Pages(build.found.library, _ShellMaker(config, build), nav, build.found.sheets)
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Give the theme's template the frame of a hand-written page."""
    build, found = _of(config), _doc(config, page)
    assert build.pages is not None
    if found is None:
        return context
    library, address = build.found.library, found.address
    section = navigation.section(page)
    siblings = navigation.siblings(page)
    above = [ancestor.title or "" for ancestor in reversed(list(page.ancestors))]
    crumbs = [(title, "") for title in (*(title for title in above if title != found.title), found.title)]
    staff = _staff(library.docs)
    view = page_view(library, address, "doc", found.title, crumbs, Description=found.description)
    view.summary = found.description or excerpt(found.rendered.text, EXCERPT)
    find = pictures.of_page(library, address)
    view.picture = pictures.first(library, address, found.rendered.html, find)
    view.noindex = view.noindex or address in staff
    doc = DocView(
        title=found.title,
        body=leaving.body(library, pictures.body(address, found.rendered.html, find)),
        outline=[OutlineView(h.title, "#" + h.anchor, h.level) for h in found.rendered.outline],
        section=page.parent.title if page.parent else "",
        siblings=navigation.beside(page, address, staff),
        newer=navigation.turn(page.previous_page, address, siblings),
        older=navigation.turn(page.next_page, address, siblings),
        staff=STAFF if address in staff else "",
    )
    main = build.pages.fragment(address, section, view, "doc.html", doc=doc)
    context["frame"] = build.pages.frame(address, section, view, main)
    context["page"] = None  # everything about the page is in its frame
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the engine's outputs beside the host's, then make the finished tree the site."""
    build = _of(config)
    assert build.pages is not None
    try:
        place = Path(build.staging.name), build.site_dir
        if lost := write(build.pages, *place, build.present.result, Console().progress):
            Console().say(f"{build.site_dir} 里有 {lost} 个文件被别的程序删去了，已经补上。", "warning")
        preview.built(build.pages, build.site_dir)
    except MachineError as error:
        raise RefusedError(str(error)) from error
    finally:
        build.staging.cleanup()
        config.site_dir = str(build.site_dir)


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Watch the site's folders: a saved notice shows up; one with errors leaves the last good site in place."""
    from xuanlan.hosts.watching import watch  # imports watchers, which no build needs

    build = _of(config)
    assert build.pages is not None
    watch(server, config, build.pages, build.site_dir)
    return server


class _ShellMaker:
    """Renders the theme's real template around a frame, for a page that exists only in the output."""

    def __init__(self, config: MkDocsConfig, build: _Build) -> None:
        self._config = config
        self._build = build

    def __call__(self, address: str, frame: Frame) -> str:
        build = self._build
        assert build.nav is not None
        assert build.files is not None
        source = posixpath.splitext(address)[0] + ".md"
        page = Page("", File.generated(self._config, source, content=""), self._config)
        context: Any = get_context(build.nav, build.files, self._config, page)
        if address == addresses.MISSING:
            context["base_url"] = addresses.server_root(self._config.site_url or "").rstrip("/") or "/"
        context["frame"] = frame
        context["page"] = None
        return str(build.environment.get_template("main.html").render(context))


def _staff(docs: Docs) -> frozenset[str]:
    """The addresses of the pages that are for staff."""
    return frozenset(page.address for page in docs.pages.values() if docs.is_for_staff(page))


def _of(config: MkDocsConfig) -> _Build:
    build = config.extra[_KEY]
    assert isinstance(build, _Build)
    return build


def _doc(config: MkDocsConfig, page: Page) -> DocPage | None:
    library = _of(config).found.library
    folder = posixpath.relpath(Path(config.docs_dir).resolve().as_posix(), library.root.as_posix())
    return library.docs.pages.get(f"{folder}/{page.file.src_uri}")
