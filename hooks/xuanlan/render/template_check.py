"""The site's own templates, checked before anything is built, as far as that is possible without rendering a page.

There are two kinds in the overrides: those in the folder `xuanlan` replace the engine's; all others replace those of
the host's theme, whose names and filters only the host knows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes
from jinja2.meta import find_undeclared_variables

from xuanlan.diagnostics.report import Position, Report, reason
from xuanlan.library.render import Library
from xuanlan.library.site import SiteFacts
from xuanlan.render.pages import THEME, environment_of
from xuanlan.render.shell import SLOTS
from xuanlan.render.template_errors import position, problem

_EXTENSIONS = ("jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols")
"""The extensions of Jinja that templates of any theme may use."""
_TAG = re.compile(r"\{[{%]")
_FRAME = "frame"
"""The variable of ours that an override of the host's page must print."""


def own(library: Library) -> list[Path]:
    """Every template in the site's overrides."""
    return [*_files(library.site.templates), *_of_host(library)]


def check(library: Library, report: Report) -> None:
    """Report what is wrong with the site's own templates."""
    engines = _files(library.site.templates)
    if engines:
        environment = environment_of(library.site.templates)
        known = _known(environment, engines)
        for file in engines:
            _check(file, library.site, environment, known, report)
    loader = FileSystemLoader([*library.site.theme, THEME / "host"]) if library.site.theme else None
    host = Environment(extensions=_EXTENSIONS, loader=loader)
    hosts = {file: _check(file, library.site, host, None, report) for file in _of_host(library)}
    _check_frame(hosts, library, report)


def _check_frame(hosts: dict[Path, nodes.Template | None], library: Library, report: Report) -> None:
    """Report an override of the host's page that does not print our frame, such as one after the theme's manual."""
    if any(tree is None or _names(tree, _FRAME) for tree in hosts.values()):
        return
    for file, tree in hosts.items():
        extends = next(tree.find_all(nodes.Extends), None) if tree else None
        if extends and file.name == "main.html":
            text = file.read_text(encoding="utf-8-sig")
            place = _place(library.site.named(file), text, extends.lineno, "extends")
            report.add("template-frame", place, missing=SLOTS["main"])
            return


def _check(
    file: Path, site: SiteFacts, environment: Environment, known: set[str] | None, report: Report
) -> nodes.Template | None:
    """Report what is wrong with a template; returns its syntax tree, None when it cannot be parsed. `known` are the
    names that it may print; None: any."""
    name = site.named(file)
    text = _read(file, name, report)
    if text is None:
        return None
    try:
        tree = environment.parse(text, name, str(file))
        if known is not None:
            environment.compile(environment.parse(text, name, str(file)), name, str(file))  # knows the filters
    except TemplateSyntaxError as error:
        report.add("template-broken", position(name, text, error, error.lineno), problem=problem(error))
        return None
    except RecursionError:
        report.add("template-broken", Position(name, 1, 1), problem="标签的层次太深")
        return None
    for line, missing in _not_there(tree, environment) if environment.loader else ():
        lost = TemplateNotFound(missing)
        report.add("template-broken", position(name, text, lost, line), problem=problem(lost))
    if known is not None:
        for word in sorted(_undeclared(tree) - known):
            line = min(node.lineno for node in tree.find_all(nodes.Name) if node.name == word)
            undefined = UndefinedError(f"'{word}' is undefined")
            report.add("template-broken", _place(name, text, line, word), problem=problem(undefined))
    return tree


def _read(file: Path, name: str, report: Report) -> str | None:
    try:
        content = file.read_bytes()
    except OSError as error:
        report.add("file-unreadable", Position(name), reason=reason(error))
        return None
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        line = before.count("\n") + 1
        report.add("template-broken", Position(name, line, len(before) - before.rfind("\n")), problem="编码不是 UTF-8")
        return None


def _known(environment: Environment, engines: list[Path]) -> set[str]:
    """Every name that some template, the engine's or the site's, is given or sets: a part may print what the page
    around it has set."""
    names = {*environment.globals}
    for file in [*_files(THEME / "templates"), *engines]:
        try:
            tree = environment.parse(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, TemplateSyntaxError, RecursionError):
            continue
        names.update(node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param"))
        if file not in engines:
            names |= find_undeclared_variables(tree)
    return names


def _undeclared(tree: nodes.Template) -> set[str]:
    """Names that `tree` expects to be given, except those that it tests before it prints them."""
    asked = [node.node for node in tree.find_all(nodes.Test) if node.name in ("defined", "undefined")]
    asked += [node.node for node in tree.find_all(nodes.Filter) if node.name in ("default", "d") and node.node]
    return find_undeclared_variables(tree) - {node.name for node in asked if isinstance(node, nodes.Name)}


def _not_there(tree: nodes.Template, environment: Environment) -> Iterator[tuple[int, str]]:
    """Line and name of each template that `tree` names and that does not exist."""
    assert environment.loader is not None
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        if not isinstance(named, nodes.Const) or not isinstance(named.value, str):
            continue  # computed while rendering, or one of several
        try:
            environment.loader.get_source(environment, named.value)
        except TemplateNotFound:
            if not getattr(node, "ignore_missing", False):
                yield node.lineno, named.value
        except (OSError, UnicodeDecodeError):  # reported by its own check
            continue


def _names(tree: nodes.Template, name: str) -> bool:
    return any(node.name == name for node in tree.find_all(nodes.Name))


def _place(name: str, text: str, line: int, word: str) -> Position:
    """Where `word` stands in line `line` of `text`, the file `name`."""
    row = text.split("\n")[line - 1]
    match = re.search(rf"\b{re.escape(word)}\b", row) or _TAG.search(row)
    return Position(name, line, 1 + (match.start() if match else 0))


def _of_host(library: Library) -> list[Path]:
    """The templates that replace those of the host's theme."""
    return [file for file in _files(library.site.overrides) if library.site.templates not in file.parents]


def _files(folder: Path) -> list[Path]:
    found = (Path(where) / name for where, _, names in os.walk(folder) for name in names if name.endswith(".html"))
    return sorted(file for file in found if file.is_file() and not file.is_symlink())
