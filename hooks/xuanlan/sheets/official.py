"""The sheet of a notice after GB/T 9704-2012, and of a letter: the whole text as it would lie on a desk."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuanlan import text
from xuanlan.library.entry import Entry
from xuanlan.library.load import Library
from xuanlan.models.hotline_register import split_phone
from xuanlan.models.notice import Contact
from xuanlan.render.contacts import hotline_by_name
from xuanlan.render.entries import list_gone
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.common import about, with_pictures
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.shape import title_lines
from xuanlan.sheets.typeset import Sheet

SIGNING_ROWS = 4
"""Lines for names under an initiative, four to a line."""
TITLE_LINE = 20
"""So many hanzi of 2号 stand in a line of the type area."""
HEAD_LINE = 16
"""So many hanzi of 1号 stand in a line of the red head."""
_SPOKEN_OF = frozenset({"公示期", "时间", "地点", "截止"})
"""Facts of the front matter that a sheet must tell where its text does not."""


def official(library: Library, entries: Sequence[Entry], faces: Typefaces, _paper: str = "a4") -> list[Sheet]:
    """Each of `entries` in full, always on A4."""
    return [_sheet(library, entry, faces) for entry in entries]


def _sheet(library: Library, entry: Entry, faces: Typefaces) -> Sheet:
    """`entry` in full. A red head only for a kind of 公文, and only where the settings give the 发文机关标志."""
    facts = about(library, entry)
    gone = list_gone(library, entry)
    blocks = [] if gone else with_pictures(blocks_of(entry.rendered.html), entry)
    before, signature, after = split_signature(blocks, entry)
    said = text_of(blocks)
    withdrawn = entry.state == "withdrawn"
    contact = None if withdrawn or (entry.state == "open" and entry.notice.objections) else entry.notice.contact
    data = facts | {
        "title_lines": title_lines(entry.notice.title, TITLE_LINE, said),
        "to": "" if gone or _addressed(blocks, facts["to"]) else facts["to"],
        # A day that is counted from the day of printing would be wrong tomorrow.
        "state_words": "" if entry.state == "open" else facts["state_words"],
        "blocks": before + ([] if withdrawn else _unsaid(library, entry, facts["facts"], said)),
        "attachments": [] if gone else [title.rstrip("。；，、.;, ") for title, _ in entry.attachments],
        "signature": signature or ({} if withdrawn else {"names": facts["units"], "date": facts["date"]}),
        "remark": _remark(library, contact, said),
        "after": after,
        "red_head": _red_head(library.settings.red_head or "") if facts["official"] and facts["doc_no"] else [],
        "signers": SIGNING_ROWS if entry.notice.kind == "倡议书" and not gone else 0,
        "note": _note(faces) if facts["layout"] == "notice" else "",
    }
    return Sheet("official", data, entry.path)


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


def _addressed(blocks: list[Block], to: str) -> bool:
    return to in [_words(block).rstrip(":：") for block in blocks if block.get("role") == "addressees"]


def _unsaid(library: Library, entry: Entry, facts: list[dict[str, str]], said: str) -> list[Block]:
    """Paragraphs for what the page tells beside the text and the text does not: 公示期, 受理, 结果, time and place."""
    plain = re.sub(r"[（(][^（）()]*[）)]|\s", "", said)
    rows = [
        (fact["label"], fact["value"])
        for fact in facts
        if fact["label"] in _SPOKEN_OF and not _tells(plain, fact["value"])
    ]
    notice = entry.notice
    if entry.state in ("open", "current") and notice.objections:
        rows += _reached("受理异议的部门", _told(library, notice.objections, said))
    if notice.result and entry.state == "closed":
        rows.append(("公示结果", notice.result))
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


def _told(library: Library, contact: Contact | None, said: str) -> dict[str, str]:
    """Name, number, place, mail and hours of `contact`, from the register or else as written, by their labels.

    {} when `said` gives the number.
    """
    if contact is None:
        return {}
    known = hotline_by_name(library, contact.name or "")
    if known:
        number, extension = known.number, known.extension
        found: dict[str, str | None] = {"": known.name, "地址": known.address, "邮箱": known.email, "时间": known.hours}
    else:
        number, extension, _ = split_phone(contact.phone or "")
        found = {"": contact.name, "地址": contact.address, "邮箱": contact.email, "时间": contact.hours}
    if number and re.sub(r"\D", "", number) in re.sub(r"[^\d\w]|\s", "", said):
        return {}
    found = {"": found.pop(""), "电话": f"{number} 转 {extension}" if extension else number, **found}
    return {label: value for label, value in found.items() if value}


def _reached(label: str, told: dict[str, str]) -> list[tuple[str, str]]:
    words = "，".join(f"{name}：{value}" if name else value for name, value in told.items())
    return [(label, words)] if words else []


def _remark(library: Library, contact: Contact | None, said: str) -> str:
    """附注: whom to ask."""
    told = _told(library, contact, said)
    words = [f"{label}：{told[key]}" for key, label in (("", "联系方式"), ("电话", "电话")) if key in told]
    return f"（{'，'.join(words)}）" if "电话" in told else ""


def _red_head(words: str) -> list[str]:
    """The lines of the 发文机关标志; one that cannot be divided is set smaller."""
    return (title_lines(words, HEAD_LINE) or [words]) if words else []


def _note(faces: Typefaces) -> str:
    words = "、".join(faces.substitutes)
    return f"本件以自由字体排印（{words}），供张贴和阅读。" if words else ""
