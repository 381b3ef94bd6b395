"""Masked numbers of one person in several texts: what one hides the other shows"""

from __future__ import annotations

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.bodies import Manuscript, Notes
from xuanlan.library.render import Library
from xuanlan.proofreading.masks import joined, masked
from xuanlan.proofreading.personal_masks import with_names
from xuanlan.proofreading.rule import SiteRule

_KIND = "mask"
_ID = 18
_HEAD = "---\ntitle: 关于评选结果的公告\nkind: 公告\ndate: 2026-01-06\nid: case\n---\n"


def notes(manuscript: Manuscript) -> Notes:
    """Each masked number of a text: its form, the name beside it, line and column."""
    shown = manuscript.shown
    found: Notes = []
    for each, name in with_names(shown.visible.all):
        place = shown.place_seen(each.start, each.end)
        found.append([_KIND, each.form, name, place.line, place.column])
    return found


def check(library: Library, report: Report) -> None:
    """Report each pair of masks, in different texts or lines, that give away a number together."""
    rows = [
        ((Position(entry.path, line, column), str(form)), str(form), str(name))
        for entry in library.public
        for kind, form, name, line, column in entry.text.notes
        if kind == _KIND
    ]
    for pair in joined(rows):
        (first, _), (second, form) = sorted((pair.first, pair.second))
        report.add(
            "personal-masks-join",
            second,
            found=masked("id" if len(form) == _ID else "mobile", form),
            other=f"{first.file} 第 {first.line} 行",
        )


RULES = (
    SiteRule(
        "personal-masks-join",
        "同一个人的号码在两处遮的不是同样的位置，合起来就能补全。",
        "《中华人民共和国个人信息保护法》第六条、第五十一条",
        (
            f"{_HEAD}- 王甲 999999********0012\n- 王甲 99999919900101****\n",
            f"{_HEAD}- 王甲，身份证号 999999……0012\n- 王甲，身份证号 99999919900101……\n",
        ),
        (
            f"{_HEAD}- 王甲 99*************012\n",
            f"{_HEAD}- 王甲，身份证号 9999……0012\n- 王甲，身份证号 9999……0012\n",
            f"{_HEAD}- 王甲 99*************012\n- 李乙 99*************023\n",
        ),
    ),
)
