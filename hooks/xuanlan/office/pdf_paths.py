"""Paths of a page of a PDF: what they paint, and what they cut off"""

from __future__ import annotations

import ctypes
from typing import Any

from xuanlan.office.pdf_boxes import Box

_THIN = 3.0
"""Points of a line."""
_MOST_POINTS, _MOST_CLIPS = 8, 6


def is_area(r: Any, handle: Any, box: Box) -> bool:
    """Whether a path paints more than a thin line."""
    if min(box[2] - box[0], box[3] - box[1]) < _THIN:
        return False
    mode, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    if not r.FPDFPath_GetDrawMode(handle, mode, stroke):
        return False
    is_thick = stroke.value and r.FPDFPageObj_GetStrokeWidth(handle, width) and width.value >= _THIN
    return bool(mode.value) or bool(is_thick)


def is_opaque(r: Any, handle: Any) -> bool:
    """Whether a path is filled, and nothing shows through it."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    filled = r.FPDFPath_GetDrawMode(handle, mode, stroke) and mode.value
    colour = fill_of(r, handle) if filled else None
    return bool(colour) and colour[3] == 255 and not r.FPDFPageObj_HasTransparency(handle)  # type: ignore[index]


def fill_of(r: Any, handle: Any) -> tuple[int, int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not r.FPDFPageObj_GetFillColor(handle, *parts):
        return None
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def is_rectangle(r: Any, handle: Any) -> bool:
    """Whether a path is a rectangle that nothing cuts: then all within its bounds is painted."""
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


def clip_box(r: Any, handle: Any) -> Box | None:
    """What the paths that cut a text leave between them; None where nothing cuts it. Nothing at all is a box without a
    size."""
    clip = r.FPDFPageObj_GetClipPath(handle)
    count = min(max(r.FPDFClipPath_CountPaths(clip), 0), _MOST_CLIPS) if clip else 0
    x, y = ctypes.c_float(), ctypes.c_float()
    box: Box | None = None
    for path in range(count):
        points = []
        for at in range(min(r.FPDFClipPath_CountPathSegments(clip, path), _MOST_POINTS)):
            if r.FPDFPathSegment_GetPoint(r.FPDFClipPath_GetPathSegment(clip, path, at), x, y):
                points.append((x.value, y.value))
        if points:
            across, up = zip(*points, strict=True)
            own = min(across), min(up), max(across), max(up)
            old = box or own
            box = max(old[0], own[0]), max(old[1], own[1]), min(old[2], own[2]), min(old[3], own[3])
    return box
