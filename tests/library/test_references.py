"""References are answered by a function of the library alone, and each is asked once when its text is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

import pytest
from sites import NOW, SOUND, Site, sample

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import Position
from xuanlan.library.asking import _GUESSES
from xuanlan.library.attachments import Attached
from xuanlan.library.references import Answer, PageResolver
from xuanlan.markup.links import Reference
from xuanlan.runtime.cache import Cache

CASE = "notices/2026/case.md"
FILES = {
    CASE: sample(
        "[值班](值班.md#值班要求) [表](a/表.csv) [又一张](b/表.csv) [又](a/表.csv) [没有](没有.md)\n",
        "attachments: a/表.csv",
    ),
    "notices/2026/a/表.csv": "甲\n",
    "notices/2026/b/表.csv": "乙\n",
}


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The targets that are asked for from now on."""
    targets: list[str] = []
    answer = PageResolver.answer

    def noted(self: PageResolver, reference: Reference, files: Mapping[str, Attached], *, guesses: bool) -> Answer:
        targets.append(reference.target)
        return answer(self, reference, files, guesses=guesses)

    monkeypatch.setattr(PageResolver, "answer", noted)
    return targets


def test_a_text_asks_once_when_it_is_fresh_and_once_when_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, targets = Site(tmp_path / "site").write(FILES), asked(monkeypatch)
    once = ["值班.md#值班要求", "a/表.csv", "b/表.csv", "a/表.csv", "没有.md", "a/表.csv"]
    found = []
    for _ in range(2):
        inspected = inspect(site.facts(), NOW, cache=Cache(tmp_path / "cache"))
        inspected.library.cache.close()
        assert targets == once
        targets.clear()
        entry = inspected.library.by_id["case"]
        assert [attached.name for attached in entry.files.values()] == ["表.csv", "表-2.csv"]
        assert [title for title, _ in entry.attachments] == ["表"]
        found.append((list(inspected.report), entry.files, entry.attachments, entry.rendered))
    assert found[0] == found[1]
    assert [item.code for item in found[0][0]] == ["link-missing"]


def test_an_answer_changes_nothing(tmp_path: Path) -> None:
    library = Site(tmp_path).write(FILES).inspect().library
    entry = library.by_id["case"]
    resolver = PageResolver(library.targets, CASE, entry.address, entry)
    before = deepcopy((library.targets, entry.files))
    place = Position(CASE, 7, 1)

    def answer(target: str, files: Mapping[str, Attached]) -> Answer:
        return resolver.answer(Reference("link", target, place), files)

    first = answer("a/表.csv", {})
    assert first == answer("a/表.csv", {})
    assert first.file is not None
    assert first.file[1].name == "表.csv"
    other = answer("b/表.csv", dict([first.file]))
    assert other.file is not None
    assert other.file[1].name == "表-2.csv"
    assert answer("值班.md#x", {}) == Answer("../duty/index.html#s-x", anchor=(SOUND, "x"))
    (finding,) = answer("没有.md", {}).findings
    assert (finding.code, finding.position) == ("link-missing", place)
    assert (library.targets, entry.files) == before


def test_what_is_printed_of_a_library_is_short(tmp_path: Path) -> None:
    library = Site(tmp_path).inspect().library
    assert repr(library) == f"<Library of {tmp_path}>"
    assert repr(library.entries) == "[<Entry duty>]"
    assert len(repr(library.texts)) < 200


def test_only_the_first_dead_links_of_a_text_are_told_with_a_name_that_is_like_theirs(tmp_path: Path) -> None:
    """Each is compared with every name of a folder, and a text that came from elsewhere has thousands of them."""
    links = "".join(f"[表](a/表{number}.csv)\n\n" for number in range(2 * _GUESSES))
    inspected = Site(tmp_path).write({**FILES, CASE: sample(links)}).inspect()
    dead = [item for item in inspected.report if item.code == "link-missing"]
    assert ["表.csv" in item.hint + item.message for item in dead] == [True] * _GUESSES + [False] * _GUESSES
