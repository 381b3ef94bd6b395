"""Every address of a site, and one table of what is made at each

Paths are POSIX, relative to the output's root, and end in a file name.
`/n/<id>/` never changes; the form of any other address may change only if the ledger allows it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache

from xuanlan.addresses.hrefs import HOME as HOME
from xuanlan.addresses.hrefs import SHOWN as SHOWN
from xuanlan.addresses.hrefs import elsewhere as elsewhere
from xuanlan.addresses.hrefs import public as public
from xuanlan.addresses.hrefs import relative as relative
from xuanlan.addresses.hrefs import root as root
from xuanlan.addresses.hrefs import server_root as server_root

HOTLINES = "hotlines/index.html"
VALUES = "core-values/index.html"
CAMPAIGNS = "campaigns/index.html"
_TASKS = "tasks.ics"
"""Days of phases and tasks, beside the page of a campaign, or of a unit in it."""
SEARCH = "search/index.html"
SITEMAP = "sitemap/index.html"
LICENCES = "licences/index.html"
SCREENS = "kiosk/index.html"
MISSING = "404.html"
ATOM = "feed.xml"
JSON_FEED = "feed.json"
CALENDAR = "calendar.ics"
YEAR = "year/index.html"
YEAR_DAYS = "year/days.ics"
API = "api/notices.json"
SITEMAP_XML = "sitemap.xml"
RELEASE = "release.json"
RELEASE_SCRIPT = "release.js"
"""The part of release.json that screens read: a script, because a page opened from a folder may load nothing else."""
MANIFEST = "manifest.sha256"
"""Every other file of a release with its digest, as `sha256sum -c` reads it."""
OF_RELEASE = (RELEASE, RELEASE_SCRIPT, MANIFEST)
"""Files that describe the release; their content is not part of its digest."""
SIGNED = "signed.sha256"
"""In a signed pack: every other file with its digest. The signature lies beside it."""
SIGNATURES = (f"{SIGNED}.sig", f"{SIGNED}.minisig")
NO_PART = (*OF_RELEASE, SIGNED, *SIGNATURES)
"""Files of a tree that its manifest does not list."""
NOTICES = "n/"
_KIOSK = "kiosk/"
WORKER = f"{_KIOSK}sw.js"
SHOW = "show.js"
"""What a screen shows, beside its page."""
INDEX = "search/"
"""The folder of the search index, below the search page."""
ASSETS = "assets/xuanlan/"
SIZED = "assets/sized/"
"""Pictures of texts, scaled for pages."""
BUILT = f"{ASSETS}built.js"
"""The time of the build."""
ICON = f"{ASSETS}icon.svg"
SHARE = f"{ASSETS}share.png"
"""The picture of the site, for chats."""


class Upload(IntEnum):
    """The order of uploads to object storage, where no tree can be switched in one step: at any moment, all that a page
    refers to is there."""

    NEEDED = 0
    """what pages load"""
    NOTICES = 1
    PAGES = 2
    """pages that lead to notices; the deepest first, the home page last"""
    INDEXES = 3
    """where programs find pages: the search index, feeds, the shows of screens"""
    MANIFEST = 4
    RELEASE_SCRIPT = 5
    RELEASE = 6
    """says that the upload is complete"""


class Keep(StrEnum):
    """How long a browser may cache a file: values of Cache-Control."""

    NEVER = "no-store"
    ASK = "no-cache"
    """it revalidates the file each time"""
    BRIEFLY = "public, max-age=3600"
    FOREVER = "public, max-age=31536000, immutable"
    """for a file whose name contains a digest of its content"""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that the engine makes, or a folder of them; nothing else may have that address."""

    path: str
    """of a file, or of a folder (ends in a slash); * matches one path segment"""
    title: str = ""
    """of the page, and in the site map"""
    listed: bool = False
    """whether the site map names it and texts may link to it"""
    indexed: bool = False
    """whether search engines may index it"""
    code: str = ""
    """name of the QR code that leads there; no notice may have that id"""
    upload: Upload | None = None
    """None: PAGES for a page, NEEDED for any other file"""
    keep: Keep = Keep.ASK


