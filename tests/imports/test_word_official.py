"""Documents of Word as public bodies make them: their blocks, their fields, nothing visible lost, nothing hidden taken"""

from __future__ import annotations

from difflib import SequenceMatcher

from cases import every
from word_official_more import ALL
from word_shown import bare, brought, plain, shown, told

from xuanlan.imports.word import read

ENOUGH = 0.97


def test_ninety_seven_of_a_hundred_blocks_of_twenty_documents_are_right() -> None:
    right = all_of_them = 0
    wrong = []
    for name, make in ALL.items():
        case = make()
        _, found = brought(case.paper.bytes())
        lines = shown(found.blocks)
        same = sum(part.size for part in SequenceMatcher(None, case.lines, lines, False).get_matching_blocks())
        right, all_of_them = right + same, all_of_them + max(len(lines), len(case.lines))
        if lines != list(case.lines):
            wrong.append(f"{name}: {lines}")
    assert len(ALL) == 20
    assert right / all_of_them >= ENOUGH, f"{right} of {all_of_them} = {right / all_of_them:.3f}\n" + "\n".join(wrong)


@every("name", ALL)
def test_fields_are_recognised_and_nothing_else_is_taken_for_one(name: str) -> None:
    case = ALL[name]()
    assert brought(case.paper.bytes())[1].fields == case.fields


def test_no_character_that_readers_see_is_lost() -> None:
    lost = 0
    missing = []
    for name, make in ALL.items():
        case = make()
        original, found = brought(case.paper.bytes())
        for text in (part for line in case.paper.seen for part in line.split("　　　　")):  # a number and a signer
            for step in (bare("".join(plain(original.blocks))), told(found)):
                if bare(text) not in step:
                    lost += len(bare(text))
                    missing.append(f"{name}: {text}")
    assert lost == 0, f"{lost} characters lost\n" + "\n".join(missing)


def test_no_word_that_readers_do_not_see_is_published() -> None:
    published = []
    count = 0
    for name, make in ALL.items():
        case = make()
        original, found = brought(case.paper.bytes())
        everything = told(found) + "".join(picture.name for picture in original.pictures) + original.title
        everything += "".join(shown(original.blocks))
        count += len(case.paper.hidden)
        published += [f"{name}: {word}" for word in case.paper.hidden if word in everything]
    assert count > 20
    assert not published, f"{len(published)} of {count} hidden words published\n" + "\n".join(published)


def test_what_is_not_taken_is_told_with_its_kind() -> None:
    silent = []
    for name, make in ALL.items():
        case = make()
        hidden = "\n".join(f"{one.kind} {one.text}" for one in read(case.paper.bytes()).hidden)
        silent += [f"{name}: {word}" for word in case.paper.hidden if word not in hidden]
    # A copy for older programs, and what a field does: no reader ever sees either.
    assert silent == ["红头在文本框里: 暗号001不可见", "域、链接、复选框: 暗号001不可见"]
