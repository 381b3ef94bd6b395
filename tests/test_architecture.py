"""The layers: every module in a row, imports only upward, hosts at the edge, files small enough to read."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "hooks" / "xuanlan"
ROWS: tuple[str, ...] = (
    "xuanlan messages diagnostics failures characters mojibake text addresses contentlines outside progress workers "
    "secret cache shelf",
    "yamlslips yamlcomments yamlmarks fields validation source repair shipped policy",
    "hours kinds notice settings hotlines values ruleset registers ledger pageledger screens",
    "codes schedule vcard inspection attachments markup.fences markup.signs markup.places markup.links markup.tags "
    "markup.rawhtml markup.limits markup.listing markup.rows markup.tables markup.emphasis markup.prepare "
    "markup.boxes markup.attributes markup.clean markup.heads markup.fenceheads markup.htmlblocks markup.lists "
    "markup.codeboxes markup.tableblocks markup.items markup.paragraphs markup.lines markup.containers "
    "markup.inline markup.slips markup.quick markup.losses markup.render markup packed readings docs entry resolve "
    "texts library playlists traditional index.codes index.blocks index.packing index.occurrences index.lists index",
    "checks.documents checks.rulesets checks.hotlines checks.values checks.ledger checks.names checks.styles "
    "checks.overrides checks.codes checks.screens checks.configuration checks.remote_settings checks.strays "
    "checks.pages checks",
    "views.parts views.notice views.frame views.pages views",
    "outputs.broken outputs.compiled outputs.shell outputs.scripts outputs.bundles outputs.related outputs.entries "
    "outputs.contacts outputs.frame outputs.pages outputs.templates outputs.codes outputs.assets "
    "outputs.core_values outputs.home outputs.columns outputs.notices outputs.hotline_page outputs.gone "
    "outputs.search outputs.feeds outputs.sitemaps outputs.licences outputs.calendar sheets.setter sheets.desk "
    "sheets.fonts sheets.lines sheets.tables sheets.blocks sheets.typeset sheets.common sheets.shape sheets.gist "
    "sheets.official sheets.pledge sheets.registers sheets.poster sheets.cards sheets.labels sheets sheets.plan "
    "outputs.paper outputs.slides outputs.kiosk",
    "modes tree finished disk making watcher preview console build deadlinks comebacks promises store release "
    "reference launchers servers uploads signing packs_zip packs_delta packs",
    "hosts hosts.advice hosts.navigation hosts.facts hosts.theme hosts.failing hosts.guard hosts.watching "
    "hosts.mkdocs hosts.run cli.wording cli.start cli.create cli cli.commands cli.packing cli.publishing "
    "cli.printing cli.kiosk cli.serving cli.trees __main__",
)
"""A module imports only from rows above its own, or from modules that stand before it in its own row."""
EXCEPTIONS = {
    ("cli", "cli.commands"): "the group imports its commands when it runs, so that they can register themselves",
    ("cli", "cli.publishing"): "the same",
    ("cli", "cli.packing"): "the same",
    ("cli", "cli.printing"): "the same",
    ("cli", "cli.kiosk"): "the same",
    ("cli", "cli.serving"): "the same",
    ("cli", "cli.trees"): "the same",
}
OWNERS = {"mkdocs": "hosts", "properdocs": "hosts", "click": "cli", "jinja2": "outputs", "nh3": "markup",
          "markdown": "markup", "frontmatter": "source",
          "numpy": "index", "deflate": "index", "opencc": "traditional", "sqlite3": "cache", "platformdirs": "cache",
          "typst": "sheets", "zxingcpp": "codes"}  # fmt: skip
"""Libraries that only one part of the engine may know."""
LONGEST, MEDIAN = 300, 120
DECLARATIONS = {"messages.py"}
"""Tables without logic may be longer."""


@cache
def modules() -> dict[str, Path]:
    """Every module of the engine by its name without `xuanlan.`; a package is its `__init__`."""
    found = {}
    for file in ENGINE.rglob("*.py"):
        parts = file.relative_to(ENGINE).with_suffix("").parts
        if parts[0] != "data":
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "xuanlan"] = file
    return found


def imported(file: Path) -> Iterator[str]:
    """Full names of what `file` imports, anywhere in it, for type checking too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str:
    """The engine's module that the full name `name` comes from."""
    inside = name.removeprefix("xuanlan").lstrip(".")
    while inside and inside not in modules():
        inside = inside.rpartition(".")[0]
    return inside or "xuanlan"


@cache
def imports() -> dict[str, set[str]]:
    return {
        name: {own(full) for full in imported(file) if full.split(".")[0] == "xuanlan"} - {name}
        for name, file in modules().items()
    }


def places() -> dict[str, tuple[int, int]]:
    return {name: (row, at) for row, names in enumerate(ROWS) for at, name in enumerate(names.split())}


def table() -> list[str]:
    """The rows of the table in ARCHITECTURE.md."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| (.*?) \|", text, re.MULTILINE)
    assert [number for number, _ in rows] == [str(number) for number in range(len(rows))]
    return [" ".join(re.findall(r"`([\w.]+)`", cell)) for _, cell in rows]


def test_the_table_in_the_architecture_page_is_the_one_that_is_tested() -> None:
    assert table() == list(ROWS)


def test_every_module_stands_in_exactly_one_row() -> None:
    assert sorted(" ".join(ROWS).split()) == sorted(modules())


@pytest.mark.parametrize("name", sorted(modules()))
def test_a_module_imports_only_from_before_it(name: str) -> None:
    order = places()
    allowed = {other for other in order if order[other] < order.get(name, (0, 0)) or (name, other) in EXCEPTIONS}
    wrong = imports()[name] - allowed
    assert wrong == set()


def test_every_exception_is_still_needed() -> None:
    assert [pair for pair in EXCEPTIONS if pair[1] not in imports()[pair[0]]] == []


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_a_library_is_known_to_its_owner_alone(library: str) -> None:
    users = {name for name, file in modules().items() for full in imported(file) if full.split(".")[0] == library}
    assert {name.split(".")[0] for name in users} <= {OWNERS[library]}


def test_nothing_but_commands_imports_a_host() -> None:
    users = {name for name, others in imports().items() if any(other.split(".")[0] == "hosts" for other in others)}
    assert {name.split(".")[0] for name in users} <= {"hosts", "cli"}


def sizes() -> dict[str, int]:
    files = [file for suffix in ("py", "js", "css", "html") for file in ENGINE.rglob(f"*.{suffix}")]
    return {file.relative_to(ENGINE).as_posix(): len(file.read_text(encoding="utf-8").splitlines()) for file in files}


def test_no_file_is_too_long_to_read() -> None:
    assert {name: size for name, size in sizes().items() if size > LONGEST and name not in DECLARATIONS} == {}


def test_most_files_are_short() -> None:
    assert statistics.median(size for name, size in sizes().items() if name.endswith(".py") and size) <= MEDIAN


def test_no_test_waits_for_a_promise() -> None:
    """`wait_for_function` of Playwright takes the promise itself for a yes: `kioskdesk.wait_until` waits for its answer."""
    waits = [
        (file.name, ast.unparse(call.args[0]))
        for file in (ROOT / "tests").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "wait_for_function"
    ]
    assert waits
    shape = re.compile(r"""['"](?!.*(?:\.then\(|\basync\b|\bcaches\b|\bfetch\(|\.ready\b))""", re.DOTALL)
    assert [wait for wait in waits if not shape.match(wait[1])] == []


def test_the_architecture_page_is_one_page() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 142
