"""Rendering pages: the engine's templates inside the host's shell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.meta import find_referenced_templates
from markupsafe import Markup, escape

from xuanlan import addresses
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render.entries import fingerprint
from xuanlan.render.frame import page_tags, script_files, site_view, style_files
from xuanlan.render.phrases import in_phrases
from xuanlan.render.shell import Frame, Shell, ShellMaker, slot
from xuanlan.render.template_cache import Compiled
from xuanlan.render.template_errors import broken
from xuanlan.runtime.cache import Key, digest
from xuanlan.text.phrases import Phrases
from xuanlan.tree.out import Out
from xuanlan.views import LinkView, PageView, SiteView

THEME = Path(__file__).parent.parent / "theme"
_AROUND = ("frame/head.html", "frame/header.html", "frame/footer.html")
Value = TypeVar("Value")
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """Files of the output that are made together. `make` is a module's function or a partial of one, to be pickled.

    While `key` and the engine stay the same, the bytes of all the files stay the same. A unit without a key is made in
    every build, in the building process itself.
    """

    name: str
    make: Callable[[Pages], Iterable[Out]]
    key: Key = b""
    weight: int = 1
    """how long it takes; 1 is the time for one notice page"""
    revise: Callable[[Key, Pages], Iterable[Out] | None] | None = None
    """makes only the files that differ, given the key that the unit was last made with; None when it cannot tell"""
    notice: str = ""
    """the id of the notice whose text is in it"""


@dataclass(slots=True, repr=False)
class Pages:
    """Makes pages for one build. A shell is made once for each depth of folder and each section."""

    library: Library
    make_shell: ShellMaker | None
    docs_nav: tuple[LinkView, ...] = ()
    """entries of the main navigation that lead to hand-written pages; hrefs are addresses from the root"""
    sheets: Mapping[str, Key] = field(default_factory=dict)
    """notices with a printed sheet beside their page: id, and digest of everything that the sheet depends on"""
    _shells: dict[_Place, Shell] = field(default_factory=dict)
    _sites: dict[_Place, SiteView] = field(default_factory=dict)
    _tokens: dict[tuple[str, _Place], Key] = field(default_factory=dict)
    _fingerprints: dict[str, Key] = field(default_factory=dict)
    _once: dict[Any, Any] = field(default_factory=dict)

    def once(self, make: Callable[[Pages], Value]) -> Value:
        """`make(self)`, called once in a build."""
        if make not in self._once:
            self._once[make] = make(self)
        made: Value = self._once[make]
        return made

    def fingerprint(self, entry: Entry) -> Key:
        """Digest of everything that pages say about `entry` (`entries.fingerprint`)."""
        known = self._fingerprints.get(entry.id)
        if known is None:
            known = self._fingerprints[entry.id] = fingerprint(self.library, entry)
        return known

    def token(self, template: str, address: str, section: str) -> Key:
        """Digest of the frame of a page at `address` in `section`, and of the templates."""
        key = (template, _place(address, section))
        if key not in self._tokens:
            shell, site = self._shell(address, section), self._site(address, section)
            own = self.once(_OwnTemplates)
            words = self.library.phrasing.token(site.name, *(item.title for item in site.urgent))
            self._tokens[key] = digest(
                *shell.parts, *shell.names, repr(site), words, self.once(_settings_token), *own.parts(template)
            )
        return self._tokens[key]

    def __getstate__(self) -> tuple[Any, ...]:
        """What another process gets: the shells too, so that it needs no host."""
        return (self.library, self.docs_nav, self.sheets, self._shells, self._sites)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.library, self.docs_nav, self.sheets, self._shells, self._sites = state
        self.make_shell = None
        self._tokens, self._fingerprints, self._once = {}, {}, {}

    def page(self, address: str, section: str, page: PageView, template: str, **views: Any) -> Out:
        """One page: `template` with its `views`, in the shell of `section` at the depth of `address`."""
        shell = self._shell(address, section)
        main = self._render(template, address, section, page=page, **views)
        return Out(address, shell.fill(self.title(page), self._head(address, section, page), main).encode())

    def frame(self, address: str, section: str, page: PageView, main: Markup) -> Frame:
        """The frame of a page that the host renders itself."""
        return self._frame(address, section, self.title(page), self._head(address, section, page), main)

    def fragment(self, address: str, section: str, page: PageView, template: str, **views: Any) -> Markup:
        """Only the main part, for a page that the host renders itself."""
        return self._render(template, address, section, page=page, **views)

    def title(self, page: PageView) -> Markup:
        """The content of <title>, escaped."""
        name = self.library.site.name
        return escape(name if page.kind == "home" else f"{page.title}_{name}")

    def _shell(self, address: str, section: str) -> Shell:
        key = _place(address, section)
        if key not in self._shells:
            frame = self._frame(address, section, slot("title"), slot("head"), slot("main"))
            assert self.make_shell is not None
            self._shells[key] = Shell.cut(self.make_shell(address, frame), self.library.site)
        return self._shells[key]

    def _site(self, address: str, section: str) -> SiteView:
        key = _place(address, section)
        if key not in self._sites:
            self._sites[key] = site_view(self.library, address, section, self.docs_nav)
        return self._sites[key]

    def _head(self, address: str, section: str, page: PageView) -> Markup:
        return self._render("frame/head.html", address, section, page=page)

    def _frame(self, address: str, section: str, title: Markup, head: Markup, main: Markup) -> Frame:
        return Frame(
            title=title,
            head=head,
            header=self._render("frame/header.html", address, section),
            main=main,
            footer=self._render("frame/footer.html", address, section),
            styles=style_files(),
            scripts=script_files(),
        )

    def _render(self, template: str, address: str, section: str, **views: Any) -> Markup:
        environment, place = self.once(_environment), self.library.site
        try:
            return Markup(environment.get_template(template).render(site=self._site(address, section), **views))
        except Exception as error:
            if found := broken(error, place.root, place.templates):
                raise found from error
            raise


class _Environment(Environment):
    """The templates of a build, found again faster than in Jinja's own cache: a page includes a dozen of them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[Any, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dict instead of Jinja's ChainMap, whose look-ups are slower."""
        return {**self.globals, **(d or {})}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        if globals or name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, globals)
        return self._loaded[name]


def everything(pages: Pages) -> Key:
    """Digest of everything that is said about notices outside their own pages."""
    library = pages.library
    columns = [repr(column) for column in library.columns.values()]
    kinds = [f"{kind.name} {kind.column}" for kind in library.kinds.values()]
    settings = digest(library.site.name, library.site.url, library.settings.unit or "", *columns, *kinds)
    return digest(settings, *(pages.fingerprint(entry) for entry in library.public))


def environment_of(own: Path, phrases: Callable[[str], Phrases] = Phrases.one) -> Environment:
    """The engine's templates, and those that a site has put in their place in its folder `own`.

    `{{ title | phrases }}` prints a text so that its lines end between its phrases, as `phrases` finds them.
    """
    folders = [own, THEME / "templates"]
    environment = _Environment(
        loader=ChoiceLoader([FileSystemLoader(str(folder)) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(),
        auto_reload=False,  # every build has an environment of its own
    )
    environment.filters["phrases"] = cache(lambda text: in_phrases(phrases(str(text))))
    return environment


def _environment(pages: Pages) -> Environment:
    return environment_of(pages.library.site.templates, pages.library.phrasing.of)


class _OwnTemplates:
    """The site's own templates in place of the engine's. (The engine's own are part of every key already.)"""

    def __init__(self, pages: Pages) -> None:
        self._environment = pages.once(_environment)
        folder = pages.library.site.templates
        files = (Path(where) / name for where, _, names in os.walk(folder, followlinks=True) for name in names)
        self._names = {file.relative_to(folder).as_posix() for file in files}

    def parts(self, template: str) -> Iterator[str]:
        """Sources of `template` and of all templates that it uses; nothing for a site without templates of its own."""
        todo, seen = [template, *_AROUND], set[str]()
        while self._names and todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                assert self._environment.loader is not None
                try:
                    source, file, _ = self._environment.loader.get_source(self._environment, name)
                except (TemplateNotFound, UnicodeDecodeError):  # optional and absent, or not UTF-8
                    continue
                used = find_referenced_templates(self._environment.parse(source, name, file))
                # None stands for a name that is computed while rendering: it may be any of the site's own.
                todo += [name for one in used for name in ((one,) if one else sorted(self._names))]
                yield source


def _settings_token(pages: Pages) -> Key:
    """Digest of the settings that any page shows, except kinds and columns."""
    library = pages.library
    return digest(
        library.settings.model_dump_json(exclude={"kinds", "columns", "traditional", "latest"}),
        library.site.name,
        library.site.url,
    )


def _place(address: str, section: str) -> _Place:
    """What the frame of a page depends on: the relative path to the root, and the section it belongs to."""
    return (addresses.MISSING if address == addresses.MISSING else addresses.root(address), section)


def page_view(
    library: Library, address: str, kind: str, title: str, crumbs: Iterable[tuple[str, str]] = (), **tags: str
) -> PageView:
    """Head and breadcrumbs of the page at `address`: `crumbs` are (title, address) pairs; the page is added as last."""
    home = LinkView(addresses.TITLES[addresses.HOME], addresses.relative(address, addresses.HOME))
    trail = [home] if kind != "home" else []
    trail += [LinkView(name, addresses.relative(address, target) if target else "") for name, target in crumbs]
    return PageView(
        title=title,
        kind=kind,
        crumbs=trail,
        meta=page_tags(library, **tags),
        canonical=addresses.public(library.site.url, address),
        summary=tags.get("Description") or tags.get("ColumnDescription") or about_site(library),
        noindex=address in addresses.TITLES and address not in addresses.INDEXED,
    )


def about_site(library: Library) -> str:
    """What the site is, in one line."""
    return library.settings.slogan or f"{library.site.name}：通知公告、公示、规章制度"


def titled_view(library: Library, address: str, kind: str, **tags: str) -> PageView:
    """`page_view` of a page whose title is in `addresses.TITLES`."""
    title = addresses.TITLES[address]
    return page_view(library, address, kind, title, [(title, "")], **tags)
