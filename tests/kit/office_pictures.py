"""Pictures with what cameras and programs write beside the dots: Exif, XMP, IPTC, texts, marks of what machines make"""

from __future__ import annotations

import struct
import zlib

from office_files import WEBP, photograph, png

_ARTIST, _OWNER, _ORIENTATION, _DESCRIPTION, _COMMENT, _MAKER = 0x013B, 0xA430, 0x0112, 0x010E, 0x9286, 0x927C
AIGC = '{"Label":"1","ContentProducer":"甲工具","ProduceID":"A000","ReservedCode1":"","ContentPropagator":"","PropagateID":"","ReservedCode2":""}'
"""The mark of GB 45438-2025."""


def exif(
    *, artist: str = "", owner: str = "", place: tuple[float, float] | None = None, turned: int = 1, comment: str = "",
    description: str = "", order: str = ">",
) -> bytes:  # fmt: skip
    """A block of Exif with what is given; `turned` is its orientation."""
    outer: list[tuple[int, int, int, bytes]] = [(_ORIENTATION, 3, 1, struct.pack(f"{order}H", turned))]
    inner: list[tuple[int, int, int, bytes]] = []
    gps: list[tuple[int, int, int, bytes]] = []
    for tag, text, rows in ((_DESCRIPTION, description, outer), (_ARTIST, artist, outer), (_OWNER, owner, inner)):
        if text:
            raw = text.encode() + b"\0"
            rows.append((tag, 2, len(raw), raw))
    if comment:
        raw = b"UNICODE\0" + comment.encode("utf-16-be" if order == ">" else "utf-16-le")
        inner.append((_COMMENT, 7, len(raw), raw))
    if place:
        for tag, degrees, signs in ((1, place[0], "NS"), (3, place[1], "EW")):
            whole = abs(degrees)
            parts = (int(whole), 1, int(whole % 1 * 60), 1, round(whole * 60 % 1 * 60 * 1000), 1000)
            gps.append((tag, 2, 2, signs[degrees < 0].encode() + b"\0"))
            gps.append((tag + 1, 5, 3, struct.pack(f"{order}6I", *parts)))
    block = (b"MM\0*" if order == ">" else b"II*\0") + struct.pack(f"{order}I", 8)
    for pointer, rows in ((0x8769, inner), (0x8825, gps)):
        if rows:
            outer.append((pointer, 4, 1, b""))
    size = 8 + 6 + 12 * len(outer) + sum(len(raw) + len(raw) % 2 for *_, raw in outer if len(raw) > 4)
    after = b""
    rows = []
    for tag, kind, count, raw in sorted(outer):
        if tag in (0x8769, 0x8825):
            raw = struct.pack(f"{order}I", size + len(after))
            after += _directory(sorted(inner if tag == 0x8769 else gps), size + len(after), order)
        rows.append((tag, kind, count, raw))
    return block + _directory(rows, 8, order) + after


def _directory(rows: list[tuple[int, int, int, bytes]], start: int, order: str) -> bytes:
    """A directory that stands at `start`, with its values behind it."""
    head, body = struct.pack(f"{order}H", len(rows)), b""
    behind = start + 6 + 12 * len(rows)
    for tag, kind, count, raw in rows:
        if len(raw) > 4:
            raw, body = struct.pack(f"{order}I", behind + len(body)), body + raw + b"\0" * (len(raw) % 2)
        head += struct.pack(f"{order}HHI", tag, kind, count) + raw.ljust(4, b"\0")
    return head + struct.pack(f"{order}I", 0) + body


def xmp(inside: str) -> bytes:
    """A packet whose description has these properties."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
        'xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" '
        f'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">{inside}</rdf:Description></rdf:RDF>'
        "</x:xmpmeta><?xpacket end='w'?>"
    ).encode()


def creator(name: str) -> str:
    return f"<dc:creator><rdf:Seq><rdf:li>{name}</rdf:li></rdf:Seq></dc:creator>"


MARK = f"<TC260:AIGC>{AIGC.replace('&', '&amp;')}</TC260:AIGC>"
TERM = (
    "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    "</Iptc4xmpExt:DigitalSourceType>"
)


def iptc(**sets: str) -> bytes:
    """The data of a Photoshop segment with datasets of IPTC by their numbers: n80 is the by-line."""
    data = b"".join(
        struct.pack(">BBBH", 28, 2, int(key[1:]), len(text.encode())) + text.encode() for key, text in sets.items()
    )
    data += b"\0" * (len(data) % 2)
    return b"Photoshop 3.0\x008BIM\4\4\0\0" + struct.pack(">I", len(data)) + data


def jpg(*blocks: bytes, tail: bytes = b"") -> bytes:
    """A photograph with these blocks: Exif, XMP, IPTC, a profile of colours, or a comment."""
    made = photograph(16, 16)
    parts = b""
    for block in blocks:
        kind, head = _frame(block)
        parts += bytes((0xFF, kind)) + struct.pack(">H", 2 + len(head) + len(block)) + head + block
    return made[:2] + parts + made[2:] + tail


def _frame(block: bytes) -> tuple[int, bytes]:
    if block[:2] in (b"MM", b"II"):
        return 0xE1, b"Exif\0\0"
    if block.startswith(b"<?xpacket"):
        return 0xE1, b"http://ns.adobe.com/xap/1.0/\0"
    if block.startswith(b"Photoshop"):
        return 0xED, b""
    return (0xE2, b"") if block.startswith((b"ICC_PROFILE", b"MPF")) else (0xFE, b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG with these chunks before its dots."""
    made = png(2, 2)
    return made[:33] + b"".join(chunk(kind, data) for kind, data in chunks) + made[33:]


def xmp_text(packet: bytes) -> tuple[bytes, bytes]:
    return b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet


def webp_with(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP in the extended format, with these chunks behind its dots."""
    flags = sum({b"EXIF": 8, b"XMP ": 4}.get(kind, 0) for kind, _ in chunks)
    body = b"WEBP" + _riff(b"VP8X", bytes((flags, 0, 0, 0, 3, 0, 0, 1, 0, 0))) + WEBP[12:]
    body += b"".join(_riff(kind, data) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(kind: bytes, data: bytes) -> bytes:
    return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
