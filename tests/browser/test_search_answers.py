"""What the reader of the index answers: order, states, choices, pages, traditional input, and what it loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request
from search_index import NOW, document, look, write_index

from xuanlan.index import Card, blocks

DAY = 86_400


def card(name: str, title: str, body: str = "", *, days_ago: int = 100, doc_no: str = "", **more: str) -> Card:
    moment = NOW - days_ago * DAY
    unit = tuple(more.pop("unit", "").split()) or ("党政办公室",)
    fields = {"column": "notices", "kind": "通知", "date": "2026-01-01", **more}
    return document(name, title, body, doc_no=doc_no, unit=unit, moment=moment, **fields)


def open_index(tab: Page, folder: Path, cards: list[Card], pages: list[Card] | None = None) -> Page:
    write_index(folder, cards, pages or [])
    tab.goto((folder / "reader.html").as_uri())
    return tab


def test_title_before_text_and_in_force_before_expired_and_newer_before_older(tab: Page, tmp_path: Path) -> None:
    gone = f'{{"e": {NOW - DAY}}}'
    cards = [
        card("text-new", "通知", "落实门前三包", days_ago=1),
        card("text-gone", "通知", "落实门前三包", days_ago=0, changes=gone),
        card("title-old", "门前三包检查", days_ago=900),
        card("title-new", "关于门前三包", days_ago=30),
        card("title-gone", "门前三包办法", days_ago=2, changes=gone),
        card("number", "其他", doc_no="门前三包〔2026〕1号", days_ago=800),
        card("neither", "通知", "门前，三包"),
    ]
    answer = look(open_index(tab, tmp_path, cards), "门前三包")
    assert answer["ids"] == ["number", "title-new", "title-old", "title-gone", "text-new", "text-gone"]
    assert [hit["state"] for hit in answer["hits"]][-3:] == ["expired", "current", "expired"]


def test_a_whole_number_comes_before_the_same_digits_in_a_longer_one(tab: Page, tmp_path: Path) -> None:
    cards = [
        card("inside-text", "通知", "电话0000-8888512", days_ago=1),
        card("inside-title", "2051年规划", days_ago=2),
        card("text", "通知", "共51人", days_ago=30),
        card("title", "第51期", days_ago=40),
        card("number", "其他", doc_no="金教院〔2018〕51号", days_ago=50),
        card("long-number", "其他", doc_no="金教院〔2018〕151号", days_ago=3),
    ]
    assert look(open_index(tab, tmp_path, cards), "51")["ids"] == [
        *("number", "title", "inside-title", "long-number", "text", "inside-text")
    ]
    assert look(tab, "金教院[2018]51号")["ids"] == ["number"]


def test_all_parts_must_be_there_and_may_stand_apart(tab: Page, tmp_path: Path) -> None:
    cards = [
        card("both", "放假通知", "教务处安排值班"),
        card("titles", "放假值班安排", days_ago=300),
        card("one", "放假通知", "教务处"),
    ]
    assert look(open_index(tab, tmp_path, cards), "值班　放假")["ids"] == ["titles", "both"]


def test_expiry_since_the_build_changes_rank_and_label_not_the_finding(tab: Page, tmp_path: Path) -> None:
    cards = [card("a", "放假", changes=f'{{"e": {NOW + DAY}}}', days_ago=1), card("b", "放假", days_ago=9)]
    open_index(tab, tmp_path, cards)
    before, after = look(tab, "放假"), look(tab, "放假", NOW + DAY)
    assert [(hit["id"], hit["state"]) for hit in before["hits"]] == [("a", "current"), ("b", "current")]
    assert [(hit["id"], hit["state"]) for hit in after["hits"]] == [("b", "current"), ("a", "expired")]


def test_hits_say_what_a_reader_wants_to_know(tab: Page, tmp_path: Path) -> None:
    body = "各部门：\n" + "为做好工作。" * 40 + "\n落实门前三包责任。\n" + "其他事项。" * 40
    one = card("2026-001", "关于  检查的\n通知", body, doc_no="云职院〔2026〕1号", unit="教务处 学工处")
    answer = look(open_index(tab, tmp_path, [one]), "门前三包")
    (hit,) = answer["hits"]
    excerpt = hit.pop("excerpt")
    assert hit == {
        "id": "2026-001",
        "title": "关于 检查的 通知",
        "doc_no": "云职院〔2026〕1号",
        "unit": "教务处、学工处",
        "kind": "通知",
        "date": "2026-01-01",
        "state": "current",
        "href": "n/2026-001/index.html",
        "phrases": "",
    }
    assert "落实门前三包责任" in excerpt
    assert len(excerpt) < 120


def test_wishes_narrow_the_notices_and_choices_count_them(tab: Page, tmp_path: Path) -> None:
    cards = [
        card("a", "放假", unit="教务处", date="2025-12-30", days_ago=60),
        card("b", "放假", unit="教务处 学工处", column="rules", days_ago=20),
        card("c", "放假", unit="学工处", days_ago=10, changes=f'{{"e": {NOW - DAY}}}'),
        card("d", "开学", unit="后勤处", days_ago=5),
    ]
    facets = look(open_index(tab, tmp_path, cards), "放假")["facets"]
    assert {name: [(c["value"], c["label"], c["count"]) for c in choices] for name, choices in facets.items()} == {
        "column": [("notices", "通知公告", 2), ("rules", "规章制度", 1)],
        "unit": [("学工处", "学工处", 2), ("教务处", "教务处", 2)],
        "year": [("2026", "2026", 2), ("2025", "2025", 1)],
        "state": [("current", "", 2), ("expired", "已失效", 1)],
    }
    assert look(tab, "放假", unit="学工处")["ids"] == ["b", "c"]
    assert look(tab, "放假", unit="学工处", state="current")["ids"] == ["b"]
    assert look(tab, "放假", year="2025")["ids"] == ["a"]
    narrowed = look(tab, "放假", column="rules")
    assert (narrowed["ids"], narrowed["total"], narrowed["all"]) == (["b"], 1, 3)
    assert look(tab, "放假", sort="date")["ids"] == ["c", "b", "a"]
    assert look(tab, "放假", column="none")["total"] == 0


def test_hand_written_pages_are_found_and_counted_apart(tab: Page, tmp_path: Path) -> None:
    pages = [
        card("about.html", "关于我们", "宣传部在行政楼办公，负责门前三包。"),
        card("子目录/a b.html", "其他", "宣传部"),
    ]
    answer = look(open_index(tab, tmp_path, [card("a", "门前三包")], pages), "门前三包")
    assert (answer["total"], answer["ids"]) == (1, ["a"])
    assert [(page["id"], page["title"], page["href"]) for page in answer["pages"]] == [
        ("about.html", "关于我们", "about.html")
    ]
    both = look(tab, "宣传部")
    assert both["total"] == 0
    assert {page["href"] for page in both["pages"]} == {"about.html", "%E5%AD%90%E7%9B%AE%E5%BD%95/a%20b.html"}


def test_traditional_input_finds_simplified_text_when_nothing_else_is_there(tab: Page, tmp_path: Path) -> None:
    cards = [card("a", "学院门前三包"), card("b", "書法展"), card("c", "书法课")]
    answer = look(open_index(tab, tmp_path, cards), "學院門前")
    assert (answer["ids"], answer["simplified"]) == (["a"], "学院门前")
    literal = look(tab, "書法")
    assert (literal["ids"], literal["simplified"]) == (["b"], "")
    assert look(tab, "龍")["simplified"] == ""


def test_traditional_input_can_be_switched_off(tab: Page, tmp_path: Path) -> None:
    write_index(tmp_path, [card("a", "学院")], traditional=False)
    tab.goto((tmp_path / "reader.html").as_uri())
    assert look(tab, "學院")["ids"] == []


@pytest.fixture
def asked(tab: Page) -> Iterator[list[str]]:
    """Paths that `tab` asks for from now on."""
    paths: list[str] = []

    def note(request: Request) -> None:
        paths.append(request.url.rpartition("/search/")[2].partition("?")[0])

    tab.on("request", note)
    yield paths
    tab.remove_listener("request", note)


def test_nothing_is_loaded_before_a_query_and_nothing_twice(tab: Page, tmp_path: Path, asked: list[str]) -> None:
    open_index(tab, tmp_path, [card("a", "放假通知", "正文" * 300), card("b", "开学")])
    look(tab, " ")
    del asked[:2]  # the page and its script
    assert asked == []
    look(tab, "放假")
    first = asked[:]
    assert first[0] == "index.js"
    assert "n/text/a.js" in first
    assert "n/text/b.js" not in first
    look(tab, "放假")
    assert asked == first


def test_a_file_that_cannot_be_loaded_is_an_error_and_asked_for_again(tab: Page, tmp_path: Path) -> None:
    open_index(tab, tmp_path, [card("a", "放假通知")])
    index = tmp_path / "search" / "index.js"
    content = index.read_bytes()
    index.write_text("", encoding="utf-8")
    assert tab.evaluate("look('放假', 0, {}).catch(error => error.message)") == "search/index.js says nothing"
    index.write_bytes(content)
    assert look(tab, "放假")["ids"] == ["a"]


def test_one_text_that_is_missing_takes_only_its_own_words(tab: Page, tmp_path: Path) -> None:
    write_index(tmp_path, [card("a", "放假通知"), card("b", "放假安排")])
    (tmp_path / "search" / "n" / "text" / "a.js").write_bytes(b"")
    tab.goto((tmp_path / "reader.html").as_uri())
    assert {hit["id"]: hit["title"] for hit in look(tab, "放假")["hits"]} == {"a": "a", "b": "放假安排"}


def test_a_list_of_names_that_is_over_is_not_found_though_the_index_is_old(tab: Page, tmp_path: Path) -> None:
    over = f'{{"c": {NOW}, "r": 1}}'
    cards = [card("a", "拟推荐名单公示", "预备生甲、预备生乙", changes=over)]
    open_index(tab, tmp_path, cards)
    assert look(tab, "预备生甲", NOW - 1)["ids"] == ["a"]
    assert look(tab, "预备生甲、预备生乙", NOW)["ids"] == []
    (hit,) = look(tab, "公示", NOW)["hits"]
    assert (hit["state"], hit["excerpt"]) == ("closed", "")


def test_an_index_published_since_the_page_was_opened_is_noticed(
    tab: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "CHARACTERS_PER_FILE", 16)
    cards = [card(f"n{number}", f"放假通知{number}", "正文" * 50, days_ago=number) for number in range(40)]
    open_index(tab, tmp_path, cards[20:])
    assert look(tab, "放假")["total"] == 20
    write_index(tmp_path, cards)
    assert look(tab, "文正")["total"] == 40, "the lists are spread otherwise"
    tab.evaluate("() => { const now = Date.now; Date.now = () => now() + 61000; }")
    write_index(tmp_path, cards[:5])
    assert look(tab, "通知")["total"] == 5


@pytest.mark.parametrize("content", ['xl("\u0590abc")', "<html>请登录</html>", ""])
def test_a_damaged_file_is_an_error_and_not_an_answer(browser: Browser, tmp_path: Path, content: str) -> None:
    write_index(tmp_path, [card("a", "放假通知")])
    for file in (tmp_path / "search" / "n" / "0-0").glob("[0-9a-f].js"):
        file.write_text(content, encoding="utf-8")
    page = browser.new_page()  # it complains of what is no script
    page.goto((tmp_path / "reader.html").as_uri())
    assert page.evaluate("look('放假', 0, {}).then(() => 'answered', () => 'refused')") == "refused"
    page.close()


def test_what_has_been_loaded_answers_without_a_network(browser: Browser, tmp_path: Path) -> None:
    write_index(tmp_path, [card("a", "放假通知")])
    page = browser.new_page()  # it complains of what it cannot load
    page.goto((tmp_path / "reader.html").as_uri())
    assert look(page, "放假")["ids"] == ["a"]
    page.evaluate("() => { const now = Date.now; Date.now = () => now() + 61000; }")
    (tmp_path / "search" / "index.js").unlink()
    assert look(page, "放假")["ids"] == ["a"]
    page.close()
