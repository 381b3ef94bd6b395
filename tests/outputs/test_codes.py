"""Codes: what is drawn is what was meant, every address comes back out, and the table of sizes is the writer's own."""

from __future__ import annotations

import re
import string
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, sample

from xuanlan import qr
from xuanlan.build.build import inspect
from xuanlan.library.site import SiteFacts

BASE = "https://xuanlan.ysvc.example/"
USUAL = f"{BASE}n/2026-001/"
SVG = "{http://www.w3.org/2000/svg}"
SIGNS = string.ascii_letters + string.digits + string.punctuation
Picture = npt.NDArray[Any]
URLS = st.text(SIGNS, max_size=150).map(lambda rest: BASE + rest)
TINY = 8
"""Modules of a code are drawn so many pixels wide for the reader."""


def drawn(svg: bytes) -> Picture:
    """What an SVG's path covers, module by module."""
    root = ET.fromstring(svg)
    ground, path = root.findall(f"{SVG}path")
    width, height = (int(number) for number in root.attrib["viewBox"].split()[2:])
    assert (ground.attrib["fill"], ground.attrib["d"]) == ("#fff", f"M0 0h{width}v{height}H0z")
    dark = np.zeros((height, width), bool)
    column = row = 0
    for command, first, second in re.findall(r"([Mmhv])(-?\d+)(?: ?(-?\d+))?", path.attrib["d"]):
        if command in "Mm":
            here = (0, 0) if command == "M" else (column, row)
            column, row = here[0] + int(first), here[1] + int(second)
        elif command == "v":
            row += int(first)
        elif int(first) > 0:
            dark[row, column : column + int(first)] = True
            column += int(first)
        else:
            column += int(first)
    return dark


