"""The search index: exact for whatever stands in a text, small steps for small changes, the same for the same content."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from rounds import times
from search_index import document, index_files, look, look_for_all, scan, write_index

from xuanlan.index import Card, blocks, lists
from xuanlan.index.bits import Layout, elias, parameters, rice, zero_runs
from xuanlan.index.blocks import divide
from xuanlan.index.packing import packed_text, script, scripts

SIGNS = "门前三包学院校学的，。、 \n—“”〔〕（）2026年51号aBß①門發𠀀𪚥👨‍👩‍👧🎉\u200b\ue123㈠㌀"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(exclude_categories=("Cs", "Cc"))), max_size=60)
CARDS = st.lists(
    st.builds(
        document,
        name=st.uuids().map(str),
        title=TEXTS,
        doc_no=st.one_of(st.just(""), st.just("金教院〔2018〕51号"), TEXTS),
        body=st.one_of(
            TEXTS, st.lists(st.sampled_from(["门前三包", "三包门前", "学学学院", "前三", "\n"])).map("".join)
        ),
        moment=st.integers(1_000_000_000, 1_770_000_000),
    ),
    max_size=12,
)


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks and files so small that a few notices fill several."""
    monkeypatch.setattr(blocks, "LARGEST", 200)
    monkeypatch.setattr(blocks, "CHARACTERS_PER_FILE", 16)


