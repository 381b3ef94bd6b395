"""Table rows: the cells of a line, and the delimiter row under the head, however typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

SPACES = " \t\u3000\xa0"
PIPES = "|｜"
_DASHES = "－—–―─━‐‑‒−﹣ー"
_TYPED = str.maketrans({"｜": "|", "：": ":", "\u3000": " ", "\xa0": " ", "\t": " ", **dict.fromkeys(_DASHES, "-")})
_RULE_CELL = re.compile(r" *(:?)-+(:?) *")
_RULE_SIGNS = re.compile(rf"[|｜:：\s{_DASHES}-]*")
_SIGN = re.compile(r"\\.|(`+)|\|")
_DOUBLED = re.compile(r"\|\|(?:[^|]+\|\|){2,}")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with cells."""

    cells: tuple[str, ...]
    left: bool
    """whether it begins with a pipe"""
    right: bool
    """whether it ends with one"""

    @property
    def closed(self) -> bool:
        return self.left and self.right

    @property
    def worded(self) -> bool:
        """Whether each cell is empty or has a letter, digit or hanzi, and not all are empty."""
        return any(self.cells) and all(not cell or re.search(r"\w", cell) for cell in self.cells)


def row(text: str) -> Row | None:
    """The cells of `text`; None when there is no pipe. Escaped pipes and pipes in code do not count."""
    if "|" not in text:
        return None
    text = text.strip(SPACES)
    ticks: dict[int, list[int]] = {}
    for match in _SIGN.finditer(text) if "`" in text else ():
        if match[1]:
            ticks.setdefault(len(match[1]), []).append(match.start())
    cells: list[str] = []
    begin = code = 0
    for match in _SIGN.finditer(text):
        if match.start() < code:
            continue
        if match[1]:
            same = ticks[len(match[1])]
            after = bisect_right(same, match.start())
            code = same[after] + len(match[1]) if after < len(same) else 0
        elif match[0] == "|":
            cells.append(text[begin : match.start()].strip(SPACES))
            begin = match.end()
    if not begin:
        return None
    left, right = text[0] == "|", begin == len(text)
    if not right:
        cells.append(text[begin:].strip(SPACES))
    cells = cells[1:] if left else cells
    return Row(tuple(cells), left, right) if cells else None


def narrowed(text: str) -> str:
    """`text` with ASCII pipes for full-width ones, and single ones if all are doubled: || 甲 || 乙 ||."""
    text = text.replace("｜", "|")
    return text.replace("||", "|") if _DOUBLED.fullmatch(text.strip(SPACES)) else text


def rule(text: str) -> list[str] | None:
    """Alignments (left, right, center or "") in a delimiter row; None for any other line."""
    if not _RULE_SIGNS.fullmatch(text):
        return None
    typed = narrowed(text.translate(_TYPED)).strip()
    if "-" not in typed:
        return None
    inner = typed.removeprefix("|").removesuffix("|").split("|")
    matches = [_RULE_CELL.fullmatch(cell) for cell in inner]
    if any(not match and cell.strip() for match, cell in zip(matches, inner, strict=True)):
        return None
    alignments = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}
    return [alignments[match[1], match[2]] if match else "" for match in matches]


_RULE = {"": "---", "left": ":--", "right": "--:", "center": ":-:"}


def written(cells: list[str], width: int) -> str:
    """`cells` as a row of `width` cells; surplus ones join the last."""
    kept = [*cells[: width - 1], " \\| ".join(cells[width - 1 :])] + [""] * (width - len(cells))
    return f"| {' | '.join(kept)} |"


def written_rule(alignments: list[str], width: int) -> str:
    """The delimiter row for `width` columns with these `alignments`."""
    return f"|{'|'.join(_RULE[alignment] for alignment in [*alignments, *[''] * width][:width])}|"
