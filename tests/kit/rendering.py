"""A text rendered as the body of a notice: what is on the page, and what its author is told."""

from __future__ import annotations

from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.markup.links import Reference, Resolver
from xuanlan.markup.render import Renderer
from xuanlan.markup.rendered import Rendered

FILE = "notices/a.md"
_RENDERER = Renderer()


def as_written(reference: Reference) -> str:
    """Resolves every link to its target as written."""
    return reference.target


def there(reference: Reference) -> str:  # noqa: ARG001 (the renderer asks by this name)
    """Resolves every link to the same page."""
    return "../there.html"


def nowhere(reference: Reference) -> None:
    """Resolves no link."""


def render(body: str, answer: Resolver = as_written, title: str = "标题") -> tuple[Rendered, list[Diagnostic]]:
    """The rendered text and the findings of the notice `title` whose text begins on line 1 of `FILE`."""
    report = Report()
    return _RENDERER.render(body, title, FILE, 1, answer, report), list(report)


def referring(body: str, answer: Resolver = as_written) -> tuple[Rendered, list[Diagnostic], list[Reference]]:
    """`render`, with all references that were to be resolved, in order."""
    asked: list[Reference] = []

    def noted(reference: Reference) -> str | None:
        asked.append(reference)
        return answer(reference)

    return *render(body, noted), asked


def shown(body: str) -> str:
    return render(body)[0].html


def told(body: str) -> list[str]:
    """Code and place of each finding."""
    return [f"{item.code} {item.position.line}:{item.position.column}" for item in render(body)[1]]


def box(classes: str, title: str, *paragraphs: str) -> str:
    head = f'<p class="admonition-title">{title}</p>\n' if title else ""
    return (
        f'<div class="admonition {classes}">\n{head}' + "".join(f"<p>{words}</p>\n" for words in paragraphs) + "</div>"
    )
