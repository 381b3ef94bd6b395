"""The results page as the template writes it, over an index of small documents, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from urllib.parse import unquote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pages import PageFolder
from playwright.sync_api import Locator, Page, Route
from search_index import attached, document, index_files
from sites import write

from xuanlan.index import Card
from xuanlan.models.schedule import parse_now
from xuanlan.render.pages import THEME
from xuanlan.views import LinkView, PageView

HOME = "http://site.example/"
NOW = "2026-03-10"
COLUMNS = {"notices": "通知公告", "rules": "规章制度"}


def card(name: str, title: str, body: str = "", day: str = "2026-01-05", **more: str) -> Card:
    """A notice of `day`; `unit` is a single unit, `changes` the JSON of what its state depends on."""
    unit = more.pop("unit", "后勤处")
    more.setdefault("column", "notices")
    more.setdefault("kind", "通知")
    return document(name, title, body, unit=(unit,), date=day, moment=int(parse_now(day).timestamp()), **more)


def file_of(notice: Card, name: str, body: str, **more: str) -> Card:
    """The file `name` beside `notice`, whose facts it has."""
    facts = {key: getattr(notice, key) for key in ("unit", "column", "kind", "date", "moment", "changes")}
    return attached(notice.name, name, body, notice.title, **{**facts, **more})


def expires(day: str) -> str:
    """`changes` of a notice that is in force until `day`."""
    return f'{{"e":{int(parse_now(day).timestamp())}}}'


@dataclass
class SearchSite:
    """A server of one page for searching and one other page. `asked` lists the files of the index that were fetched."""

    page_folder: PageFolder
    page: Page
    asked: list[str] = field(default_factory=list)
    down: bool = False
    """whether the index cannot be loaded"""
    held: Callable[[Route], bool] = lambda _: False
    """which responses are held back in `waiting`"""
    waiting: list[Route] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path).lstrip("/") or "index.html"
        if path.startswith("search/") and path.endswith(".js"):
            self.asked.append(path)
            if self.down:
                route.abort()
                return
            if self.held(route):
                self.waiting.append(route)
                return
        self.fulfil(route)

    def fulfil(self, route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path).lstrip("/") or "index.html"
        file = self.page_folder.folder / (path + "index.html" if path.endswith("/") else path)
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=404, body="")

    def open(self, query: str = "", **wishes: str) -> Page:
        """The page for `query`, once it has answered."""
        self.go(query, **wishes)
        self.settle()
        return self.page

    def go(self, query: str = "", **wishes: str) -> Page:
        asked = urlencode({**({"q": query} if query else {}), **wishes})
        address = f"{HOME}search/?{asked}" if asked else f"{HOME}search/"
        self.page.goto(address, wait_until="domcontentloaded")
        return self.page

    def settle(self) -> None:
        """Waits for the answer to what was asked last."""
        self.page.locator("#search-results[data-ready='true']").wait_for(state="attached")

    def hits(self) -> list[str | None]:
        self.settle()
        return [link.get_attribute("data-hit") for link in self.page.locator("a[data-hit]").all()]

    @property
    def box(self) -> Locator:
        """The page's own search box, below the header's."""
        return self.page.get_by_role("search", name="查找文稿").get_by_role("searchbox")

    def query(self) -> str:
        """The address on show, without the site's root."""
        return unquote(self.page.url.removeprefix(HOME))


def search_site(
    page_folder: PageFolder,
    cards: Sequence[Card],
    pages: Sequence[Card] = (),
    now: str = NOW,
    files: Sequence[Card] = (),
    hotlines: Sequence[Mapping[str, str]] = (),
) -> SearchSite:
    """A site with an index of `cards`, hand-written `pages` and attached `files`, and a reader's clock at `now`."""
    lay(page_folder, cards, pages, files, hotlines)
    site = SearchSite(page_folder, page_folder.page(now, zone="Asia/Shanghai"))
    site.page.route(f"{HOME}**", site.answer)
    return site


def lay(
    page_folder: PageFolder,
    cards: Sequence[Card],
    pages: Sequence[Card] = (),
    files: Sequence[Card] = (),
    hotlines: Sequence[Mapping[str, str]] = (),
) -> str:
    """Write that site into the folder of `page_folder`; returns the results page's file address."""
    write(page_folder.folder / "search", index_files(cards, pages, COLUMNS, files=files, hotlines=hotlines))
    page_folder.write(_form("search/index.html") + "<p>首页</p>")
    return page_folder.write(_form("index.html") + _results(), name="search/index.html", root="../")


def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(THEME / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _form(action: str) -> str:
    parts = _templates().get_template("parts/search.html").module
    return str(parts.search_form(SimpleNamespace(search=action), "xl-q", "站内查找"))  # type: ignore[attr-defined]


def _results() -> str:
    nav = [LinkView("首页", "../index.html")]
    site = SimpleNamespace(search="index.html", nav=nav)
    return _templates().get_template("search.html").render(site=site, page=PageView("搜索", "search"))
