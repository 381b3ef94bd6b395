"""Configurations of the web servers that show a published folder to readers.

The templates stand in data/servers; here is what they print: types, times, headers, and what of a path or a name such a
file can say at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from os.path import commonprefix
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from xuanlan import addresses
from xuanlan.addresses import Keep
from xuanlan.diagnostics.report import CallError
from xuanlan.library.attachments import IMAGES, MEDIA
from xuanlan.render.texts import printed
from xuanlan.security_headers import HEADERS

BRIEF_WORDS = "一小时"
"""Keep.BRIEFLY in words."""
TEXTS = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json",
    "xml": "application/xml", "svg": "image/svg+xml", "ics": "text/calendar", "vcf": "text/vcard",
    "txt": "text/plain", "csv": "text/csv", "webmanifest": "application/manifest+json",
}  # fmt: skip
"""Types of what is UTF-8, by suffix: what is compressed, and said to be UTF-8."""
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
FILES = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff", "mp3": "audio/mpeg", "mp4": "video/mp4",
    "pdf": "application/pdf", "ofd": "application/ofd", "zip": "application/zip", "7z": "application/x-7z-compressed",
    "rar": "application/vnd.rar", "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint", "wps": "application/vnd.ms-works", "et": "application/vnd.ms-excel",
    "dps": "application/vnd.ms-powerpoint", "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet", "pptx": _OFFICE + "presentationml.presentation",
    "odt": _OPEN + "text", "ods": _OPEN + "spreadsheet", "odp": _OPEN + "presentation",
}  # fmt: skip
"""Types of everything else; an attachment that is text may be in any encoding, so it has no other type than these."""
SHOWN = (*IMAGES, "pdf", *MEDIA)
"""Attachments that a browser shows; it saves the others."""
PICTURES = (*IMAGES, "svg", "ico", "woff2", "woff")
KINDS = {"nginx": "nginx.conf", "apache": "apache.conf", "caddy": "Caddyfile", "iis": "web.config"}
"""Each server with the name of its template."""
_STAMPED = r"/assets/(?:xuanlan|stylesheets|javascripts)/[^/]+\.[0-9a-f]{8,64}(?:\.min)?\.(?:css|js|svg)"
"""Paths of files that have a digest of their content in their names, ours and those of the host's theme."""
_IN_PATH = re.compile(r"[^\w ./\\:@+=,~()（）【】《》·—-]|[\x00-\x1f]")
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")
_PREFIX = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site lies and how it is called."""

    folder: str
    """what was published to; absolute on the machine of the server"""
    host: str = ""
    port: int = 80
    prefix: str = "/"
    """path of the site's root, with a slash at both ends"""

    @property
    def mount(self) -> str:
        return self.prefix.rstrip("/")


def configuration(kind: str, place: Place) -> str:
    """The whole configuration of a server of the KINDS. Raises CallError for what cannot stand in such a file."""
    return printed(f"servers/{KINDS[kind]}", _values(_checked(place, windows=kind == "iis")))


def _checked(place: Place, *, windows: bool) -> Place:
    folder = place.folder
    if found := _IN_PATH.search(folder):
        raise CallError(f"服务器的配置里写不了带有 {found[0]!r} 的文件夹：{folder!r}。请换一个名称。")
    if windows:
        if not PureWindowsPath(folder).is_absolute():
            raise CallError(f"IIS 的文件夹要写全，例如 D:\\宣传栏，不能是“{folder}”。")
        folder = str(PureWindowsPath(folder)).rstrip("\\")
    else:
        folder = re.sub(r"\\", "/", folder) if re.match("[A-Za-z]:", folder) else folder
        if "\\" in folder or not (PurePosixPath(folder).is_absolute() or re.match("[A-Za-z]:/", folder)):
            raise CallError(f"文件夹要写全，例如 /srv/宣传栏，不能是“{folder}”。")
        folder = folder.rstrip("/")
    if not _PREFIX.fullmatch(place.prefix):
        raise CallError(
            f"--prefix 要以斜杠开头和结尾，中间只用字母、数字、横线，例如 /board/，不能是“{place.prefix}”。"
        )
    return Place(folder, _ascii(place.host), place.port, place.prefix)


def _ascii(host: str) -> str:
    """`host` as it stands in a request."""
    try:
        name = host.encode("idna").decode("ascii") if host else ""
    except UnicodeError:
        name = "?"
    if name and not _HOST.fullmatch(name):
        raise CallError(f"“{host}”不是域名，请只写域名，例如 board.college.example。")
    return name


def _values(place: Place) -> dict[str, Any]:
    """What the templates name. `kept` has the paths of each time, without the slash of a folder."""
    kept = {keep: [row.path.rstrip("/") for row in addresses.MADE if row.keep == keep] for keep in Keep}
    return {
        "place": place,
        "here": (place.host or "xuanlan") + place.mount,
        "mount": re.escape(place.mount),
        "headers": HEADERS.items(),
        "texts": TEXTS,
        "files": FILES,
        "types": (TEXTS | FILES).items(),
        "packed": sorted(set(TEXTS.values())),
        "shown": SHOWN,
        "pictures": PICTURES,
        "keep": Keep,
        "kept": kept,
        "asked": [path for path in kept[Keep.ASK] if path.startswith(addresses.ASSETS)],
        "brief": BRIEF_WORDS,
        "hashed": _STAMPED,
        "unkept_pattern": "/" + _either(kept[Keep.NEVER]),
        "attached": "/" + addresses.pattern(addresses.attachment("*", "")),
        "missing": addresses.MISSING,
    }


def _either(paths: Sequence[str]) -> str:
    """A regular expression for these paths alone."""
    start = commonprefix(paths)  # noqa: RUF071  (signs are meant, not steps)
    rests = [re.escape(path.removeprefix(start)) for path in sorted(paths)]
    return f"{re.escape(start)}(?:{'|'.join(filter(None, rests))}){'?' * ('' in rests)}"
