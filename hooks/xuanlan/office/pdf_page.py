"""One page of a PDF (ISO 32000-1) as PDFium has it: its text, and which of it is not seen on the page"""

from __future__ import annotations

import ctypes
import time
from typing import Any

from xuanlan.office.contents import COVERED, OUTSIDE, TINY, VANISHED, WHITE
from xuanlan.office.pdf_boxes import Box, Thing, hides, holds, meet, strips_of, touch
from xuanlan.office.pdf_paint import WHITEST, Painted, Patience
from xuanlan.office.pdf_paths import clip_box, fill_of, is_area, is_opaque, is_rectangle

_TEXT, _PATH, _IMAGE, _SHADE, _FORM = 1, 2, 3, 4, 5
"""FPDF_PAGEOBJ_*."""
_INVISIBLE = (3, 7)
"""Ways of setting text (9.3.6): neither filled nor drawn."""
_TINIEST = 1.0
_MOST_OBJECTS, _MOST_COVERS, _DEEPEST = 100_000, 500, 3
_PERHAPS = "?"
_NO_COVER = (1, 2, 16)
"""FPDF_ANNOT_*: notes, links, their windows."""
_LAST = 1 << 30
_KEYS = 0xFFFD, 0xFFFE, 0xFFFF


class Page:
    """A page while it is looked at. `r` is the library's module of functions; `has_layers` says that the file has
    some."""

    def __init__(self, r: Any, page: Any, patience: Patience, has_layers: bool) -> None:
        self._r, self._page, self._patience, self._has_layers = r, page, patience, has_layers
        self._others: list[Thing] = []
        """pictures and areas, which may lie over a text or be of its colour"""
        self._doubts: dict[int, str] = {}
        """texts that may not be seen, with the kind of what would keep them from it"""
        self._texts: list[Thing] = []
        self._images: list[Thing] = []
        self._painted = Painted(r, page)
        self._covers: list[Thing] = []
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
            self._annotations()
            box = self._bounds()
            for text in self._texts:
                self._order[_address(text.handle)] = text.at
                if kind := self._kind(text, box):
                    self._kinds[_address(text.handle)] = kind
            for handle in self._inner:
                if kind := self._inner_kind(handle):
                    self._kinds[_address(handle)] = kind
            covers = self._over_texts(self._covers)
            self._doubt()
            self._settle(page, count)
            if not self._kinds and not covers:
                buffer = (ctypes.c_ushort * (count + 1))()
                r.FPDFText_GetText(page, 0, count, buffer)
                return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0"), {}
            return self._apart(page, count, covers[:_MOST_COVERS])
        finally:
            r.FPDFText_ClosePage(page)

    def _over_texts(self, covers: list[Thing]) -> list[Thing]:
        """Rectangles that are painted over texts: a long list on one page has thousands of both."""
        strips: dict[int, list[Thing]] = {}
        for text in self._texts:
            for strip in strips_of(text.box):
                strips.setdefault(strip, []).append(text)
        return [
            cover
            for cover in covers
            if any(meet(cover, text) for strip in strips_of(cover.box) for text in strips.get(strip, ()))
        ]

    def _doubt(self) -> None:
        """Note the texts of which only the painted page can say whether they are seen: those that share a place with a
        picture or an area, before or behind them, and those of layers."""
        r = self._r
        strips: dict[int, list[Thing]] = {}
        for other in self._others[:_MOST_COVERS]:
            for strip in strips_of(other.box):
                strips.setdefault(strip, []).append(other)
        for text in self._texts:
            place = _address(text.handle)
            if place in self._kinds or r.FPDFTextObj_GetTextRenderMode(text.handle) in _INVISIBLE:
                continue
            around = [one for strip in strips_of(text.box) for one in strips.get(strip, ()) if touch(one.box, text.box)]
            if (cut := clip_box(r, text.handle)) and not touch(cut, text.box):
                self._doubts[place] = OUTSIDE
            elif around or (self._has_layers and r.FPDFPageObj_CountMarks(text.handle) > 0):
                is_under = any(one.at > text.at for one in around)
                self._doubts[place] = COVERED if is_under else WHITE if around else VANISHED
        if self._others or self._has_layers:
            kind = VANISHED if self._has_layers else COVERED
            self._doubts |= {
                _address(one): kind
                for one in self._inner
                if _address(one) not in self._kinds and r.FPDFTextObj_GetTextRenderMode(one) not in _INVISIBLE
            }

    def _settle(self, page: Any, count: int) -> None:
        """Look at the painted page where a text is in doubt: what cannot be seen has left it even."""
        if not self._doubts or self._patience.seconds <= 0:
            return
        begun = time.process_time()
        r = self._r
        boxes: dict[int, Box] = {}
        sides = [ctypes.c_double() for _ in range(4)]
        for at in range(count):
            if not (handle := r.FPDFText_GetTextObject(page, at)):
                continue
            place = _address(handle)
            if place in self._doubts and r.FPDFText_GetCharBox(page, at, *sides):
                left, right, bottom, top = (side.value for side in sides)
                if right > left and top > bottom:
                    old = boxes.get(place, (left, bottom, right, top))
                    boxes[place] = min(old[0], left), min(old[1], bottom), max(old[2], right), max(old[3], top)
        for place, box in boxes.items():
            if self._painted.is_even(box):
                self._kinds[place] = self._doubts[place]
        self._patience.seconds -= time.process_time() - begun

    def _look(self, at: int, handle: Any, depth: int = 0) -> None:
        r = self._r
        kind = r.FPDFPageObj_GetType(handle)
        if kind == _FORM:
            if box := self._box(handle):  # it may paint anything within its bounds
                self._others.append(Thing(at, handle, box))
            for inner in range(min(r.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS) if depth < _DEEPEST else 0):
                self._look(at, r.FPDFFormObj_GetObject(handle, inner), depth + 1)
            return
        if depth:  # coordinates in a form are its own
            self._inner += [handle] if kind == _TEXT else []
            self._has_inner_image |= kind == _IMAGE
            return
        box = self._box(handle)
        if box is None:
            return
        thing = Thing(at, handle, box)
        if kind == _TEXT:
            self._texts.append(thing)
        elif kind == _IMAGE:
            self._images.append(thing)
            self._others.append(thing)
        elif kind == _SHADE or (kind == _PATH and is_area(r, handle, box)):
            self._others.append(thing)
        if kind == _PATH and is_opaque(r, handle) and is_rectangle(r, handle):
            self._covers.append(thing)

    def _annotations(self) -> None:
        """Marks over the page, which may cover what is on it."""
        r = self._r
        for at in range(min(r.FPDFPage_GetAnnotCount(self._page), _MOST_COVERS)):
            if note := r.FPDFPage_GetAnnot(self._page, at):
                box = r.FS_RECTF()
                if r.FPDFAnnot_GetSubtype(note) not in _NO_COVER and r.FPDFAnnot_GetRect(note, box):
                    self._others.append(Thing(_LAST, note, (box.left, box.bottom, box.right, box.top)))
                r.FPDFPage_CloseAnnot(note)

    def _box(self, handle: Any) -> Box | None:
        """The bounds of a thing of the page; None where it has none."""
        sides = [ctypes.c_float() for _ in range(4)]
        if not self._r.FPDFPageObj_GetBounds(handle, *sides):
            return None
        left, bottom, right, top = (side.value for side in sides)
        return left, bottom, right, top

    def _bounds(self) -> Box:
        """What of the plane is on the page, whichever of its parents says so."""
        box = self._r.FS_RECTF()
        self._r.FPDF_GetPageBoundingBox(self._page, box)
        return box.left, box.bottom, box.right, box.top

    def _kind(self, text: Thing, page: Box) -> str:
        """What keeps a whole text from being seen, or ""."""
        r = self._r
        left, bottom, right, top = text.box
        if right < page[0] or left > page[2] or top < page[1] or bottom > page[3]:
            return OUTSIDE
        if r.FPDFTextObj_GetTextRenderMode(text.handle) in _INVISIBLE:
            # What a scanner has recognised lies over the picture that shows it.
            return "" if any(holds(image.box, text.box) for image in self._images) else VANISHED
        size, matrix = ctypes.c_float(), r.FS_MATRIX()
        if r.FPDFTextObj_GetFontSize(text.handle, size) and r.FPDFPageObj_GetMatrix(text.handle, matrix):
            scale = max(abs(matrix.a), abs(matrix.b), abs(matrix.c), abs(matrix.d))
            if size.value * scale <= _TINIEST:
                return TINY
        colour = fill_of(self._r, text.handle)
        if colour is None or r.FPDFTextObj_GetTextRenderMode(text.handle) != 0:
            return ""
        if colour[3] == 0:
            return VANISHED
        return WHITE if min(colour[:3]) >= WHITEST and self._painted.is_blank(text.box) else ""

    def _inner_kind(self, handle: Any) -> str:
        """The same of a text in a form; `_PERHAPS` says that it is white, and the page must be looked at."""
        mode, colour = self._r.FPDFTextObj_GetTextRenderMode(handle), fill_of(self._r, handle)
        if mode in _INVISIBLE:
            return "" if self._images or self._has_inner_image else VANISHED
        if colour is None or mode != 0:
            return ""
        return VANISHED if colour[3] == 0 else _PERHAPS if min(colour[:3]) >= WHITEST else ""

    def _apart(self, page: Any, count: int, covers: list[Thing]) -> tuple[str, dict[str, str]]:
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
                        kind = WHITE if self._painted.is_blank((left, bottom, right, top)) else ""
                    box, order = (left, bottom, right, top), self._order.get(place, 1 << 30)
                    if not kind and any(one.at > order and hides(one.box, box) for one in covers):
                        kind = COVERED
                if kind and kind != before:
                    hidden.setdefault(kind, []).append(" ")
                elif before and not kind:
                    seen.append(" ")
            (hidden.setdefault(kind, []) if kind else seen).append(sign)
        return "".join(seen), {one: "".join(signs) for one, signs in hidden.items()}


def _address(handle: Any) -> int:
    return ctypes.addressof(handle.contents)
