"""Settings in mkdocs.yml that make pages load from other hosts: styles, scripts, pictures, fonts, analytics."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.render import Library
from xuanlan.reading.outside import is_outside

NAME = "mkdocs.yml"
_Way = tuple[str, ...]
_LISTS = frozenset(("extra_css", "extra_javascript"))
_PLACES = frozenset((("theme", "logo"), ("theme", "favicon")))
_SERVICES: dict[_Way, str] = {("theme", "font"): "fonts.googleapis.com", ("extra", "analytics"): "googletagmanager.com"}
"""Settings that load from this host whatever their value is, unless they are switched off."""
_OFF = frozenset(("false", "no", "off", "null", "~", ""))


def check(library: Library, report: Report) -> None:
    _check(library.root, library.root / NAME, report, frozenset())


def _check(root: Path, file: Path, report: Report, seen: frozenset[Path]) -> None:
    """Check `file` and the files that it inherits from. The host has already refused what cannot be read."""
    if file in seen or not file.is_file():
        return
    try:
        tree = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
    told: set[tuple[_Way, str]] = set()
    for way, node in _leaves(tree, ()):
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if way == ("INHERIT",):
            _check(root, (file.parent / value).resolve(), report, seen | {file})
            continue
        loaded = (way[:1] and way[0] in _LISTS) or way in _PLACES
        found = value if loaded and is_outside(value) else ""
        if way[:2] in _SERVICES and value.lower() not in _OFF:
            found = _SERVICES[way[:2]]
        if found and (way[:2], found) not in told:
            told.add((way[:2], found))
            place = Position(name, node.start_mark.line + 1, node.start_mark.column + 1)
            report.add("config-outside", place, key=".".join(way[:2]), found=found)


def _leaves(node: yaml.Node | None, way: _Way, depth: int = 0) -> Iterator[tuple[_Way, yaml.Node]]:
    """Every scalar below `node`, with the keys that lead to it."""
    if isinstance(node, yaml.MappingNode) and depth < 20:
        for key, value in node.value:
            yield from _leaves(value, (*way, str(key.value)), depth + 1)
    elif isinstance(node, yaml.SequenceNode) and depth < 20:
        for value in node.value:
            yield from _leaves(value, way, depth + 1)
    elif node is not None:
        yield way, node
