"""Blocks of an article with inline styles only: nothing in them that the editor of 公众号 drops when it saves"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from xuanlan.channels.pieces import Piece
from xuanlan.channels.source import Source, Span, address_of, every
from xuanlan.render.facts import ROWS
from xuanlan.sheets.blocks import Block
from xuanlan.sheets.lines import bare


class Design(NamedTuple):
    """The styles of the blocks that differ between designs.

    {main} is the site's main colour, for lines and grounds only: words in it could not be read on a dark telephone.
    """

    title: str
    kind: str
    heading: str
    box: str


_BOX = "margin:0 0 16px;padding:10px 12px;font-size:15px;line-height:1.8;"
DESIGNS: Mapping[str, Design] = {
    "plain": Design(
        "朴素",
        "margin:0 0 12px;text-align:center;font-size:15px;font-weight:bold;",
        "margin:24px 0 12px;padding:0 0 4px;font-size:17px;line-height:1.6;font-weight:bold;"
        "border-bottom:2px solid {main};",
        _BOX + "border-top:1px solid {main};border-bottom:1px solid {main};",
    ),
    "bands": Design(
        "色条",
        "margin:0 0 12px;padding:4px 0;text-align:center;font-size:15px;color:#ffffff;background-color:{main};",
        "margin:24px 0 12px;padding:2px 0 2px 10px;font-size:17px;line-height:1.6;font-weight:bold;"
        "border-left:4px solid {main};",
        _BOX + "border-left:4px solid {main};background-color:rgba(128,128,128,0.1);",
    ),
}
_P = "margin:0 0 14px;font-size:16px;line-height:1.8;text-align:justify;"
_ITEM = "margin:0 0 8px;font-size:16px;line-height:1.8;padding-left:{indent}em;text-indent:-1.6em;"
_SMALL = "margin:0 0 8px;font-size:13px;line-height:1.6;color:#888888;"
_CENTRED = "margin:0 0 8px;text-align:center;font-size:13px;line-height:1.6;color:#888888;"
_RIGHT = "margin:0 0 6px;font-size:16px;line-height:1.8;text-align:right;"
_CELL = "border:1px solid #999999;padding:4px 6px;font-size:14px;line-height:1.5;text-align:{align};"
_MARKS = {
    "b": "font-weight:bold;", "i": "font-style:italic;", "u": "text-decoration:underline;",
    "strike": "text-decoration:line-through;", "code": "font-family:monospace;", "mark": "background-color:#ffe9a8;",
    "sup": "font-size:12px;vertical-align:super;", "sub": "font-size:12px;vertical-align:sub;",
}  # fmt: skip
_FACTS = ("event", "open", "place", "deadline", "audience", "expires")
_TABLE = "margin:0 0 14px;border-collapse:collapse;"
_SPANS = {"cs": "colspan", "rs": "rowspan"}
_PRE = _P + "font-family:monospace;white-space:pre-wrap;"
_QUOTE = "margin:0 0 14px;padding-left:12px;border-left:3px solid #bbbbbb;"


def pictures(source: Source) -> dict[str, tuple[str, str, str]]:
    """The pictures of the text by the numbered names of their files: path, digest, and what they show."""
    known = source.entry.files_by_address
    found: dict[str, tuple[str, str, str]] = {}
    for block in every(source.blocks):
        if block["t"] == "image" and block["src"] in known:
            path, file = known[block["src"]]
            name = f"{len(found) + 1:02d}{PurePosixPath(path).suffix.lower()}"
            found[name] = (path, file.sha256, block["alt"])
    return found


@dataclass
class Article:
    """One article in the making: its HTML, and its words as pieces for the proof."""

    source: Source
    design: Design
    colour: str
    code: str = ""
    """the file of the code picture; empty for none"""
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """addresses that links lead to, in order"""
    shown: int = 0
    """pictures so far"""

    def make(self) -> str:
        """The HTML. Fills `pieces`."""
        parts = [*self._head(), *self._blocks(self.source.blocks), *self._foot()]
        return "<section>" + "".join(parts) + "</section>"

    def _style(self, name: str) -> str:
        return str(getattr(self.design, name)).format(main=self.colour)

    def _said(self, key: str) -> str:
        """The field `key` as HTML."""
        span = self.source.fields[key]
        self.pieces.append(Piece(span.text, (span,)))
        return escape(span.text)

    def _own(self, words: str) -> str:
        """The program's own words as HTML."""
        self.pieces.append(Piece(words))
        return escape(words)

    def _block(self, style: str, *parts: str, tag: str = "p") -> str:
        self.pieces.append(Piece("\n"))
        return f'<{tag} style="{style}">{"".join(parts)}</{tag}>'

    def _head(self) -> Iterator[str]:
        fields = self.source.fields
        yield self._block(self._style("kind"), self._said("kind"))
        for key in ("state", "doc_no"):
            if key in fields:
                yield self._block(_CENTRED, self._said(key))
        rows = [key for key in _FACTS if key in fields] if "state" not in fields else []
        rows += ["result"] if "result" in fields else []
        if rows:
            lines = [self._own(f"{ROWS[key].short}：") + self._said(key) + self._end() for key in rows]
            yield self._block(self._style("box"), "<br>".join(lines), tag="section")
        if "to" in fields and self.source.lines and not self._addressed():
            yield self._block(_P, self._said("to"), self._own("："))

    def _end(self) -> str:
        self.pieces.append(Piece("\n"))
        return ""

    def _addressed(self) -> bool:
        return any(line.role == "addressees" for line in self.source.lines)

    def _foot(self) -> Iterator[str]:
        source, fields = self.source, self.source.fields
        for span in source.attachments:
            self.pieces.append(Piece(f"附件：{span.text}", (span,)))
            yield self._block(_P, f"附件：{escape(span.text)}（请到原文下载）")
        if not any(line.role == "signed" for line in source.lines):
            yield self._block(_RIGHT, self._said("units"))
            yield self._block(_RIGHT, self._said("signed"))
        contact = "objections" if "objections" in fields and source.entry.state == "open" else "contact"
        if contact in fields:
            yield self._block(_P, self._own("联系："), self._said(contact))
        if "aigc" in fields:
            yield self._block(_SMALL, self._said("aigc"))
        for number, address in enumerate(self.notes, 1):
            self.pieces += [Piece(f"[{number}]"), Piece(f" {address}", (Span("link", address),))]
            yield self._block(_SMALL, f"[{number}] {escape(address)}")
        if self.code:
            image = f'<img src="{self.code}" width="160" alt="二维码">'
            yield self._block(_CENTRED, image)
            yield self._block(_CENTRED, self._own("长按识别，查看原文"))
            yield self._block(_CENTRED, self._said("address"))

    def _blocks(self, blocks: Sequence[Block], sign: str = "", depth: int = 0) -> Iterator[str]:
        for block in blocks:
            yield from _MAKERS[block["t"]](self, block, sign, depth)
            sign = ""

    def _paragraph(self, block: Block, sign: str, depth: int) -> Iterator[str]:
        style = _RIGHT if block.get("role") == "signed" else _P
        if sign or depth:
            style = _ITEM.format(indent=1.6 * max(depth, 1))
            style = style if sign else style.replace("text-indent:-1.6em;", "")
        yield self._block(style, self._own(sign) if sign else "", self._runs(block["i"]))

    def _heading(self, block: Block, sign: str, _: int) -> Iterator[str]:
        yield self._block(self._style("heading"), self._own(sign) if sign else "", self._runs(block["i"]))

    def _list(self, block: Block, _: str, depth: int) -> Iterator[str]:
        for sign, item in zip(block["signs"], block["items"], strict=True):
            sign = f"{sign.replace('.', '．')} " if sign else ""
            inner = list(item)
            if not inner or "i" not in inner[0]:
                inner.insert(0, {"t": "p", "i": [], "role": ""})
            yield from self._blocks(inner, sign, depth + 1)

    def _quote(self, block: Block, sign: str, depth: int) -> Iterator[str]:
        inner = "".join(self._blocks(block["blocks"], sign, depth))
        yield f'<section style="{_QUOTE}">{inner}</section>'

    def _pre(self, block: Block, _: str, __: int) -> Iterator[str]:
        span = Span("pre", block["text"])
        self.pieces.append(Piece(block["text"], (span,)))
        yield self._block(_PRE, escape(block["text"]).replace("\n", "<br>"))

    def _image(self, block: Block, _: str, __: int) -> Iterator[str]:
        if block["src"] in self.source.entry.files_by_address:
            self.shown += 1
            name = list(pictures(self.source))[self.shown - 1]
            image = f'<img src="wechat/{name}" width="100%" alt="{escape(block["alt"])}">'
            yield self._block(_CENTRED, image)
        if block["alt"]:
            self.pieces.append(Piece(block["alt"], (Span("alt", block["alt"]),)))
            yield self._block(_CENTRED, escape(block["alt"]))

    def _media(self, _: Block, __: str, ___: int) -> Iterator[str]:
        yield self._block(_CENTRED, self._own("（此处有音频或视频，请到原文收听收看）"))

    def _rule(self, _: Block, __: str, ___: int) -> Iterator[str]:
        yield '<section style="margin:16px 0;border-top:1px solid #bbbbbb;"><br></section>'

    def _table(self, block: Block, _: str, __: int) -> Iterator[str]:
        rows = []
        for row in block["rows"]:
            cells = []
            for cell in row:
                spans = "".join(f' {name}="{cell[key]}"' for key, name in _SPANS.items() if cell[key] > 1)
                style = _CELL.format(align=cell["align"] or "left") + ("font-weight:bold;" if cell["th"] else "")
                inner = "<br>".join(self._cell(one) for one in cell["blocks"])
                self.pieces.append(Piece("\t"))
                cells.append(f'<td style="{style}"{spans}>{inner}</td>')
            self.pieces.append(Piece("\n"))
            rows.append(f"<tr>{''.join(cells)}</tr>")
        yield f'<table width="100%" style="{_TABLE}"><tbody>{"".join(rows)}</tbody></table>'

    def _cell(self, block: Block) -> str:
        if "i" in block:
            return (self._own(block["sign"]) if block.get("sign") else "") + self._runs(block["i"])
        return "".join(_MAKERS[block["t"]](self, block, "", 0))

    def _runs(self, runs: Sequence[Mapping[str, Any]]) -> str:
        """The runs as HTML, and all of them together as one piece: a number may begin in bold and end outside of it."""
        made, words = [], ""
        for run in runs:
            if "s" not in run:
                made.append("<br>" if "br" in run else ("☑" if run.get("task") else "☐"))
                words += " "
                continue
            said = bare(run["s"])
            words += said
            style = "".join(style for mark, style in _MARKS.items() if run.get(mark))
            address = address_of(self.source.library, self.source.entry, run["link"]) if run.get("link") else ""
            text = escape(said)
            text = f'<span style="{style}">{text}</span>' if style else text
            if address and address not in said:
                if address not in self.notes:
                    self.notes.append(address)
                number = self.notes.index(address) + 1
                text += f'<span style="{_MARKS["sup"]}">[{number}]</span>'
                words += f"[{number}]"
            made.append(text)
        span = Span("body", words)
        self.pieces.append(Piece(words, (span,)))
        return "".join(made)


_MAKERS: Mapping[str, Callable[[Article, Block, str, int], Iterator[str]]] = {
    "p": Article._paragraph, "h": Article._heading, "list": Article._list, "quote": Article._quote,
    "pre": Article._pre, "image": Article._image, "media": Article._media, "rule": Article._rule,
    "table": Article._table,
}  # fmt: skip
"""How each block is made: the closed set."""
