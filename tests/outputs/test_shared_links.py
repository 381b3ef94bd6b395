"""What chats show of a link to a page: its title, a summary and a picture, by og: and itemprop; nothing that was taken down."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from cases import every
from commands import call_build
from PIL import Image
from sites import NAME, URL, new_site, notice, write
from trees import Tree, one

SECRET = "甲乙丙丁"
LIST = f"""---
title: 评优名单公示
kind: 公示
date: 2026-01-06
id: list
open_from: 2026-01-06
open_until: 2026-01-16
list_until_closed: 是
summary: 拟推荐{SECRET}等三人
---
![合影：三人](图/照片.png)

拟推荐{SECRET}。
"""
PUBLIC = ("index.html", "hotlines/index.html", "core-values/index.html", "notices/index.html", "sitemap/index.html",
          "search/index.html", "about.html", "n/plain/index.html", "n/pics/index.html", "n/list/index.html",
          "n/back/index.html")  # fmt: skip


def photograph(size: tuple[int, int]) -> bytes:
    made = BytesIO()
    Image.linear_gradient("L").resize(size).save(made, "PNG")
    return made.getvalue()


def site(root: Path, config: str = f"site_url: {URL}") -> Path:
    made = new_site(
        root,
        {
            "plain.md": notice(id="plain", body="请各部门“按时”报送。\n"),
            "pics.md": notice("关于植树的通报", id="pics", body="![小](图/小.png)\n\n![植树现场](图/照片.png)\n"),
            "list.md": LIST,
            "back.md": notice(f"关于{SECRET}的通知", id="back", withdrawn="发错了").replace(SECRET, "停课"),
        },
        config=config,
    )
    files: dict[str, str | bytes] = {
        "notices/图/照片.png": photograph((2000, 1000)),
        "notices/图/小.png": photograph((200, 200)),
        "docs/about.md": "# 关于\n\n宣传栏由办公室管理。\n",
    }
    return write(made, files)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = site(tmp_path_factory.mktemp("shared") / "site")
    call_build(made, made / "site", "--now", "2026-01-20T09:00")
    return made


@pytest.fixture(scope="module")
def tree(root: Path) -> Tree:
    return Tree(root / "site")


def told(tree: Tree, page: str) -> dict[str, str]:
    """The tags of a page by their names; what both families say is the same."""
    head = one(tree.page(page), "head")
    og = {
        str(tag.attributes["property"])[3:]: str(tag.attributes["content"]) for tag in head.css('meta[property^="og:"]')
    }
    items = {str(tag.attributes["itemprop"]): str(tag.attributes["content"]) for tag in head.css("meta[itemprop]")}
    assert items == {
        name.replace("title", "name"): og[name] for name in ("title", "description", "image") if name in og
    }
    return og


def picture(tree: Tree, page: str) -> Image.Image:
    address = told(tree, page)["image"]
    assert address.startswith(URL)
    return Image.open(tree.folder / address.removeprefix(URL))


@every("page", PUBLIC)
def test_every_page_has_a_title_a_summary_and_a_picture_of_300_pixels(tree: Tree, page: str) -> None:
    tags = told(tree, page)
    assert tags["title"] == (NAME if page == "index.html" else one(tree.page(page), "h1").text())
    assert tags["site_name"] == NAME
    assert tags["description"]
    assert tags["url"] == URL + page.removesuffix("index.html")
    assert min(picture(tree, page).size) >= 300


def test_a_notice_shows_its_first_picture_that_is_large_enough_and_others_the_sites(tree: Tree) -> None:
    assert picture(tree, "n/pics/index.html").size == (800, 400)
    assert told(tree, "n/plain/index.html")["image"] == f"{URL}assets/xuanlan/share.png"
    assert told(tree, "n/plain/index.html")["description"] == "请各部门“按时”报送。"
    assert told(tree, "about.html")["description"] == "宣传栏由办公室管理。"


def test_nothing_is_told_of_what_has_been_taken_down(tree: Tree) -> None:
    assert SECRET not in tree.text("n/list/index.html")
    for ident in ("list", "back"):
        assert told(tree, f"n/{ident}/index.html")["image"].endswith("share.png")
    assert told(tree, "n/list/index.html")["description"] == "评优名单公示"


def test_without_an_address_there_is_no_picture_because_chats_take_absolute_ones_only(tmp_path: Path) -> None:
    made = site(tmp_path / "site", "")
    call_build(made, made / "site", "--now", "2026-01-20T09:00")
    tags = told(Tree(made / "site"), "n/pics/index.html")
    assert tags.keys() == {"type", "title", "site_name", "description"}


def test_the_sites_picture_is_its_own_file_its_logo_or_its_name(root: Path) -> None:
    file = root / "site/assets/xuanlan/share.png"
    assert Image.open(file).size == (600, 600)
    by_name = file.read_bytes()
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text("utf-8").replace("theme:\n", "theme:\n  custom_dir: overrides\n"), "utf-8"
    )
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#00f"/></svg>'
    seen = [by_name]
    for name, content in (("logo.svg", logo.encode()), ("share.png", photograph((900, 300)))):
        write(root, {f"overrides/assets/{name}": content})
        call_build(root, root / "site", "--now", "2026-01-20T09:00")
        assert Image.open(file).size == (600, 600)
        assert file.read_bytes() not in seen
        seen.append(file.read_bytes())
    (root / "overrides/assets/logo.svg").write_bytes(b"<svg")
    (root / "overrides/assets/share.png").unlink()
    call_build(root, root / "site", "--now", "2026-01-20T09:00")
    assert Image.open(file).size == (600, 600)
