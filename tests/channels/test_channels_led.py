"""Packs for LED screens: only characters of GBK, every replacement told, areas that fit, pictures of the right size."""

from __future__ import annotations

import re
import struct
import sys
from dataclasses import replace

from cases import every
from channel_sources import demo_pages, demo_sources

from xuanlan.channels import led, led_own
from xuanlan.channels.led_letters import shown
from xuanlan.channels.led_lines import lined
from xuanlan.models.schedule import parse_now
from xuanlan.models.screens import Play, Screen
from xuanlan.sheets.lines import CLOSING, JOINER, OPENING, ems


def test_no_character_of_unicode_is_lost_unsaid_or_cannot_be_written() -> None:
    replaced = 0
    for number in range(sys.maxunicode + 1):
        sign = chr(number)
        text, changed = shown(sign)
        text.encode("gbk")
        assert (text == sign) == (sign not in changed)
        assert changed in ({}, {sign: text})
        replaced += bool(changed)
    assert 1_000_000 < replaced < sys.maxunicode


def test_signs_are_replaced_by_what_they_mean() -> None:
    assert shown("100m² ✓ ⑪ ¥5 •")[0] == "100㎡ √ ⒒ ￥5 ·"
    assert shown("x²")[0] == "x平方"


def test_areas_fit_and_there_are_not_too_many() -> None:
    for source in demo_sources().values():
        areas = led.areas(source)
        assert 1 <= len(areas) <= led.AREAS
        assert max(map(len, areas)) <= led.AREA


@every(
    ("text", "room", "kept"),
    [
        ("请于2026年12月5日前到场", 9, ("2026年12月5日",)),
        ("学习《安全生产法》和“三个必须”，人人有责", 8, ("《安全生产法》", "“三个必须”，")),
        ("使用AED时请拨打0000-8888001", 10, ("AED", "0000-8888001")),
        ("《一个比一行长得多的书名不能不断开》", 6, ()),
    ],
)
def test_lines_end_where_nothing_is_divided(text: str, room: float, kept: tuple[str, ...]) -> None:
    made = lined(text, room)
    assert made.replace(JOINER, "") == text
    pieces = re.split(f"(?<!{JOINER})(?!{JOINER})", made)
    pieces = [piece.replace(JOINER, "") for piece in pieces if piece]
    assert "".join(pieces) == text
    assert all(any(one in piece for piece in pieces) for one in kept), pieces
    assert not [piece for piece in pieces if piece[0] in CLOSING or piece[-1] in OPENING]
    assert max(map(ems, pieces)) <= room


def test_a_better_judge_of_words_can_say_what_belongs_together() -> None:
    assert lined("文明校园", 8, lambda *_: iter([(0, 2), (2, 4)])) == f"文{JOINER}明校{JOINER}园"


def test_a_pack_has_texts_slogans_and_pictures_of_the_screen_s_size() -> None:
    pages = demo_pages()
    files = {out.path: out.content for out in led.files(pages, pages.library.by_id["2026-021"])}
    assert {"led/gate.txt", "led/gate-slogans.txt", "led/gate-01.bmp"} <= files.keys()
    text = files["led/gate.txt"]
    assert isinstance(text, bytes)
    assert text.decode("gbk").endswith("\r\n")
    assert "\n" not in text.decode("gbk").replace("\r\n", "")
    assert files["led/gate-slogans.txt"] == "高高兴兴上学来\r\n平平安安回家去\r\n".encode("gbk")
    assert files["led/gate-days.txt"] == "11月　消防宣传月\r\n人走电断，平安相伴\r\n".encode("gbk")
    picture = files["led/gate-01.bmp"]
    assert isinstance(picture, bytes)
    assert struct.unpack("<2sI", picture[:6]) == (b"BM", len(picture))
    assert struct.unpack("<iiHH", picture[18:30]) == (704, 64, 1, 1)
    lit = sum(byte.bit_count() for byte in picture[62:])
    assert 0.03 < lit / (704 * 64) < 0.5


def test_a_pack_has_the_days_that_are_near_and_what_is_due_by_the_playlist() -> None:
    library = demo_pages().library
    play = [Play(show="tasks", latest=1), Play(show="days"), Play(show="slogans", lines=["文明校园"])]
    for now, due in (("2026-12-02T09:00", ["“门前三包”责任区检查　后勤保障处　已过 2 天"]), ("2026-12-20T09:00", None)):
        screen = Screen(id="a", play=tuple(play if due else play[1:2]))
        found = led_own.own(replace(library, now=parse_now(now)), screen)
        assert found.get("due") == due
        days = [line for line in found.get("days", []) if "　" in line]
        assert all(re.match(r"\d+月", line) for line in days)
        assert ("12月4日　国家宪法日" in days) is (due is not None)
    hidden = replace(
        library,
        campaigns=[
            replace(one, campaign=one.campaign.model_copy(update={"public": False})) for one in library.campaigns
        ],
    )
    assert "due" not in led_own.own(hidden, Screen(id="a", play=tuple(play)))
