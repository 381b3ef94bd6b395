"""PDF files that anybody may open and nobody may change: encrypted with an empty password (ISO 32000-1, 7.6)"""

from __future__ import annotations

import re
from hashlib import md5

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = b"0123456789abcdef"
_RIGHTS = -3904
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM = re.compile(rb"(?<=stream\n)(.*)(?=\nendstream)", re.DOTALL)
_STRING = re.compile(rb"<([0-9a-fA-F]{4,})>|\(((?:[^()\\]|\\.)*)\)", re.DOTALL)


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    made = bytearray()
    i = j = 0
    for sign in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        made.append(sign ^ box[(box[i] + box[j]) % 256])
    return bytes(made)


def _many(data: bytes) -> bytes:
    for _ in range(51):
        data = md5(data, usedforsecurity=False).digest()
    return data


def _turned(key: bytes, data: bytes) -> bytes:
    for number in range(20):
        data = rc4(bytes(sign ^ number for sign in key), data)
    return data


def locked(content: bytes, user: bytes = b"") -> bytes:
    """The same file with a password of its owner; it opens with the password of a `user`, which may be empty."""
    pad = (user + _PAD)[:32]
    owner = _turned(_many((b"owner" + _PAD)[:32]), pad)
    rights = (_RIGHTS & 0xFFFFFFFF).to_bytes(4, "little")
    key = _many(pad + owner + rights + _ID)
    proof = _turned(key, md5(_PAD + _ID, usedforsecurity=False).digest()) + bytes(16)
    out, places = b"%PDF-1.7\n", {}
    for found in _OBJECT.finditer(content):
        number = int(found[1])
        places[number] = len(out)
        own = md5(key + number.to_bytes(3, "little") + bytes(2), usedforsecurity=False).digest()
        out += b"%d 0 obj\n%s\nendobj\n" % (number, _of_object(found[2], own))
    start = len(out)
    last = max(places) + 1
    rows = (f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(last))
    trailer = content[content.rfind(b"trailer<<") + 9 : content.rfind(b">>")]
    law = b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P %d/O<%s>/U<%s>>>/ID[<%s><%s>]" % (
        _RIGHTS, owner.hex().encode(), proof.hex().encode(), _ID.hex().encode(), _ID.hex().encode(),
    )  # fmt: skip
    table = f"xref\n0 {last}\n{''.join(rows)}".encode()
    return out + table + b"trailer<<" + trailer + law + b">>\nstartxref\n%d\n%%%%EOF\n" % start


def _of_object(body: bytes, key: bytes) -> bytes:
    inside = _STREAM.search(body)
    head, tail = (body[: inside.start()], body[inside.end() :]) if inside else (body, b"")
    head = _STRING.sub(lambda found: b"<" + rc4(key, _plain(found)).hex().encode() + b">", head)
    return head + (rc4(key, inside[1]) if inside else b"") + tail


def _plain(found: re.Match[bytes]) -> bytes:
    return bytes.fromhex(found[1].decode("ascii")) if found[1] is not None else found[2]
