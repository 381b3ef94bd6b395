"""The host's configuration, `mkdocs.yml`: words lost as YAML comments, settings without effect, dead navigation."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.render import Library
from xuanlan.reading import yaml_comments
from xuanlan.reading.keys import nearest
from xuanlan.reading.source import read_text
from xuanlan.reading.yaml_marks import LOADER

PATH = "mkdocs.yml"
_NAME = re.compile(r"site_name:")


def check(library: Library, report: Report) -> None:
    text = _text(library.root)
    lines = text.split("\n")
    for line, column, words in _comments(text):
        # A technician's comment has a space after the #; a clerk's "#3" is meant as part of a name. The site's name is
        # on every page, so whatever is cut from it is reported.
        if words[1:2].strip(" \t#") or (words.strip("# \t") and _NAME.match(lines[line])):
            report.add("config-comment", Position(PATH, line + 1, column + 1), found=words)
    for key, number in library.site.idle:
        report.add("config-idle", Position(PATH, number, int(number > 0)), key=key)
    places = _nav_places(text)
    for name in sorted(library.site.nav or ()):
        if problem := _problem(library, name):
            report.add("nav-target", places.get(name, Position(PATH)), target=name, problem=problem)


def _text(root: Path) -> str:
    file = root / PATH
    return (read_text(file, PATH, Report()) or "") if file.is_file() else ""


def _comments(text: str) -> list[tuple[int, int, str]]:
    """Comments at the end of a line that holds something else: line and column, from 0, and the words from the # on."""
    if not yaml_comments.may_be(text):
        return []
    with suppress(yaml.YAMLError):
        rests, comments = yaml_comments.behind(yaml.parse(text, Loader=LOADER), text.split("\n"))
        cut = [(line, column + len(rest) - len(rest.lstrip()), rest.lstrip()) for (line, column), rest in rests.items()]
        return sorted([*cut, *comments])
    return []


def _nav_places(text: str) -> dict[str, Position]:
    """Where `nav` names each target, by target; the first place counts."""
    found: dict[str, Position] = {}

    def walk(node: Any) -> None:
        if isinstance(node, yaml.ScalarNode):
            mark = node.start_mark
            found.setdefault(str(node.value).removeprefix("./"), Position(PATH, mark.line + 1, mark.column + 1))
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                walk(item)
        elif isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                walk(value)

    with suppress(yaml.YAMLError):
        root: Any = yaml.compose(text, Loader=LOADER)
        for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
            if key.value == "nav":
                walk(value)
    return found


def _problem(library: Library, target: str) -> str:
    """Why a reader cannot go where `nav` leads, or ""."""
    if addresses.elsewhere(target):
        return "" if target.lower().startswith(addresses.SHOWN) else "只能链接到 http、https、mailto 或 tel 开头的网址"
    docs, targets = library.docs, library.targets
    path = target.partition("#")[0].partition("?")[0]
    inside = path.lstrip("/")
    address = addresses.file(inside)
    if f"{docs.folder}/{inside}" in docs.excluded:
        return "mkdocs.yml 已把它排除在外，不会发布"
    if library.site.docs and (library.site.docs / inside).is_file():
        # If it has errors, they are reported there.
        return "" if path == target else "这里只写文件名，后面不加 # 或 ?"
    ids = (addresses.notice(ident) for ident in targets.by_id)
    if address in targets.generated or address in targets.by_address or address in ids:
        return ""
    names = (name.removeprefix(f"{docs.folder}/") for name in (*docs.pages, *docs.files))
    near = nearest(inside, names)
    return f"{docs.folder} 文件夹里没有这个文件" + (f"，{near}" if near else "")
