"""Configurations of the web servers that show a published folder to readers.

The text of each stands in data/servers; here is what they have in common: types, times, headers, and what of a path or
a name such a file can say at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from xml.sax.saxutils import escape, quoteattr

from xuanlan import addresses
from xuanlan.addresses import Keep
from xuanlan.deploy.security_headers import HEADERS
from xuanlan.diagnostics.report import CallError
from xuanlan.library.attachments import IMAGES, MEDIA
from xuanlan.reading.shipped import DATA

PICTURE_WORDS = "一小时"
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
    file, values = KINDS[kind]
    text = (DATA / "servers" / file).read_text(encoding="utf-8")
    found = _common(place) | values(_checked(place, windows=kind == "iis"))
    filled = re.sub(r"@([A-Z_]+)@", lambda match: found[match[1]], text)
    return re.sub(r"\n{3,}", "\n\n", filled)


def _checked(place: Place, *, windows: bool) -> Place:
    folder = place.folder
    if found := _IN_PATH.search(folder):
        raise CallError(f"服务器的配置里写不了带有 {found[0]!r} 的文件夹：{folder!r}。请换一个名称。")
    if windows:
        if not PureWindowsPath(folder).is_absolute():
            raise CallError(f"IIS 的文件夹要写全，例如 D:\\宣传栏，不能是“{folder}”。")
        folder = str(PureWindowsPath(folder))
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


def _common(place: Place) -> dict[str, str]:
    return {
        "PORT": str(place.port),
        "MOUNT": place.mount,
        "FOREVER": Keep.FOREVER,
        "BRIEFLY": Keep.BRIEFLY,
        "PICTURE_WORDS": PICTURE_WORDS,
        "HASHED": f"^{_STAMPED}$",
        "INLINE": "|".join(SHOWN),
        "PICTURES": "|".join(PICTURES),
    }


def _nginx(place: Place) -> dict[str, str]:
    mounted = f"""
    # 网站在 {place.prefix} 下面，别的网址这里不管。要并入已有的 server，就在那边写：
    # location {place.prefix} {{ proxy_pass http://127.0.0.1:{place.port}; }}
    if ($uri = "{place.mount}") {{ return 301 "{place.prefix}"; }}
    if ($uri !~ "^{re.escape(place.prefix)}") {{ return 404; }}
    rewrite "^{re.escape(place.mount)}(/.*)$" "$1";
"""
    return {
        "ROOT": place.folder,
        "HOST": place.host or "_",
        "CHARSET_TYPES": " ".join(sorted(set(TEXTS.values()) - {"text/html"})),
        "PACKED_TYPES": " ".join(sorted(set(TEXTS.values()) - {"text/html"})),
        "TYPES": _lines(8, (f"{kind} {suffix};" for suffix, kind in (TEXTS | FILES).items())),
        "INLINE_TYPES": _lines(12, (f"{FILES[suffix]} {suffix};" for suffix in SHOWN)),
        "ATTACHED_TYPES": _lines(12, (f"{kind} {suffix};" for suffix, kind in FILES.items())),
        "HEADERS": _lines(4, (f'add_header {name} "{value}" always;' for name, value in HEADERS.items())),
        "MOUNTED": mounted if place.mount else "",
    }


def _apache(place: Place) -> dict[str, str]:
    mounted = f"""
    # 网站在 {place.prefix} 下面，别的网址这里不管。
    Alias "{place.mount}" "{place.folder}/current"
    RedirectMatch 404 "^(?!{re.escape(place.mount)}(?:/|$))"
