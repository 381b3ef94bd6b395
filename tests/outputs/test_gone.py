"""What answers at the address of a notice that was withdrawn or has moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import call_build
from sites import new_site, notice, write
from trees import Tree, changed, digests, one, stamps, words

HERE, AWAY = "2026-03-08T09:00:00+08:00", "https://www.college.example/a?b=1"
LEDGER = f"""\
- {{id: here, title: 仍在的通知, withdrawn: 登记簿里写错了}}
- {{id: hidden, title: 收回重写的通知, withdrawn: 内容有误}}
- {{id: away, title: 迁走的通知, moved_to: "{AWAY}"}}
- {{id: moved, title: "<b>换了</b>编号的通知", first_published: "{HERE}", moved_to: here}}
- {{id: old, title: 撤下的通知, first_published: "{HERE}", withdrawn: "重复发布。"}}
- {{id: nameless, withdrawn: 重复发布}}
"""
NOTICES = {
    "here.md": notice("仍在的通知", "2026-01-05", id="here"),
    "hidden.md": notice("收回重写的通知", "2026-01-06", id="hidden", draft="是"),
    "settings.yml": "link_hosts: www.college.example\n",
    "ledger.yml": LEDGER,
}
GONE = {"old": "withdrawn", "nameless": "withdrawn", "hidden": "withdrawn", "moved": "moved", "away": "moved"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_site(tmp_path_factory.mktemp("gone") / "project", NOTICES)
    call_build(made, made / "site")
    return made


@pytest.fixture(scope="module")
def tree(root: Path) -> Tree:
    return Tree(root / "site")


def page(ident: str) -> str:
    return f"n/{ident}/index.html"


@pytest.mark.parametrize(("ident", "state"), GONE.items())
def test_an_address_that_was_published_answers_for_its_notice(tree: Tree, ident: str, state: str) -> None:
    article = one(tree.page(page(ident)), "article[data-notice]")
    assert (article.attributes["data-notice"], article.attributes["data-state"]) == (ident, state)
    assert one(tree.page(page(ident)), "meta[name=robots]").attributes["content"] == "noindex"
    assert tree.page(page(ident)).css("meta[http-equiv=refresh]") == []


def test_it_says_what_the_notice_was_called_when_it_was_published_and_why_it_is_gone(tree: Tree) -> None:
    text = words(tree.main(page("old")))
    for said in ("撤下的通知", "已撤回", "重复发布。", "首次发布", "2026年3月8日"):
        assert said in text
    assert "编号 nameless 的文稿" in words(tree.main(page("nameless")))
    assert "首次发布" not in words(tree.main(page("nameless")))


def test_it_leads_on_to_the_notice_that_it_has_become(tree: Tree) -> None:
    link = one(tree.page(page("moved")), ".xl-state a")
    assert (link.attributes["href"], link.text()) == ("../here/index.html", "仍在的通知")
    assert one(tree.page(page("moved")), "h1").text() == "<b>换了</b>编号的通知"
    assert "已转到" in words(tree.main(page("moved")))


def test_it_leads_on_to_an_address_outside_that_the_settings_allow(tree: Tree) -> None:
    link = one(tree.page(page("away")), ".xl-state a")
    assert (link.attributes["href"], link.attributes["rel"]) == (AWAY, "external noopener")


@pytest.mark.parametrize("ident", GONE)
def test_from_every_such_page_there_are_ways_on_that_exist(tree: Tree, ident: str) -> None:
    inside = [link for link in tree.links(page(ident)) if not link.outside]
    assert "index.html" in {link.target for link in inside}
    assert [link for link in inside if link.target not in tree.files] == []


def test_a_notice_that_is_still_there_keeps_its_own_page(tree: Tree) -> None:
    article = one(tree.page(page("here")), "article[data-notice]")
    assert article.attributes["data-state"] == "current"
    assert "正文。" in words(tree.main(page("here")))


def test_no_list_feed_site_map_or_search_names_it(tree: Tree) -> None:
    own = {page(ident) for ident in GONE}
    titles = ("撤下的通知", "编号的通知", "迁走的通知", "收回重写的通知")
    assert [path for path, text in tree.texts() if path not in own for title in titles if title in text] == []
    assert [path for path, text in tree.texts() if path not in own for ident in GONE if f"n/{ident}/" in text] == []
    assert json.loads(tree.text("release.json"))["counts"]["notices"] == 1


def test_another_word_in_the_ledger_makes_only_that_page_anew(root: Path, tmp_path: Path) -> None:
    out = call_build(root, tmp_path / "out")
    before, times = digests(out), stamps(out)
    write(root, {"notices/ledger.yml": LEDGER.replace("重复发布。", "并入另一份通知。")})
    call_build(root, out)
    assert changed(before, digests(out)) == {page("old"), "release.json", "release.js", "manifest.sha256"}
    assert stamps(out)[page("moved")] == times[page("moved")]
    write(root, {"notices/ledger.yml": LEDGER})


def test_a_notice_that_comes_back_has_its_page_again(root: Path, tmp_path: Path) -> None:
    out = call_build(root, tmp_path / "out")
    write(root, {"notices/old.md": notice("撤下的通知", "2026-01-07", id="old")})
    call_build(root, out)
    assert "正文。" in words(Tree(out).main(page("old")))
    (root / "notices/old.md").unlink()
    call_build(root, out)
    assert "已撤回" in words(Tree(out).main(page("old")))
