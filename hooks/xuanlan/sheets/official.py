"""The sheet of a notice after GB/T 9704-2012, and of a letter: the whole text as it would lie on a desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from xuanlan import text
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.notice import Contact, Notice
from xuanlan.render.contacts import SHORT_LABELS, contact_view
from xuanlan.render.entries import head_offices, list_gone, signatories
from xuanlan.render.facts import fact_of
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.common import about, titled, with_pictures
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.look import AS_USUAL, Look
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import Sheet
from xuanlan.text.phrases import Phrases
from xuanlan.text.segmenter import usual_phrases

SIGNING_ROWS = 4
"""Lines for names under an initiative, four to a line."""
TITLE_LINE = 20
"""Hanzi of 2号 in a line of the type area."""
HEAD_LINE = 16
"""Hanzi of 1号 in a line of the red head."""
UNSPOKEN = frozenset({"audience", "expires", "joint"})
"""Facts that a sheet in full does not tell; all others it tells where its text does not."""


def official(
    library: Library, entries: Sequence[Entry], _faces: Typefaces, _paper: str = "a4", _look: Look = AS_USUAL
) -> list[Sheet]:
    """Each of `entries` in full, always on A4."""
    return [_sheet(library, entry) for entry in entries]


def _sheet(library: Library, entry: Entry) -> Sheet:
    data = content(library, entry)
    return Sheet("official", data | {"title": titled(library, entry.notice.title, "official")}, entry.path)


def content(library: Library, entry: Entry) -> dict[str, Any]:
    """What the sheet of `entry` says, whatever it is set by.

    A red head only for a kind of 公文, and only where the settings give the 发文机关标志."""
    facts = about(library, entry)
    gone = list_gone(library, entry)
    blocks = [] if gone else with_pictures(blocks_of(entry.rendered.html), entry)
    before, signature, after = split_signature(blocks, entry)
    said = text_of(blocks)
    offices = head_offices(library, entry)
    withdrawn = entry.state == "withdrawn"
    contact = None if withdrawn or (entry.state == "open" and entry.notice.objections) else entry.notice.contact
    return facts | {
        "title_lines": title_lines(library.phrasing.of(entry.notice.title), TITLE_LINE),
        "to": "" if gone or entry.rendered.is_addressed(facts["to"]) else facts["to"],
        # A day that is counted from the day of printing would be wrong tomorrow.
        "state_words": "" if entry.state == "open" else facts["state_words"],
        "blocks": before + ([] if withdrawn else _unsaid(library, entry, facts["facts"], said)),
        "attachments": [] if gone else [title.rstrip("。；，、.;, ") for title, _ in entry.attachments],
        "signature": signature or ({} if withdrawn else {"names": signatories(library, entry), "date": facts["date"]}),
        "remarks": [*_own_remark(entry), *_remark(_told(library, entry, contact, said))],
        "urgency": entry.notice.urgency or "",
        "signer": "　".join(entry.notice.signer),
        "imprint": {} if withdrawn else _imprint(entry.notice),
        "after": after,
        "red_head": red_head(library.settings.red_head or "", library.phrasing.of) if offices else [],
        "joint_head": offices if len(offices) > 1 else [],
        "sealed": (entry.notice.seal or library.settings.seal) == "sealed",
        "signers": SIGNING_ROWS if entry.notice.kind == "倡议书" and not gone else 0,
    }


def split_signature(blocks: list[Block], entry: Entry) -> tuple[list[Block], Block, list[Block]]:
    """What stands before the signature that the text brings itself, that signature, and what follows it.

    Without one that bears the date of the notice everything stands before it. Other signatures, such as those of an
    annexed text, stay where they are.
    """
    grouped: list[Block] = []
    for block in blocks:
        words = _words(block)
        if block.get("role") != "signed":
            grouped.append(block)
        elif text.read_date(words) is None:
            grouped.append({"t": "signed", "names": [words], "date": "", "text": words})
        else:
            names: list[str] = []
            while grouped and grouped[-1]["t"] == "signed" and not grouped[-1]["date"]:
                names = grouped.pop()["names"] + names
            grouped.append({"t": "signed", "names": names, "date": words, "text": "\n".join([*names, words])})
    for place, block in enumerate(grouped):
        if block["t"] == "signed" and text.read_date(block["date"]) == entry.notice.date:
            return grouped[:place], block, grouped[place + 1 :]
    return grouped, {}, []


def _words(block: Block) -> str:
    return "".join(run.get("s", "") for run in block.get("i", ()))


def _unsaid(library: Library, entry: Entry, facts: list[dict[str, str]], said: str) -> list[Block]:
    """Paragraphs for what the page tells beside the text and the text does not: 公示期, 受理, 结果, time and place."""
    plain = re.sub(r"[（(][^（）()]*[）)]|\s", "", said)
    rows = [
        (fact["label"], fact["value"])
        for fact in facts
        if fact["key"] not in UNSPOKEN and not _tells(plain, fact["value"])
    ]
    if entry.state in ("open", "current") and (told := _told(library, entry, entry.notice.objections, said)):
        rows.append(("受理异议的部门", _reached(told)))
    if entry.state == "closed" and (result := fact_of(library, entry, "result")):
        rows.append((result.row.short, result.words))
    return [
        {
            "t": "p",
            "role": "",
            "i": [{"s": f"{label}：", "b": True}, {"s": value if value[-1] in "。！？" else value + "。"}],
        }
        for label, value in rows
    ]


def _tells(plain: str, value: str) -> bool:
    """Whether `plain` names every day of `value`, be it without year and month, or every place in it word for word."""
    days = re.findall(r"(\d+)月(\d+)日", value)
    if not days:
        return all(part in plain for part in re.split(r"[、，；\s]+", value))
    (month, day), *others = days
    named = re.search(rf"(?<!\d){month}月{day}(?!\d)", plain) and all(
        re.search(rf"(?:(?<!\d){month}月|[至到—–~～-]){day}日", plain) for month, day in others
    )
    hour = re.search(r"日(\d+)时", value)
    return bool(named) and (hour is None or bool(re.search(rf"(?<!\d)0?{hour[1]}[时点:：]", plain)))


def _told(library: Library, entry: Entry, contact: Contact | None, said: str) -> dict[str, str]:
    """The parts of `contact` by their keys; {} when `said` gives the number."""
    view = contact_view(library, contact, entry.address)
    if view is None or (view.number and re.sub(r"\D", "", view.number) in re.sub(r"[^\d\w]|\s", "", said)):
        return {}
    parts = {key: str(getattr(view, key)) for key in ("name", "phone", "address", "email", "hours")}
    return {key: value for key, value in parts.items() if value}


def _reached(told: dict[str, str]) -> str:
    return "，".join(value if key == "name" else f"{SHORT_LABELS[key]}：{value}" for key, value in told.items())


def _own_remark(entry: Entry) -> Iterator[str]:
    """附注 as it was written."""
    if entry.notice.remark and entry.state != "withdrawn":
        yield f"（{entry.notice.remark.strip('（）()')}）"


def _remark(told: dict[str, str]) -> Iterator[str]:
    """附注: whom to ask."""
    if "phone" in told:
        labels = {"name": "联系方式", "phone": SHORT_LABELS["phone"]}
        yield f"（{'，'.join(f'{label}：{told[key]}' for key, label in labels.items() if key in told)}）"


def _imprint(notice: Notice) -> dict[str, str]:
    """版记: who gets a copy, who had it printed and when; {} without any of it."""
    cc = f"抄送：{'，'.join(unit.rstrip('。') for unit in notice.cc)}。" if notice.cc else ""
    day = notice.issued_on or (notice.date if notice.issuer else None)
    date = f"{text.chinese_date(day)}印发" if day else ""
    return {"cc": cc, "issuer": notice.issuer or "", "date": date} if cc or date else {}


def red_head(words: str, phrases: Callable[[str], Phrases] = usual_phrases) -> list[str]:
    """The lines of the 发文机关标志, between `phrases`; one that cannot be divided is set smaller."""
    return (title_lines(phrases(words), HEAD_LINE) or [words]) if words else []