@pytest.mark.usefixtures("little")
@settings(max_examples=times(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cards=CARDS, data=st.data())
def test_any_piece_of_any_text_is_found_where_a_plain_scan_finds_it(
    tab: Page, tmp_path_factory: pytest.TempPathFactory, cards: list[Card], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("index")
    write_index(folder, cards, traditional=False)
    tab.goto((folder / "reader.html").as_uri())
    queries = ["门前三包", "学学", "前三包门", "51", "学院 三包", "𠀀"]
    for card in cards:
        text = data.draw(st.sampled_from([card.title, card.doc_no, card.body]))
        start = data.draw(st.integers(0, len(text)))
        queries.append(text[start : data.draw(st.integers(start, len(text)))])
    answers = look_for_all(tab, queries)
    assert {query: set(answer["ids"]) for query, answer in answers.items()} == {q: scan(cards, q) for q in queries}
    assert all(answer["total"] == len(answer["ids"]) for answer in answers.values())


def sentences(seed: int, count: int) -> list[Card]:
    """Cards whose texts share so many pieces that pairs alone would mislead."""
    draw = random.Random(seed)
    pieces = [
        "门前三包",
        "前三名",
        "包卫生",
        "三包门前",
        "学院",
        "大学",
        "学生",
        "院系",
        "，",
        "。",
        "2026年",
        "51号",
        "的",
        "A4",
    ]
    return [
        document(
            name=f"n{number:04}",
            title="".join(draw.choices(pieces, k=5)),
            doc_no=f"金教院〔2018〕{number}号" if number % 3 else "",
            body="".join(draw.choices(pieces, k=draw.randrange(300))),
            moment=1_400_000_000 + draw.randrange(10**8),
        )
        for number in range(count)
    ]


@pytest.mark.usefixtures("little")
def test_whole_sentences_and_strange_texts_are_found(tab: Page, tmp_path: Path) -> None:
    long_line = "公示名单" + "".join(chr(0x4E00 + number * 7 % 5000) for number in range(5000)) + "完毕"
    cards = [
        *sentences(1, 40),
        document("long", "五千字一行", long_line, moment=10**9),
        document("empty", "", "", moment=10**9),
        document("rare", "生僻字𠀀𪚥𠮷", "姓名：𠮷田、𪚥。👍🏽 完", moment=10**9),
        document("marked", "责任", "落实门前三包，㈠包卫生", moment=10**9),
    ]
    write_index(tmp_path, cards)
    tab.goto((tmp_path / "reader.html").as_uri())
    queries = [
        long_line[40:120],
        long_line[4990:],
        long_line,
        cards[3].body[:100],
        cards[5].body,
        "𪚥",
        "田、𪚥。👍🏽",
        "🏽",
    ]
    queries += [
        "（一）包",
        "金教院[2018]11号",
        "金教院（２０１８）１１号",
        "a4",
        "Ａ4",
        "生僻字 𠮷田",
        "𠀀𪚥𠮷",
        "没有这个词",
    ]
    for query in queries:
        assert set(look(tab, query)["ids"]) == scan(cards, query), query
    assert look(tab, "")["total"] == look(tab, " \u200b")["total"] == 0


def test_every_character_comes_back_from_a_packed_text(tab: Page, tmp_path: Path) -> None:
    signs = [chr(point) for point in range(1, 0x110000) if not 0xD800 <= point < 0xE000]
    texts = ["".join(signs[start : start + 20000]) for start in range(0, len(signs), 20000)] + ["", "a", "ab", "\ue000"]
    write_index(tmp_path, [])
    for number, text in enumerate(texts):
        (tmp_path / "search" / f"{number}.js").write_bytes(script(packed_text(text)))
    tab.goto((tmp_path / "reader.html").as_uri())
    for number, text in enumerate(texts):
        assert tab.evaluate("path => reader.loadText(path)", f"{number}.js") == text


@given(st.lists(st.binary(max_size=40) | st.lists(st.sampled_from(b'\0\n\r"\\\xff\x01')).map(bytes), max_size=5))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_bytes_survive_as_a_script_of_plain_text(tab: Page, reader_page: str, contents: list[bytes]) -> None:
    if tab.url != reader_page:
        tab.goto(reader_page)
    files = [file.decode("utf-8") for file in scripts(contents)]
    assert not any(sign in file[:-1] for file in files for sign in "\0\n\r")
    read = """files => { const got = []; window.xl = text => got.push(Array.from(reader.unpackBytes(text)));
      for (const file of files) (0, eval)(file); return got; }"""
    assert tab.evaluate(read, files) == [list(content) for content in contents]


@given(st.lists(st.integers(0, (1 << 21) - 1) | st.integers(0, 40), min_size=1), st.integers(0, 10))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_survive_as_bits(tab: Page, reader_page: str, numbers: list[int], k: int) -> None:
    row = np.array(numbers, dtype=np.int32)
    layout = Layout(2)
    layout.add(np.array([0]), np.array([len(row)]), rice(row, k))
    layout.add(np.array([1]), np.array([len(row)]), elias(row))
    (content,) = layout.write(np.array([0]))
    if tab.url != reader_page:
        tab.goto(reader_page)
    read = """([all, n, k]) => { const from = {bytes: Uint8Array.from(all), at: 0};
      const take = (next) => Array.from({length: n}, next);
      return [take(() => reader.takeNumber(from, k)), take(() => reader.takeCount(from))]; }"""
    assert tab.evaluate(read, [list(content), len(numbers), k]) == [numbers, numbers]


@pytest.fixture(scope="module")
def reader_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("reader")
    write_index(folder, [])
    return (folder / "reader.html").as_uri()


def test_python_and_browser_agree_on_the_file_of_a_key(tab: Page, reader_page: str) -> None:
    draw = random.Random(2)
    keys = [(draw.randrange(1 << 21), draw.randrange(1 << 21)) for _ in range(500)]
    tab.goto(reader_page)
    theirs = tab.evaluate("keys => keys.map(([x, y]) => reader.fileOf(x, y, 11))", keys)
    x, y = np.array(keys).T
    assert lists.file_of(x, y, 11).tolist() == theirs


@given(st.sampled_from([0, 0.02, 0.1, 0.3, 0.6, 1, 2, 5, 30, 500]), st.integers(0, 99))
def test_the_parameter_is_nearly_the_best(mean: float, seed: int) -> None:
    row = (np.random.default_rng(seed).geometric(1 / (1 + mean), 400) - 1).astype(np.int32)
    length = np.array([len(row)])
    k = int(parameters(row.sum(keepdims=True), length)[0])
    widths = {other: int(rice(row, other)[1].sum()) for other in range(11)}
    widths |= {other: int(zero_runs(row, length, np.array([other]))[1][1].sum()) for other in range(-4, 0)}
    widths |= {} if row.any() else {-5: 0}
    assert widths[k] <= min(widths.values()) * 1.05 + 5


def even(count: int, length: int) -> list[Card]:
    return [document(f"d{number}", "", "字" * length, moment=number * 42_000) for number in range(count)]


def test_blocks_do_not_depend_on_the_order_of_the_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LARGEST", 1000)
    all_ = even(300, 30)
    mixed = all_[:]
    random.Random(3).shuffle(mixed)
    assert list(divide(all_)) == list(divide(mixed))
    assert all(sum(card.size for card in members) <= 1000 for _, members in divide(all_))
    assert [card.name for _, members in divide(all_) for card in members] == [card.name for card in all_]


def test_one_minute_with_too_many_notices_is_divided_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LARGEST", 100)
    same = [document(f"d{number}", "", "字" * 30, moment=300) for number in range(50)]
    assert sum(len(members) for _, members in divide(same)) == 50
    assert max(len(members) for _, members in divide(same)) <= 3
    assert list(divide([])) == []


def test_the_bytes_do_not_depend_on_the_order_of_the_notices() -> None:
    cards = sentences(4, 30)
    assert index_files(cards) == index_files(cards[::-1])


def test_a_changed_word_changes_few_files_and_a_new_notice_no_old_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LARGEST", 12_000)
    monkeypatch.setattr(blocks, "CHARACTERS_PER_FILE", 64)
    cards = sentences(5, 120)
    before = index_files(cards)
    at = 60
    edited = [*cards[:at], document(**{**fields(cards[at]), "body": cards[at].body + "新增垃圾分类"}), *cards[at + 1 :]]
    after = index_files(edited)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert len(changed) < 30 < len(before) / 10
    assert f"n/text/{cards[at].name}.js" in changed
    added = index_files([*cards, document("new", "新通知", "请各部门认真落实门前三包", moment=1_800_000_000)])
    moved = {path for path in before if before[path] != added.get(path)}
    assert moved == {"index.js"}


def fields(card: Card) -> dict[str, Any]:
    return {name: getattr(card, name) for name in Card.__dataclass_fields__ if name != "length"}


def test_folded_pieces_of_a_title_do_not_run_into_the_text(tab: Page, tmp_path: Path) -> None:
    cards = [
        document("a", "关于门前", "三包的通知", doc_no="三包〔1〕", moment=1),
        document("b", "门前三包", "", moment=120),
    ]
    write_index(tmp_path, cards)
    tab.goto((tmp_path / "reader.html").as_uri())
    assert look(tab, "门前三包")["ids"] == ["b"]
    assert look(tab, "门前 三包")["ids"] == ["b", "a"]
