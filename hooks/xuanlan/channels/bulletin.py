"""A bulletin (简报): what a site published in a period, by column, from one Markdown file as page, PDF and docx"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from xuanlan import addresses, text
from xuanlan.channels.bulletin_text import NO_REMARK, Item, Part, for_reading, present
from xuanlan.channels.word_flow import Flow, plain_run
from xuanlan.channels.word_package import fonts_of, packed
from xuanlan.channels.word_pictures import Pictures
from xuanlan.channels.word_values import PITCH, POINT, Document, Paragraph
from xuanlan.diagnostics.report import ContentError, Position, Report
from xuanlan.library.attachments import IMAGES, objection
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.markup.links import Reference
from xuanlan.markup.render import Renderer
from xuanlan.markup.rendered import Heading
from xuanlan.models.ai_label import WORDS
from xuanlan.reading.fields import Day, Model, Text, TextList, declare
from xuanlan.reading.source import source_of
from xuanlan.reading.validation import validate
from xuanlan.reading.written import Written
from xuanlan.render.entries import list_gone
from xuanlan.render.texts import printed
from xuanlan.sheets.blocks import Block, blocks_of
from xuanlan.sheets.colours import colours
from xuanlan.sheets.common import each
from xuanlan.sheets.fonts import Typefaces
from xuanlan.sheets.gist import beginning, opening
from xuanlan.sheets.official import red_head
from xuanlan.sheets.setting import setter_of
from xuanlan.sheets.typeset import CannotPrintError, Sheet, Typesetter
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.out import Out

NAME = "简报"
SOURCE = f"{NAME}.md"
_TEXT = "<!-- text -->"
"""Where the page has its text, which is HTML already; whatever else is printed there is escaped."""
_LENGTH = 140
"""Most characters of an item."""
_ANNOUNCES = re.compile("[^。！？]*(?:如下|以下)[^。！？]{0,6}[。：…]*$")
_HEAD_SIZE, _HEAD_WIDE = 52, 140 / 25.4 * 72
"""Greatest size of the head, and its greatest width, in points."""


class Head(Model):
    """The front matter of a bulletin."""

    title: Text = declare("报头", "简报的名称。", "云山职业技术学院简报", ...)
    issue: Text | None = declare("期号", "第几期。", "第3期")
    unit: Text | None = declare("编印单位", "谁编印的。", "党委宣传部")
    date: Day = declare("编印日期", "哪一天编印的。", "2026-11-30", ...)
    to: TextList = declare("报送", "报给哪些上级单位。", "市教育局", ())
    copies: TextList = declare("发送", "发给哪些单位。", "各系部、各处室", ())


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A bulletin as it was read: its head, and its text without what is only for the clerk."""

    head: Head
    html: str
    outline: tuple[Heading, ...]
    blocks: list[Block]
    withdrawn: tuple[str, ...]
    """ids of notices in it that may not be told any more"""


def head_of(library: Library, issue: int | None, day: date) -> str:
    """The front matter of a new bulletin."""
    unit = library.settings.unit or library.site.name
    number = f"第{issue}期" if issue else "第  期"
    values = {"title": f"{unit}{NAME}", "issue": number, "unit": unit, "date": day.isoformat()}
    return printed("bulletin/head.md", values)


def gathered(library: Library, first: date, last: date) -> Iterator[Part]:
    """What was published from `first` to `last`, by column, the earliest first; without what is withdrawn."""
    for column in library.columns.values():
        entries = [
            entry
            for entry in library.public
            if library.column(entry).slug == column.slug
            and first <= entry.facts.publish.date() <= last
            and entry.state not in ("withdrawn", "superseded", "repealed")
        ]
        if entries:
            entries.sort(key=lambda entry: (entry.facts.publish, entry.id))
            yield Part(column.title, [_item(library, entry) for entry in entries])


def _item(library: Library, entry: Entry) -> Item:
    words = "" if list_gone(library, entry) or entry.notice.list_until_closed else _gist(entry)
    origin = f"{'、'.join(library.units(entry))}，{text.chinese_date(entry.notice.date)}"
    origin += f"，{WORDS}" if entry.notice.aigc else ""
    where = addresses.public(library.site.url, entry.address)
    return Item(entry.id, entry.notice.title, words, origin, where)


def _gist(entry: Entry) -> str:
    """Whole sentences of the beginning, without the one that only announces what follows."""
    if entry.notice.summary:
        return entry.notice.summary
    lines, more = opening(blocks_of(entry.rendered.html))
    words = " ".join(beginning(lines, _LENGTH, more=more))
    return _ANNOUNCES.sub("", words) or words


