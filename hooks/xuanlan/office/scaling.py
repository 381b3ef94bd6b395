"""Pictures with fewer dots, for pages: the same format, colours and marks of what a machine has made"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import PIL
from PIL import Image, ImageCms, ImageDraw, ImageFile, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from xuanlan.office import xmp
from xuanlan.office.blocks import DOTS, PICTURE, split
from xuanlan.office.contents import UnreadableError
from xuanlan.office.pictures import mark_of

SCALED = frozenset(("jpg", "jpeg", "png", "webp"))
"""Suffixes of pictures that `scaled` knows; a GIF moves, or is small."""
VERSION = PIL.__version__
"""Of the library, on which the bytes depend."""
_QUALITY = 82
"""Of JPEG and WebP: a photograph of an activity shows no trace of it at the size of a page."""
_ORIENTATION, _TURNED = 0x0112, range(5, 9)
"""The tag of Exif for the side that is up, and the values for a picture that lies on its side."""
_GREYS = 16
_FAILURES = (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, Image.DecompressionBombError)
"""What the library raises for a picture that it cannot read; `library.inspection` has limited its size before."""
Image.MAX_IMAGE_PIXELS = None


class Size(NamedTuple):
    """Width and height as readers see the picture, in pixels, and whether it moves."""

    width: int
    height: int
    moves: bool


def size_of(file: Path | BytesIO) -> Size | None:
    """The size of a picture, out of its head; None for what is no picture that the library can read."""
    try:
        with _opened(file) as picture:
            turned = picture.getexif().get(_ORIENTATION) in _TURNED
            width, height = picture.size[::-1] if turned else picture.size
            return Size(width, height, bool(getattr(picture, "is_animated", False)))
    except _FAILURES:
        return None


def scaled(suffix: str, content: bytes, width: int, height: int) -> bytes:
    """The picture `width` by `height` pixels, upright, and without what it tells of itself but the mark of what a
    machine has made. The same bytes give the same bytes. A picture that cannot be scaled stays as it is."""
    try:
        mark = _mark(suffix, content)
        with _opened(BytesIO(content)) as picture:
            return _written(picture, (width, height), xmp.made(mark) if mark else b"")
    except (*_FAILURES, UnreadableError):
        return content


@contextmanager
def _opened(file: Path | BytesIO) -> Iterator[ImageFile.ImageFile]:
    with Image.open(file, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
        yield picture


def _mark(suffix: str, content: bytes) -> str:
    """Raises UnreadableError for a mark that cannot be written again."""
    marks = [mark_of(block) for block in split(suffix, content) if block.kind not in (PICTURE, DOTS)]
    mark = next(filter(None, marks), "")
    if mark in (xmp.UNCLEAR, "parameters"):
        raise UnreadableError(mark)
    return mark


def _written(picture: ImageFile.ImageFile, size: tuple[int, int], packet: bytes) -> bytes:
    form, mode, profile = picture.format or "", picture.mode, picture.info.get("icc_profile")
    if mode not in ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"):
        raise ValueError(mode)
    if form == "JPEG":  # four times as fast, because fewer dots are decoded
        turned = picture.getexif().get(_ORIENTATION) in _TURNED
        draft = size[::-1] if turned else size
        picture.draft(None, draft)
    plain: Image.Image = picture
    if mode == "CMYK":
        plain, profile = _in_rgb(picture, profile), None
    elif mode in ("P", "PA"):
        plain = picture.convert("RGBA" if mode == "PA" or "transparency" in picture.info else "RGB")
    elif mode == "1":
        plain = picture.convert("L")
    plain = ImageOps.exif_transpose(plain).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if mode in ("P", "PA"):
        plain = plain.quantize(256, method=Image.Quantize.FASTOCTREE if plain.mode == "RGBA" else None)
    elif mode == "1":
        plain = plain.quantize(_GREYS)
    options: dict[str, Any] = {"icc_profile": profile} if profile else {}
    if form == "PNG":
        told = PngInfo()
        if packet:
            told.add_itxt("XML:com.adobe.xmp", packet.decode())
        options |= {"optimize": False, "compress_level": 9, "pnginfo": told}
    else:
        options |= {"quality": _QUALITY, **({"xmp": packet} if packet else {})}
        options |= {"progressive": True, "optimize": True, "subsampling": "4:2:0"} if form == "JPEG" else {"method": 4}
    plain.info = {}
    made = BytesIO()
    plain.save(made, form, **options)
    return made.getvalue()


def _in_rgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in colours of print as screens show it."""
    if profile:
        try:
            own, screen = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, own, screen, outputMode="RGB")
            if turned:
                return turned
        except (ImageCms.PyCMSError, OSError):
            pass
    return picture.convert("RGB")


def squared(content: bytes, side: int) -> bytes:
    """The picture in the middle of a white square, as PNG; b"" for what is no picture that the library can read."""
    try:
        with _opened(BytesIO(content)) as picture:
            plain = picture.convert("RGBA")
    except _FAILURES:
        return b""
    room = side if plain.width == plain.height else round(side * 0.84)
    plain = ImageOps.contain(plain, (room, room), Image.Resampling.LANCZOS)
    ground = Image.new("RGBA", (side, side), "white")
    ground.alpha_composite(plain, ((side - plain.width) // 2, (side - plain.height) // 2))
    return _as_png(ground.convert("RGB"))


def emblem(colour: str, side: int) -> bytes:
    """A notice board in white on `colour`, the icon of sites without a picture of their own, as PNG."""
    four = side * 4  # drawn larger, so that edges are smooth
    board, unit = Image.new("RGB", (four, four), colour), four / 64
    draw = ImageDraw.Draw(board)
    draw.polygon([(x * unit, y * unit) for x, y in ((10, 20), (32, 9), (54, 20), (54, 25), (10, 25))], "white")
    for left, top, right, bottom in ((14, 28, 50, 50), (15, 50, 19, 57), (45, 50, 49, 57)):
        draw.rectangle((left * unit, top * unit, right * unit, bottom * unit), "white")
    for top, right in ((34, 44), (40, 44), (46, 35)):
        draw.rectangle((20 * unit, (top - 1.5) * unit, right * unit, (top + 1.5) * unit), colour)
    return _as_png(board.resize((side, side), Image.Resampling.LANCZOS))


def _as_png(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "PNG", compress_level=9)
    return made.getvalue()