def pixels(png: bytes) -> Picture:
    """The light of each pixel, 0 or 1, of a PNG as `codes.png` writes it; its checksums are right."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        content = png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(name + content),)
        chunks[name], at = content, at + 12 + length
    assert list(chunks) == [b"IHDR", b"pHYs", b"IDAT", b"IEND"]
    width, height, *kind = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert kind == [1, 0, 0, 0, 0]
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert set(rows[:, 0]) == {0, 2}
    lines: list[Picture] = []
    for row in rows:
        lines.append(row[1:] if row[0] == 0 else lines[-1] + row[1:])
    return np.unpackbits(np.array(lines), axis=1)[:, :width]


def read(code: Picture) -> str:
    """What a reader takes from an 8-bit picture."""
    found = zxingcpp.read_barcodes(code, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    assert [item.ec_level for item in found] == ["Q"]
    return found[0].text


def of(address: str) -> Picture:
    """Its modules, true where they are dark."""
    dark: Picture = np.array([list(row) for row in qr.modules(address)]) == 0
    return dark


@given(URLS)
def test_every_address_comes_back_out_of_its_code(address: str) -> None:
    light = np.pad(~of(address), qr.QUIET, constant_values=True).astype(np.uint8) * 255
    assert read(np.kron(light, np.ones((TINY, TINY), np.uint8))) == address


@given(st.text(SIGNS, min_size=1, max_size=600))
def test_the_mask_is_the_one_that_the_writer_would_choose(address: str) -> None:
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    assert b"".join(qr.modules(address)) == np.asarray(code.to_image(scale=1, add_quiet_zones=False)).tobytes()


@pytest.mark.parametrize("address", ["https://宣传栏.example/n/1/", "https://x.example/n/1/?a=1&b=<2>", USUAL])
def test_both_pictures_are_read(address: str) -> None:
    light = ~drawn(qr.svg(address))
    assert read(np.kron(light.astype(np.uint8) * 255, np.ones((TINY, TINY), np.uint8))) == address
    assert read(pixels(qr.png(address)) * np.uint8(255)) == address


@given(URLS)
def test_an_svg_draws_the_modules_and_prints_the_address_beneath_within_its_width(address: str) -> None:
    code, whole = drawn(qr.svg(address, caption=False)), drawn(qr.svg(address))
    wide = len(code)
    assert (code == np.pad(of(address), 4)).all()
    assert (whole[:wide] == code).all()
    assert not whole[wide:].any()
    text = ET.fromstring(qr.svg(address)).find(f"{SVG}text")
    assert text is not None
    lines = [line.text or "" for line in text]
    assert "".join(lines) == address
    size = float(text.attrib["font-size"])
    assert all(len(line) * size * 0.6 <= wide for line in lines), "signs of a typewriter are 0.6 of their height wide"
    below = [float(line.attrib["y"]) for line in text]
    assert wide < below[0] - size * 0.7
    assert below[-1] + size * 0.25 <= len(whole)


@given(URLS)
def test_a_png_draws_the_modules_eight_pixels_wide_and_prints_the_address_beneath(address: str) -> None:
    light = pixels(qr.png(address))
    code = np.pad(~of(address), 4, constant_values=True)
    wide = len(code) * 8
    assert (light[:wide] == np.kron(code, np.ones((8, 8), np.uint8))).all()
    assert light.shape[1] == wide
    assert light[wide:].min() == 0
    assert light[-1].all()


def test_every_sign_of_an_address_has_a_figure_of_its_own() -> None:
    figures = {sign: pixels(qr.png(f"{BASE}{sign}"))[-32:].tobytes() for sign in SIGNS}
    assert len(set(figures.values())) == len(SIGNS)


def test_an_address_in_hanzi_has_its_png_without_words() -> None:
    height, width = pixels(qr.png("https://宣传栏.example/n/1/")).shape
    assert height == width


def test_a_picture_says_how_large_it_is_meant_to_be() -> None:
    root = ET.fromstring(qr.svg(USUAL))
    assert (root.attrib["width"], root.attrib["viewBox"].split()[2]) == ("30.75mm", "41")
    png = qr.png(USUAL)
    across, down, unit = struct.unpack_from(">IIB", png, png.index(b"pHYs") + 4)
    assert (across, down, unit) == (10667, 10667, 1), "pixels a metre: 8 are 0.75 mm"


def test_the_same_address_gives_the_same_bytes_whatever_came_before() -> None:
    def pictures(addresses: list[str]) -> dict[str, tuple[bytes, bytes, bytes]]:
        return {one: (qr.svg(one), qr.svg(one, caption=False), qr.png(one)) for one in addresses}

    some = [f"{BASE}n/{name}/" for name in ("2026-001", "open-day", "a", "x" * 60)]
    before = pictures(some)
    qr.modules.cache_clear()
    assert pictures(some[::-1]) == before


# Sizes


@given(URLS)
def test_the_version_is_that_of_the_code_which_is_made(address: str) -> None:
    assert qr.version(address) == (len(qr.modules(address)) - 17) // 4


@given(st.text(SIGNS, min_size=1, max_size=qr.PLAIN))
def test_what_is_short_enough_fits_version_4(address: str) -> None:
    assert qr.version(address) <= 4


@pytest.mark.parametrize("length", range(1, 152, 5))
def test_another_writer_needs_the_same_version(length: int) -> None:
    address = "a" * length
    assert qr.version(address) == segno.make(address, error="q", boost_error=False, micro=False).version


def test_the_limit_is_the_last_length_that_fits() -> None:
    assert [qr.version("a" * length) for length in (qr.PLAIN, qr.PLAIN + 1)] == [4, 5]


def test_an_address_beyond_all_sizes_is_refused() -> None:
    with pytest.raises(ValueError, match="long"):
        qr.svg("a" * 1664)


# Checks


def found(root: Path, url: str, *idents: str) -> list[tuple[str, str]]:
    """Code and file of what the checks say about codes, for a site at `url` with notices of these ids."""
    for number, ident in enumerate(idents):
        file = root / "notices" / f"{number}.md"
        file.parent.mkdir(exist_ok=True)
        text = sample("正文。\n").replace("id: case", f"id: {ident}").replace("开放日", f"开放日{number}")
        file.write_text(text, encoding="utf-8")
    report = inspect(SiteFacts(root, "云山职业技术学院", url), NOW).report
    return [(item.code, item.position.file) for item in report]


def test_a_site_without_an_address_is_told_once_that_it_has_no_codes(tmp_path: Path) -> None:
    assert found(tmp_path, "", "a", "b") == [("qr-no-address", "mkdocs.yml")]


def test_a_site_with_usual_addresses_is_not_complained_of(tmp_path: Path) -> None:
    assert found(tmp_path, BASE, "2026-001", "open-day") == []


def test_an_id_that_makes_a_dense_code_is_named(tmp_path: Path) -> None:
    room = qr.PLAIN - len(f"{BASE}n//")
    assert found(tmp_path, BASE, "a" * room, "a" * (room + 1)) == [("qr-dense", "notices/1.md")]


def test_digits_take_less_room(tmp_path: Path) -> None:
    assert found(tmp_path, BASE, "2026-0101-0000001") == []


def test_an_address_that_makes_every_code_dense_is_named_once(tmp_path: Path) -> None:
    assert found(tmp_path, "https://www.xuanlan.college.example.cn/board/", "a", "b") == [
        ("qr-dense-site", "mkdocs.yml")
    ]


def test_where_only_the_longest_of_the_usual_addresses_is_dense_ids_are_looked_at_too(tmp_path: Path) -> None:
    base = "https://" + "x" * 18 + ".cn/ab/"
    room = qr.PLAIN - len(f"{base}n//")
    expected = [("qr-dense-site", "mkdocs.yml"), ("qr-dense", "notices/1.md")]
    assert found(tmp_path, base, "a" * room, "a" * (room + 1)) == expected


@pytest.mark.parametrize("ident", ["hotlines", "Core-Values", "value-1", "VALUE-99"])
def test_the_names_of_the_other_codes_are_taken(tmp_path: Path, ident: str) -> None:
    assert found(tmp_path, BASE, ident) == [("id-reserved", "notices/0.md")]


@pytest.mark.parametrize("ident", ["hotlines-2026", "value", "value-x", "core-value"])
def test_names_like_them_are_free(tmp_path: Path, ident: str) -> None:
    assert found(tmp_path, BASE, ident) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.cn/?a=1",
        "https://www.example.cn/#x",
        "ftp://www.example.cn/",
        "https://www.example.cn\\a/",
        "https://www.example.cn:99999/",
        "https://user:word@www.example.cn/",
        "https://www.example.cn/a b/",
        "https:///n/",
        "https://[::1/",
        "https://www.example.cn/" + "a" * 3000,
    ],
)
def test_an_address_that_no_page_can_be_below_is_an_error_at_its_place(tmp_path: Path, url: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: 甲\nsite_url: {url}\n", encoding="utf-8")
    report = inspect(SiteFacts(tmp_path, "甲", url), NOW).report
    assert [f"{item.code} {item.position}" for item in report.errors] == ["site-url-invalid mkdocs.yml:2:11"]


@pytest.mark.parametrize("url", ["https://www.example.cn/", "http://[::1]:8000/a/", "https://宣传栏.中国/b"])
def test_addresses_of_every_sound_kind_are_taken(tmp_path: Path, url: str) -> None:
    assert not inspect(SiteFacts(tmp_path, "甲", url), NOW).report.errors
