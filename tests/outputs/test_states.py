"""Who is where: drafts nowhere, what is over only at its own address, a list of names gone with its period."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from commands import call_build
from sites import new_site, notice
from trees import Built, Tree, line, one, words

from xuanlan import addresses
from xuanlan.models import schedule

OVER = ("expired", "withdrawn", "superseded", "repealed")
"""States that keep their page and stand in no list but the archives."""
ARCHIVE = re.compile(r"\w+/(20\d\d|unit-\w+)/.*")


def api(tree: Tree) -> dict[str, dict[str, object]]:
    """The rows of api/notices.json by id."""
    return {row["id"]: row for row in json.loads(tree.text("api/notices.json"))["notices"]}


def test_the_demo_shows_every_state(demo: Built) -> None:
    assert {entry.state for entry in demo.library.entries} >= {"draft", "scheduled", "current", "open", "closed", *OVER}


def test_every_public_notice_has_its_page_with_its_id_and_state(demo: Built) -> None:
    public = list(demo.library.public)
    assert len(public) >= 30
    for entry in public:
        article = one(demo.tree.page(f"n/{entry.id}/index.html"), "article[data-notice]")
        assert article.attributes["data-notice"] == entry.id
        assert article.attributes["data-state"] == entry.state
        assert line(one(article, "h1")) == entry.notice.title
    pages = {path for path in demo.tree.pages if path.startswith("n/")}
    gone = {addresses.notice(ident) for ident in demo.library.ledger.entries}
    assert pages - gone == {entry.address for entry in public} - gone
    assert gone <= pages


def test_drafts_and_scheduled_notices_are_in_no_file_of_the_output(demo: Built) -> None:
    hidden = [entry for entry in demo.library.entries if not entry.public]
    assert hidden
    for entry in hidden:
        ident = re.compile(rf"(?<![\w-]){re.escape(entry.id)}(?![\w-])")
        found = [path for path, text in demo.tree.texts() if entry.notice.title in text or ident.search(text)]
        assert found == []
        assert not [path for path in demo.tree.files if f"/{entry.id}/" in path]


def test_what_is_over_keeps_its_page_with_a_banner_and_a_way_onward(demo: Built) -> None:
    for entry in demo.library.public:
        banner = one(demo.tree.page(entry.address), "[data-state-banner]")
        if entry.state not in OVER:
            continue
        assert "hidden" not in banner.attributes
        assert line(one(banner, "[data-state-sentence]")).endswith("。")
        assert line(one(banner, "[data-state-label]"))
        onward = one(banner, "a")
        assert (onward.attributes["href"] or "").endswith("index.html")
        if entry.replaced_by:
            assert line(onward) == entry.replaced_by.notice.title


def test_what_is_over_is_in_no_list_but_the_archives_and_in_no_feed(demo: Built) -> None:
    over = {entry.id for entry in demo.library.public if entry.state in OVER}
    for path in demo.tree.pages:
        if not ARCHIVE.fullmatch(path):
            listed = {node.attributes["data-notice-link"] for node in demo.tree.page(path).css("[data-notice-link]")}
            assert (path, listed & over) == (path, set())
    for path in ("feed.xml", "feed.json", "calendar.ics"):
        text = demo.tree.text(path)
        assert [ident for ident in over if f"{ident}/" in text or f"{ident}<" in text or f"{ident}-" in text] == []


def test_the_years_list_every_public_notice_and_grey_and_label_what_is_over(demo: Built) -> None:
    fronts = [path for path in demo.tree.pages if re.fullmatch(r"\w+/20\d\d/index.html", path)]
    listed: dict[str, tuple[bool, str]] = {}
    for path in [page for page in demo.tree.pages if re.match(r"\w+/20\d\d/", page)]:
        for node in demo.tree.main(path).css("li[data-facts]"):
            ident = one(node, "a").attributes["data-notice-link"] or ""
            listed[ident] = (
                "xl-entry--gone" in (node.attributes["class"] or ""),
                line(one(node, "[data-state-label]")),
            )
    words_of = schedule.wording()["labels"]
    assert listed == {e.id: (e.state in OVER, words_of[e.state]) for e in demo.library.public}
    for path in fronts:
        year, slug = int(path.split("/")[1]), path.split("/")[0]
        states = [
            e.state for e in demo.library.public if e.facts.publish.year == year and demo.library.column(e).slug == slug
        ]
        gone = sum(state in OVER for state in states)
        split = f"（现行 {len(states) - gone}，已失效 {gone}）" if gone else ""
        assert line(one(demo.tree.main(path), ".xl-title-row__note")) == f"共 {len(states)} 条{split}"
        assert f"{year}年{split or f'（{len(states)}）'}" in line(demo.tree.main(f"{slug}/index.html"))


def test_the_open_list_names_every_public_notice_with_its_state(demo: Built) -> None:
    assert {ident: row["state"] for ident, row in api(demo.tree).items()} == {
        entry.id: entry.state for entry in demo.library.public
    }


def test_a_withdrawn_notice_shows_its_reason_and_nothing_of_its_text(demo: Built) -> None:
    withdrawn = [entry for entry in demo.library.public if entry.state == "withdrawn"]
    assert withdrawn
    for entry in withdrawn:
        main = demo.tree.main(entry.address)
        assert (entry.notice.withdrawn or "?").strip("。") in words(main)
        assert not [path for path in demo.tree.files if path.startswith(f"n/{entry.id}/files/")]
        lines = [part for part in entry.rendered.text.splitlines() if len(part) > 12]
        assert [part for part in lines if part in words(main)] == []


NAMES = ("预备生甲", "预备生乙", "ZX20260317")
LIST_SITE = {
    "2026/list.md": notice(
        "关于拟录用名单的公示",
        "2026-03-02",
        "拟录用人员如下。\n\n## 预备生甲的说明\n\n| 姓名 | 编号 |\n|---|---|\n| 预备生乙 | ZX20260317 |\n\n"
        "[名单全文](names.csv)\n",
        kind="公示",
        id="list",
        open_from="2026-03-02",
        open_until="2026-03-08",
        list_until_closed="是",
        attachments="names.csv",
        objections="{名称: 人事处, 电话: 0000-8888002}",
        result="公示期内未收到异议。",
    ),
    "2026/names.csv": "姓名,编号\n预备生甲,ZX20260317\n",
}


@pytest.fixture(scope="module")
def list_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Tree]:
    """A 公示 whose list goes, built on its last day and on the day after."""
    folder = tmp_path_factory.mktemp("list")
    root = new_site(folder / "site", LIST_SITE)
    during = call_build(root, folder / "during", XUANLAN_NOW="2026-03-08T23:59")
    after = call_build(root, folder / "after", XUANLAN_NOW="2026-03-09T00:00")
    return {"during": Tree(during), "after": Tree(after)}


def test_during_its_period_a_list_of_names_is_shown_with_its_file(list_site: dict[str, Tree]) -> None:
    during = list_site["during"]
    main = words(during.main("n/list/index.html"))
    assert [name for name in NAMES if name not in main] == []
    assert "n/list/files/names.csv" in during.files
    assert api(during)["list"]["state"] == "open"


def test_after_its_period_the_list_of_names_is_in_no_file_of_the_output(list_site: dict[str, Tree]) -> None:
    after = list_site["after"]
    found = [
        (path, name) for path in after.files for name in NAMES if name.encode() in (after.folder / path).read_bytes()
    ]
    assert found == []
    assert [path for path in after.files if "names" in Path(path).name] == []
    assert api(after)["list"]["attachments"] == []


def test_after_its_period_title_period_and_result_stay(list_site: dict[str, Tree]) -> None:
    main = words(list_site["after"].main("n/list/index.html"))
    for text in ("关于拟录用名单的公示", "2026年3月2日", "2026年3月8日", "公示期内未收到异议", "撤下"):
        assert text in main
    assert list_site["after"].listed("public/index.html") == ["list"]


def test_what_was_taken_down_leaves_no_way_to_it_in_the_page(list_site: dict[str, Tree]) -> None:
    links = [link.value for link in list_site["after"].links("n/list/index.html")]
    assert not [value for value in links if "files/" in value or "s-" in value]