def read(library: Library, folder: Path, data: bytes, report: Report) -> Bulletin | None:
    """The bulletin in `data`, whose pictures lie in `folder`; None when its head has errors (reported)."""
    source = source_of(data, SOURCE, report)
    head = validate(Head, source.meta, report) if source else None
    if source is None or head is None:
        return None
    resolve = partial(_resolved, folder, report)
    rendered = Renderer().render(for_reading(source.body), head.title, SOURCE, source.body_line, resolve, report)
    gone = [ident for ident in sorted(present(source.body)) if (entry := library.by_id.get(ident)) is None
            or entry.state == "withdrawn" or not entry.public]  # fmt: skip
    blocks = each(blocks_of(rendered.html), partial(_placed, folder))
    return Bulletin(head, rendered.html, rendered.outline, blocks, tuple(gone))


def made(library: Library, folder: Path, data: bytes, report: Report) -> list[Out]:
    """Page, PDF and docx of the text `data`, whose pictures lie in `folder`. What a clerk should know goes to `report`.

    Raises ContentError, and MachineError where a program or a font is missing.
    """
    found = read(library, folder, data, report)
    for ident in found.withdrawn if found else ():
        report.add("bulletin-withdrawn", Position(SOURCE), ident=ident)
    if NO_REMARK in Written(data).text:
        report.add("bulletin-remark", Position(SOURCE))
    if report.errors or found is None:
        raise ContentError(report)
    try:
        return list(files(library, setter_of(library).faces, folder, found))
    except CannotPrintError as error:
        report.add(error.code, Position(SOURCE), **error.facts)
        raise ContentError(report.stricter()) from error


def _resolved(folder: Path, report: Report, reference: Reference) -> str | None:
    """Pictures are files beside the bulletin; other files of the site are reached by their address only."""
    if reference.target.startswith("#"):
        return reference.target
    name = reference.target
    if reference.use == "image" and Path(name).name == name and name.rpartition(".")[2].lower() in IMAGES:
        file = folder / name
        if file.is_file() and not objection(name, BytesIO(content := file.read_bytes()), len(content)):
            return name
    report.add("bulletin-reference", reference.position, target=name)
    return None


def _placed(folder: Path, block: Block) -> Block:
    if block["t"] != "image":
        return block
    if not block["src"]:
        return block | {"path": "", "sha256": ""}
    digest = hashlib.sha256((folder / block["src"]).read_bytes()).hexdigest()
    suffix = block["src"].rpartition(".")[2].lower()
    return block | {"src": f"{digest}.{suffix}", "path": block["src"], "sha256": digest}


def files(library: Library, faces: Typefaces, folder: Path, bulletin: Bulletin) -> Iterator[Out]:
    """Page, PDF and docx. Raises CannotPrintError."""
    setter = Typesetter(folder, library.site.overrides, faces)
    facts = _facts(bulletin)
    page = printed("bulletin/page.html", facts | {"colours": colours(library)})
    yield Out(f"{NAME}.html", page.replace(_TEXT, bulletin.html, 1).encode())
    moment = datetime.combine(bulletin.head.date, datetime.min.time(), SHANGHAI)
    sheet = Sheet("bulletin", facts, SOURCE)
    yield Out(f"{NAME}.pdf", setter.pdf([sheet], bulletin.head.title, moment))
    yield Out(f"{NAME}.docx", _docx(library, setter, facts, moment))


def _facts(bulletin: Bulletin) -> dict[str, Any]:
    head = bulletin.head
    contents = [
        {"level": heading.level - 1, "title": heading.title, "anchor": heading.anchor}
        for heading in bulletin.outline
        if heading.level in (2, 3)
    ]
    sent = (("报", head.to), ("发", head.copies))
    return {
        "title": head.title,
        "head_lines": red_head(head.title),
        "issue": head.issue or "",
        "unit": head.unit or "",
        "date": text.chinese_date(head.date),
        "contents": contents,
        "blocks": bulletin.blocks,
        "ends": [f"{label}：{'、'.join(units)}。" for label, units in sent if units],
    }


def _docx(library: Library, setter: Typesetter, facts: dict[str, Any], moment: datetime) -> bytes:
    flow = Flow(Pictures(setter.root, lambda: setter).of, foot=False)
    for line in facts["head_lines"]:
        size = min(_HEAD_SIZE, _HEAD_WIDE / max(len(line), 1))
        flow.parts.append(Paragraph("RedHead", [plain_run(line, size=int(2 * size))], line=round(1.25 * size * POINT)))
    flow.add(facts["issue"], "DocNo")
    flow.add("　　　　".join(filter(None, (facts["unit"], facts["date"]))), "DocNoRuled", before=0, after=PITCH)
    if facts["contents"]:
        flow.add("本期目录", "Contents")
        for row in facts["contents"]:
            flow.add(row["title"], "ContentsColumn" if row["level"] == 1 else "ContentsItem")
    flow.blocks(facts["blocks"])
    flow.imprint([(row, "") for row in facts["ends"]])
    parts, last = flow.finished()
    made = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return packed(Document(facts["title"], facts["unit"], made, parts, last), fonts_of(library.settings))
