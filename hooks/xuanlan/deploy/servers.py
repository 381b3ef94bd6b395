"""Configurations of the web servers that show a published folder to readers.

The templates stand in data/servers. Here is what they print (media types, cache times, headers), and the check that a
path and a host name can stand in such a file.
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
"""The duration of Keep.BRIEFLY in words."""
TEXTS = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json",
    "xml": "application/xml", "svg": "image/svg+xml", "ics": "text/calendar", "vcf": "text/vcard",
    "txt": "text/plain", "csv": "text/csv", "webmanifest": "application/manifest+json",
}  # fmt: skip
"""Media types of UTF-8 text, by suffix: served compressed, and with charset=utf-8."""
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
"""Media types of all other files. Attachments get only these, because texts among them may be in any encoding."""
SHOWN = (*IMAGES, "pdf", *MEDIA)
"""Suffixes of attachments that a browser is to show; it is to save the others."""
PICTURES = (*IMAGES, "svg", "ico", "woff2", "woff")
KINDS = {"nginx": "nginx.conf", "apache": "apache.conf", "caddy": "Caddyfile", "iis": "web.config"}
"""The name of each server's template in data/servers."""
_STAMPED = r"/assets/(?:xuanlan|stylesheets|javascripts)/[^/]+\.[0-9a-f]{8,64}(?:\.min)?\.(?:css|js|svg)"
"""A pattern for the paths of files with a digest of their content in their names, ours and the host theme's."""
_IN_PATH = re.compile(r"[^\w ./\\:@+=,~()（）【】《》·—-]|[\x00-\x1f]")
_HOST = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")
_PREFIX = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a published site lies on its server, and at which address."""

    folder: str
    """the folder published to, absolute, as the server's machine has it"""
    host: str = ""
    port: int = 80
    prefix: str = "/"
    """path of the site's root, with a slash at both ends"""

    @property
    def mount(self) -> str:
        return self.prefix.rstrip("/")


def configuration(kind: str, place: Place) -> str:
    """The whole configuration; `kind` is one of KINDS. Raises CallError for what cannot stand in such a file."""
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
    """`host` as requests name it: in ASCII (IDNA). Raises CallError."""
    try:
        name = host.encode("idna").decode("ascii") if host else ""
    except UnicodeError:
        name = "?"
    if name and not _HOST.fullmatch(name):
        raise CallError(f"“{host}”不是域名，请只写域名，例如 board.college.example。")
    return name


def _values(place: Place) -> dict[str, Any]:
    """The values of the templates. `kept` has the paths for each `Keep`, folders without their final slash."""
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
    """A regular expression that matches exactly these paths."""
    start = commonprefix(paths)  # noqa: RUF071  (signs are meant, not steps)
    rests = [re.escape(path.removeprefix(start)) for path in sorted(paths)]
    return f"{re.escape(start)}(?:{'|'.join(filter(None, rests))}){'?' * ('' in rests)}"
