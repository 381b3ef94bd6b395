"""Pictures without what they tell of people and places: the same picture, the right side up, still marked as a machine's."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import photograph, png
from office_pictures import AIGC, MARK, TERM, chunk, creator, exif, iptc, jpg, png_with, webp_with, xmp, xmp_text

from xuanlan.library.inspection import fault
from xuanlan.office import blocks
from xuanlan.office.contents import Contents
from xuanlan.office.pictures import strip
from xuanlan.office.read import read

PLACE = (30.5, 120.25)
PROFILE = b"ICC_PROFILE\0\1\1colours"
TELLING = {
    "place": ("jpg", jpg(exif(place=PLACE))),
    "place, other order": ("jpg", jpg(exif(place=PLACE, order="<"))),
    "author": ("jpeg", jpg(exif(artist="某人", owner="某人"))),
    "XMP": ("jpg", jpg(xmp(creator("某人")))),
    "IPTC": ("jpg", jpg(iptc(n80="某人", n120="某生 000011112222333X"))),
    "comment": ("jpg", jpg("某人".encode())),
    "a second photograph behind": ("jpg", jpg(b"MPF\0", tail=jpg(exif(place=PLACE)))),
    "a film behind": ("jpg", jpg(tail=b"\0\0\0\x18ftypmp42" + bytes(40))),
    "PNG place": ("png", png_with((b"eXIf", exif(place=PLACE)))),
    "PNG author": ("png", png_with((b"tEXt", b"Author\0name"))),
    "PNG XMP": ("png", png_with(xmp_text(xmp(creator("某人"))))),
    "WebP place": ("webp", webp_with((b"EXIF", exif(place=PLACE)))),
    "WebP XMP": ("webp", webp_with((b"XMP ", xmp(creator("某人"))))),
}
QUIET = {
    "plain": ("jpg", jpg()),
    "turned": ("jpg", jpg(exif(turned=6), PROFILE)),
    "filled up": ("jpg", jpg(tail=bytes(300))),
    "PNG": ("png", png(3, 3)),
    "PNG program": ("png", png_with((b"tEXt", b"Software\0program"), (b"pHYs", bytes(9)))),
    "WebP": ("webp", webp_with()),
    "marked": ("jpg", jpg(xmp(MARK))),
    "marked by IPTC": ("jpg", jpg(xmp(TERM))),
    "PNG marked": ("png", png_with((b"tEXt", b"AIGC\0" + AIGC.encode()))),
    "no picture": ("jpg", b"words"),
    "GIF": ("gif", b"GIF89a"),
}


def told(suffix: str, content: bytes) -> Contents:
    found = read(suffix, BytesIO(content), len(content))
    assert isinstance(found, Contents)
    return found


@every("name", TELLING)
def test_nothing_of_people_and_places_stays_and_the_picture_is_whole(name: str) -> None:
    suffix, content = TELLING[name]
    made = strip(suffix, content)
    assert len(made) < len(content)
    assert list(told(suffix, made).hidden()) == []
    assert fault(suffix, BytesIO(made), len(made)) is None
    assert strip(suffix, made) == made


@every("name", QUIET)
def test_a_picture_that_tells_nothing_stays_the_same_to_the_byte(name: str) -> None:
    suffix, content = QUIET[name]
    assert strip(suffix, content) is content


@every("turned", [2, 6, 8])
@every("suffix", ["jpg", "png", "webp"])
def test_which_side_is_up_stays_with_colours_and_dots(suffix: str, turned: int) -> None:
    block = exif(place=PLACE, artist="某人", turned=turned)
    content = {"jpg": lambda: jpg(PROFILE, block), "png": lambda: png_with((b"iCCP", b"p\0\0"), (b"eXIf", block)),
               "webp": lambda: webp_with((b"ICCP", b"p"), (b"EXIF", block))}[suffix]()  # fmt: skip
    made = strip(suffix, content)
    parts = blocks.split(suffix, made)
    (kept,) = [part for part in parts if part.kind == blocks.EXIF]
    assert kept.data.endswith(bytes((1, 18, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0)))
    assert b"ICC" in made or b"iCCP" in made
    dots = [part.raw for part in blocks.split(suffix, content) if not part.kind]
    assert [part.raw for part in parts if not part.kind][1 if suffix == "webp" else 0 :][1:] == dots[
        1 if suffix == "webp" else 0 :
    ][1:]


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("jpg", jpg(xmp(creator("某人") + MARK))),
        ("jpg", jpg(exif(artist="某人", comment=f'{{"AIGC":{AIGC}}}'))),
        ("jpg", jpg(exif(artist="某人", description=f'{{"AIGC":{AIGC}}}', turned=3))),
        ("jpg", jpg(xmp(creator("某人") + TERM))),
        ("png", png_with(xmp_text(xmp(creator("某人") + MARK)))),
        ("png", png_with((b"tEXt", b"Author\0name"), (b"tEXt", b"AIGC\0" + AIGC.encode()))),
        ("webp", webp_with((b"XMP ", xmp(creator("某人") + MARK)))),
    ],
)
def test_the_mark_of_what_a_machine_has_made_stays_and_the_name_beside_it_goes(suffix: str, content: bytes) -> None:
    before = told(suffix, content)
    assert before.facts.ai
    made = strip(suffix, content)
    assert told(suffix, made).facts.ai == before.facts.ai
    assert "某人".encode() not in made
    assert list(told(suffix, made).hidden()) == []
    assert strip(suffix, made) == made


def test_a_mark_that_denies_is_no_mark() -> None:
    assert not told("jpg", jpg(xmp(MARK.replace('"Label":"1"', '"Label":"0"')))).facts.ai


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@st.composite
def pictures(draw: st.DrawFn) -> tuple[str, bytes]:
    suffix = draw(st.sampled_from(["jpg", "png", "webp"]))
    some = st.one_of(
        st.builds(exif, artist=texts, owner=texts, comment=texts, turned=st.integers(1, 8), order=st.sampled_from("<>"),
                  place=st.none() | st.tuples(st.floats(-89, 89), st.floats(-179, 179))),
        texts.map(lambda name: xmp(creator(name.replace("&", "").replace("<", "").replace(">", "")))),
        st.just(xmp(creator("某人") + MARK)),
    )  # fmt: skip
    given_blocks = draw(st.lists(some, max_size=3))
    if suffix == "jpg":
        return suffix, jpg(*given_blocks, tail=draw(st.binary(max_size=20)))
    pairs = [(b"XMP " if block[:1] == b"<" else b"EXIF", block) for block in given_blocks]
    if suffix == "webp":
        return suffix, webp_with(*pairs)
    return suffix, png_with(*(xmp_text(block) if kind == b"XMP " else (b"eXIf", block) for kind, block in pairs))


@settings(max_examples=80)
@given(pictures())
def test_any_picture_is_stripped_once_and_for_all(picture: tuple[str, bytes]) -> None:
    suffix, content = picture
    assert b"".join(block.raw for block in blocks.split(suffix, content)) == content
    made = strip(suffix, content)
    assert list(told(suffix, made).hidden()) == []
    assert strip(suffix, made) == made
    assert told(suffix, made).facts.ai == told(suffix, content).facts.ai


@settings(max_examples=80)
@given(st.sampled_from(sorted(TELLING)), st.integers(0, 2**32))
def test_a_damaged_picture_is_stripped_without_failing(name: str, seed: int) -> None:
    suffix, content = TELLING[name]
    chance, raw = Random(seed), bytearray(content)
    for _ in range(chance.randrange(1, 6)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    strip(suffix, bytes(raw[: chance.randrange(1, len(raw) + 1)]))


def test_chunks_are_kept_whole() -> None:
    made = strip("png", png_with((b"eXIf", exif(place=PLACE, turned=6))))
    assert made.count(b"eXIf") == 1
    at = made.index(b"eXIf") - 4
    length = int.from_bytes(made[at : at + 4])
    assert made[at : at + 12 + length] == chunk(b"eXIf", made[at + 8 : at + 8 + length])
    assert photograph(16, 16)[2:] in strip("jpg", jpg(exif(place=PLACE)))
