"""The house: packages import one way only, hosts stand at the edge, files are small enough to read."""

from __future__ import annotations

import ast
import re
import statistics
from fnmatch import fnmatch
from graphlib import TopologicalSorter

import pytest
from cases import every
from house import ENGINE, ORDER, PAGE, ROOT, imported, imports, modules, room, table, written

OWNERS = {"mkdocs": "hosts", "properdocs": "hosts", "click": "cli", "jinja2": "render", "nh3": "markup",
          "markdown": "markup", "frontmatter": "reading", "selectolax": "tree",
          "numpy": "index", "deflate": "index", "opencc": "text", "rjieba": "text", "sqlite3": "runtime",
          "platformdirs": "runtime", "typst": "sheets", "zxingcpp": "qr", "pypdfium2": "office", "PIL": "office",
          "starlette": "desk", "uvicorn": "desk"}  # fmt: skip
"""Libraries that only one part of the engine may know."""
LONGEST, MEDIAN, PAGE_LINES = 300, 120, 200
DECLARATIONS = {"diagnostics/messages.py"}
"""Tables without logic may be longer."""


def test_the_order_names_every_room_once() -> None:
    assert sorted(ORDER) == sorted({room(name) for name in modules()} - {"xuanlan"})


@every("name", sorted(modules()))
def test_a_module_imports_only_from_its_own_room_and_from_rooms_before_it(name: str) -> None:
    before = {"xuanlan", *ORDER[: ORDER.index(room(name)) if name != "xuanlan" else 0]}
    assert {other for other in imports()[name] if room(other) not in {*before, room(name)}} == set()


@every("name", ORDER)
def test_no_modules_of_a_room_import_each_other_in_a_circle(name: str) -> None:
    inside = {module: {other for other in imports()[module] if room(other) == name}
              for module in modules() if room(module) == name}  # fmt: skip
    assert sorted(TopologicalSorter(inside).static_order()) == sorted(inside)


@every("library", sorted(OWNERS))
def test_a_library_is_known_to_its_owner_alone(library: str) -> None:
    users = {name for name, file in modules().items() for full in imported(file) if full.split(".")[0] == library}
    assert {room(name) for name in users} == {OWNERS[library]} or (library, users) == ("properdocs", set())


def test_nothing_but_commands_imports_a_host() -> None:
    users = {room(name) for name, others in imports().items() if any(room(other) == "hosts" for other in others)}
    assert users <= {"hosts", "cli"}


def sizes() -> dict[str, int]:
    files = [file for suffix in ("py", "js", "css", "html") for file in ENGINE.rglob(f"*.{suffix}")]
    return {file.relative_to(ENGINE).as_posix(): len(file.read_text(encoding="utf-8").splitlines()) for file in files}


def test_no_file_is_too_long_to_read() -> None:
    assert {name: size for name, size in sizes().items() if size > LONGEST and name not in DECLARATIONS} == {}


def test_most_files_are_short() -> None:
    assert statistics.median(size for name, size in sizes().items() if name.endswith(".py") and size) <= MEDIAN


def test_the_table_in_the_architecture_page_says_what_the_modules_say() -> None:
    assert written() == table(), "run: python tests/kit/house.py"


def test_no_test_waits_for_a_promise() -> None:
    """`wait_for_function` of Playwright takes the promise itself for a yes: `screens.wait_until` waits for its answer."""
    waits = [
        (file.name, ast.unparse(call.args[0]))
        for file in (ROOT / "tests").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "wait_for_function"
    ]
    assert waits
    shape = re.compile(r"""['"](?!.*(?:\.then\(|\basync\b|\bcaches\b|\bfetch\(|\.ready\b))""", re.DOTALL)
    assert [wait for wait in waits if not shape.match(wait[1])] == []


def test_every_folder_of_tests_is_collected(pytestconfig: pytest.Config) -> None:
    """By itself, pytest passes over folders that are called build or dist."""
    passed_over = pytestconfig.getini("norecursedirs")
    files = [file.relative_to(ROOT / "tests") for file in (ROOT / "tests").rglob("test_*.py")]
    assert len(files) > 100
    assert [file for file in files for part in file.parts[:-1] if any(fnmatch(part, one) for one in passed_over)] == []
    assert len({file.name for file in files}) == len(files), "two files of one name are one module to pytest"


def test_the_architecture_page_is_one_page() -> None:
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= PAGE_LINES
