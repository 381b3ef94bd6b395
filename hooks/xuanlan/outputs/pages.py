"""Rendering pages: the engine's templates inside the host's shell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from xuanlan import addresses
from xuanlan.library import Library
from xuanlan.outputs.frame import SCRIPTS, STYLES, page_tags, site_view
from xuanlan.outputs.shell import Frame, Shell, ShellMaker, slot
from xuanlan.views import LinkView, PageView, SiteView

THEME = Path(__file__).parent.parent / "theme"


@dataclass(frozen=True, slots=True)
class Out:
    """One file of the output: its path from the root and its bytes, or the file to copy."""

    path: str
    content: bytes | Path


@dataclass(slots=True)
class Pages:
    """Makes pages for one build. A shell is made once for each depth of folder and each section."""

    library: Library
    make_shell: ShellMaker
    docs_nav: tuple[LinkView, ...] = ()
    """entries of the main navigation that lead to hand-written pages; hrefs are addresses from the root"""
    _environment: Environment = field(init=False)
    _shells: dict[tuple[str, str], Shell] = field(default_factory=dict)
    _sites: dict[tuple[str, str], SiteView] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folders = [self.library.root / "overrides" / "xuanlan", THEME / "templates"]
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(str(folder)) for folder in folders]),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

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
        name = self.library.site.name
        return escape(name if page.kind == "home" else f"{page.title}_{name}")

    def _shell(self, address: str, section: str) -> Shell:
        key = _place(address, section)
        if key not in self._shells:
            frame = self._frame(address, section, slot("title"), slot("head"), slot("main"))
            self._shells[key] = Shell.cut(self.make_shell(address, frame))
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
            styles=STYLES,
            scripts=SCRIPTS,
        )

    def _render(self, template: str, address: str, section: str, **views: Any) -> Markup:
        return Markup(self._environment.get_template(template).render(site=self._site(address, section), **views))


def _place(address: str, section: str) -> tuple[str, str]:
    """What the surroundings of a page depend on: the way to the root, and the section it belongs to."""
    return (addresses.MISSING if address == addresses.MISSING else addresses.root(address), section)


def page_view(
    library: Library, address: str, kind: str, title: str, crumbs: Iterable[tuple[str, str]] = (), **tags: str
) -> PageView:
    """Head and place of the page at `address`; `crumbs` are (title, address) pairs, the page itself comes last."""
    trail = [LinkView("首页", addresses.relative(address, addresses.HOME))] if kind != "home" else []
    trail += [LinkView(name, addresses.relative(address, target) if target else "") for name, target in crumbs]
    return PageView(
        title=title,
        kind=kind,
        crumbs=trail,
        meta=page_tags(library, **tags),
        canonical=addresses.public(library.site.url, address),
        noindex=kind in ("missing", "search"),
    )


def in_chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