"""
    mount = re.escape(place.mount)
    return {
        "ROOT": place.folder,
        "DOCUMENT_ROOT": f"{place.folder}/current",
        "SERVER_NAME": f"    ServerName {place.host}" if place.host else "",
        "MOUNTED": mounted if place.mount else "",
        "CHARSET_SUFFIXES": " ".join(f".{suffix}" for suffix in TEXTS),
        "KNOWN": "|".join(FILES),
        "TYPES": _lines(4, (f"AddType {kind} .{suffix}" for suffix, kind in (TEXTS | FILES).items())),
        "PACKED_TYPES": " ".join(sorted(set(TEXTS.values()))),
        "HEADERS": _lines(4, (f'Header always set {name} "{value}"' for name, value in HEADERS.items())),
        "PATTERN_MOUNT": mount,
        "MOUNTED_HASHED": f"^{mount}{_STAMPED}$",
        "CAPTURED_HASHED": f"^{mount}({_STAMPED})$",
    }


def _caddy(place: Place) -> dict[str, str]:
    types = (
        line
        for suffix, kind in (TEXTS | FILES).items()
        for line in (
            f"@{suffix} path *.{suffix}",
            f'header @{suffix} Content-Type "{kind}{"; charset=utf-8" if suffix in TEXTS else ""}"',
        )
    )
    return {
        "ROOT": place.folder,
        "ADDRESS": f"http://{place.host}:{place.port}",
        "PACKED_TYPES": _tabbed(3, (f'header Content-Type "{kind}*"' for kind in sorted(set(TEXTS.values())))),
        "TYPES": _tabbed(3, types),
        "KNOWN": "|".join(FILES),
        "HEADERS": _tabbed(2, (f'{name} "{value}"' for name, value in HEADERS.items())),
        "ERROR_HEADERS": _tabbed(3, (f'{name} "{value}"' for name, value in HEADERS.items())),
        "OPEN": f"handle_path {place.prefix}*" if place.mount else "handle",
        "MOUNTED": f"\tredir {place.mount} {place.prefix} 301\n\terror 404\n" if place.mount else "",
    }


def _iis(place: Place) -> dict[str, str]:
    here = (place.host or "xuanlan") + place.mount
    forever = '<clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" />'
    briefly = '<clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="01:00:00" />'
    asked = '<clientCache cacheControlMode="DisableCache" />'
    unkept = '<clientCache cacheControlMode="NoControl" />'
    fresh = '<httpProtocol><customHeaders><add name="Cache-Control" value="no-store" /></customHeaders></httpProtocol>'

    kept = {keep: [row.path.rstrip("/") for row in addresses.MADE if row.keep == keep] for keep in Keep}
    unstamped = [path for path in kept[Keep.ASK] if path.startswith(addresses.ASSETS)]

    def places(paths: Iterable[str], cache: str, more: str = "") -> str:
        inside = f"<staticContent>{cache}</staticContent>{more}"
        return _lines(2, (_location(f"{here}/{path}", inside) for path in paths))

    types = (
        f'<remove fileExtension=".{suffix}" />\n        <mimeMap fileExtension=".{suffix}" mimeType="{kind}" />'
        for suffix, kind in ({suffix: f"{kind}; charset=utf-8" for suffix, kind in TEXTS.items()} | FILES).items()
    )
    return {
        "ROOT": escape(place.folder.rstrip("\\")),
        "PLACE": here,
        "TYPES": _tabbed(3, types),
        "HEADERS": _lines(10, (f"<add name={quoteattr(name)} value={quoteattr(HEADERS[name])} />" for name in HEADERS)),
        "KEPT": places((*kept[Keep.FOREVER], "assets/stylesheets"), forever),
        "ASKED": places(unstamped, asked),
        "FRESH": places(kept[Keep.NEVER], unkept, fresh),
        "BRIEF": places((*kept[Keep.BRIEFLY], "assets/images"), briefly),
    }


def _location(path: str, inside: str) -> str:
    return f"<location path={quoteattr(path)}><system.webServer>{inside}</system.webServer></location>"


def _lines(indent: int, lines: Iterable[str]) -> str:
    return "\n".join(" " * indent + line for line in lines)


def _tabbed(depth: int, lines: Iterable[str]) -> str:
    """As `caddy fmt` wants it."""
    return "\n".join("\t" * depth + line for line in lines)


KINDS: Mapping[str, tuple[str, Callable[[Place], dict[str, str]]]] = {
    "nginx": ("nginx.conf", _nginx),
    "apache": ("apache.conf", _apache),
    "caddy": ("Caddyfile", _caddy),
    "iis": ("web.config", _iis),
}
"""Each server with the name of its text and what fills it."""
