"""审批表: one A4 for whoever signs: the text, where it is to stand and how long, its digest, room for signatures"""

from __future__ import annotations

from collections.abc import Sequence

from xuanlan import qr, text
from xuanlan.diagnostics.report import Report
from xuanlan.library import playlists
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models import approvals, schedule
from xuanlan.models.approvals import Decision, Word
from xuanlan.models.screens import OF_NOTICES, USUAL
from xuanlan.render.contacts import contact_words
from xuanlan.sheets.common import titled
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.typeset import Sheet
from xuanlan.text.excerpts import size_words

FILES = 10
"""Most files that are named; the digest is of all of them."""
SHORT, JOINED = 12, "\n"
"""Most characters of a line that is joined with others like it, and the sign by which these are known meanwhile."""
SCREENS, NAME, FILE = 6, 42, 32
"""Most screens that are named, most characters of a name, and of a file's, which has one line."""
LONGEST = 6000
"""Most characters of the text: more than fit on a page in the smallest type."""


def approval(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """A form for each of `entries`, always on one A4; what does not fit of a text is left out, and the form says so."""
    return [_sheet(library, entry) for entry in entries]


def _sheet(library: Library, entry: Entry) -> Sheet:
    notice, facts = entry.notice, entry.facts
    known, digest = approvals.load(library.root, Report()), entry.digest
    said = known.of(entry.id, digest)
    files = list(entry.files.items())
    written = entry.rendered.text
    until = schedule.until_words(facts.expires) if facts.expires else "长期"
    data = {
        "site": library.settings.unit or library.site.name,
        "title": titled(library, notice.title, "approval"),
        "rows": [
            ["发布单位", _short("、".join(library.units(entry))), "文种", notice.kind],
            ["发文字号", notice.doc_no or "（无）", "拟稿人", _short(notice.author or _sender(said))],
            ["发布日期", schedule.from_words(facts.publish), "有效期至", until],
            ["联系方式", _short(_contact(library, entry)), "主送", _short(notice.to or "（无）")],
        ],
        "places": [
            {"done": True, "words": f"网站“{library.column(entry).title}”栏目"},
            *({"done": True, "words": words} for words in _screens(library, entry)),
            {"done": False, "words": "纸质张贴"},
        ],
        "text": _paragraphs(written[:LONGEST]),
        "count": len("".join(written.split())),
        "cut": len(written) > LONGEST,
        "files": [
            {"name": _short(path.rpartition("/")[2], FILE), "size": size_words(one.stamp[0]), "sha256": one.sha256[:16]}
            for path, one in files[:FILES]
        ],
        "more": max(0, len(files) - FILES),
        "steps": [
            {"name": _short(step.name, 8), "who": _short("、".join(step.who)), "said": _said(said, step.name)}
            for step in known.steps(library.settings.approval, entry.id, notice.kind)
        ],
        "id": entry.id,
        "digest": digest,
        "code": {"svg": qr.svg(f"{entry.id} {digest}", caption=False).decode(), "address": f"{entry.id} {digest}"},
    }
    return Sheet("approval", data, entry.path)


def _contact(library: Library, entry: Entry) -> str:
    """Whom readers may ask, as the page will say it: the register is not part of what is signed."""
    return contact_words(library, entry.notice.contact, entry.address, "address", "email") or "（无）"


def _short(words: str, most: int = NAME) -> str:
    """Both ends of what is long: of a file the end tells as much as the beginning."""
    return words if len(words) <= most else f"{words[: most - most // 3 - 1]}…{words[-(most // 3) :]}"


def _paragraphs(written: str) -> list[str]:
    """The lines of a text; short ones that follow each other, such as the cells of a table, stand in one."""
    found: list[str] = []
    for line in filter(None, map(str.strip, written.split("\n"))):
        is_short = len(line) <= SHORT and line[-1] not in "。！？：；"
        if is_short and found and found[-1].startswith(JOINED):
            found[-1] += f"　{line}"
        else:
            found.append(JOINED + line if is_short else line)
    return [line.removeprefix(JOINED) for line in found]


def _sender(said: Sequence[Decision]) -> str:
    return next((one.by for one in said if one.decision == Word.SENT), "")


def _said(said: Sequence[Decision], step: str) -> str:
    """What has been entered for a step already."""
    one = next((one for one in said if one.step == step and one.decision == Word.AGREED), None)
    return f"同意　{one.by}　{text.chinese_date(schedule.parse_now(one.at).date())}" if one else ""


def _screens(library: Library, entry: Entry) -> list[str]:
    """The screens that may play the notice once it is public, in words."""
    after = playlists.with_entry(library, entry)
    names = [
        screen.title or screen.id
        for screen in library.screens.screens
        if any(
            entry.id in {one.id for one in playlists.candidates(after, play, screen)}
            for play in screen.play or USUAL
            if play.show in OF_NOTICES
        )
    ]
    more = [f"另有 {len(names) - SCREENS} 块屏幕"] if len(names) > SCREENS else []
    return [*(f"屏幕“{_short(name, 12)}”" for name in names[:SCREENS]), *more]
