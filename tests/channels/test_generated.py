"""Two hundred generated notices, half of them hostile: whatever a channel tells of them, they say."""

from __future__ import annotations

import re
from html import unescape

import pytest
from channel_notices import library, projections

from xuanlan.channels.source import Source, source_of
from xuanlan.diagnostics.report import ContentError
from xuanlan.library.render import Library
from xuanlan.render.pages import Pages

COUNT = 240
"""Some of them have errors that nobody may publish; at least two hundred are left."""
DIGITS = re.compile(r"\d+")
OWN = {str(number) for number in range(1, 31)}
"""Numbers of items and notes, and days and months as they are written in words."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library(tmp_path_factory.mktemp("generated"), COUNT, 21)


@pytest.fixture(scope="module")
def sources(made: Library) -> list[Source]:
    pages = Pages(made, None)
    return [source_of(pages, entry) for entry in made.public]


def numbers(text: str) -> set[str]:
    """The rows of digits in `text`, whatever their width, without zeros before them."""
    plain = re.sub(r"[\u200b\u2060\u202a-\u202e\u2066-\u2069\\`*]", "", unescape(text))
    return {str(int(found)) for found in DIGITS.findall(plain)}


def test_every_fact_of_every_channel_is_one_of_the_notice(made: Library, sources: list[Source]) -> None:
    assert len(sources) >= 200
    pages, told, refused, wrong = Pages(made, None), 0, list[str](), list[str]()
    for source in sources:
        entry = source.entry
        raw = (made.root / entry.path).read_text("utf-8")
        there = OWN | numbers(raw) | numbers(source.words("address")) | numbers(source.words("state"))
        for name, words in projections(pages, source):
            try:
                text = words()
            except ContentError:  # no text rather than a wrong one
                refused.append(f"{entry.id} {name}")
                continue
            told += 1
            others = set() if name == "broadcast" else numbers(text) - there  # which has no digits
            if not name.startswith("wechat "):
                others |= {fact.key for fact in source.facts(text)} - source.known
            if others:
                wrong.append(f"{entry.id} {name}: {others}")
    assert wrong == []
    assert told >= 200 * 10
    assert len(refused) <= 0.01 * told
    harmless = {f"g-{number}" for number in range(0, COUNT, 2)}
    assert not [one for one in refused if one.split()[0] in harmless]
