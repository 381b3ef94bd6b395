"""The lists of a block: a part of them is as they are all together, and what an edit touches is known beforehand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from xuanlan.index.lists import list_files, touched
from xuanlan.text.folding import fold

TEXTS = st.text(st.sampled_from("门前三包学院，。 ab12\ue123𠀀"), max_size=30).map(fold)
DOCUMENTS = st.tuples(TEXTS, TEXTS, TEXTS)
BITS = 4


def files(documents: list[tuple[str, str, str]], only: set[int] | None = None) -> list[bytes | None]:
    heads = [text for title, doc_no, _ in documents for text in (title, doc_no)]
    return list_files(heads, [body for _, _, body in documents], BITS, only)


@given(st.lists(DOCUMENTS, max_size=4), st.lists(DOCUMENTS, max_size=4), DOCUMENTS, DOCUMENTS)
@settings(max_examples=200)
def test_an_edit_changes_the_files_that_it_touches_and_no_others(
    before: list[tuple[str, str, str]],
    behind: list[tuple[str, str, str]],
    old: tuple[str, str, str],
    new: tuple[str, str, str],
) -> None:
    was, now = files([*before, old, *behind]), files([*before, new, *behind])
    moved = touched(old[:2], old[2], new[:2], new[2], BITS)
    assert moved == {at for at in range(1 << BITS) if was[at] != now[at]}
    part = files([*before, new, *behind], moved)
    assert part == [content if at in moved else None for at, content in enumerate(now)]


def test_a_block_of_nothing_has_files_all_the_same() -> None:
    assert len(set(files([]))) == 1
    assert files([("", "", "")]) == files([])
    assert [at for at, content in enumerate(files([], {3})) if content is not None] == [3]


def test_a_whole_number_is_no_part_of_another() -> None:
    one, other = ("", "", "12与3"), ("", "", "1与23")
    assert touched(one[:2], one[2], other[:2], other[2], BITS)
    assert files([one, one]) != files([one, other])
