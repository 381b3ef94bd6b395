"""A template of the site's own that cannot be used, as a diagnostic."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from xuanlan.diagnostics import ContentError, Position, Report


def broken(error: Exception, root: Path, folder: Path) -> ContentError | None:
    """What to raise for an `error` that came of a template in `folder`, the overrides of the site at `root`, if it did.

    In processes of their own errors lose where they came from, so this is asked where a template is rendered.
    """
    frames = [(frame.filename, frame.lineno) for frame in reversed(traceback.extract_tb(error.__traceback__))]
    if isinstance(error, TemplateSyntaxError):
        frames.insert(0, (error.filename or "", error.lineno))
    for file, line in frames:
        if folder in Path(file).parents:
            report = Report()
            name = Path(file).relative_to(root) if root in Path(file).parents else Path(file)
            report.add("template-broken", Position(name.as_posix(), line or 1, 1), problem=_problem(error))
            return ContentError(report)
    return None


def _problem(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"写法不对（{error.message}）"
    if isinstance(error, TemplateNotFound):
        return f"找不到模板 {error.name}"
    return f"用了没有的名称（{error}）" if isinstance(error, UndefinedError) else f"出错了（{error}）"
