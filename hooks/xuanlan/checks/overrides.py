"""The organisation's own theme files, overrides/: the host publishes them as they are, so they are looked at here.

But for its fonts: those are bought, and would be there for all to download.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from xuanlan import outside
from xuanlan.attachments import IMAGES, check_file, is_control, name_problem
from xuanlan.diagnostics import Position, Report, reason
from xuanlan.library import Library
from xuanlan.settings import FONTS

NAME = "overrides"
"""How the folder is called in diagnostics."""

_KEPT_BACK = (".*", "*/.*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*", "*.md",
              "*.markdown", "*.mdown", "*.mkdn", "*.mkd")  # fmt: skip
"""Files of a theme that the host does not copy: templates, programs, notes."""
_PLAIN = ("css", "js", "map", "json", "txt", "ico", "woff", "woff2", "ttf", "otf")
_ALLOWED = ("svg", *IMAGES, *_PLAIN)
_Find = Callable[[str], Iterator[outside.Found]]
_LOADING: dict[str, _Find] = {"css": outside.of_css, "js": outside.of_script}
_NOT_LOCAL = r"""(?!\s*["']?\s*(?:\#|data:image/(?:png|jpe?g|gif|webp)[;,]))"""
_ACTIVE = re.compile(
    rf"""<\s*(?:[\w.-]+:)?(?:script|foreignObject|iframe|object|embed|audio|video|handler|listener)\b
    | [\s"'/](?:on\w+)\s*=
    | [\s"'/](?:[\w.-]+:)?(?:href|src)\s*={_NOT_LOCAL}
    | url\({_NOT_LOCAL}
    | attributeName\s*=\s*["'](?:[\w.-]+:)?(?:href|on\w+)
    | @import | <!ENTITY | <!DOCTYPE[^>]*\[ | <\?xml-stylesheet | javascript:""",
    re.IGNORECASE | re.VERBOSE,
)

_STYLE = re.compile(
    r"""\\.|/\*|[{}]|url\(\s*+(?!["'])|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|["']""", re.DOTALL | re.IGNORECASE
)
_ENDS = {"/*": "*/", "url(": ")"}
"""What the form of a style sheet hangs on: a quotation mark alone has no partner in its line."""


def check(library: Library, report: Report) -> None:
    folder = library.site.overrides or library.root / NAME
    if not folder.resolve().is_relative_to(library.root.resolve()) or folder.is_symlink():
        report.add("file-not-regular", Position(NAME))
        return

    def unreadable(error: OSError) -> None:
        if isinstance(error, FileNotFoundError):
            return  # a site need not have any
        inside = Path(error.filename).relative_to(folder).as_posix()
        report.add("file-unreadable", Position(f"{NAME}/{inside}".removesuffix("/.")), reason=reason(error))

    for path in _published(folder, unreadable):
        _check(folder / path, Position(f"{NAME}/{path}"), report)
    for file in sorted(folder.rglob("*.[hH][tT][mM][lL]")):
        if file.is_file() and not file.is_symlink():
            place = Position(f"{NAME}/{file.relative_to(folder).as_posix()}")
            with suppress(OSError):  # told where templates are tried
                _check_outside(file, place, report, outside.of_template)


def is_font(path: str) -> bool:
    """Whether `path`, inside the overrides, is for printed sheets and no file of the site; disks may not know case."""
    return path.lower().startswith(f"{FONTS}/")


def _published(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[str]:
    """What the host would copy, and every link, by path inside `folder`."""
    for here, folders, files in os.walk(folder, onerror=onerror):
        if Path(here) == folder:
            folders[:] = [name for name in folders if not is_font(f"{name}/")]
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = (Path(here) / name).relative_to(folder).as_posix()
            if (Path(here) / name).is_symlink() or not any(fnmatch(path.lower(), kept) for kept in _KEPT_BACK):
                yield path


def _check(file: Path, position: Position, report: Report) -> None:
    suffix, target = file.suffix.lower().removeprefix("."), position.file
    if file.is_symlink() or not file.is_file():
        report.add("file-not-regular", position)
    elif is_control(file.name):
        report.add("file-control", position, target=target)
    elif problem := name_problem(file.name):
        report.add("file-name", position, target=target, problem=problem)
    elif suffix not in _ALLOWED:
        report.add("file-type", position, target=target, type=f".{suffix}", allowed="、".join(_ALLOWED))
    else:
        try:
            _check_content(file, suffix, position, report)
        except OSError as error:
            report.add("file-unreadable", position, reason=reason(error))


def _check_content(file: Path, suffix: str, position: Position, report: Report) -> None:
    with file.open("rb") as stream:
        content = stream.read() if suffix in ("svg", "css") else b""
    if suffix in IMAGES:
        check_file(file, position.file, position, report)
    elif suffix == "svg" and (found := active(content)):
        report.add("svg-active", replace(position, line=found[1], column=found[2]), found=found[0])
    elif suffix == "css":
        _check_style(content, position.file, report)
    if suffix in _LOADING:
        _check_outside(file, position, report, _LOADING[suffix])


def _check_style(content: bytes, name: str, report: Report) -> None:
    """A browser passes over the rest of a style sheet where something has no end, without a word."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        _report_style(name, before, len(before), "编码不是 UTF-8", report)
        return
    open_braces: list[int] = []
    at = 0
    while token := _STYLE.search(text, at):
        sign, start, at = token[0], token.start(), token.end()
        if sign == "{":
            open_braces.append(start)
        elif sign == "}" and open_braces:
            open_braces.pop()
        elif sign == "}":
            _report_style(name, text, start, "多了一个 }", report)
            return
        elif opening := next((word for word in _ENDS if sign.lower().startswith(word)), ""):
            at = text.find(_ENDS[opening], at) + len(_ENDS[opening])
            if at < len(_ENDS[opening]):
                _report_style(name, text, start, f"{opening} 没有结束，少了 {_ENDS[opening]}", report)
                return
        elif sign in ("'", '"'):
            _report_style(name, text, start, f"引号 {sign} 没有成对", report)
            return
    if open_braces:
        _report_style(name, text, open_braces[-1], "{ 没有结束，少了 }", report)


def _report_style(name: str, text: str, offset: int, problem: str, report: Report) -> None:
    line, start = text.count("\n", 0, offset) + 1, text.rfind("\n", 0, offset) + 1
    report.add("style-broken", Position(name, line, offset - start + 1), problem=problem)


def _check_outside(file: Path, position: Position, report: Report, find: _Find) -> None:
    content = file.read_bytes()
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = content.decode("utf-16" if wide else "utf-8", errors="replace").removeprefix("\ufeff")
    for at, address in find(text):
        line, column = outside.place(text, at)
        report.add("loads-outside", replace(position, line=line, column=column), found=address[:80])


def active(svg: bytes) -> tuple[str, int, int] | None:
    """The first thing in an SVG picture that would run or load something, with its line and column from 1."""
    try:
        text = svg.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "编码不是 UTF-8", 0, 0
    if "\0" in text:
        return "编码不是 UTF-8", 0, 0
    found = _ACTIVE.search(text)
    if not found:
        return None
    blanks = len(found[0]) - len(found[0].lstrip())
    return " ".join(found[0].split()), *outside.place(text, found.start() + blanks)
