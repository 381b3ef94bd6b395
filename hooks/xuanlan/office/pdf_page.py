"""One page of a PDF (ISO 32000-1) as PDFium has it: its text, and which of it is not seen on the page"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

from xuanlan.office.contents import COVERED, OUTSIDE, TINY, VANISHED, WHITE

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
"""FPDF_PAGEOBJ_*."""
_INVISIBLE = (3, 7)
"""Ways of setting text (9.3.6): neither filled nor drawn."""
_WHITEST, _TINIEST = 243, 1.0
_MOST_OBJECTS, _MOST_COVERS, _DEEPEST = 100_000, 500, 3
_STRIP, _HIGHEST = 20, 20_000
"""Points."""
_MUCH = 0.6
_PERHAPS = "?"
_MOST_DOTS = 1500
"""Of the longer side of a page that is painted."""
_KEYS = 0xFFFD, 0xFFFE, 0xFFFF

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class _Thing(NamedTuple):
    """A text, path or picture of a page."""

    at: int
    """its place in the order of drawing"""
    handle: Any
    box: Box


class Page:
    """A page while it is looked at. `r` is the library's module of functions."""

    def __init__(self, r: Any, page: Any) -> None:
        self._r, self._page = r, page
        self._texts: list[_Thing] = []
        self._images: list[_Thing] = []
        self._print: tuple[bytes, int, int, int] | None = None
        """the page as greys, with the length of a line, width and height"""
        self._covers: list[_Thing] = []
        self._inner: list[Any] = []
        """texts in forms"""
        self._has_inner_image = False
        self._kinds: dict[int, str] = {}
        self._order: dict[int, int] = {}

    def text(self) -> tuple[str, dict[str, str]]:
        """What is seen, and what is not by its kinds."""
        r = self._r
        page = r.FPDFText_LoadPage(self._page)
        if not page:
            return "", {}
        try:
            count = max(r.FPDFText_CountChars(page), 0)
            for at in range(min(r.FPDFPage_CountObjects(self._page), _MOST_OBJECTS)):
                self._look(at, r.FPDFPage_GetObject(self._page, at))
            box = self._bounds()
            for text in self._texts:
                self._order[_address(text.handle)] = text.at
                if kind := self._kind(text, box):
                    self._kinds[_address(text.handle)] = kind
            for handle in self._inner:
                if kind := self._inner_kind(handle):
                    self._kinds[_address(handle)] = kind
            covers = self._over_texts()
            if not self._kinds and not covers:
                buffer = (ctypes.c_ushort * (count + 1))()
                r.FPDFText_GetText(page, 0, count, buffer)
                return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"), {}
            return self._apart(page, count, covers[:_MOST_COVERS])
        finally:
            r.FPDFText_ClosePage(page)

    def _over_texts(self) -> list[_Thing]:
        """Rectangles that are painted over texts: a long list on one page has thousands of both."""
        strips: dict[int, list[_Thing]] = {}
        for text in self._texts:
            for strip in _strips(text.box):
                strips.setdefault(strip, []).append(text)
        return [
            cover
            for cover in self._covers
            if any(_meet(cover, text) for strip in _strips(cover.box) for text in strips.get(strip, ()))
        ]

    def _look(self, at: int, handle: Any, depth: int = 0) -> None:
        r = self._r
        kind = r.FPDFPageObj_GetType(handle)
        if kind == _FORM:
            for inner in range(min(r.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS) if depth < _DEEPEST else 0):
                self._look(at, r.FPDFFormObj_GetObject(handle, inner), depth + 1)
            return
        if depth:  # coordinates in a form are its own
            self._inner += [handle] if kind == _TEXT else []
            self._has_inner_image |= kind == _IMAGE
            return
        sides = [ctypes.c_float() for _ in range(4)]
        if not r.FPDFPageObj_GetBounds(handle, *sides):
            return
        left, bottom, right, top = (side.value for side in sides)
        thing = _Thing(at, handle, (left, bottom, right, top))
        if kind == _TEXT:
            self._texts.append(thing)
        elif kind == _IMAGE:
            self._images.append(thing)
        elif kind == _PATH and self._is_opaque(handle) and self._is_rectangle(handle):
            self._covers.append(thing)

    def _is_opaque(self, handle: Any) -> bool:
        """Whether a path is filled, and nothing shows through it."""
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        filled = self._r.FPDFPath_GetDrawMode(handle, mode, stroke) and mode.value
        colour = self._colour(handle) if filled else None
        return bool(colour) and colour[3] == 255 and not self._r.FPDFPageObj_HasTransparency(handle)  # type: ignore[index]

    def _colour(self, handle: Any) -> tuple[int, int, int, int] | None:
        parts = [ctypes.c_uint() for _ in range(4)]
        if not self._r.FPDFPageObj_GetFillColor(handle, *parts):
            return None
        red, green, blue, alpha = (part.value for part in parts)
        return red, green, blue, alpha

    def _is_rectangle(self, handle: Any) -> bool:
        """Whether a path is a rectangle that nothing cuts: then all within its bounds is painted."""
        r = self._r
        if r.FPDFClipPath_CountPaths(r.FPDFPageObj_GetClipPath(handle)) > 0:
            return False
        count = r.FPDFPath_CountSegments(handle)
        if count not in (4, 5):
            return False
        x, y = ctypes.c_float(), ctypes.c_float()
        points = set()
        for at in range(count):
            if not r.FPDFPathSegment_GetPoint(r.FPDFPath_GetPathSegment(handle, at), x, y):
                return False
            points.add((x.value, y.value))
        return len(points) == 4 and len({x for x, _ in points}) == len({y for _, y in points}) == 2

    def _bounds(self) -> Box:
        """What of the plane is on the page, whichever of its parents says so."""
        box = self._r.FS_RECTF()
        self._r.FPDF_GetPageBoundingBox(self._page, box)
        return box.left, box.bottom, box.right, box.top

    def _kind(self, text: _Thing, page: Box) -> str:
        """What keeps a whole text from being seen, or ""."""
        r = self._r
        left, bottom, right, top = text.box
        if right < page[0] or left > page[2] or top < page[1] or bottom > page[3]:
            return OUTSIDE
        if r.FPDFTextObj_GetTextRenderMode(text.handle) in _INVISIBLE:
            # What a scanner has recognised lies over the picture that shows it.
            return "" if any(_holds(image.box, text.box) for image in self._images) else VANISHED
        size, matrix = ctypes.c_float(), r.FS_MATRIX()
        if r.FPDFTextObj_GetFontSize(text.handle, size) and r.FPDFPageObj_GetMatrix(text.handle, matrix):
            scale = max(abs(matrix.a), abs(matrix.b), abs(matrix.c), abs(matrix.d))
            if size.value * scale <= _TINIEST:
                return TINY
        colour = self._colour(text.handle)
        if colour is None or r.FPDFTextObj_GetTextRenderMode(text.handle) != 0:
            return ""
        if colour[3] == 0:
            return VANISHED
        return WHITE if min(colour[:3]) >= _WHITEST and self._is_blank(text.box) else ""

    def _inner_kind(self, handle: Any) -> str:
        """The same of a text in a form; `_PERHAPS` says that it is white, and the page must be looked at."""
        mode, colour = self._r.FPDFTextObj_GetTextRenderMode(handle), self._colour(handle)
        if mode in _INVISIBLE:
            return "" if self._images or self._has_inner_image else VANISHED
        if colour is None or mode != 0:
            return ""
        return VANISHED if colour[3] == 0 else _PERHAPS if min(colour[:3]) >= _WHITEST else ""

    def _is_blank(self, box: Box) -> bool:
        """Whether nothing but white is to be seen in a box when the page is painted, whatever it is painted with."""
        r = self._r
        if self._print is None:
            self._print = self._painted()
        dots, line, width, height = self._print
        corners = []
        for x, y in (box[:2], box[2:]):
            across, down = ctypes.c_int(), ctypes.c_int()
            r.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, x, y, across, down)
            corners.append((across.value, down.value))
        (left, right), (top, bottom) = (sorted(side) for side in zip(*corners, strict=True))
        rows = range(max(top, 0), min(bottom + 1, height))
        left, right = max(left, 0), min(right + 1, width)
        return left < right and all(min(dots[row * line + left : row * line + right]) >= _WHITEST for row in rows)

    def _painted(self) -> tuple[bytes, int, int, int]:
        r = self._r
        sides = r.FPDF_GetPageWidthF(self._page), r.FPDF_GetPageHeightF(self._page)
        scale = min(1.0, _MOST_DOTS / max(*sides, 1.0))
        width, height = (max(int(side * scale), 1) for side in sides)
        bitmap = r.FPDFBitmap_CreateEx(width, height, r.FPDFBitmap_Gray, None, 0)
        if not bitmap:
            raise MemoryError
        try:
            r.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            r.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, width, height, 0, r.FPDF_GRAYSCALE)
            line = r.FPDFBitmap_GetStride(bitmap)
            return ctypes.string_at(r.FPDFBitmap_GetBuffer(bitmap), line * height), line, width, height
        finally:
            r.FPDFBitmap_Destroy(bitmap)

    def _apart(self, page: Any, count: int, covers: list[_Thing]) -> tuple[str, dict[str, str]]:
        """The same character by character."""
        r = self._r
        seen: list[str] = []
        hidden: dict[str, list[str]] = {}
        kind = ""
        sides = [ctypes.c_double() for _ in range(4)]
        for at in range(count):
            code = r.FPDFText_GetUnicode(page, at)
            sign = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 and code not in _KEYS else " "
            handle = r.FPDFText_GetTextObject(page, at)
            if handle:
                place = _address(handle)
                before, kind = kind, self._kinds.get(place, "")
                if (kind == _PERHAPS or (not kind and covers)) and r.FPDFText_GetCharBox(page, at, *sides):
                    left, right, bottom, top = (side.value for side in sides)
                    if kind:
                        kind = WHITE if self._is_blank((left, bottom, right, top)) else ""
                    box, order = (left, bottom, right, top), self._order.get(place, 1 << 30)
                    if not kind and any(one.at > order and _hides(one.box, box) for one in covers):
                        kind = COVERED
                if kind and kind != before:
                    hidden.setdefault(kind, []).append(" ")
                elif before and not kind:
                    seen.append(" ")
            (hidden.setdefault(kind, []) if kind else seen).append(sign)
        return "".join(seen), {one: "".join(signs) for one, signs in hidden.items()}


def _address(handle: Any) -> int:
    return ctypes.addressof(handle.contents)


def _strips(box: Box) -> range:
    """Numbers of the strips across the page that a box lies in."""
    first, last = (int(max(min(side, _HIGHEST), 0) // _STRIP) for side in (box[1], box[3]))
    return range(first, last + 1)


def _meet(one: _Thing, other: _Thing) -> bool:
    """Whether a thing and one that is drawn before it share a place."""
    a, b = one.box, other.box
    return other.at < one.at and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _holds(outer: Box, inner: Box) -> bool:
    """Whether the middle of a box is in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _hides(cover: Box, sign: Box) -> bool:
    """Whether a box lies over a character, and is more than a line through it."""
    wide, high = (sign[side + 2] - sign[side] for side in (0, 1))
    return cover[2] - cover[0] >= _MUCH * wide and cover[3] - cover[1] >= _MUCH * high and _holds(cover, sign)
