"""Resolves the references of one text, and gathers what the answers bring: files, anchors, findings."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.attachments import Attached
from xuanlan.library.read import NoticeSource
from xuanlan.library.references import Answer, PageResolver, check_source
from xuanlan.markup.links import Reference
from xuanlan.models.notice import field_position

FAILURES = (ValueError, OSError)
"""What a reference may raise that is no valid path; rendering reports it."""
Expected = tuple[Position, str, str]
"""An anchor that a reference needs: the reference's position, the path of the file that should have it, its name."""


_GUESSES = 20
"""References of one text that lead nowhere for which a name that is like theirs is looked for among all of a folder."""


@dataclass(slots=True)
class Gathered:
    """What the references of one text bring, besides their hrefs."""

    files: dict[str, Attached] = field(default_factory=dict)
    """files to publish beside its page, by path"""
    attachments: list[tuple[str, Attached]] = field(default_factory=list)
    """files named by the front matter, with their titles"""
    anchors: list[Expected] = field(default_factory=list)
    findings: Report = field(default_factory=Report)


class Asked:
    """A resolver for the references of one text, which gathers the answers."""

    def __init__(self, resolver: PageResolver) -> None:
        self._resolver = resolver
        self.gathered = Gathered()
        self.answers: list[list[Any]] = []
        """for the cache: each reference, its href, and whether it has an error"""
        self._lost = 0

    def __call__(self, reference: Reference) -> str | None:
        answer, said = Answer(), self.gathered
        try:
            answer = self._resolver.answer(reference, said.files, guesses=self._lost < _GUESSES)
        finally:
            place = reference.position
            wrong = any(item.severity == "error" for item in answer.findings)
            question = [reference.use, reference.target, place.line, place.column, reference.trapped]
            self.answers.append([*question, answer.href, wrong])
        self._lost += answer.href is None
        if answer.file:
            file = said.files.setdefault(*answer.file)
            file.pictured |= reference.use == "image"
        if answer.anchor:
            said.anchors.append((reference.position, *answer.anchor))
        said.findings.extend(answer.findings)
        return answer.href

    def again(self, answers: Iterable[list[Any]]) -> bool:
        """Resolve the references of earlier `answers` again; returns whether all answers are the same."""
        for use, target, line, column, trapped, *_ in answers:
            with suppress(*FAILURES):
                self(Reference(use, target, Position(self._resolver.path, line, column), trapped))
        return self.answers == list(answers)

    def front_matter(self, source: NoticeSource) -> None:
        """Resolve the files and the address in the front matter too, after those of the text."""
        kept = len(self.answers)
        for index, item in enumerate(source.notice.attachments):
            position = field_position(source.places, "attachments", index)
            if self(Reference("link", item.file, position)) is None:
                continue
            attached = self.gathered.files.get(self._resolver.joined(item.file))
            if attached:
                self.gathered.attachments.append((item.title or Path(attached.file).stem, attached))
            else:
                self.gathered.findings.add("path-invalid", position, found=item.file)
        del self.answers[kept:]
        check_source(source, self.gathered.findings)
