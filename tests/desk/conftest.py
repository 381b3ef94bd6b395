"""A desk at the `office` of a test file, and a clerk before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from desks import DeskProcess, clerk, desk_of
from playwright.sync_api import Browser, Page
from sites import Site


@pytest.fixture(scope="module")
def desk(office: Site) -> Iterator[DeskProcess]:
    with desk_of(office.root, office.root.parent / "kept") as running:
        yield running


@pytest.fixture(scope="module")
def page(desk: DeskProcess, browser: Browser) -> Iterator[Page]:
    with clerk(browser, desk) as page:
        yield page
