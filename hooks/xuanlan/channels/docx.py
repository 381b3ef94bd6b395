"""Word: the official sheet of a notice after GB/T 9704-2012 as a file that can be circulated, changed and signed"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from xuanlan import qr
from xuanlan.channels.word_flow import Flow, plain_run
from xuanlan.channels.word_package import fonts_of, packed
from xuanlan.channels.word_pictures import EMU, Pictures
from xuanlan.channels.word_values import (
    CELL,
    PITCH,
    POINT,
    TAB,
    WIDTH,
    Cell,
    Document,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
    twips,
)
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.ai_label import as_json
from xuanlan.render.pages import Pages
from xuanlan.sheets.lines import ems
from xuanlan.sheets.official import content
from xuanlan.sheets.setting import blaming, setter_of
from xuanlan.tree.out import Out

TITLE = "Word 文稿"
NAME = "notice.docx"
_HEAD = 46
"""Greatest size of the 发文机关标志 in points: it must be smaller than that of any office above."""
_HEAD_WIDE = 150 / 25.4 * 72
SIGNER = "签发人："
SIGNING = "响应倡议，签名承诺："
_CODE = 22
"""Millimetres of the code at the foot."""


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """Raises ContentError for a picture that cannot be changed to what Word knows."""
    with blaming(pages.library, entry.path, entry.places.start):
        made = docx(pages.library, entry)
    yield Out(NAME, made)


def docx(library: Library, entry: Entry) -> bytes:
    """The official sheet of `entry` as a docx. Raises MachineError, or CannotPrintError for a picture."""
    data = content(library, entry)
    pictures = Pictures(library.root, lambda: setter_of(library))
    foot = [] if data["red_head"] or not data["code"] else _foot(data["code"]["address"], pictures)
    flow = Flow(pictures.of, foot=bool(foot))
    _head(flow, data)
    flow.blocks(data["blocks"])
    _attachments(flow, data["attachments"])
    if data["signature"]:
        signed = data["signature"]
        flow.signature(
            signed["names"], signed["date"], before=PITCH, holds=bool(data["remarks"]), sealed=data["sealed"]
        )
    for remark in data["remarks"]:
        flow.add(remark, "Remark")
    flow.blocks(data["after"])
    if data["signers"]:
        _signing_lines(flow, data["signers"])
    if record := data["imprint"]:
        flow.imprint([row for row in ((record["cc"], ""), (record["issuer"], record["date"])) if any(row)])
    parts, last = flow.finished()
    made = entry.facts.publish.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    label = as_json(entry.notice.aigc)
    document = Document(entry.notice.title, "、".join(data["units"]), made, parts, last, foot, label)
    return packed(document, fonts_of(library.settings))


def _head(flow: Flow, data: dict[str, Any]) -> None:
    if lines := data["red_head"]:
        size = min(_HEAD, _HEAD_WIDE / max(map(ems, lines)))
        above = twips(34)
        if data["urgency"]:
            flow.add(data["urgency"], "Urgency")
            above -= PITCH
        if data["joint_head"]:
            _joint_head(flow, data["joint_head"], above)
            lines = []
        for number, line in enumerate(lines):
            runs = [plain_run(line, size=int(2 * size))]
            high = round((1.25 if number else 1) * size * POINT)
            flow.parts.append(Paragraph("RedHead", runs, before=None if number else above, line=high))
        _number(flow, data)
    elif data["urgency"]:
        flow.add(data["urgency"], "Urgency")
    if data["state_words"]:
        flow.add(data["state_words"], "State")
    lines = data["title_lines"] or [data["title"]]
    runs = [run for line in lines for run in (Run(ends_line=True), plain_run(line))][1:]
    numbered = bool(data["doc_no"] and not data["red_head"])
    gap = 2 * PITCH if data["red_head"] else None
    flow.parts.append(Paragraph("Title", runs, before=gap, after=None if numbered else PITCH))
    if numbered:
        words = f"　　{SIGNER}{data['signer']}" if data["signer"] else ""
        flow.add(data["doc_no"] + words, "DocNo", after=PITCH)
    if data["to"]:
        flow.add(f"{data['to']}：", "Addressee")


def _joint_head(flow: Flow, offices: Sequence[str], above: int) -> None:
    """联合行文: the offices one under the other, and 文件 at their right."""
    size = min(_HEAD, _HEAD_WIDE / (max(map(ems, offices)) + 2.4))
    high, wide = round(1.3 * size * POINT), round(WIDTH * 0.78)
    flow.parts.append(Paragraph("Between", before=above))

    def line(words: str, before: int = 0) -> Paragraph:
        return Paragraph("RedHead", [plain_run(words, size=int(2 * size))], before=before, line=high)

    names = Cell(wide, 1, [line(name) for name in offices])
    beside = Cell(WIDTH - wide, 1, [line("文件", (len(offices) - 1) * high // 2)])
    flow.parts.append(Table([wide, WIDTH - wide], [Row([names, beside])], lines=False))


def _number(flow: Flow, data: dict[str, Any]) -> None:
    """发文字号 in the middle, or at the left with 签发人 at the right, one hanzi in."""
    if not data["signer"]:
        flow.add(data["doc_no"], "DocNoRuled")
        return
    number = flow.add(f"　{data['doc_no']}", "DocNoRuled", side="left", tab=WIDTH - CELL)
    number.runs += [TAB, plain_run(SIGNER), plain_run(data["signer"], face="kai")]


def _attachments(flow: Flow, names: Sequence[str]) -> None:
    """附件说明: one line below the text, two hanzi in; the names stand under each other."""
    sign = 0.0 if len(names) < 2 else 1.0 if len(names) < 10 else 1.5
    for number, name in enumerate(names, 1):
        lead = "附件：" if number == 1 else ""
        layout = {"left": round((5 + sign) * CELL), "first": -round((sign + len(lead)) * CELL)}
        words = lead + (f"{number}." if sign else "") + name
        flow.add(words, "Attachment", before=None if lead == "" else PITCH, holds=True, **layout)


def _signing_lines(flow: Flow, rows: int) -> None:
    """Lines for the names of those who sign an initiative, four to a row."""
    flow.add(SIGNING, "Signing")
    widths = [twips(34.5), twips(6)] * 4
    cells = [Cell(width, 1, [Paragraph("Line" if width == widths[0] else "Cell")]) for width in widths[:-1]]
    flow.parts.append(Table(widths[:-1], [Row(cells)] * rows, lines=False, high=twips(12)))


def _foot(address: str, pictures: Pictures) -> list[Run]:
    side = round(_CODE / 25.4 * EMU)
    code = Picture(pictures.number(), "code.png", qr.png(address, caption=False), address, side, side, floats=True)
    return [Run(picture=code), plain_run(address, face="hei", size=15)]
