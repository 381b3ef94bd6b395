"""Conditional formats of sheets (ECMA-376, part 1, 18.3.1.18): which texts they make white, and which they show"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xuanlan.office.contents import WHITE
from xuanlan.office.formats import Format

Area = tuple[int, int, int, int]
"""First row and column, last row and column."""
_ALWAYS = re.compile(r"=?(?:TRUE(?:\(\))?|[1-9]\d*|1=1)", re.IGNORECASE)
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_FILLED = re.compile(
    rf"=?(?:LEN\({_CELL}\)(?:>0)?|{_CELL}<>\"\"|NOT\(ISBLANK\({_CELL}\)\)|ISTEXT\({_CELL}\))", re.IGNORECASE
)
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "equal": operator.eq, "notEqual": operator.ne, "greaterThan": operator.gt, "lessThan": operator.lt,
    "greaterThanOrEqual": operator.ge, "lessThanOrEqual": operator.le,
}  # fmt: skip
_MOST = 2000
"""Conditions of one sheet that are looked at."""


@dataclass
class Condition:
    """One condition: for which cells, when, and what it does to them."""

    areas: list[Area]
    given: dict[str, str]
    """the attributes of its element"""
    look: Format | None
    """what it makes of a cell; None where that is not known"""
    formulas: list[str] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """The lower, the earlier it is asked."""
        told = self.given.get("priority", "")
        return int(told) if told.isdecimal() and len(told) < 10 else 0

    def holds(self, text: str) -> bool | None:
        """Whether it holds for a cell with this text; None where that cannot be told."""
        kind, words = self.given.get("type", ""), self.given.get("text", "")
        if kind == "notContainsBlanks":
            return True
        if kind in ("containsBlanks", "containsErrors"):
            return False
        if kind == "notContainsErrors":
            return True
        if kind in ("containsText", "notContainsText") and words:
            return (words.lower() in text.lower()) == (kind == "containsText")
        if kind in ("beginsWith", "endsWith") and words:
            return text.lower().startswith(words.lower()) if kind[0] == "b" else text.lower().endswith(words.lower())
        if kind == "expression" and self.formulas:
            formula = self.formulas[0].replace(" ", "")
            return True if _ALWAYS.fullmatch(formula) or _FILLED.fullmatch(formula) else None
        return self._compared(text) if kind == "cellIs" else None

    def _compared(self, text: str) -> bool | None:
        values = [formula.strip().lstrip("=") for formula in self.formulas]
        how = self.given.get("operator", "")
        if values and values[0].startswith('"') and how in ("equal", "notEqual"):
            return (text == values[0].strip('"')) == (how == "equal")
        bounds, own = [_number(value) for value in values], _number(text)
        if not bounds or None in bounds:
            return None
        first, last = bounds[0] or 0.0, bounds[-1] or 0.0
        if own is None:  # a text is more than any number, and equal to none
            return {"notEqual": True, "greaterThan": True, "greaterThanOrEqual": True, "notBetween": True}.get(
                how, False
            )
        if how in ("between", "notBetween"):
            return (min(first, last) <= own <= max(first, last)) == (how == "between")
        return _COMPARED[how](own, first) if how in _COMPARED else None


class Conditions:
    """The conditions of one sheet."""

    def __init__(self, looks: list[Format]) -> None:
        self._looks = looks
        self._areas: list[Area] = []
        self._all: list[Condition] = []

    def of(self, areas: list[Area]) -> None:
        """The conditions that come next are for these cells."""
        self._areas = areas

    def add(self, given: dict[str, str]) -> None:
        """A condition, by the attributes of its element."""
        at = given.get("dxfId", "")
        look = self._looks[int(at)] if at.isdecimal() and len(at) < 6 and int(at) < len(self._looks) else None
        if len(self._all) < _MOST:
            self._all.append(Condition(self._areas, given, look))

    def formula(self, words: str) -> None:
        """A formula of the last condition."""
        if self._all:
            self._all[-1].formulas.append(words)

    def hiding(self) -> list[Condition]:
        """All that say something of colours or of what is shown, in the order in which they are asked; none where none
        hides."""
        telling = [one for one in self._all if one.look and one.look.tells]
        return sorted(telling, key=lambda one: one.rank) if any(one.look and one.look.hides for one in telling) else []


def hidden_by(
    conditions: Sequence[Condition], place: tuple[int, int], text: str, is_grounded: bool
) -> tuple[str, bool]:
    """The kind of what hides a text by the first of the conditions that holds, and whether it is certain that this one
    does; "" where the text is seen. White is seen where the cell has a ground of its own."""
    row, column = place
    for one in conditions:
        if one.look and any(a <= row <= c and b <= column <= d for a, b, c, d in one.areas):
            held = one.holds(text)
            hides = "" if one.look.hides == WHITE and is_grounded and not one.look.ground else one.look.hides
            if held or (held is None and hides):
                return hides, bool(held)
    return "", True


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
