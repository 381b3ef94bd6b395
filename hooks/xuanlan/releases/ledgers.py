"""Copies of a site's ledgers where it is published: one that is lost is missed, and can be brought back"""

from __future__ import annotations

from pathlib import Path

from xuanlan.diagnostics.report import Report
from xuanlan.models import ledger, page_ledger
from xuanlan.models.page_ledger import PageLedger
from xuanlan.releases.store import LEDGER, PAGES, Store


def entered(store: Store) -> set[str] | None:
    """The ids that were in the ledger when somebody last published to there; None when that is not known."""
    text = _text(store, LEDGER)
    return None if text is None else set(ledger.parse(text, Report()).entries)


def pages(store: Store) -> PageLedger:
    """The pages that were in their ledger when somebody last published to there, so far as that is known."""
    text = _text(store, PAGES)
    return PageLedger() if text is None else page_ledger.parse(text, Report())


def enter(store: Store, root: Path) -> None:
    """Keep copies of the ledgers of the site at `root`, which is out already: an older copy does no harm."""
    store.keep_copy(root / ledger.PATH, LEDGER)
    store.keep_copy(root / page_ledger.PATH, PAGES)


def _text(store: Store, name: str) -> str | None:
    try:
        return (store.folder / name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
