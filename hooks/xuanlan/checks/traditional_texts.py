"""Texts that are traditional throughout, on a site that is not: told once, with the first places"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuanlan.checks.examples import notice
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.docs import DocPage
from xuanlan.library.read import Sources
from xuanlan.markup.rendered import Rendered
from xuanlan.markup.visible import Shown
from xuanlan.models.notice import field_position
from xuanlan.proofreading.characters import traditional
from xuanlan.proofreading.rule import SiteRule
from xuanlan.runtime.cache import Key, digest

_FEWEST, _OF_TITLE = 8, 3
"""Traditional signs of a text, and of a title, that make it one; a name or a word quoted has fewer."""
_SHOWN = 3
_CODE = "character-traditional-text"


@dataclass(frozen=True, slots=True)
class TraditionalTexts:
    """The rule over texts of a site, which may be traditional itself: by its name, or by that of its unit."""

    allowed: bool

    @classmethod
    def of(cls, sources: Sources) -> TraditionalTexts:
        names = (sources.site.name, sources.settings.unit or "")
        return cls(any(traditional(name).runs for name in names))

    @property
    def key(self) -> Key:
        """Digest of what the rule goes by."""
        return digest("traditional texts", str(self.allowed))

    def notice(self, manuscript: Manuscript, report: Report) -> None:
        """Look at the text of a notice and, when nothing is told of that, at its title."""
        entry = manuscript.entry
        if self.allowed or entry.notice.withdrawn or entry.notice.official:
            return
        if not self._told(manuscript.shown, report):
            title = entry.notice.title
            found = traditional(title)
            if found.dense and not found.mixed and sum(map(_size, found.runs)) >= _OF_TITLE:
                first = found.runs[0]
                at = field_position(entry.places, "title")
                line = manuscript.lines[at.line - 1] if 0 < at.line <= len(manuscript.lines) else ""
                column = line.find(first[0]) + 1 or at.column
                _tell(Position(at.file, at.line, column), [run[0] for run in found.runs], report)

    def page(self, page: DocPage, body: str, rendered: Rendered, report: Report) -> None:
        """Look at the text of a hand-written page."""
        if not self.allowed and rendered.html:
            self._told(Shown(rendered.html, body, page.path, page.body_line), report)

    def _told(self, shown: Shown, report: Report) -> bool:
        text = shown.visible.wording
        found = traditional(text)
        if not found.dense or found.mixed or sum(map(_size, found.runs)) < _FEWEST:
            return False
        first = found.runs[0]
        span = shown.source.find(first[0], text.count(first[0], 0, first.start()), code=False)
        _tell(shown.place(span), [run[0] for run in found.runs], report)
        return True


def _size(run: re.Match[str]) -> int:
    return run.end() - run.start()


def _tell(place: Position, runs: Sequence[str], report: Report) -> None:
    different = list(dict.fromkeys(runs))
    report.add(_CODE, place, found="”“".join(different[:_SHOWN]), count=sum(map(len, runs)))


RULES: tuple[SiteRule, ...] = (
    SiteRule(
        _CODE,
        "通用文字用规范汉字：整篇、整个标题都是繁体字的，多半是从别处粘贴来的。",
        "《中华人民共和国国家通用语言文字法》（2025年修订）",
        (
            notice("各位家長：為保障學生安全，現將有關事項通知如下，請各班認真落實。"),
            notice("请准时参加。", title="關於開展讀書活動的通知"),
        ),
        (
            notice("各位家长：为保障学生安全，现将有关事项通知如下，请各班认真落实。"),
            notice("联系人：陳鍾堃、李昇。"),
            notice("讲座题目：《龍門書法》。"),
        ),
    ),
)
