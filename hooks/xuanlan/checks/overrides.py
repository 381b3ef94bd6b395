"""The organisation's own theme files, overrides/: the host publishes them as they are, so they are checked here.

Except its fonts: they are licensed to the organisation and are not published, or all could download them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from xuanlan.checks import styles
from xuanlan.diagnostics.report import Position, Report, reason
from xuanlan.library.attachments import (
    IMAGES,
    Checked,
    FileState,
    ReplacedError,
    check_file,
    checked,
    laid,
    opened,
)
from xuanlan.library.file_names import is_control, name_problem
from xuanlan.library.render import Library
from xuanlan.models.settings import FONTS
from xuanlan.reading import outside

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


def check(library: Library, report: Report) -> dict[str, Checked]:
    """Check the files that the host would copy; returns those that it may copy, by the path that diagnostics name."""
    found: dict[str, Checked] = {}
    folder = library.site.overrides
    called = library.site.named(folder)
    if not folder.resolve().is_relative_to(library.root.resolve()) or folder.is_symlink():
        report.add("file-not-regular", Position(called))
        return found

    def unreadable(error: OSError) -> None:
        if isinstance(error, FileNotFoundError):
            return  # a site need not have any
        inside = Path(error.filename).relative_to(folder).as_posix()
        report.add("file-unreadable", Position(f"{called}/{inside}".removesuffix("/.")), reason=reason(error))

    within = folder.resolve().relative_to(library.root.resolve()).as_posix()
    for path in _published(folder, unreadable):
        position = Position(f"{called}/{path}")
        try:
            if stamp := _check(library.root, f"{within}/{path}", position, report):
                found[position.file] = checked(library.root, f"{within}/{path}", stamp)
        except ReplacedError:
            report.add("file-changed", position)
        except OSError as error:
            report.add("file-unreadable", position, reason=reason(error))
    for file in sorted(folder.rglob("*.[hH][tT][mM][lL]")):
        if file.is_file() and not file.is_symlink():
            place = Position(f"{called}/{file.relative_to(folder).as_posix()}")
            with suppress(OSError):  # reported by `render.template_check`
                _check_outside(file.read_bytes(), place, report, outside.of_template)
    return found


def is_font(path: str) -> bool:
    """Whether `path`, inside the overrides, is a font of printed sheets, not a file of the site. Case is ignored."""
    return path.lower().startswith(f"{FONTS}/")


def _published(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[str]:
    """Paths inside `folder` of the files that the host would copy, and of every symbolic link."""
    for here, folders, files in os.walk(folder, onerror=onerror):
        if Path(here) == folder:
            folders[:] = [name for name in folders if not is_font(f"{name}/")]
        links = [name for name in folders if (Path(here) / name).is_symlink()]
        for name in sorted([*files, *links]):
            path = (Path(here) / name).relative_to(folder).as_posix()
            if (Path(here) / name).is_symlink() or not any(fnmatch(path.lower(), kept) for kept in _KEPT_BACK):
                yield path


def _check(root: Path, path: str, position: Position, report: Report) -> FileState | None:
    """The state of the file on the disk if it may be published; else None, and the reason is in `report`."""
    suffix, target = Path(path).suffix.lower().removeprefix("."), position.file
    name = path.rpartition("/")[2]
    if suffix in IMAGES:
        return check_file(root, path, target, position, report)
    try:
        with opened(root, path) as stream:
            if is_control(name):
                report.add("file-control", position, target=target)
            elif problem := name_problem(name):
                report.add("file-name", position, target=target, problem=problem)
            elif suffix not in _ALLOWED:
                report.add("file-type", position, target=target, type=f".{suffix}", allowed="、".join(_ALLOWED))
            elif suffix == "svg" and (found := active(stream.read())):
                report.add("svg-active", replace(position, line=found[1], column=found[2]), found=found[0])
            else:
                if suffix in _LOADING:
                    content = stream.read()
                    if suffix == "css":
                        styles.check(content, position.file, report)
                    _check_outside(content, position, report, _LOADING[suffix])
                return laid(os.fstat(stream.fileno()))
    except ReplacedError:
        report.add("file-not-regular", position)
    return None


def _check_outside(content: bytes, position: Position, report: Report, find: _Find) -> None:
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
