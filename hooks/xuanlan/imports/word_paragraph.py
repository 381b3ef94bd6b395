"""A paragraph of a docx while it is read"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate, groupby

from xuanlan.imports.numbering import Numbering
from xuanlan.imports.original import Block, Paragraph, Run
from xuanlan.imports.word_styles import Shape, Styles, shaped

_USUAL = 10.5
"""Points of characters where nothing is said of them."""
_NOTHING = Shape()
_FIRST_LINE = 4
"""Characters by which a first line begins further in than any usual paragraph."""


class Draft:
    """What is known so far of a paragraph."""

    def __init__(self, styles: Styles, tab: int) -> None:
        self._styles, self._tab = styles, tab
        self._style = ""
        self._own = self._run = _NOTHING
        self._known: Shape | None = None
        """how the run looks, once it was asked"""
        self._sizes: Counter[int] = Counter()
        self._red = 0
        self.runs: list[Run] = []
        self.before: list[Block] = []
        """text boxes that hang on it before its first word"""
        self.behind: list[Block] = []
        self.lost: dict[tuple[str, str], None] = {}
        """what is not taken of it, and why"""
        self.is_open = False
        """whether its end is deleted or hidden, so that it goes on in the next"""

    @property
    def is_begun(self) -> bool:
        return any(run.text.strip() or run.picture for run in self.runs)

    @property
    def length(self) -> int:
        """Characters so far."""
        return sum(len(run.text) for run in self.runs)

    @property
    def font(self) -> str:
        return self._looks.font or ""

    @property
    def is_struck(self) -> bool:
        return bool(self._looks.is_struck)

    @property
    def _looks(self) -> Shape:
        if self._known is None:
            self._known = self._run.over(self._styles.whole(self._style))
        return self._known

    def begin_run(self) -> None:
        self._run, self._known = _NOTHING, None

    def look(self, what: str, attributes: dict[str, str]) -> None:
        """Something is said of the run that is being read."""
        self._known = None
        if what == "w:rStyle":
            self._run = self._run.over(self._styles.shape(attributes.get("w:val", "")))
        else:
            self._run = shaped(self._run, what, attributes)

    def property(self, what: str, attributes: dict[str, str]) -> None:
        if what == "w:pStyle":
            self._style, self._known = attributes.get("w:val", ""), None
        else:
            self._own = shaped(self._own, what, attributes)

    def add(self, text: str, link: str, raised: str) -> None:
        look = self._looks
        if look.is_capital:
            text = text.upper()
        if look.is_underlined and len(text) > 1 and text.isspace() and "\n" not in text:
            text = "_" * len(text.expandtabs(4))  # a line to write on
        if text:
            bold, italic, struck = bool(look.is_bold), bool(look.is_italic), bool(look.is_struck)
            self.runs.append(Run(text, bold, italic, raised or look.raised or "", link, is_struck=struck))
            self._sizes[look.size or 0] += len(text.strip())
            self._red += len(text.strip()) if look.is_red else 0

    def wrap(self, at: int) -> None:
        """Put brackets around what stands from the character `at` on."""
        lengths = [0, *accumulate(len(run.text) for run in self.runs)]
        self.runs.insert(bisect_left(lengths, at), Run("("))
        self.runs.append(Run(")"))

    def paragraph(self, where: str, numbering: Numbering) -> Paragraph | None:
        """The whole paragraph; None where nothing of it is seen. It takes the next number of its list."""
        shape = self._own.over(self._styles.whole(self._style))
        size = max(self._sizes.items(), key=lambda one: one[1])[0] if self._sizes else shape.size or 0
        number, depth = "", 0
        if shape.number not in (None, "", "0"):
            depth = self._depth(shape, numbering)
            number = numbering.next(shape.number or "", depth)
        if not number and not self.is_begun:
            return None
        runs, align, at = self.runs, shape.align or "", _indent(shape, size / 2 or _USUAL)
        if not number:
            runs, align, at = self._without_tabs(shape, size / 2 or _USUAL)
        return Paragraph(
            _joined(runs),
            where,
            number,
            depth + 1 if number else 0,
            shape.level or 0,
            align,
            at,
            size / 2,
            is_red=2 * self._red > sum(self._sizes.values()),
        )

    def _depth(self, shape: Shape, numbering: Numbering) -> int:
        if shape.depth is not None:
            return shape.depth
        number = shape.number or ""
        return numbering.level_of(number, self._style, self._styles.numbering_style(self._style))

    def _without_tabs(self, shape: Shape, points: float) -> tuple[list[Run], str, float]:
        """The runs without the tabs at their beginning, and where these lead: to which side, how many characters in."""
        align, at = shape.align or "", _indent(shape, points)
        text = "".join(run.text for run in self.runs)
        blanks = text[: len(text) - len(text.lstrip())]
        if "\t" not in blanks or "\n" in blanks:
            return self.runs, align, at
        for sign in blanks:
            if sign != "\t":
                at += 1 if sign == "\u3000" else 0.5
                continue
            twips = at * points * 20
            stops = [stop for stop in shape.stops or () if stop[0] > twips + 1 and stop[1] != "clear"]
            place, side = stops[0] if stops else ((int(twips) // self._tab + 1) * self._tab, "left")
            at = place / 20 / points
            align = {"right": "right", "end": "right", "center": "center"}.get(side, align)
        runs, left = [], len(blanks)
        for run in self.runs:
            cut = min(left, len(run.text))
            left -= cut
            runs.append(run._replace(text=run.text[cut:]))
        return runs, align, at if align != "right" else 0.0


def _indent(shape: Shape, points: float) -> float:
    """How far in the paragraph begins, in characters."""
    left = shape.left_signs / 100 if shape.left_signs else (shape.left or 0) / 20 / points
    first = shape.first_signs / 100 if shape.first_signs else (shape.first or 0) / 20 / points
    return round(max(left + (first if first > _FIRST_LINE else 0), 0.0), 2)


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of one look as one, without breaks of lines at both ends."""
    found: list[Run] = []
    for like, group in groupby(runs, lambda run: run._replace(text="")):
        parts = list(group)
        found += parts if like.picture else [like._replace(text="".join(run.text for run in parts))]
    while found and not found[0].picture and not found[0].text.strip("\n"):
        found.pop(0)
    while found and not found[-1].picture and not found[-1].text.strip("\n"):
        found.pop()
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip("\n"))
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip("\n"))
    return tuple(run for run in found if run.text or run.picture)
