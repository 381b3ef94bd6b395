"""QR codes: whether the site has an address to encode, whether it is short enough to scan, which ids are reserved."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urlsplit

from xuanlan import addresses, qr
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.render import Library
from xuanlan.models import core_values
from xuanlan.models.notice import field_position
from xuanlan.reading.fields import shown

LARGEST = 4
"""Largest QR version that is easy to scan: version 4 has 41 modules with its quiet zone, 0.6 mm each at 25 mm width."""
_USUAL = "2026-001"
"""An id as `xuanlan new` gives it."""
_LONGEST = 200
"""Most characters of a site's address: no code could hold many more."""
_CONFIG = Position("mkdocs.yml")
_TAKEN = re.compile("|".join((*addresses.CODES.values(), rf"{addresses.qr_value('')}\d+")), re.IGNORECASE)


def check(library: Library, report: Report) -> None:
    for entry in library.entries:
        if _TAKEN.fullmatch(entry.id):
            report.add("id-reserved", field_position(entry.places, "id"), id=entry.id)
    url = library.site.url
    if not url:
        report.add("qr-no-address", _CONFIG)
        return
    if problem := _problem(url):
        report.add("site-url-invalid", _written(library), url=shown(url), problem=problem)
        return
    usual = addresses.public(url, addresses.notice(_USUAL))
    last = f"{addresses.public(url, addresses.VALUES)}#{addresses.value_anchor(len(core_values.core_values().words))}"
    dense = list(filter(_is_dense, (usual, last)))
    if dense:
        report.add("qr-dense-site", _CONFIG, address=dense[0])
    if usual in dense:  # and so is every other
        return
    for entry in library.public:
        address = addresses.public(url, entry.address)
        if _is_dense(address):
            room = qr.PLAIN - len(address) + len(entry.id)
            report.add("qr-dense", field_position(entry.places, "id"), id=entry.id, room=room)


def _written(library: Library) -> Position:
    """Where mkdocs.yml says `site_url`."""
    with suppress(OSError, UnicodeDecodeError):
        lines = (library.root / _CONFIG.file).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if match := re.match(r"site_url\s*:\s*", line):
                return Position(_CONFIG.file, number, match.end() + 1)
    return _CONFIG


def _problem(site_url: str) -> str:
    """Why pages cannot be addressed below `site_url`, as a clause; empty when they can."""
    try:
        parts = urlsplit(site_url)
        port = parts.port
    except ValueError:
        return "网址的写法不对"
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return "网址要以 http:// 或 https:// 开头，后面是域名"
    if "@" in parts.netloc:
        return "网址里不能有用户名和密码，会印在二维码里"
    if "?" in site_url or "#" in site_url:
        return "网址里不能有问号和井号"
    if re.search(r"[\s\\<>\"'`{}|^\x00-\x1f\x7f]", site_url):
        return "网址里有空格或者不能用的符号"
    return f"网址超过 {_LONGEST} 个字符" if len(site_url) > _LONGEST else ""


def _is_dense(address: str) -> bool:
    return len(address.encode()) > qr.PLAIN and qr.version(address) > LARGEST
