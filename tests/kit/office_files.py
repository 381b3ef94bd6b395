"""Files that may be attached to a notice, as small as they can be and valid."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from random import Random

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"
GIF = bytes.fromhex("47494638376104000200810000cc0000cc33330000000000002c00000000040002000008080003001048304040003b")
WEBP = bytes.fromhex("524946461e000000574542505650384c110000002f0340000007508f22d7a3ff8188e87f0000")
"""A red picture, 4 by 2 pixels."""


def png(
    width: int = 1, height: int = 1, colour: int = 0, samples: int = 1, *, claimed: tuple[int, int] = (0, 0)
) -> bytes:
    """A grey PNG. `colour` is its colour type (0 grey, 2 RGB, 6 RGB with alpha), which needs so many `samples` a pixel;
    `claimed` is a false size for its header."""
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
    """The header of a JPEG without picture data."""
    frame = struct.pack(">BHHB", 8, height, width, 0)
    return (
        b"\xff\xd8\xff\xe0\0\4ab\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda\0\2"
        + b"dots"
        + b"\xff\xd9"
    )


def photograph(
    width: int, height: int, sides: tuple[tuple[int, int], ...] = ((1, 1),), restart: int = 0, seed: int = 0
) -> bytes:
    """A complete JPEG of random pixels. `sides` are the sampling factors of each component, wide and high; `restart` is
    the restart interval in units (MCU)."""
    chance = Random(seed)
    others = [*(run << 4 | size for run in range(16) for size in range(1, 11)), 0xF0, 0]
    frame = struct.pack(">BHHB", 8, height, width, len(sides))
    frame += b"".join(bytes((n, across << 4 | down, 0)) for n, (across, down) in enumerate(sides, 1))
    codes = bytes((0, *(12 if n == 4 else 0 for n in range(1, 17)), *range(12)))
    codes += bytes((16, *(len(others) if n == 8 else 0 for n in range(1, 17)), *others))
    scan = bytes((len(sides), *(x for n, _ in enumerate(sides, 1) for x in (n, 0)), 0, 63, 0))
    head = b"\xff\xd8"
    for kind, segment in (
        (0xDB, b"\0" + b"\1" * 64), (0xC0, frame), (0xC4, codes), (0xDD, struct.pack(">H", restart)), (0xDA, scan),
    ):  # fmt: skip
        head += bytes((0xFF, kind)) + struct.pack(">H", len(segment) + 2) + segment
    wide, high = (8 * max(side[axis] for side in sides) if len(sides) > 1 else 8 for axis in (0, 1))
    count = sum(across * down for across, down in sides) if len(sides) > 1 else 1
    units = -(-width // wide) * -(-height // high)
    parts, bits = [], ""
    for unit in range(1, units + 1):
        for _ in range(count):
            size = chance.randrange(12)
            bits += f"{size:04b}" + "".join(chance.choices("01", k=size))
            filled = 1
            while filled < 64:
                symbol = chance.choice([other for other in others if filled + (other >> 4) < 64])
                bits += f"{others.index(symbol):08b}" + "".join(chance.choices("01", k=symbol & 15))
                filled += (symbol >> 4) + 1 if symbol else 64
        if unit == units or (restart and unit % restart == 0):
            bits += "1" * (-len(bits) % 8)
            parts.append(int(bits, 2).to_bytes(len(bits) // 8).replace(b"\xff", b"\xff\0"))
            bits = ""
    body = b"".join(part + bytes((0xFF, 0xD0 + n % 8)) for n, part in enumerate(parts[:-1])) + parts[-1]
    return head + body + b"\xff\xd9"


def archive(files: dict[str, bytes], *, packed: bool = False) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return made.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}
DOCX = archive(
    {
        **TYPES,
        "word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        + b"<w:body/></w:document>",
    }
)


def compound(*words: str) -> bytes:
    """A compound file of the older office programs: header, directory, and these words in it."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 0)
    struct.pack_into("<109I", head, 76, *[0xFFFFFFFF] * 109)
    return bytes(head) + "".join(words).encode("utf-16-le").ljust(1024, b"\0")
