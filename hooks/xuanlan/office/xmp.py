"""XMP (ISO 16684-1) in pictures and PDF: who made it, where, and whether a machine did"""

from __future__ import annotations

import html
import json
import re

from xuanlan.office.contents import Budget, UnreadableError
from xuanlan.office.xml import events, local

_MOST = 50_000
"""Elements."""
_ENDS = ((b"Label", b"AIGC", 300), (b"ProduceID", b"ContentProducer", 500), (b"rainedAlgorithmicMedia", b"", 0))
"""Words of a mark, what stands before each of them, and how many bytes before at most."""
_MOST_TRIED = 200
_TERM = re.compile(r"(?:composite(?:With)?|)[tT]rainedAlgorithmicMedia")
_JSON = re.compile(r"AIGC[^{<]{0,40}[=>:][^{<]{0,20}(\{[^{}]{0,8000}\})")
_BARE = re.compile(r"\{[^{}]{0,1000}\"(?:ContentProducer|ProduceID)\"[^{}]{0,1000}\}")
_CARRIER = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="">{}</rdf:Description></rdf:RDF></x:xmpmeta>"""
_AIGC = '<TC260:AIGC xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">{}</TC260:AIGC>'
_SOURCE = """<Iptc4xmpExt:DigitalSourceType xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">\
http://cv.iptc.org/newscodes/digitalsourcetype/{}</Iptc4xmpExt:DigitalSourceType>"""
PERSONAL = frozenset(
    ("creator", "Author", "Artist", "OwnerName", "CameraOwnerName", "GPSLatitude", "GPSLongitude", "Credit", "Source",
     "CaptionWriter", "AuthorsPosition", "By-line", "Location", "City", "description", "title", "SerialNumber",
     "CreatorContactInfo", "BodySerialNumber", "DocumentID", "InstanceID", "History", "PersonInImage", "RegionInfo",
     "rights", "Lens", "Headline", "Instructions", "UserComment")
)  # fmt: skip
"""Properties, by their names without prefix, that may name people and places."""


UNCLEAR = "AIGC"
"""A mark whose form is not known."""
_LONGEST = 20_000
"""Bytes of a mark."""


def properties(packet: bytes) -> dict[str, str]:
    """The texts of a packet by the names of their properties, as far as it can be read; a list is joined by 、."""
    budget = Budget()
    budget.elements = _MOST
    found: dict[str, list[str]] = {}
    path: list[str] = []

    try:
        for mark, what, given in events([packet.strip(b"\0 \r\n")], budget):
            if mark == "<":
                path.append(local(what))
                for key, value in given.items():
                    found.setdefault(local(key), []).append(value)
                found.setdefault(path[-1], [])
            elif mark:
                path.pop()
            elif text := what.strip():
                name = next((one for one in reversed(path) if one not in ("li", "Seq", "Bag", "Alt")), "")
                found.setdefault(name, []).append(text)
    except UnreadableError:
        pass
    return {name: "、".join(texts) for name, texts in found.items()}


def degrees(text: str) -> float | None:
    """A coordinate as XMP writes it: 39,54.25N or 39,54,15N."""
    found = re.fullmatch(r"(\d{1,3}),(\d{1,2}(?:\.\d{1,9})?)(?:,(\d{1,2}(?:\.\d{1,9})?))?([NSEW])", text.strip())
    if not found:
        return None
    value = int(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
    return -value if found[4] in "SW" else value


def mark(raw: bytes) -> str:
    """The mark of what a machine has made, in metadata of any form: JSON after GB 45438-2025, or the term of IPTC; ""
    when there is none."""
    for form in (raw, raw.replace(b"\0", b"")):
        place = _place(form)
        if place < 0:
            continue
        near = form[max(place - 1000, 0) : place + _LONGEST]
        text = html.unescape(near.decode("utf-8", "replace")).replace('\\"', '"')
        found = _JSON.search(text) or _BARE.search(text)
        if found and re.search('"(?:Label|ProduceID)"', value := found[found.lastindex or 0]):
            return value
        if term := _TERM.search(text):
            return term[0]
        return UNCLEAR
    return ""


def _place(raw: bytes) -> int:
    """Where a mark has one of its words, or -1."""
    for end, begin, room in _ENDS:
        at = raw.find(end)
        for _ in range(_MOST_TRIED):
            if at < 0:
                break
            if begin in raw[max(at - room, 0) : at]:
                return at
            at = raw.find(end, at + len(end))
    return -1


def is_label(value: str) -> bool:
    """Whether a mark says that a machine has made it, perhaps or certainly: 1, 2 and 3 of GB 45438-2025."""
    try:
        label = json.loads(value)["Label"] if value.startswith("{") else "1"
    except (ValueError, LookupError, TypeError):
        label = "1"
    return str(label) in ("1", "2", "3")


def made(value: str) -> bytes:
    """A packet with a mark and nothing else."""
    form = _AIGC if value.startswith("{") else _SOURCE
    return _CARRIER.format(form.format(html.escape(value, quote=False))).encode()
