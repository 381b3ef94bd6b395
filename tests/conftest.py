"""Fixtures that several test files share: caches, the browser, and the demo site, built once, served and published."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import BROWSERS, FLAGS, LIGHT, WINDOWLESS, complaints_of
from commands import COMPILED, build, run
from hypothesis import settings
from local_server import serving
from made_once import made_once
from memory import new_folder
from pages import PageFolder
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from sheets import pdf_of, sheets_of
from sites import DEMO_NOW, REPO, Site, copy_demo, write
from trees import Built, Tree
from web_servers import OLD, Server
from web_servers import serving as server_of

from xuanlan.build.build import inspect
from xuanlan.library.site import SiteFacts
from xuanlan.models.schedule import parse_now

settings.register_profile("suite", deadline=None)  # no test depends on how fast a machine is
settings.load_profile("suite")
sys.dont_write_bytecode, sys.pycache_prefix = False, str(COMPILED)
IN_MEMORY = new_folder() if not os.environ.keys() & {"PYTEST_XDIST_WORKER", "TMPDIR"} else None
if IN_MEMORY:
    os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)  # the other processes inherit it
if "PYTEST_XDIST_WORKER" not in os.environ:
    place = IN_MEMORY.parent if IN_MEMORY else Path(tempfile.gettempdir())
    for old in (COMPILED / place.relative_to("/")).glob("*"):
        if not REPO.is_relative_to("/" / old.relative_to(COMPILED)):
            shutil.rmtree(old, ignore_errors=True)  # of sites of earlier runs

SLOW_FIXTURES = {"browser", "demo", "nginx", "published"}
"""Fixtures that start a browser or a server, or that build or publish the whole demo site."""
SLOW_PLACES = (
    "channels/test_banners.py", "channels/test_bulletin.py", "channels/test_cards.py", "channels/test_docx.py",
    "checks/test_overrides.py", "deploy/test_launchers.py", "deploy/test_server_configurations.py",
    "deploy/test_server_switch.py", "deploy/test_servers.py", "hosts/", "imports/test_convert.py",
    "imports/test_hostile_word.py", "imports/test_published.py", "library/test_names_and_places.py",
    "office/test_hostile_files.py", "proofreading/test_names.py", "proofreading/test_wording.py",
    "build/", "desk/", "releases/test_packs.py", "releases/test_packs_delta.py", "releases/test_packs_signed.py",
    "releases/test_publish.py", "releases/test_publish_faults.py", "releases/test_publish_kills.py",
    "releases/test_release.py", "releases/test_standing.py", "releases/test_comebacks.py", "render/", "sheets/",
    "test_bench.py", "test_docs.py", "test_recipes.py",
)  # fmt: skip
"""Folders and files below tests/ whose tests start programs, set sheets, or build sites again and again."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make quick` leaves out, and what `make soak` does for longer than `make test`."""
    files = {item.path for item in items}
    places = {file: file.relative_to(Path(__file__).parent).as_posix() for file in files}
    for item in items:
        if places[item.path].startswith(SLOW_PLACES) or SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
        if isinstance(item, pytest.Function) and item.module.__dict__.keys() & {"times", "sampled"}:
            item.add_marker(pytest.mark.rounds)


def pytest_collection_finish() -> None:
    """Leave what is there once the tests are collected, a million objects, out of all later garbage collections, and
    have these come less often: they would be a seventh of the processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(exitstatus: int) -> None:
    """Leave nothing in memory but what a run that failed has written, until the next."""
    if IN_MEMORY and exitstatus == 0:
        shutil.rmtree(IN_MEMORY, ignore_errors=True)


def of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of this test run have in common."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for what is made once in a run, whichever process needs it first (`made_once`)."""
    return of_the_run(tmp_path_factory)


@pytest.fixture(scope="session", autouse=True)
def _own_caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What builds remember stays with the test run, whose processes share it: each builds the demo site again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(of_the_run(tmp_path_factory) / "cache"))
        patch.delenv("XUANLAN_CACHE", raising=False)
        yield


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site with one sound notice."""
    return Site(tmp_path / "网站")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium, started once. Its absence fails the tests: what it shows is what readers see."""
    found = next(filter(None, map(shutil.which, (WINDOWLESS, *BROWSERS))), None)
    if found is None:
        pytest.fail(f"no browser found; install one of: {', '.join(BROWSERS)}", pytrace=False)
    running = playwright.chromium.launch(executable_path=found, args=[*FLAGS, LIGHT])
    yield running
    running.close()


@pytest.fixture
def page_folder(browser: Browser, tmp_path: Path) -> Iterator[PageFolder]:
    """Small pages in that browser; at the end nothing may have been complained about."""
    folder = PageFolder(browser, tmp_path)
    yield folder
    folder.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that must stay silent."""
    page = browser.new_page()
    complaints = complaints_of(page)
    yield page
    page.close()
    assert complaints == []


DEMO = SiteFacts(Path(), "云山职业技术学院宣传栏", "https://xuanlan.ysvc.example/")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo site by the clock `sites.DEMO_NOW`, built by whichever process of this test run comes first."""
    folder = of_the_run(tmp_path_factory) / "the demo"
    folder.mkdir(exist_ok=True)
    root, out = folder / "site", folder / "out"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            build(copy_demo(root), out)
    facts = SiteFacts(root, DEMO.name, DEMO.url, root / "docs")
    inspected = inspect(facts, parse_now(DEMO_NOW))
    library, report = inspected.library, inspected.report
    assert not list(report), "the demo site has no fault"
    return Built(root, Tree(out), library)


@pytest.fixture(scope="session")
def official_sheets(demo: Built, common: Path) -> dict[str, bytes]:
    """The sheet in full of every public notice of the demo site, by its id."""
    library = demo.library
    return made_once(
        common / "the sheets",
        lambda: {entry.id: pdf_of(library, sheets_of(library, "sheet", entry)) for entry in library.public},
    )


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
    """The demo site, published by the clock of `sites.DEMO_NOW`."""
    root, folder = copy_demo(open_folder / "site"), open_folder / "发布 的网站"
    done = run("xuanlan", "publish", str(folder), cwd=root)
    assert done.returncode == 0, done.stderr
    (folder / "previous").unlink(missing_ok=True)
    return write(folder, {f"previous/{OLD}": "a{}"})


@pytest.fixture(scope="session")
def nginx(published: Path, open_folder: Path) -> Iterator[Server]:
    with server_of("nginx", published, Path(tempfile.mkdtemp(dir=open_folder)) / "alone") as running:
        yield running
