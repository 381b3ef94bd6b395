"""Pictures out of RTF, in which Word and WPS put them on the clipboard: their HTML only names files of that machine"""

from __future__ import annotations

import re

_BLIP = re.compile(r"\\(png|jpeg)blip(?![a-z])")
_END = re.compile(r"[{}]")
_WORD = re.compile(r"\\[a-z]+-?[0-9]*[ ]?|\\[^a-z]|\s+")
_BINARY = re.compile(r"\\bin[0-9]")
_HEX = re.compile(r"[0-9a-fA-F]*")
_SMALLEST = 30
"""Bytes: no picture is smaller."""


def pictures(rtf: str) -> list[tuple[str, bytes]]:
    """Suffix and bytes of each, in order. What is no picture or is cut off is left out."""
    found: list[tuple[str, bytes]] = []
    at = 0
    while blip := _BLIP.search(rtf, at):
        parts: list[str] = []
        at, depth = blip.end(), 0
        while end := _END.search(rtf, at):
            if not depth:
                parts.append(rtf[at : end.start()])
            depth += 1 if end[0] == "{" else -1
            at = end.end()
            if depth < 0:
                break
        else:
            break
        written = _WORD.sub("", "".join(parts))
        if not _BINARY.search("".join(parts)) and _HEX.fullmatch(written):
            data = bytes.fromhex(written[: len(written) // 2 * 2])
            if len(data) >= _SMALLEST:
                found.append(("png" if blip[1] == "png" else "jpg", data))
    return found