MADE = (
    Output(HOME, "首页", listed=True, indexed=True),
    Output(HOTLINES, "投诉举报电话", listed=True, indexed=True, code="hotlines"),
    Output("hotlines/"),
    Output(VALUES, "社会主义核心价值观", listed=True, indexed=True, code="core-values"),
    Output(CAMPAIGNS, "重点工作", indexed=True),
    Output(f"campaigns/*/{_TASKS}", upload=Upload.INDEXES),
    Output(f"campaigns/*/*/{_TASKS}", upload=Upload.INDEXES),
    Output(f"campaigns/*/{ATOM}", upload=Upload.INDEXES),
    Output("campaigns/"),
    Output(SEARCH, "搜索", listed=True),
    Output(INDEX, upload=Upload.INDEXES),
    Output(SITEMAP, "站点地图", listed=True, indexed=True),
    Output(LICENCES, "软件许可", listed=True),
    Output(SCREENS, "大厅屏幕"),
    Output(WORKER, upload=Upload.INDEXES),
    Output(f"{_KIOSK}files/"),
    Output(f"{_KIOSK}*/{SHOW}", upload=Upload.INDEXES),
    Output(_KIOSK),
    Output(MISSING, "没有找到这一页"),
    Output(ATOM, "Atom 订阅", listed=True, upload=Upload.INDEXES),
    Output(JSON_FEED, "JSON Feed 订阅", listed=True, upload=Upload.INDEXES),
    Output(CALENDAR, "日历（公示期、截止时间、活动）", listed=True, upload=Upload.INDEXES),
    Output(YEAR, "年历", listed=True, indexed=True),
    Output(YEAR_DAYS, "日历（节日、纪念日和主题日）", listed=True, upload=Upload.INDEXES),
    Output("year/"),
    Output(API, upload=Upload.INDEXES),
    Output(SITEMAP_XML, upload=Upload.INDEXES),
    Output(f"{NOTICES}*/{HOME}", upload=Upload.NOTICES),
    Output(NOTICES),
    Output("print/"),
    Output("qr/", keep=Keep.BRIEFLY),
    Output(BUILT, upload=Upload.INDEXES),
    Output(ICON),
    Output(SHARE),
    Output(ASSETS, keep=Keep.FOREVER),
    Output(SIZED, keep=Keep.FOREVER),
    Output(RELEASE, upload=Upload.RELEASE, keep=Keep.NEVER),
    Output(RELEASE_SCRIPT, upload=Upload.RELEASE_SCRIPT, keep=Keep.NEVER),
    Output(MANIFEST, upload=Upload.MANIFEST),
)
"""Everything that the engine makes except the columns, which are data (`models.kinds`). The first row that matches a
file counts."""
TITLES = {row.path: row.title for row in MADE if row.title}
LISTED = tuple(row.path for row in MADE if row.listed)
INDEXED = tuple(row.path for row in MADE if row.indexed)
CODES = {row.path: row.code for row in MADE if row.code}
"""The name of each page's QR code, by the page's path."""
_OURS = (row.path.removesuffix(HOME).rstrip("/") for row in MADE if "*" not in row.path)
RESERVED = (*filter(None, _OURS), "404")
"""Files and folders that no hand-written page may take, besides columns. `docs/404.md` may become 404/index.html."""
TOP = frozenset(path.split("/")[0] for path in RESERVED)
"""The engine's top-level names; any other is a column's or a hand-written page's."""
NO_COLUMN = frozenset({*(name for name in TOP if "." not in name), "index"})
"""Top-level names, in lower case, that no column of a site's own may take."""
NO_SCREEN = frozenset(path.split("/")[1] for path in RESERVED if path.startswith(_KIOSK))
"""Names below kiosk/, in lower case, that no screen may take."""


def made(path: str) -> Output | None:
    """The row for the file at `path`; None for a column's file and for one that the engine does not make."""
    match = _rows().fullmatch(path)
    return MADE[match.lastindex - 1] if match and match.lastindex else None


