"""Files that are cut, dangerous or too large are known by what their formats say of themselves."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from office_files import DOCX, GIF, PDF, TYPES, WEBP, archive, compound, jpeg, photograph, png

from xuanlan.library.attachments import MAX_BYTES
from xuanlan.library.inspection import MOST_PIXELS, fault

SEVEN = b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<QQ", 4, 4) + bytes(4) + b"packhead"
SOUND = {
    "docx": DOCX,
    "zip": archive({"a/b.txt": b"x" * 100, "名单..txt": b"y"}, packed=True),
    "ofd": archive({"OFD.xml": b"<o/>"}),
    "doc": compound("word"),
    "pdf": PDF,
    "png": png(9, 9),
    "gif": GIF,
    "jpg": jpeg(9, 9),
    "webp": WEBP,
    "7z": SEVEN,
}


def code(suffix: str, content: bytes) -> str:
    found = fault(suffix, BytesIO(content), len(content))
    return found[0] if found else ""


@every("suffix", SOUND)
def test_a_whole_file_is_sound_and_no_part_of_it_is(suffix: str) -> None:
    content = SOUND[suffix]
    assert code(suffix, content) == ""
    least = {"doc": 9, "gif": 13}.get(suffix, 8)
    cuts = range(least, len(content) - {"doc": 1023, "pdf": 1, "gif": 1}.get(suffix, 0))
    whole = [cut for cut in cuts if code(suffix, content[:cut]) != "file-damaged"]
    assert whole == [], suffix


@every(
    ("suffix", "content"),
    [
        ("jpg", jpeg(9, 9) + b"ftypmp42" + b"\xaa" * 200_000),
        ("jpg", jpeg(9, 9)[:2] + b"\0\0" + jpeg(9, 9)[2:]),
        ("jpg", jpeg(9, 9)[:2] + b"\xff" + jpeg(9, 9)[2:]),
        ("png", png(9, 9) + b"made by a program" * 9999),
        ("gif", GIF + b"made by a program"),
        ("gif", GIF + bytes(9)),
        ("gif", GIF.removesuffix(b";")),
        ("pdf", PDF + bytes(10_000)),
        ("pdf", PDF + b"\r\n" * 5_000),
        ("pdf", PDF + b"<!-- by a proxy -->"),
        ("webp", b"RIFF\x12\0\0\0WEBPVP8L\6\0\0\0\x2f\0\0\0\x10\7"),
        ("docx", DOCX + bytes(10)),
    ],
)
def test_what_programs_and_cameras_add_or_leave_out_makes_no_file_damaged(suffix: str, content: bytes) -> None:
    assert code(suffix, content) == ""


SIDES = {
    "grey": ((1, 1),), "grey, named otherwise": ((2, 2),), "colours": ((1, 1),) * 3, "half": ((2, 2), (1, 1), (1, 1)),
    "wide": ((2, 1), (1, 1), (1, 1)), "high": ((1, 2), (1, 1), (1, 1)), "four": ((1, 1),) * 4,
}  # fmt: skip


@pytest.mark.parametrize("restart", [0, 1, 3])
@pytest.mark.parametrize("sides", SIDES.values(), ids=SIDES)
def test_a_photograph_without_its_last_sign_is_sound_when_nothing_else_is_missing(
    sides: tuple[tuple[int, int], ...], restart: int
) -> None:
    for seed, (width, height) in enumerate(((1, 1), (9, 17), (40, 24), (33, 50), (64, 8))):
        whole = photograph(width, height, sides, restart, seed)
        bare = whole.removesuffix(b"\xff\xd9")
        for tail in (b"", b"\0", bytes(3000), b"\xff"):
            assert code("jpg", bare + tail) == "", (seed, tail[:3])
        for tail in (b"\0", b"made by a program", bytes(3000)):
            assert code("jpg", whole + tail) == ""
        start = whole.index(b"\xff\xda")
        half = (start + len(bare)) // 2
        for cut in {*range(start, start + 12), half, *range(max(len(bare) - 30, start), len(bare) - 1)}:
            assert code("jpg", bare[:cut]) == "file-damaged", (seed, cut - len(bare))
        if width > 1:
            assert code("jpg", bare[:half] + bytes(3000)) == "file-damaged", seed


@given(
    suffix=st.sampled_from(sorted(SOUND)),
    tail=st.binary(max_size=300),
    flips=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255))),
)
def test_whatever_is_in_a_file_there_is_an_answer(suffix: str, tail: bytes, flips: list[tuple[int, int]]) -> None:
    content = bytearray(SOUND[suffix] + tail)
    for at, value in flips:
        if 8 <= at < len(content):
            content[at] = value
    assert code(suffix, bytes(content)) in ("", "file-damaged", "file-macro", "file-archive", "picture-pixels")


@every(
    ("suffix", "content"),
    [
        ("docx", archive({**TYPES, "word/vbaProject.bin": b""})),
        ("xlsx", archive({**TYPES, "xl/VBAPROJECT.BIN": b""})),
        ("xlsx", archive({**TYPES, "xl/macrosheets/sheet1.xml": b""})),
        ("pptx", archive({"[Content_Types].xml": b'<Types a="application/vnd.ms-powerpoint.x.macroEnabled.main+xml"/>'}, packed=True)),
        ("wps", archive({"word/vbaProject.bin": b""})),
        ("odt", archive({"Basic/Standard/Module1.xml": b""})),
        ("doc", compound("x" * 300, "_VBA_PROJECT")),
        ("xls", compound("_VBA_PROJECT_CUR")),
    ],
)  # fmt: skip
def test_macros_are_found_whatever_the_office_program(suffix: str, content: bytes) -> None:
    assert code(suffix, content) == "file-macro"


def _encrypted() -> bytes:
    return archive({"a.txt": b"x"}).replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")


def _claiming(size: int) -> bytes:
    content = archive({"a.txt": b"x" * 77}, packed=True)
    return content.replace(struct.pack("<I", 77), struct.pack("<I", size))


@every(
    "content",
    [
        *(archive({name: b"x"}) for name in ("../a", "a/../../b", "/etc/a", "C:/a", "\\\\host\\a", "a\\..\\..\\b", "..")),
        _encrypted(), _claiming(3_000_000_000), _claiming(900_000_000),
        archive({f"{number}.txt": b"\0" * 20_000_000 for number in range(4)}, packed=True),
    ],
)  # fmt: skip
@every("suffix", ["zip", "docx"])
def test_an_archive_that_harms_who_unpacks_it_is_refused(suffix: str, content: bytes) -> None:
    assert code(suffix, content) == "file-archive"


@pytest.mark.parametrize("side", [65_535, 30_000, 12_000])
def test_a_picture_of_too_many_dots_is_refused_by_what_it_claims(side: int) -> None:
    pictures = {
        "png": png(claimed=(side, side)), "jpg": jpeg(side, side), "gif": GIF[:6] + struct.pack("<HH", side, side) + GIF[10:],
    }  # fmt: skip
    if side < 16384:
        pictures["webp"] = WEBP[:21] + struct.pack("<I", (side - 1) | (side - 1) << 14) + WEBP[25:]
    for suffix, content in pictures.items():
        assert code(suffix, content) == "picture-pixels", suffix
    wide = WEBP[:12] + b"VP8X" + struct.pack("<I", 10) + bytes(4) + (side - 1).to_bytes(3, "little") * 2
    assert code("webp", wide[:4] + struct.pack("<I", len(wide) - 8) + wide[8:]) == "picture-pixels"


def test_a_photograph_of_a_good_camera_is_not_too_large() -> None:
    assert code("jpg", jpeg(8_192, 6_103)) == ""
    assert MOST_PIXELS >= 8_192 * 6_103
    assert MAX_BYTES <= MOST_PIXELS
