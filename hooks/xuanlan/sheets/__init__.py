"""Printed sheets: which kinds there are, and what each is made of.

`KINDS` is the table of them; a new kind is a module here, a template in `theme/sheets` and a row in that table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render.entries import list_gone
from xuanlan.sheets.approval import approval
from xuanlan.sheets.cards import cards
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.labels import labels
from xuanlan.sheets.look import PAPERS, Look
from xuanlan.sheets.official import official
from xuanlan.sheets.pledge import pledge
from xuanlan.sheets.poster import poster
from xuanlan.sheets.quiz import keys, papers
from xuanlan.sheets.rectification import has_slips, rectification
from xuanlan.sheets.registers import hotline_card, hotlines, values
from xuanlan.sheets.typeset import Sheet
from xuanlan.sheets.words import festivals, slogans

Maker = Callable[[Library, Sequence[Entry], Typefaces, str, Look], list[Sheet]]
"""Makes the sheets of some notices, set in the typefaces of the site, on a paper of `look.PAPERS`."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet."""

    label: str
    """its Chinese name, which commands accept too"""
    make: Maker
    of_notices: bool = True
    """whether it is about notices, or about a register of the site"""
    of_words: bool = False
    """whether it is of words that are given with the order: slogans, festivals"""
    only: str = ""
    """the only layout of a kind of notice that it can be made from; empty: any"""
    papers: tuple[str, ...] = ("a4",)
    for_wall: bool = True
    """whether it is hung up, so that its address is promised; else it is of a text before that is public"""


KINDS: dict[str, SheetKind] = {
    "sheet": SheetKind("全文", official),
    "poster": SheetKind("海报", poster, papers=tuple(PAPERS)),
    "cards": SheetKind("卡片", cards, only="rules"),
    "pledge": SheetKind("责任书", pledge, only="rules"),
    "rectification": SheetKind("整改通知单", rectification, only="inspection"),
    "quiz": SheetKind("试卷", papers, only="quiz"),
    "quiz-key": SheetKind("参考答案", keys, only="quiz"),
    "labels": SheetKind("标签", labels),
    "approval": SheetKind("审批表", approval, for_wall=False),
    "values": SheetKind("核心价值观", values, of_notices=False, papers=tuple(PAPERS)),
    "hotlines": SheetKind("热线", hotlines, of_notices=False, papers=tuple(PAPERS)),
    "hotline-card": SheetKind("热线卡", hotline_card, of_notices=False, papers=tuple(PAPERS)),
    "slogan": SheetKind("标语", slogans, of_notices=False, of_words=True, papers=tuple(PAPERS)),
    "festival": SheetKind("节日", festivals, of_notices=False, of_words=True, papers=tuple(PAPERS)),
}


def usual(library: Library, entry: Entry) -> str:
    """The kind of sheet that lies beside the page of `entry`."""
    layout = library.kinds[entry.notice.kind].layout
    if layout == "inspection" and has_slips(library, entry):
        return "rectification"
    if layout == "quiz":
        return "sheet" if list_gone(library, entry) else "quiz"
    return "poster" if layout == "rules" else "sheet"
