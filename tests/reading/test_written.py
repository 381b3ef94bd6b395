"""A file that is written back is the same to the byte wherever its text is the same."""

from __future__ import annotations

import random
from itertools import product

from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.reading.written import Written

BODY = "---\ntitle: 甲\n---\n\n第一段。\n第二段，〔2026〕1号。\n\n末段"
ENCODINGS = {"utf-8": b"", "utf-8 with a mark": b"\xef\xbb\xbf", "gb18030": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}  # fmt: skip
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def encoded(text: str, name: str, end: str) -> bytes:
    return ENCODINGS[name] + text.replace("\n", end).encode(name.partition(" ")[0])


@every(("name", "end"), list(product(ENCODINGS, ENDS)))
def test_encoding_mark_and_line_ends_stay_when_a_line_is_changed(name: str, end: str) -> None:
    written = Written(encoded(BODY, name, ENDS[end]))
    assert written.text == BODY
    assert written.with_text(BODY) == written.data
    for old, new in (("第一段", "首段"), ("末段", "末段。\n又一段"), ("第一段。\n", ""), ("\n末段", "")):
        changed = BODY.replace(old, new)
        assert written.with_text(changed) == encoded(changed, name, ENDS[end])


def test_a_line_end_stays_even_where_its_line_is_written_anew() -> None:
    written = Written(b"a\r\nb\nc\rd\r\n")
    assert written.with_text("a\nB\nc\nd\n") == b"a\r\nB\nc\rd\r\n"
    assert written.with_text("a\nb\nc\nx\nd\n") == b"a\r\nb\nc\rx\r\nd\r\n"
    assert written.with_text("a\nb") == b"a\r\nb"


def test_bytes_that_mean_nothing_stay_in_their_lines() -> None:
    data = "甲\n乙".encode() + b"\xff\xfe\n" + "丙".encode()
    written = Written(data)
    assert written.text.split("\n")[1].startswith("乙")
    assert written.with_text(written.text.replace("丙", "丁")) == data.replace("丙".encode(), "丁".encode())


@given(st.binary(max_size=200))
def test_any_bytes_come_back(data: bytes) -> None:
    written = Written(data)
    assert written.with_text(written.text) == data


def test_random_edits_of_random_files_touch_no_other_line() -> None:
    chance = random.Random(1)
    for _ in range(1000):
        lines = [
            (chance.choice(("甲", "乙乙", "丁丁丁", "丙 ")), chance.choice(list(ENDS.values()))) for _ in range(12)
        ]
        name = chance.choice(list(ENCODINGS))
        raw = ENCODINGS[name] + "".join(line + end for line, end in lines).encode(name.partition(" ")[0])
        written = Written(raw)
        number = chance.randrange(12)
        texts = written.text.split("\n")
        texts[number] = "改"
        after = Written(written.with_text("\n".join(texts)))
        assert after.text == "\n".join(texts)
        codec = name.partition(" ")[0]
        before = [(line + end).encode(codec) for line, end in lines]
        assert after.data.startswith(ENCODINGS[name] + b"".join(before[:number]))
        assert after.data.endswith(b"".join(before[number + 1 :]))
