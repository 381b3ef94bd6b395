"""What a file inside another is, by how it begins: its name there says nothing"""

from __future__ import annotations

OLE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\3\4"
_BEGINNINGS = {OLE: "doc", b"%PDF": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif"}
_INSIDE = ((b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"), (b"word/document", "docx"), (b"content.xml", "odt"))


def suffix_of(data: bytes) -> str:
    """The suffix of such a file; "" where nothing is known of it."""
    if data.startswith(ZIP):
        return next((suffix for name, suffix in _INSIDE if name in data), "zip")
    return next((suffix for head, suffix in _BEGINNINGS.items() if data.startswith(head)), "")


def found_in(data: bytes, longest: int = 4096) -> bytes:
    """The file that begins within the first bytes of `data`, behind a head that some program has put there; or b""."""
    places = (data.find(head, 0, longest) for head in (ZIP, OLE, b"%PDF"))
    at = min((place for place in places if place >= 0), default=-1)
    return data[at:] if at >= 0 else b""
