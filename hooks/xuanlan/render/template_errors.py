"""Errors in the site's own templates, as diagnostics."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, UndefinedError

from xuanlan.diagnostics.report import ContentError, Position, Report

_TAG = re.compile(r"\{[{%#]")
_QUOTED = re.compile(r"'([^']+)'")
_SAID: tuple[tuple[str, str], ...] = (
    (r"No filter named '(.+?)'", "没有 {0} 这个过滤器"),
    (r"No test named '(.+?)'", "没有 {0} 这种判断"),
    (r"Encountered unknown tag '(.+?)'", "没有 {0} 这个标签"),
    (r"unexpected end of template, expected '(.+?)'", "少了 {0}"),
    (r"Unexpected end of template", "有标签没有结束，例如少了 endif、endfor 或 endblock"),
    (r"Missing end of comment tag", "注释 {{# 没有结束，少了 #}}"),
    (r"Missing end of raw directive", "raw 没有结束，少了 endraw"),
    (r"block '(.+?)' defined twice", "block {0} 写了两次"),
    (r"unexpected char (.+?) at", "多了符号 {0}"),
    (r"expected token '(.+?)', got '(.+?)'", "这里应是 {0}，现在是 {1}"),
    (r"[Uu]nexpected '(.+?)'", "多了 {0}"),
    (r"Expected an expression", "标签里没有写内容"),
    (r"'(.+?)' is undefined", "{0}"),
    (r"has no attribute '(.+?)'", "{0}"),
    (r"has no element (.+)", "第 {0} 项"),
)
"""Messages of Jinja, as patterns, and their wording for staff."""
_PARTS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "文件末尾",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "name": "名称",
    "string": "引号里的文字",
    "integer": "数字",
}
"""What Jinja's messages call parts of a template, and how these are written."""


def broken(error: Exception, root: Path, folder: Path) -> ContentError | None:
    """What to raise for an `error` caused by a template in `folder`, the overrides of the site at `root`; else None.

    To be called where the template is rendered: on its way from another process an error loses its traceback.
    """
    frames = [(frame.filename, frame.lineno) for frame in reversed(traceback.extract_tb(error.__traceback__))]
    if isinstance(error, TemplateSyntaxError):
        frames.insert(0, (error.filename or "", error.lineno))
    for name, line in frames:
        file = Path(name)
        if folder in file.parents and file.suffix != ".py":
            report = Report()
            place = file.relative_to(root) if root in file.parents else file
            text = file.read_text(encoding="utf-8", errors="replace")
            report.add("template-broken", position(place.as_posix(), text, error, line or 1), problem=problem(error))
            return ContentError(report)
    return None


def position(name: str, text: str, error: Exception, line: int) -> Position:
    """The place of `error` in line `line` of the template `name`: at the word that it names, else at the tag."""
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    named = [error.name] if isinstance(error, TemplateNotFound) and error.name else _QUOTED.findall(str(error))
    found = [row.find(word) for word in reversed(named) if word in row]
    tag = _TAG.search(row)
    return Position(name, line, 1 + (found[0] if found else tag.start() if tag else 0))


def problem(error: Exception) -> str:
    """What is wrong, in a clause."""
    if isinstance(error, TemplateNotFound):
        return f"找不到模板 {error.name}"
    if isinstance(error, UndefinedError):
        return f"用了没有的名称（{_said(str(error), {})}）"
    if isinstance(error, (TemplateSyntaxError, TemplateRuntimeError)):  # runtime: an unknown filter in a branch
        return f"写法不对（{_said(error.message or '', _PARTS)}）"
    return f"出错了（{' '.join(traceback.format_exception_only(error)[-1].split())}）"


def _said(text: str, parts: Mapping[str, str]) -> str:
    for pattern, words in _SAID:
        if match := re.search(pattern, text):
            return words.format(*(parts.get(part, part) for part in match.groups()))
    return text
