"""The table of addresses: every file of a site has a row, or is a column's, or is somebody's own."""

from __future__ import annotations

import pytest
from trees import Built

from xuanlan import addresses
from xuanlan.addresses import Keep, Upload

THEIRS = ("assets/images/", "assets/stylesheets/")
"""Folders of the host's theme."""


def test_what_has_no_row_is_a_columns_or_written_by_hand(demo: Built) -> None:
    docs = demo.library.docs
    known = {page.address for page in docs.pages.values()} | set(docs.files.values())
    own = demo.library.root / "overrides"
    strange = {
        path
        for path in demo.tree.files
        if addresses.made(path) is None
        and path.split("/")[0] not in demo.library.columns
        and path not in known
        and not path.startswith(THEIRS)
        and not (own / path).is_file()
    }
    assert strange == set()


@pytest.mark.parametrize(
    ("path", "upload", "keep"),
    [
        ("n/2026-017/index.html", Upload.NOTICES, Keep.ASK),
        ("n/2026-017/files/名单.pdf", None, Keep.ASK),
        ("search/index.html", None, Keep.ASK),
        ("search/notices/0/1.js", Upload.INDEXES, Keep.ASK),
        ("kiosk/lobby/index.html", None, Keep.ASK),
        ("kiosk/lobby/show.js", Upload.INDEXES, Keep.ASK),
        ("kiosk/files/0a.js", None, Keep.ASK),
        ("qr/2026-017.svg", None, Keep.BRIEFLY),
        (addresses.BUILT, Upload.INDEXES, Keep.ASK),
        ("assets/xuanlan/xuanlan.0123abcd.css", None, Keep.FOREVER),
        (addresses.RELEASE, Upload.RELEASE, Keep.NEVER),
    ],
)
def test_the_first_row_that_fits_counts(path: str, upload: Upload | None, keep: Keep) -> None:
    row = addresses.made(path)
    assert row
    assert (row.upload, row.keep) == (upload, keep)


@pytest.mark.parametrize("path", ["notices/index.html", "about.html", "nothing/index.html", "feed.xml/x"])
def test_other_files_have_no_row(path: str) -> None:
    assert addresses.made(path) is None


@pytest.mark.parametrize(("path", "ident"), [("n/a/index.html", "a"), ("n/a/b/index.html", ""), ("n/index.html", "")])
def test_a_notice_is_known_by_its_page(path: str, ident: str) -> None:
    assert addresses.notice_at(path) == ident


def test_nobody_else_may_have_what_is_made() -> None:
    assert {"n", "404", "404.html", "feed.xml", "assets/xuanlan", "api/notices.json"} <= {*addresses.RESERVED}
    assert "" not in addresses.RESERVED
    assert {"api", "assets", "404", "index"} <= addresses.NO_COLUMN
    assert {"files"} <= addresses.NO_SCREEN
