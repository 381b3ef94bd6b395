"""Bound dossiers of little sites: the values of a dossier written by hand, and the PDF as a reader of paper sees it"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image
from sites import NOW, Site

from xuanlan.diagnostics.report import Report
from xuanlan.dossier.contents import Dossier, Measured, Proof
from xuanlan.library.read import read
from xuanlan.library.render import Library, render
from xuanlan.models.campaign import Campaign, Planned, Task
from xuanlan.models.indicators import Indicator
from xuanlan.reading.yaml_marks import parse


class Line(NamedTuple):
    """A red line on a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Sign(NamedTuple):
    """A character on a page, with its box in points."""

    sign: str
    left: float
    bottom: float
    right: float
    top: float


def photo(width: int, height: int, shade: int = 90) -> bytes:
    """A JPEG with a gradient, so that it has something to show."""
    picture = Image.linear_gradient("L").resize((width, height)).point(lambda dot: min(255, dot // 2 + shade))
    made = BytesIO()
    picture.convert("RGB").save(made, "JPEG", quality=80)
    return made.getvalue()


def library_of(root: Path, files: Mapping[str, str | bytes]) -> Library:
    """The site with `files` below notices/; nothing of it has an error."""
    site, report = Site(root).write({f"notices/{name}": content for name, content in files.items()}), Report()
    library = render(read(site.facts(), NOW, report), report)
    assert not report.errors, [f"{item.position} {item.message}" for item in report.errors]
    return library


def planned(campaign: Campaign) -> Planned:
    marked = parse("标题: x\n", "notices/campaigns/wenming.yml", Report())
    assert marked
    return Planned("wenming", campaign, marked)


def dossier_of(campaign: Campaign, proofs: Mapping[str, Sequence[Proof]]) -> Dossier:
    """The dossier of `campaign`, whose indicators have the `proofs` given for their ids."""
    indicators = {one.id: one for one in campaign.indicators}
    groups = {one.above for one in campaign.indicators}

    def above(one: Indicator) -> tuple[Indicator, ...]:
        over = indicators.get(one.above or "")
        return (*above(over), over) if over else ()

    def tasks(one: Indicator) -> tuple[Task, ...]:
        return tuple(task for task in campaign.tasks if (task.indicator or "").startswith(one.id))

    measured = (
        Measured(one, above(one), tasks(one), tuple(proofs.get(one.id, ())))
        for one in campaign.indicators
        if one.id not in groups
    )
    return Dossier(planned(campaign), NOW, tuple(measured))


class Book:
    """A PDF, page by page; pages count from 1."""

    def __init__(self, pdf: bytes) -> None:
        self._document = pdfium.PdfDocument(pdf)
        self.pages = len(self._document)
        self.texts = [self._page(number).get_textpage().get_text_bounded() for number in range(1, self.pages + 1)]

    def _page(self, number: int) -> pdfium.PdfPage:
        return self._document[number - 1]

    def find(self, words: str) -> list[int]:
        """The pages that say `words`, blanks aside."""
        sought = "".join(words.split())
        return [number for number, text in enumerate(self.texts, 1) if sought in "".join(text.split())]

    @property
    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Level, words, page."""
        return [(one.level, one.get_title(), (one.get_dest().get_index() or 0) + 1) for one in self._document.get_toc()]

    def red_lines(self, number: int) -> list[Line]:
        """The thin red lines of a page."""
        found = []
        for item in self._page(number).get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
            channels = [ctypes.c_uint() for _ in range(4)]
            raw.FPDFPageObj_GetStrokeColor(item, *map(ctypes.byref, channels))
            left, bottom, right, top = item.get_bounds()
            if [one.value for one in channels[:3]] == [192, 0, 0] and top - bottom < 3:
                found.append(Line(left, bottom, right, top))
        return found

    def signs(self, number: int) -> list[Sign]:
        text = self._page(number).get_textpage()
        return [Sign(text.get_text_range(at, 1), *text.get_charbox(at, loose=True)) for at in range(text.count_chars())]

    def underlined(self, number: int) -> str:
        """The characters of a page that stand on a red line, in the order of the page."""
        lines = self.red_lines(number)
        return "".join(
            one.sign
            for one in self.signs(number)
            if one.sign.strip()
            and any(
                line.left - 1 <= (one.left + one.right) / 2 <= line.right + 1
                and one.bottom - 3 <= (line.bottom + line.top) / 2 <= one.bottom + 0.5 * (one.top - one.bottom)
                for line in lines
            )
        )

    def pictures(self, number: int) -> list[tuple[float, float]]:
        """Width and height of each picture of a page, in millimetres."""
        boxes = [item.get_bounds() for item in self._page(number).get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,))]
        return [((right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4) for left, bottom, right, top in boxes]

    def column(self, number: int, head: str) -> list[str]:
        """What stands in the column of a table under `head`, from the top, blanks left out."""
        signs = [one for one in self.signs(number) if one.sign.strip()]
        words = "".join(one.sign for one in signs)
        at = words.index(head)
        first, last = signs[at], signs[at + len(head) - 1]
        middle, reach = (first.left + last.right) / 2, (last.right - first.left) / 2 + 4
        rows: dict[int, str] = {}
        for one in signs:
            if abs((one.left + one.right) / 2 - middle) <= reach and 60 < one.bottom < first.bottom - 8:
                rows[round(one.bottom)] = rows.get(round(one.bottom), "") + one.sign
        return [rows[height] for height in sorted(rows, reverse=True)]

    def captions(self, number: int) -> dict[str, str]:
        """What the lines under a photograph say."""
        said = "".join(self.texts[number - 1].split())
        parts = re.split("(时间|地点|人物|主题|背景|事由|取自文稿)", said[said.rindex("时间2") :])
        return {label: words for label, words in zip(parts[1::2], parts[2::2], strict=True) if label != "取自文稿"}
