"""Printed sheets beside the pages: print/<id>.pdf for those notices that `sheets.plan` has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xuanlan import addresses
from xuanlan.outputs.pages import Out, Pages, Unit
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.plan import pdf, typefaces

WEIGHT = 40
"""A sheet takes as long as so many notice pages."""


def units(pages: Pages) -> Iterator[Unit]:
    for ident, key in pages.library.sheets.items():
        yield Unit(addresses.sheet(ident), partial(_sheet, ident), key, WEIGHT)


def _sheet(ident: str, pages: Pages) -> Iterator[Out]:
    entry = pages.library.by_id[ident]
    yield Out(addresses.sheet(ident), pdf(pages.library, entry, pages.once(_typefaces)))


def _typefaces(pages: Pages) -> Typefaces:
    return typefaces(pages.library)
