"""PDF (ISO 32000-1): pages, annotations, metadata and files inside, read by a process that may die of them"""

from __future__ import annotations

import re
from pathlib import Path

from xuanlan.office import pictures
from xuanlan.office.contents import LINK, OUTSIDE, REST, TOO_MUCH, Budget, Collector, UnreadableError
from xuanlan.office.package import is_path
from xuanlan.office.pdf_reader import Read
from xuanlan.office.properties import marked
from xuanlan.runtime.helper import PATIENCE, DiedError, Helper
from xuanlan.text.characters import ideograph

PROGRAM = Path(__file__).with_name("pdf_reader.py")
_LABELS = {"Title": "标题", "Subject": "主题", "Keywords": "关键词"}
_PACKET = re.compile(rb"<x:xmpmeta|<rdf:RDF")
_LONGEST_PACKET = 1_000_000
_RADICAL = re.compile("[\u2e80-\u2fdf]")
"""What a PDF may have in place of an ideograph that looks the same: its fonts know only one of the two."""
_TICK = re.compile(r"\d{1,4}")
"""A number on the axis of a drawing."""
_SHOWN = 5
"""Most pages that are named one by one."""
_RESTART = 1.0
"""Seconds that a file costs which is refused: another process must be begun for the next."""
READER = Helper()


def read(data: bytes, found: Collector) -> list[tuple[str, bytes]]:
    """Everything in a PDF, and the files inside it by their names. Raises UnreadableError."""
    told = _told(data, found.budget)
    for text, where in told["seen"]:
        found.see(_readable(text), where)
    visible = "\n".join(piece.text for piece in found.prose)
    words = "".join(visible.split())
    for text in map(_readable, told["bookmarks"]):
        if "".join(text.split()) not in words:
            found.see(text, "书签")
    parts = set(visible.split())
    for kind, where, text in told["hidden"]:
        if kind == OUTSIDE and all(word in parts or _TICK.fullmatch(word) for word in _readable(text).split()):
            continue  # a drawing that goes on on the next page
        if kind == LINK and not is_path(text):
            found.lead(where, text)
        elif kind != LINK or (is_path(text) and text.partition(":")[2] not in visible):
            found.hide(kind, where, _readable(text))
    meta = told["meta"]
    found.fact("author", meta.pop("Author", ""), "文档属性")
    marked(meta.pop("AIGC", ""), found)
    for key, value in meta.items():
        found.own_word(_LABELS[key], "文档属性", value)
    for packet in dict.fromkeys([*told["packets"], data]):
        if start := _PACKET.search(packet):
            end = packet.find(b"</rdf:RDF>", start.start(), start.start() + _LONGEST_PACKET)
            if end >= 0:
                _packet(packet[start.start() : end], start[0], found)
                break
    texts = (visible, *(aside.text for aside in found.asides))
    known = {"".join(line.split()) for text in texts for line in text.splitlines()}
    for line in map(_readable, told["rest"]):
        if "".join(line.split()) not in known:
            found.hide(REST, "文件内部", line)
    for reason in told["unread"]:
        found.miss(reason)
    if blank := told["blank"]:
        pages = "、".join(map(str, blank[:_SHOWN])) + ("等" if len(blank) > _SHOWN else "")
        found.miss(f"第{pages}页是图片，上面的字没有检查")
    return list(told["attached"])


def _readable(text: str) -> str:
    return _RADICAL.sub(lambda sign: ideograph(sign[0]), text)


def _told(data: bytes, budget: Budget) -> Read:
    """What the process says. One that has read other files may have no memory left for this one: then it is asked of
    another."""
    while True:
        budget.spend("seconds", 0.0)
        is_last = READER.is_fresh
        try:
            kind, told, spent = READER.request(PROGRAM, PATIENCE * budget.seconds, (data, budget.seconds))
        except DiedError:
            kind, told, spent = "died", f"{TOO_MUCH}，或者文件是坏的", budget.seconds if is_last else budget.seconds / 2
        budget.seconds -= spent if kind == "read" else max(spent, _RESTART)
        if kind == "read":
            answer: Read = told
            return answer
        if is_last:
            raise UnreadableError(told)
        READER.stop()


def _packet(packet: bytes, head: bytes, found: Collector) -> None:
    told = Collector()
    pictures.packet(packet + b"</rdf:RDF>" + (b"</x:xmpmeta>" if head == b"<x:xmpmeta" else b""), told)
    author = str(told.facts.get("author", ""))
    if author != found.facts.get("author"):
        found.fact("author", author, "XMP")
    if ai := told.facts.get("ai"):
        found.facts.setdefault("ai", ai)
