"""The engine's packages in their order, their imports, and the table of modules in ARCHITECTURE.md.

`python tests/kit/house.py` writes that table anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "hooks" / "xuanlan"
PAGE = ROOT / "ARCHITECTURE.md"
ORDER = [
    "addresses",
    "text",
    "views",
    "diagnostics",
    "runtime",
    "tree",
    "reading",
    "models",
    "qr",
    "proofreading",
    "markup",
    "office",
    "library",
    "index",
    "quiz",
    "checks",
    "security_headers",
    "render",
    "imports",
    "campaigns",
    "deploy",
    "sheets",
    "outputs",
    "channels",
    "dossier",
    "releases",
    "build",
    "reference",
    "desk",
    "hosts",
    "cli",
    "__main__",
]
"""Packages, and the few modules outside of one: each imports only from those named before it, and the version."""
_TABLE = re.compile(r"(?<=\n\n)\| room \|.*?\n(?=\n)", re.DOTALL)


@cache
def modules() -> dict[str, Path]:
    """Every module's file by its name without `xuanlan.`; the name of a package gives its `__init__`."""
    found = {}
    for file in sorted(ENGINE.rglob("*.py")):
        parts = file.relative_to(ENGINE).with_suffix("").parts
        if parts[0] not in ("data", "theme"):
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "xuanlan"] = file
    return found


def room(name: str) -> str:
    """The package of the module `name`, or the module itself if it is in none."""
    return name.partition(".")[0]


@cache
def imported(file: Path) -> tuple[str, ...]:
    """Full names of everything that `file` imports, inside functions and for type checking too."""
    return tuple(_imported(file))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def imports() -> dict[str, set[str]]:
    """For each module the other modules of the engine that it imports."""
    return {
        name: {_own(full) for full in imported(file) if full.split(".")[0] == "xuanlan"} - {name}
        for name, file in modules().items()
    }


def _own(name: str) -> str:
    """The module of the engine that defines the full name `name`."""
    inside = name.removeprefix("xuanlan").lstrip(".")
    while inside and inside not in modules():
        inside = inside.rpartition(".")[0]
    return inside or "xuanlan"


def says(name: str) -> str:
    """The first line of the module's docstring, without its final full stop."""
    first = (ast.get_docstring(ast.parse(modules()[name].read_text(encoding="utf-8"))) or "").split("\n")[0]
    return first.removesuffix(".").replace("|", "\\|")


def table() -> str:
    """The table of rooms: one row a package, with the first line of every module."""
    rows = ["| room | what is inside |", "|---|---|"]
    for name in ORDER:
        inside = [module for module in modules() if module != name and room(module) == name]
        said = "".join(f"<br>`{module.partition('.')[2]}` {says(module)}" for module in inside)
        rows.append(f"| `{name}` | {says(name)}{said} |")
    return "\n".join(rows) + "\n"


def written() -> str:
    """The table as it stands in ARCHITECTURE.md."""
    found = _TABLE.search(PAGE.read_text(encoding="utf-8"))
    assert found, f"{PAGE.name} has no table of rooms"
    return found[0]


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(written(), table()), encoding="utf-8")
