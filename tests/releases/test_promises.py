"""What keeps a finished tree from readers: links that lead nowhere, and a site far smaller or larger than the last."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sites import write

from xuanlan.diagnostics.report import ContentError
from xuanlan.models.ledger import Ledger
from xuanlan.releases.acceptance import require_kept
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree import links
from xuanlan.tree.links import dead_links
from xuanlan.tree.release import Release, manifest

URL = "https://www.board.example/sub/"


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ('<a href="../b/index.html">', ""),
        ('<a href="../b/">', ""),
        ('<a href="../b">', ""),
        ("<a class=x href=../b/index.html#here>", ""),
        ('<a href="../b/index.html#there">', "b/index.html#there"),
        ('<a href="#own"><p id="own">', ""),
        ('<a href="#top"><a href="#">', ""),
        ('<a href="#up">', "a/index.html#up"),
        ('<a href="#old"><a name="old"></a><P ID="caps"><a href="#caps">', ""),
        ('<a href="#a%20b"><p id="a%20b">', ""),
        ('<a href="../b/#:~:text=x">', ""),
        ('<!-- <a href="none"> --><textarea><a href="none"></textarea>', ""),
        ("<script>'<a href=\"none\">'</script><template><img src=none></template>", ""),
        ('<button formaction="none">', "a/none"),
        ('<svg><use xlink:href="../none.svg#x"/></svg>', "none.svg#x"),
        ('<a href="?page=2">', ""),
        ('<a href="../c/index.html?x=1#y">', "c/index.html#y"),
        ('<a href="files/%E5%90%8D%20%E5%8D%95.csv">', ""),
        ('<a href="files/名 单.csv">', ""),
        ('<a href="files/&#x540d; 单.csv">', ""),
        ("<img alt='a > b' src='none.png'>", "a/none.png"),
        ('<a title="href=&quot;none&quot;" data-x="<a href=\'no\'>" href="../b/">', ""),
        ('<p>写成 &lt;a href="none"> 的样子</p>', ""),
        ('<a\nhref = "none">', "a/none"),
        ('<A HREF="none">', "a/none"),
        ('<a href="/sub/b/">', ""),
        ('<a href="/sub/none">', "none"),
        ('<a href="/main-site/">', ""),
        (f'<link rel="canonical" href="{URL}a/">', ""),
        (f'<a href="{URL}none/">', "none/index.html"),
        ('<a href="https://www.board.example/other">', ""),
        ('<a href="//other.example/none">', ""),
        ('<a href="tel:12345">', ""),
        ('<a href="data:text/plain,x">', ""),
        ('<a href="../../../etc/none">', "../../etc/none"),
        ('<a href="">', ""),
        ('<script src="../none.js"></script>', "none.js"),
        ('<object data="none.svg"></object>', "a/none.svg"),
        ('<img srcset="files/名%20单.csv, none.png 2x">', "a/none.png"),
        ('<source srcset="data:image/png;base64,AA== 1x, ../b/ 640w">', ""),
        ('<meta http-equiv="Refresh" content="0; URL=../none/">', "none/index.html"),
        ('<meta http-equiv="refresh" content="30"><meta name="x" content="0; url=none">', ""),
        ('<a href="../b/" href="none">', ""),
    ],
)
def test_a_link_that_leads_nowhere_is_found_and_no_other(tmp_path: Path, link: str, dead: str) -> None:
    files = {"index.html": "", "a/index.html": link, "b/index.html": '<h2 id="here">', "a/files/名 单.csv": "x"}
    assert dead_links(write(tmp_path, files), URL) == ({dead: ["a/index.html"]} if dead else {})


def test_every_page_that_has_it_is_named(tmp_path: Path) -> None:
    files = {"index.html": '<a href="x">', "b/index.html": '<a href="../x">', "c.html": "<a href='/x'>"}
    assert dead_links(write(tmp_path, files), "") == {"x": ["b/index.html", "c.html", "index.html"]}


def test_of_a_tree_that_only_gains_pages_only_those_are_read_and_of_one_that_loses_something_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.html": '<a href="b.html#x">', "b.html": "<p id=x><p id=y>", "c.html": ""}
    old = listed_tree(tmp_path / "old", files)
    read: list[str] = []
    of_page = links.links_of

    def noted(site: Any, page: str) -> Any:
        read.append(page)
        return of_page(site, page)

    monkeypatch.setattr(links, "links_of", noted)

    def dead(name: str, **changes: str) -> tuple[list[str], list[str]]:
        read.clear()
        new = listed_tree(tmp_path / name, {**files, **{f"{page}.html": text for page, text in changes.items()}})
        return list(dead_links(new, "", old)), read

    assert dead("the same") == ([], [])
    assert dead("more", d='<a href="a.html">', c='<a href="none">') == (["none"], ["c.html", "d.html"])
    assert dead("an id less that was used", b="<p id=y>") == (["b.html#x"], ["a.html", "b.html", "c.html"])
    files.pop("b.html")
    assert dead("a page less") == (["b.html#x"], ["a.html", "c.html"])


def listed_tree(folder: Path, files: dict[str, str]) -> Path:
    """A tree with the list of its files."""
    listing = manifest((path, hashlib.sha256(text.encode()).hexdigest()) for path, text in files.items())
    return write(folder, {**files, "manifest.sha256": listing.decode()})


def made(folder: Path, notices: int, size: int) -> Release:
    """A tree of so many notices and bytes; the file has a hole instead of them."""
    folder.mkdir()
    with (folder / "large.zip").open("wb") as file:
        file.truncate(size)
    return Release(folder, "202603010900-000000000000", "", datetime(2026, 3, 1, tzinfo=SHANGHAI), notices)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((100, 30_000_000), (100, 30_000_000), []),
        ((100, 30_000_000), (50, 15_000_000), []),
        ((100, 30_000_000), (49, 30_000_000), ["release-shrunk"]),
        ((100, 30_000_000), (100, 14_000_000), ["release-size"]),
        ((100, 30_000_000), (100, 400_000_000), ["release-size"]),
        ((100, 30_000_000), (1100, 290_000_000), ["release-grown"]),
        ((3, 1_000_000), (5_000, 90_000_000), []),
    ],
    ids=str,
)
def test_a_site_far_smaller_or_larger_than_the_last_is_held_back_unless_forced(
    tmp_path: Path, before: tuple[int, int], after: tuple[int, int], said: list[str]
) -> None:
    library: Any = SimpleNamespace(public=[], ledger=Ledger(), site=SimpleNamespace(url=""))
    old, new = made(tmp_path / "old", *before), made(tmp_path / "new", *after)
    (new.folder / "release.json").write_text(
        '{"release": "202603010900-000000000000", "tree": "", "built_at": "2026-03-01", "counts": {"notices": 1}}'
    )
    try:
        require_kept(library, new, old, force=False)
        found = []
    except ContentError as error:
        found = [item.code for item in error.report]
    assert found == said
    require_kept(library, new, old, force=True)
    require_kept(library, new, None, force=False)
