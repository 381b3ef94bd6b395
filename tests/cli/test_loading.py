"""What the small commands load: most of the time that they take is the time of libraries that they do without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands import call_build, environment
from sites import new_site, notice

BUILDING = {
    "markdown", "nh3", "jinja2", "numpy", "deflate", "mkdocs", "material", "opencc", "rjieba", "selectolax", "typst", "zxingcpp",
    "sqlite3", "multiprocessing", "concurrent", "pygments",
}  # fmt: skip
"""What only a build needs, by the names of the packages."""
READING = {"pydantic", "yaml", "frontmatter"}
"""What reads what authors have written."""
SMALL = {
    "--help": BUILDING | READING,
    "--version": BUILDING | READING,
    "init fresh": BUILDING | READING,
    "new 通知 停水": BUILDING,
    "releases www": (BUILDING | READING) - {"sqlite3", "multiprocessing", "concurrent"},
    "verify www/current": (BUILDING | READING) - {"sqlite3", "multiprocessing", "concurrent"},
}
"""Commands, and what each of them does without."""
LOADED = """\
import sys
from xuanlan.cli.app import main
code = main(sys.argv[1:])
print(*sys.modules)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a tree of it in www/current."""
    root = new_site(tmp_path_factory.mktemp("loading") / "site", {"a.md": notice("停电", "2026-01-05", id="a")})
    call_build(root, root / "www" / "current")
    (root / "www" / ".xuanlan").mkdir()
    return root


@pytest.mark.parametrize("command", SMALL)
def test_a_small_command_loads_nothing_that_it_does_without(site: Path, command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *command.split()], cwd=site, env=environment(),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    packages = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "click" in packages
    assert packages & SMALL[command] == set()


def test_a_build_loads_the_dictionary_for_new_titles_only(tmp_path: Path) -> None:
    root = new_site(tmp_path / "site", {"a.md": notice("关于检修配电设施的通告", "2026-01-05", id="a")})
    file = root / "notices" / "a.md"
    loaded = [_loads_the_dictionary(root)]
    file.write_text(file.read_text(encoding="utf-8") + "\n又一段。\n", encoding="utf-8")
    loaded.append(_loads_the_dictionary(root))
    file.write_text(file.read_text(encoding="utf-8").replace("配电", "供水"), encoding="utf-8")
    loaded.append(_loads_the_dictionary(root))
    assert loaded == [True, False, True]


def _loads_the_dictionary(root: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "build", "--out", "out"], cwd=root, env=environment(),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return "rjieba" in done.stdout.splitlines()[-1].split()
