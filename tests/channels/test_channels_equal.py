"""Every fact of every channel is a fact of the notice, and every fact that was changed somewhere is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from channel_sources import demo_pages, demo_sources, with_text
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.channels import CHANNELS, broadcast, group, led, sms
from xuanlan.channels.agree import differences
from xuanlan.channels.facts import Fact, facts
from xuanlan.channels.pieces import CUT, Piece, cut, proven
from xuanlan.channels.source import Source, Span
from xuanlan.diagnostics.report import ContentError

COMPARED = {name: channel for name, channel in CHANNELS.items() if hasattr(channel, "text")}
OTHERS = {
    "date": "2031年7月29日", "weekday": "星期零", "time": "23:47", "number": "97643人", "amount": "97643元",
    "code": "00009999999", "document": "〔2031〕977号", "address": "https://other.example/x", "name": "某某处",
}  # fmt: skip
"""For each kind one that the demo has nowhere."""


def told(name: str, source: Source) -> str:
    return str(COMPARED[name].text(source))


def test_every_channel_of_every_notice_of_the_demo_tells_only_what_the_notice_says() -> None:
    sources = demo_sources()
    assert len(sources) >= 50
    for source in sources.values():
        for name in COMPARED:
            assert {fact.key for fact in source.facts(told(name, source))} <= source.known


def test_every_channel_agrees_with_its_own_notice() -> None:
    for source in demo_sources().values():
        for name in COMPARED:
            text = told(name, source)
            assert not differences(source, text, text)


def changed(text: str, fact: Fact) -> str:
    return text[: fact.start] + OTHERS[fact.kind] + text[fact.end :]


def test_every_fact_of_the_demo_is_missed_when_it_is_changed() -> None:
    tried = 0
    for source in demo_sources().values():
        for name in ("group", "sms", "broadcast"):
            text = told(name, source)
            for fact in source.facts(text):
                tried += 1
                assert differences(source, text, changed(text, fact)), (source.entry.id, name, fact)
    assert tried > 1000


def test_a_changed_fact_is_told_beside_the_right_one() -> None:
    source = demo_sources()["2026-021"]
    text = told("sms", source)
    assert differences(source, text, text.replace("12月5日", "12月6日")) == [("日期", "2026年12月5日", "2026年12月6日")]


def test_what_a_loudspeaker_says_agrees_in_digits_too() -> None:
    source = demo_sources()["2026-021"]
    text = told("broadcast", source)
    digits = text.replace("上午八点半", "8:30").replace("零零零零 八八八八零四零", "0000-8888040")
    assert digits != text
    assert not differences(source, text, digits)


def test_a_piece_with_a_fact_that_its_source_has_not_is_refused() -> None:
    source = demo_sources()["2026-021"]
    for piece in (Piece("3月9日", (Span("title", "3月8日"),)), Piece("13日", ()), Piece("0000-8888041")):
        with pytest.raises(ContentError) as refused:
            proven(source, "短信", [piece])
        assert [item.code for item in refused.value.report] == ["channel-fact"]


def test_what_readers_no_longer_see_is_in_no_channel() -> None:
    gone = [source for source in demo_sources().values() if source.entry.state == "withdrawn" or not source.lines]
    assert gone
    library = demo_pages().library
    for source in gone:
        body = {line for line in library.by_id[source.entry.id].rendered.text.split("\n") if len(line) > 12}
        for name in COMPARED:
            assert not any(line in told(name, source) for line in body)


def test_what_is_over_says_so_at_the_top_of_every_channel() -> None:
    over = [source for source in demo_sources().values() if source.entry.state in ("expired", "withdrawn")]
    assert len(over) > 5
    for source in over:
        for name in ("group", "broadcast", "wechat"):
            assert re.search("失效|撤回|有效期至", told(name, source).split("联系")[0]), (source.entry.id, name)


def test_the_label_of_generated_content_is_in_every_channel() -> None:
    source = demo_sources()["2026-021"]
    marked = replace(source, fields={**source.fields, "aigc": Span("aigc", "本文含人工智能生成内容")})
    for name in COMPARED:
        assert "人工智能" in told(name, marked), name


def test_what_is_read_out_has_no_numbers_of_notes_and_no_brackets_around_days() -> None:
    text = told("broadcast", demo_sources()["2026-025"])
    assert "问题讲法说法。" in text
    assert "十月十九日星期一起" in told("broadcast", demo_sources()["2026-015"])
    for source in demo_sources().values():
        assert not re.search("，[》”。！？；]|[（(]星期", told("broadcast", source)), source.entry.id


def test_a_message_for_groups_has_at_most_six_lines_and_2048_bytes() -> None:
    for source in demo_sources().values():
        message = group.text(source)
        assert 2 <= len(message.split("\n")) <= group.LINES
        assert len(message.encode()) <= 2048


PARTS = (
    "2026年12月5日", "3月5日至7日", "十二月三十日", "下午2:30—5:00", "8:00", "八点半", "0000-8888001转801", "12345",
    "1,250.5元", "3.5%", "120人", "第13条", "4×100米", "〔2026〕37号", "二三十人", "100㎡", "-3℃", "1/3", "2026-2027学年",
    "，", "。", "；", "、", "（", "）", "《", "》", "—", "请各部门", "于", "前报送", "犇", "😀", "**", "１２", "零", "点",
    "年", "月", "日", "号", "万", "十", "第", "1.", "：", " ", "https://a.example/x-1", "周五", "星期日",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join)


def written(text: Callable[[Source], str], source: Source) -> str:
    """The text; empty where it is refused, because a fact would have become another one."""
    try:
        return text(source)
    except ContentError:
        return ""


@given(st.lists(HOSTILE, min_size=1, max_size=3), st.lists(HOSTILE, max_size=3))
def test_no_text_whatever_makes_a_channel_tell_what_it_does_not_say(lines: list[str], items: list[str]) -> None:
    source = with_text(demo_sources()["2026-021"], lines, items)
    for channel in (group, sms, broadcast, led):
        text = written(channel.text, source)
        assert {fact.key for fact in source.facts(text)} <= source.known


@given(HOSTILE, st.integers(10, 80))
def test_a_text_is_never_cut_within_a_fact(words: str, most: int) -> None:
    piece = cut(Span("body 1", words), most)
    assert len(piece.text) <= most
    kept = piece.text.removesuffix(CUT) if piece.text != words else words
    assert words.startswith(kept)
    assert not [fact for fact in facts(words) if fact.start < len(kept) < fact.end]
