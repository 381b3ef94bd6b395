"""Small pages with the site's script in a real browser, opened from a folder at a given time and watched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from sites import write

from xuanlan.models.schedule import Facts, parse_now, to_json
from xuanlan.render import bundles

BUILT = "2026-03-01T08:00:00+08:00"


def facts(publish: str = "2026-02-01", **moments: str | bool) -> str:
    """The value of the attribute data-facts; moments are ISO texts, `fixed` and `list_goes` go in unchanged."""
    plain = {
        name: value if name in ("fixed", "list_goes") else parse_now(str(value)) for name, value in moments.items()
    }
    typed: dict[str, Any] = plain
    return to_json(Facts(publish=parse_now(publish), **typed))


def entry(ident: str, facts_json: str, day: str = "2026-02-01", label: str = "", column: str = "notices") -> str:
    """A line of a list, as the templates write it."""
    return (
        f'<li data-column="{column}" data-facts=\'{facts_json}\'><a data-notice-link="{ident}" href="{ident}.html">{ident}</a> '
        f'<span class="xl-tag xl-tag--current" data-state-label{"" if label else " hidden"}>{label}</span>'
        f'<time datetime="{day}">{day}</time></li>'
    )


class PageFolder:
    """Writes pages into a folder and opens them; `close` fails if a page complained or made a request elsewhere."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.foreseen = "\0"
        """part of the one complaint that a test provokes on purpose"""
        write(folder, dict(bundles.bundles().values()))

    def write(self, body: str, name: str = "index.html", root: str = "", built: str = BUILT, head: str = "") -> str:
        """A page with the header's root element; returns its file address."""
        page = (
            '<!doctype html><html lang="zh-CN" class="no-js"><head><meta charset="utf-8"><title>页</title>'
            f'{head}<script>window.xuanlanBuilt="{built}"</script><script defer src="{root}{bundles.address("xuanlan.js")}"></script></head><body>'
            f'<header data-root="{root}"></header>{body}</body></html>'
        )
        return (write(self.folder, {name: page}) / name).as_uri()

    def context(self, **options: Any) -> BrowserContext:
        """A new window, closed with the folder; those of others, such as the used tabs of `reading`, stay."""
        self.contexts.append(self.browser.new_context(**options))
        return self.contexts[-1]

    def page(self, now: str = BUILT, zone: str = "America/New_York", before: str = "") -> Page:
        """A new, empty tab whose clock shows `now`; the script `before` runs ahead of every page's own."""
        page = self.context(timezone_id=zone).new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))
        page.clock.install(time=parse_now(now))
        if before:
            page.add_init_script(before)
        return page

    def open(self, body: str, now: str = BUILT, zone: str = "America/New_York", **page: str) -> Page:
        """`write` and `page` in one."""
        address = self.write(body, **page)
        tab = self.page(now, zone)
        tab.goto(address)
        return tab

    def close(self) -> None:
        for context in self.contexts:
            for page in context.pages:
                failed = page.locator("html[data-failed]")
                if failed.count():
                    self.complaints.append(f"failed: {failed.get_attribute('data-failed')}")
            context.close()
        assert [text for text in self.complaints if self.foreseen not in text] == []

    def _watch(self, url: str) -> None:
        if not url.startswith(("file:", "http://site.example/")):
            self.complaints.append(f"asked for {url}")
