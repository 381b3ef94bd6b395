"""The demo site, built once as a user builds it, and served as an office's web server does: below a prefix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sitekit import NOW, build, copy_demo
from siteserver import serving
from sitetree import Built, Tree

from xuanlan.build import inspect
from xuanlan.library import SiteFacts
from xuanlan.schedule import parse_now

DEMO = SiteFacts(Path(), "云山职业技术学院宣传栏", "https://xuanlan.ysvc.example/")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo site by the clock `sitekit.NOW`."""
    folder = tmp_path_factory.mktemp("demo")
    root = copy_demo(folder / "site")
    out = build(root, folder / "out")
    facts = SiteFacts(root, DEMO.name, DEMO.url, root / "docs")
    library, report = inspect(facts, parse_now(NOW))
    assert not list(report), "the demo site has no fault"
    return Built(root, Tree(out), library)


@pytest.fixture(scope="session")
def served(demo: Built) -> Iterator[str]:
    """Address of the demo site below a prefix."""
    with serving(demo.tree.folder, "/office/board/") as address:
        yield address


@pytest.fixture(scope="session")
def served_at_root(demo: Built) -> Iterator[str]:
    """Address of the demo site at the top of its server, where its mkdocs.yml says that it is."""
    with serving(demo.tree.folder) as address:
        yield address