@cache
def _rows() -> re.Pattern[str]:
    return re.compile("|".join(f"({pattern(row.path)}{'.*' * row.path.endswith('/')})" for row in MADE), re.DOTALL)


def pattern(path: str) -> str:
    """A regular expression for `path`, in which * matches one path segment."""
    return re.escape(path).replace(r"\*", "[^/]+")


def notice(ident: str) -> str:
    return f"{NOTICES}{ident}/{HOME}"


def notice_at(path: str) -> str:
    """The id of the notice whose page is at `path`; empty when `path` is not a notice's page."""
    ident = path.removeprefix(NOTICES).removesuffix(f"/{HOME}")
    return ident if path == notice(ident) and "/" not in ident else ""


def attachment(ident: str, name: str) -> str:
    return f"{NOTICES}{ident}/files/{name}"


def qr(name: str, kind: str) -> str:
    """The image of a QR code; `kind` is svg or png, `name` a notice's id, one of the CODES or a `qr_value`."""
    return f"qr/{name}.{kind}"


def sheet(ident: str) -> str:
    """The printed form of a notice."""
    return f"print/{ident}.pdf"


def screen(ident: str, name: str = HOME) -> str:
    """The page of a screen, or another of its files."""
    return f"{_KIOSK}{ident}/{name}"


def screen_picture(name: str) -> str:
    """A picture that screens show."""
    return f"{_KIOSK}files/{name}.js"


def value_anchor(number: int) -> str:
    """The short anchor, for QR codes, of core value `number` (1 to 12, in the official order) on the page of values."""
    return f"v{number}"


def qr_value(number: int | str) -> str:
    """The name of the QR code of core value `number`."""
    return f"value-{number}"


def column(slug: str, part: str = "", page: int = 0) -> str:
    """A page of a column, or of its `part`, a year or a unit's slug; `page` counts from 1, 0 is the front page."""
    folders = [slug, *([part] if part else []), *([f"p{page}"] if page else [])]
    return "/".join([*folders, HOME])


def campaign(name: str) -> str:
    """The page of the campaign `name`."""
    return f"campaigns/{name}/{HOME}"


def campaign_unit(name: str, unit: str) -> str:
    """A unit's tasks in the campaign `name`."""
    return f"campaigns/{name}/{unit_slug(unit)}/{HOME}"


def campaign_calendar(name: str, unit: str = "") -> str:
    """The calendar of the campaign `name`, or of a unit's tasks in it."""
    return (campaign_unit(name, unit) if unit else campaign(name)).removesuffix(HOME) + _TASKS


def campaign_feed(name: str) -> str:
    """The Atom feed of the campaign `name`."""
    return f"campaigns/{name}/{ATOM}"


def file(address: str) -> str:
    """The file that answers at `address`, a path from the site's root: /about.html, or a folder such as /hotlines/."""
    path = address.removeprefix("/")
    return f"{path}{HOME}" if path.endswith("/") or not path else path


def of_file(path: str) -> str:
    """The address, from the site's root, of the file at `path`: the inverse of `file`."""
    return f"/{path.removesuffix(HOME)}"


def unit_slug(unit: str) -> str:
    """A short ASCII name for a unit, the same on every machine and in every year."""
    return "unit-" + hashlib.sha256(unit.encode()).hexdigest()[:16]


def hotline_anchor(slug: str) -> str:
    """The anchor of a hotline on its page; the prefix keeps it from equal ids of the page itself."""
    return "h-" + slug


def vcard(slug: str) -> str:
    return f"hotlines/{slug}.vcf"


def derived_id(path: str) -> str:
    """The id of a file that declares none: its path where that is plain ASCII, else a digest of the path."""
    stem = path.removesuffix(".md")
    plain = stem.replace("/", "-").replace("_", "-").lower()
    if len(plain) <= 40 and plain.isascii() and plain.replace("-", "").isalnum() and plain[0] != "-":
        return plain
    return f"n-{hashlib.sha256(stem.encode(errors='surrogateescape')).hexdigest()[:10]}"
