"""One text rendered: what is on the page, and what its author is told."""

from __future__ import annotations

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.markup import Reference, Rendered, Renderer

FILE = "notices/a.md"
_RENDERER = Renderer()


def render(body: str) -> tuple[Rendered, list[Diagnostic]]:
    """`body` as the text of a notice, whose links all lead somewhere."""

    def found(reference: Reference) -> str:
        return reference.target

    report = Report()
    return _RENDERER.render(body, "标题", FILE, 1, found, report), list(report)


def shown(body: str) -> str:
    return render(body)[0].html


def told(body: str) -> list[str]:
    """Code and place of each finding."""
    return [f"{item.code} {item.position.line}:{item.position.column}" for item in render(body)[1]]
