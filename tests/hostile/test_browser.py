"""All hostile texts in one built site, opened in a real browser: nothing runs, nothing is loaded from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hostile_texts import BREAKOUT, FIELDS, TEXTS
from playwright.sync_api import Browser, BrowserContext, Dialog, Request
from sites import Site, front

LOOK = """
() => {
  const found = [];
  const ours = ['assets/xuanlan/', 'search/'];
  const given = /(^| )xl-(table|task|task--done|figure|items|signed|addressees|ragged)(?= |$)/g;
  const root = new URL(document.querySelector('[data-root]').dataset.root || './', location.href).href;
  const screen = document.documentElement.matches('[data-screen]');
  for (const element of document.querySelectorAll('*')) {
    const tag = element.localName;
    // A script of ours lays slides out, and shows pictures that came to it as text.
    const laid = (screen && /(^| )kx-/.test(element.getAttribute('class') || ''))
      || element.matches('[data-desk-frame], [data-desk-frame] > iframe');
    if (screen && element.closest('.kx-code svg') && /^(svg|path)$/.test(tag)) continue;
    const drawn = screen && tag === 'img' && /^data:image\\/(svg\\+xml|png)[;,]/.test(element.src);
    for (const { name, value } of element.attributes) {
      const bare = value.replace(/[\\u0000-\\u0020]/g, '').toLowerCase();
      if (name.startsWith('on')) found.push(`${tag} ${name}`);
      if (name === 'style' && laid) continue;
      if (name === 'src' && drawn) continue;
      if (name === 'style' || name === 'srcdoc') found.push(`${tag} ${name}=${value}`);
      if (/^(javascript|vbscript|data|blob):/.test(bare)) found.push(`${tag} ${name}=${value}`);
    }
    if (tag === 'script' && (element.textContent || !ours.some(folder => element.src.startsWith(root + folder))))
      found.push(`script ${element.src}${element.textContent}`);
    if (/^(iframe|frame|frameset|object|embed|applet|base|svg|math|portal|template|textarea|select|dialog)$/.test(tag))
      if (!element.matches('[data-sift] select, [data-desk-frame] > iframe')) found.push(tag);
    if (tag === 'meta' && /refresh/i.test(element.httpEquiv)) found.push('refresh');
    if (tag === 'link' && element.rel.includes('stylesheet') && !element.href.startsWith(root)) found.push(element.href);
    if (tag === 'form' && !element.matches('[data-search]')) found.push('form');
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml') found.push(`foreign ${tag}`);
    const dress = element.matches('.xl-text *') ? element.className.replace(given, '') : '';
    if (/(^| )(xl|md)-/.test(dress)) found.push(`dressed ${dress}`);
  }
  return found;
}
"""
NAMES = (
    "() => [...document.querySelectorAll('[id],[name]')].flatMap(e => [e.id, e.getAttribute('name')]).filter(Boolean)"
)
BUILT_IN = "names => names.filter(name => name in document || name in document.documentElement)"
BOTH = f"() => [({LOOK.strip()})(), ({NAMES})()]"
OWN_NAMES = {"title", "content", "description"}
"""Names of meta elements, which no browser makes properties of the document."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a site with every hostile text as a notice, each case as a hand-written page, hostile fields too."""
    site = Site(tmp_path_factory.mktemp("hostile") / "site")
    for case, texts in TEXTS.items():
        for number, text in enumerate(texts, 1):
            ident = f"{case.lower()}-{number}"
            head = (f"title: 关于{case}的通知之{number}", "kind: 通知", "date: 2026-01-06", f"id: {ident}")
            site.write({f"notices/{ident}.md": front(*head, body=text + "\n")})
        site.write({f"docs/{case}.md": f"# {case}\n\n" + "\n\n".join(texts) + "\n"})
    fields = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in FIELDS.items()]
    more = ["kind: 通知", "date: 2026-01-06", "id: fields", "urgent: 是", f"contact: {json.dumps(BREAKOUT)}"]
    site.write({"notices/fields.md": front(*fields, *more)})
    site.write({"docs/fields.md": f"---\ntitle: {json.dumps(BREAKOUT)}\n---\n正文。\n"})
    return site.build()


@pytest.fixture(scope="module")
def watched(browser: Browser, output: Path) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A window of the browser, and what happened in it that must not."""
    happened: list[str] = []
    context = browser.new_context()
    home = output.as_uri()

    def asked(dialog: Dialog) -> None:
        happened.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def loaded(request: Request) -> None:
        if not request.url.startswith(home):
            happened.append(f"asked {request.url}")

    context.on("dialog", asked)
    context.on("console", lambda message: happened.append(f"console {message.text}"))
    context.on("weberror", lambda error: happened.append(f"error {error.error}"))
    context.on("request", loaded)
    yield context, happened
    context.close()


def test_the_watch_notices_what_it_is_set_to_notice(watched: tuple[BrowserContext, list[str]], tmp_path: Path) -> None:
    context, happened = watched
    page = tmp_path / "bad.html"
    bad = '<img src="x" onerror="alert(1)"><script>console.log(2)</script><a href=" java&#10;script:1">x</a>'
    page.write_text(f'<meta charset="utf-8"><header data-root=""></header>{bad}<img name="cookie" src="z">', "utf-8")
    tab, blank = context.new_page(), context.new_page()
    tab.goto(page.as_uri())
    found = "\n".join(tab.evaluate(LOOK))
    assert "img onerror" in found
    assert "script console.log(2)" in found
    assert "a href" in found
    assert blank.evaluate(BUILT_IN, tab.evaluate(NAMES)) == ["cookie"]
    assert {item.split(" ")[0] for item in happened} == {"dialog", "console", "asked"}
    happened.clear()


def addresses(output: Path) -> list[str]:
    return sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html") if path.name != "404.html")


def test_no_page_runs_loads_or_shows_anything_of_the_hostile_texts(
    output: Path, watched: tuple[BrowserContext, list[str]]
) -> None:
    context, happened = watched
    pages = addresses(output)
    assert len(pages) > sum(map(len, TEXTS.values())) + len(TEXTS)
    tab, blank = context.new_page(), context.new_page()
    wrong: list[str] = []
    named: dict[str, str] = {}
    for address in pages:
        tab.goto((output / address).as_uri(), wait_until="load")
        found, names = tab.evaluate(BOTH)
        wrong += [f"{address}: {item}" for item in found]
        named |= dict.fromkeys(names, address)
        wrong += [f"{address}: {item}" for item in happened]
        happened.clear()
    properties = blank.evaluate(BUILT_IN, sorted(named.keys() - OWN_NAMES))
    assert wrong + [f"{named[name]}: {name} is a property" for name in properties] == []


@pytest.mark.parametrize(
    "query", ["script", "<img src=x onerror=alert(1)>", "\"'><script>alert(1)</script>", "__proto__"]
)
def test_the_search_page_shows_hostile_titles_and_queries_as_text(
    output: Path, watched: tuple[BrowserContext, list[str]], query: str
) -> None:
    context, happened = watched
    tab = context.new_page()
    tab.goto(f"{(output / 'search/index.html').as_uri()}?q={quote(query)}")
    tab.wait_for_selector('#search-results[data-ready="true"]', state="attached")
    assert tab.evaluate(LOOK) == []
    if query == "script":
        tab.locator(".xl-results__more").click()
        tab.locator('a[data-hit="fields"]').wait_for()
        assert tab.evaluate(LOOK) == []
    tab.close()
    assert happened == []
