"""Formulas of Word (m:oMath of ECMA-376 Part 1, 22.1) in one line of text"""

from __future__ import annotations

from collections.abc import Callable

_RAISED = {"m:sup": "sup", "m:deg": "sup", "m:sub": "sub", "m:lim": "sub"}
_SIMPLE = 1
"""Characters of a part that needs no brackets."""


class Maths:
    """The formula that is being read. `put` takes each sign that stands between its parts."""

    def __init__(self, put: Callable[[str], None], length: Callable[[], int], wrap: Callable[[int], None]) -> None:
        self._put, self._length, self._wrap = put, length, wrap
        self._starts: list[int] = []
        self._marks: list[dict[str, str]] = []
        self._raised: list[str] = []

    @property
    def raised(self) -> str:
        return self._raised[-1] if self._raised else ""

    def begin(self, what: str, attributes: dict[str, str]) -> None:
        value = attributes.get("m:val", "")
        if what in ("m:num", "m:den"):
            if what == "m:den":
                self._put("/")
            self._starts.append(self._length())
        elif what in ("m:d", "m:nary", "m:acc"):
            self._marks.append(
                {"m:d": {"beg": "(", "end": ")", "sep": "|"}, "m:nary": {"chr": "∫"}}.get(what, {"chr": "\u0302"})
            )
        elif what == "m:e" and self._marks and "beg" in self._marks[-1]:
            self._put(self._marks[-1]["beg"])
            self._marks[-1]["beg"] = self._marks[-1]["sep"]
            self._marks.append({})
        elif what == "m:e":
            self._marks.append({})
        elif what in ("m:begChr", "m:endChr", "m:sepChr") and self._marks:
            self._marks[-1][what[2:5]] = value
        elif what == "m:chr" and self._marks:
            self._marks[-1]["chr"] = value
        if what in _RAISED:
            self._raised.append(_RAISED[what])

    def end(self, what: str) -> None:
        if what in ("m:num", "m:den") and self._starts:
            start = self._starts.pop()
            if self._length() - start > _SIMPLE:
                self._wrap(start)
        elif what == "m:naryPr" and self._marks:
            self._put(self._marks[-1].get("chr", ""))
        elif what == "m:e" and self._marks:
            self._marks.pop()
        elif what in ("m:d", "m:nary", "m:acc") and self._marks:
            mark = self._marks.pop()
            self._put(mark["end"] if what == "m:d" else mark.get("chr", "") if what == "m:acc" else "")
        elif what in ("m:rad", "m:mr"):
            self._put(")" if what == "m:rad" else " ")
        if what in _RAISED and self._raised:
            self._raised.pop()
        if what == "m:deg":
            self._put("√(")
