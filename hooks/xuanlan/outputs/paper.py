"""Printed sheets beside the pages: print/<id>.pdf for the notices that `sheets.plan` has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xuanlan import addresses
from xuanlan.diagnostics.report import MachineError
from xuanlan.render.pages import Pages, Unit
from xuanlan.runtime.json_values import dumps
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.plan import pdf, typefaces
from xuanlan.sheets.typeset import CannotPrintError
from xuanlan.tree.out import Out

WEIGHT = 40
"""The time for a sheet, in notice pages."""


def units(pages: Pages) -> Iterator[Unit]:
    for ident, key in pages.sheets.items():
        yield Unit(addresses.sheet(ident), partial(_sheet, ident), key, WEIGHT)


def _sheet(ident: str, pages: Pages) -> Iterator[Out]:
    library, entry = pages.library, pages.library.by_id[ident]
    try:
        content = pdf(library, entry, pages.once(_typefaces))
    except CannotPrintError as error:  # `sheets.plan` could make it a moment ago
        library.cache.put({pages.sheets[ident]: dumps({})})  # so that the next build tries again
        raise MachineError(f"{entry.path} 的打印件没有做成，可能是内存不够。请再生成一次。") from error
    yield Out(addresses.sheet(ident), content)


def _typefaces(pages: Pages) -> Typefaces:
    return typefaces(pages.library)
