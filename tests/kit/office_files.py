"""Files of offices, as small as they can be and whole: what may go with a notice."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
GIF = bytes.fromhex("47494638376104000200810000cc0000cc33330000000000002c00000000040002000008080003001048304040003b")
WEBP = bytes.fromhex("524946461e000000574542505650384c110000002f0340000007508f22d7a3ff8188e87f0000")
"""Four by two dots of red."""


def png(
    width: int = 1, height: int = 1, colour: int = 0, samples: int = 1, *, claimed: tuple[int, int] = (0, 0)
) -> bytes:
    """A grey PNG; `colour` is its colour type (0 grey, 2 RGB, 6 with transparency) of so many samples. It may claim to
    be larger than it is."""
    rows = b"".join(b"\0" + bytes([120]) * (width * samples) for _ in range(height))
    size = claimed if any(claimed) else (width, height)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", *size, 8, colour, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg(width: int = 1, height: int = 1) -> bytes:
    """The frame of a JPEG without its picture."""
    frame = struct.pack(">BHHB", 8, height, width, 0)
    return (
        b"\xff\xd8\xff\xe0\0\4ab\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda\0\2"
        + b"dots"
        + b"\xff\xd9"
    )


def archive(files: dict[str, bytes], *, packed: bool = False) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}
DOCX = archive({**TYPES, "word/document.xml": b"<w/>" * 50})


def compound(*words: str) -> bytes:
    """A file of the older office programs: head, directory, and these words in it."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 0)
    struct.pack_into("<109I", head, 76, *[0xFFFFFFFF] * 109)
    return bytes(head) + "".join(words).encode("utf-16-le").ljust(1024, b"\0")
