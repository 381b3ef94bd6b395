"""Every address of a site, in one place. Paths are posix, relative to the output's root, and end in a file name.

`/n/<id>/` is for ever; how the others are made up may change only with the ledger's leave.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urlsplit

HOME = "index.html"
HOTLINES = "hotlines/index.html"
VALUES = "core-values/index.html"
TITLES = {HOTLINES: "投诉举报电话", VALUES: "社会主义核心价值观"}
"""Of pages that other media name too."""
SEARCH = "search/index.html"
SITEMAP = "sitemap/index.html"
LICENCES = "licences/index.html"
MISSING = "404.html"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
CALENDAR = "calendar.ics"
API = "api/notices.json"
SITEMAP_XML = "sitemap.xml"
RELEASE = "release.json"
RELEASE_SCRIPT = "release.js"
"""What screens read of it: a script, because a page opened from a folder may read nothing else."""
MANIFEST = "manifest.sha256"
"""Every other file of a release with its digest, as `sha256sum -c` reads it."""
OF_RELEASE = (RELEASE, RELEASE_SCRIPT, MANIFEST)
"""Files that say what the release is, and so are no part of what it is made of."""
SIGNED = "signed.sha256"
"""Every other file of a pack with its digest, in packs that are signed; its signature lies beside it."""
SIGNATURES = (f"{SIGNED}.sig", f"{SIGNED}.minisig")
NO_PART = (*OF_RELEASE, SIGNED, *SIGNATURES)
"""What lies in a tree and is not named by its manifest."""
SCREENS = "kiosk/index.html"
WORKER = "kiosk/sw.js"
ASSETS = "assets/xuanlan/"
QR_HOTLINES = "hotlines"
QR_VALUES = "core-values"
"""Names of the codes for the two pages; no notice may have such an id."""
RESERVED = (
    "n", "notices", "public", "initiatives", "rules", "hotlines", "core-values", "search", "sitemap", "kiosk",
    "print", "qr", "licences",
)  # fmt: skip
"""Top-level names that hand-written pages may not take (with the columns that a site adds)."""
NO_COLUMN = frozenset({*RESERVED, "assets", "api", "404", "index"})
"""Top-level names, in lower case, that no column of a site's own may take."""


def notice(ident: str) -> str:
    return f"n/{ident}/index.html"


def attachment(ident: str, name: str) -> str:
    return f"n/{ident}/files/{name}"


def qr(name: str, kind: str) -> str:
    """The picture of a code, `kind` svg or png; `name` is a notice's id, QR_HOTLINES, QR_VALUES or a `qr_value`."""
    return f"qr/{name}.{kind}"


def sheet(ident: str) -> str:
    """The printed form of a notice."""
    return f"print/{ident}.pdf"


def screen(ident: str, name: str = "index.html") -> str:
    """The page of a screen, or another of its files."""
    return f"kiosk/{ident}/{name}"


def screen_picture(name: str) -> str:
    """A picture that screens show."""
    return f"kiosk/files/{name}.js"


def value_anchor(number: int) -> str:
    """The short anchor of core value `number`, 1 to 12 in the official order, on the page of all: for codes."""
    return f"v{number}"


def qr_value(number: int) -> str:
    return f"value-{number}"


def column(slug: str, part: str = "", page: int = 0) -> str:
    """A column; `part` is a year or a unit's slug, `page` one of its numbered pages (0: its front page)."""
    folders = [slug, *([part] if part else []), *([f"p{page}"] if page else [])]
    return "/".join([*folders, "index.html"])


def file(address: str) -> str:
    """The file that answers at an `address` from the site's root: /about.html, or a folder such as /hotlines/."""
    path = address.removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def unit_slug(unit: str) -> str:
    """A short ASCII name for a unit, the same on every machine and in every year."""
    return "unit-" + hashlib.sha256(unit.encode()).hexdigest()[:16]


def hotline_anchor(slug: str) -> str:
    """The anchor of a hotline on its page; the prefix keeps a slug from being an id that the page itself uses."""
    return "h-" + slug


def vcard(slug: str) -> str:
    return f"hotlines/{slug}.vcf"


def derived_id(path: str) -> str:
    """Id for a file that names none: its path where that is plain ASCII, else a digest of the path."""
    stem = path.removesuffix(".md")
    plain = stem.replace("/", "-").replace("_", "-").lower()
    if len(plain) <= 40 and plain.isascii() and plain.replace("-", "").isalnum() and plain[0] != "-":
        return plain
    return f"n-{hashlib.sha256(stem.encode(errors='surrogateescape')).hexdigest()[:10]}"


def relative(source: str, target: str) -> str:
    """href from the page `source` to `target` (which may carry a #fragment), percent-encoded."""
    path, _, fragment = target.partition("#")
    if path == source and fragment:
        return "#" + quote(fragment, safe=":-._~")
    href = quote(_way(source.split("/")[:-1], path.split("/")))
    return f"{href}#{quote(fragment, safe=':-._~')}" if fragment else href


def _way(here: list[str], there: list[str]) -> str:
    """From one folder to a file or folder, both from the root and without empty steps: `posixpath.relpath`, quicker."""
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def root(page: str) -> str:
    """The way from `page` to the root: "" or "../" repeated."""
    return "../" * page.count("/")


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
SHOWN = ("http://", "https://", "mailto:", "tel:")
"""How a link to somewhere else may begin."""


def elsewhere(href: str) -> bool:
    """Whether `href` leads out of the site: it names a scheme or a host."""
    return bool(_SCHEME.match(href))


def public(site_url: str, page: str) -> str:
    """The absolute canonical address of `page` (without index.html); empty without a `site_url`."""
    return site_url.rstrip("/") + "/" + quote(page.removesuffix("index.html")) if site_url else ""


LONGEST = 200
"""Characters of a site's address: no code could hold many more."""


def problem(site_url: str) -> str:
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
    return f"网址超过 {LONGEST} 个字符" if len(site_url) > LONGEST else ""


def server_root(site_url: str) -> str:
    """Path of the site's root on its server, with a slash at both ends; for the page that is served at any depth."""
    return (urlsplit(site_url).path.rstrip("/") or "") + "/"
