"""The demo site, built once as a user builds it, served as an office's web server does, below a prefix, and published."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serverkit import OLD, Server
from serverkit import serving as server_of
from sitekit import NOW, build, copy_demo, run, write
from siteserver import serving
from sitetree import Built, Tree

from xuanlan.build import inspect
from xuanlan.library import SiteFacts
from xuanlan.schedule import parse_now

DEMO = SiteFacts(Path(), "云山职业技术学院宣传栏", "https://xuanlan.ysvc.example/")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo site by the clock `sitekit.NOW`, built by whichever process of this test run comes first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "the demo"
    folder.mkdir(exist_ok=True)
    root, out = folder / "site", folder / "out"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            build(copy_demo(root), out)
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


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that a server may read that runs as somebody else."""
    with tempfile.TemporaryDirectory(prefix="xuanlan-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def published(open_folder: Path) -> Path:
    """The demo site, published by the clock of `sitekit.NOW`."""
    root, folder = copy_demo(open_folder / "site"), open_folder / "发布 的网站"
    done = run("xuanlan", "publish", str(folder), cwd=root)
    assert done.returncode == 0, done.stderr
    (folder / "previous").unlink(missing_ok=True)
    return write(folder, {f"previous/{OLD}": "a{}"})


@pytest.fixture(scope="session")
def nginx(published: Path, open_folder: Path) -> Iterator[Server]:
    with server_of("nginx", published, Path(tempfile.mkdtemp(dir=open_folder)) / "alone") as running:
        yield running
