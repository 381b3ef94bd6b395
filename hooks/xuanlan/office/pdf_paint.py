"""A page of a PDF as it is painted: whether something can be seen in a place of it"""

from __future__ import annotations

import ctypes
from typing import Any

from xuanlan.office.pdf_boxes import Box

WHITEST = 243
_AROUND, _EVEN = 2, 8
"""Dots; steps of grey that nobody tells apart."""
_MOST_DOTS = 1500
"""Of the longer side of a page that is painted."""


class Patience:
    """What may be spent on painting pages of one file, only to see which texts can be seen."""

    def __init__(self) -> None:
        self.seconds = 2.0


class Painted:
    """A page in greys, painted when it is first asked for. `r` is the library's module of functions."""

    def __init__(self, r: Any, page: Any) -> None:
        self._r, self._page = r, page
        self._print: tuple[bytes, int, int, int] | None = None
        """the page as greys, with the length of a line, width and height"""

    def is_blank(self, box: Box) -> bool:
        """Whether nothing but white is to be seen in a box when the page is painted, whatever it is painted with."""
        rows = self._dots(box, 0)
        return bool(rows) and all(min(row) >= WHITEST for row in rows)

    def is_even(self, box: Box) -> bool:
        """Whether a box and what is right around it have one colour, so that nothing can be read there."""
        rows = self._dots(box, _AROUND)
        return bool(rows) and max(map(max, rows)) - min(map(min, rows)) <= _EVEN

    def _dots(self, box: Box, around: int) -> list[bytes]:
        """The rows of dots in a box of the painted page, and as many dots around it."""
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
        rows = range(max(top - around, 0), min(bottom + 1 + around, height))
        left, right = max(left - around, 0), min(right + 1 + around, width)
        return [dots[row * line + left : row * line + right] for row in rows] if left < right else []

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
            r.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, width, height, 0, r.FPDF_GRAYSCALE | r.FPDF_ANNOT)
            line = r.FPDFBitmap_GetStride(bitmap)
            return ctypes.string_at(r.FPDFBitmap_GetBuffer(bitmap), line * height), line, width, height
        finally:
            r.FPDFBitmap_Destroy(bitmap)
