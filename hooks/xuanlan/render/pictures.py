"""Pictures of texts on pages: scaled for them, with their size, loaded late, the original behind a click"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from markupsafe import Markup

from xuanlan import addresses
from xuanlan.library.attachments import IMAGES, Checked
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.markup.rendered import PICTURE
from xuanlan.office import scaling

LARGEST = 1600
"""Pixels on the longer side of a picture on a page. That of a strip (`STRIP`) is cut off by no one: it is read from
above to below, so only its width counts."""
STRIP = 3
"""How many times as high as wide a picture is that is a strip."""
LEAST = 300
"""Pixels on the shorter side of a picture that WeChat shows beside a link."""
_FORM = "1"
"""To be raised when the same original comes to other bytes than before."""
_SIZES = "(min-width: 48em) 41rem, 100vw"
"""How wide a page shows a picture: at most as wide as its text."""
_TAG = re.compile(r"<a\b[^>]*>|</a>|<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')

Find = Callable[[str], Checked | None]
"""The file of a picture by the address that the text has for it; None for what is none of the site's own."""


class Version(NamedTuple):
    """A picture that a page shows in place of the original, `address` from the root."""

    width: int
    height: int
    address: str


def versions(picture: Checked, size: scaling.Size) -> list[Version]:
    """The smaller versions of `picture` that pages show, the smallest first; none for one that is small or moves."""
    if picture.suffix not in scaling.SCALED or size.moves:
        return []
    factor = min(1, LARGEST / size.width, 1 if size.height > STRIP * size.width else LARGEST / size.height)
    if factor == 1:
        return []
    plain = f"{_FORM} {scaling.VERSION} {picture.sha256}"
    name = hashlib.sha256(plain.encode()).hexdigest()[:20]
    made = []
    for part in (2, 1):
        width, height = (max(round(side * factor / part), 1) for side in size[:2])
        made.append(Version(width, height, f"{addresses.SIZED}{name}-{width}.{picture.suffix}"))
    return made


def size_of(picture: Checked) -> scaling.Size | None:
    """As readers see it; None for a file that is no picture."""
    return scaling.size_of(picture.root / picture.path) if picture.suffix in IMAGES else None


def of_notice(library: Library, entry: Entry) -> Find:
    """The pictures beside the text of `entry`."""
    files = entry.files_by_address
    return {at: Checked(library.root, path, one.sha256) for at, (path, one) in files.items()}.get


def of_page(library: Library, address: str) -> Find:
    """The pictures in the folder of pages, for the page at `address`."""
    folder = posixpath.dirname(address)
    files = {inside: library.originals[path] for path, inside in library.docs.files.items()}

    def find(src: str) -> Checked | None:
        return files.get(posixpath.normpath(posixpath.join(folder, unquote(src))))

    return find


def shown(fragment: str, find: Find) -> list[Checked]:
    """The pictures in the HTML `fragment`, each once."""
    files = (find(unescape(match[1])) for match in PICTURE.finditer(fragment))
    return list({file.sha256: file for file in files if file and file.suffix in IMAGES}.values())


def first(library: Library, page: str, fragment: str, find: Find) -> str:
    """The absolute address of the first picture, large enough for chats, of the text of the page at `page`; "" when
    there is none, or the site has no address."""
    if not library.site.url or "<img" not in fragment:
        return ""
    for match in PICTURE.finditer(fragment):
        picture = find(unescape(match[1]))
        size = size_of(picture) if picture else None
        if picture and size and min(size[:2]) >= LEAST:
            made = [one.address for one in versions(picture, size) if min(one[:2]) >= LEAST]
            return addresses.public(library.site.url, made[0] if made else _address(page, match[1]))
    return ""


def _address(page: str, source: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(unescape(source))))


def body(page: str, fragment: str, find: Find) -> Markup:
    """The HTML of a text for the page at `page`: its pictures as that page shows them."""
    if "<img" not in fragment:
        return Markup(fragment)
    links = 0

    def tag(match: re.Match[str]) -> str:
        nonlocal links
        if not match[0].startswith("<img"):
            links += -1 if match[0].startswith("</") else 1
            return match[0]
        return _picture(page, match[0], find, is_linked=links > 0)

    return Markup(_TAG.sub(tag, fragment))


def _picture(page: str, written: str, find: Find, *, is_linked: bool) -> str:
    given = dict(_ATTRIBUTE.findall(written))
    original = given.get("src", "")
    picture = find(unescape(original))
    size = size_of(picture) if picture else None
    if picture is None or size is None:
        return written
    made = versions(picture, size)
    least, largest = (made[0], made[-1]) if made else (None, None)
    given |= _measures(given, size if largest is None else size._replace(width=largest.width, height=largest.height))
    if least and largest:
        given["src"] = addresses.relative(page, largest.address)
        given["srcset"] = ", ".join(f"{addresses.relative(page, one.address)} {one.width}w" for one in made)
        given["sizes"] = f"{given['width']}px" if "width" in dict(_ATTRIBUTE.findall(written)) else _SIZES
    given |= {"loading": "lazy", "decoding": "async"}
    words = " ".join(f'{name}="{value}"' for name, value in given.items())
    image = f"<img {words}>"
    if is_linked or not largest:
        return image
    name = f"{given.get('alt', '')}（查看原图）".lstrip() if given.get("alt") else "查看原图"
    return f'<a class="xl-picture" href="{original}" aria-label="{name}">{image}</a>'


def _measures(given: Mapping[str, str], size: scaling.Size) -> dict[str, str]:
    """Width and height of the element. One that the author gives keeps its proportions; both, or parts of the page in
    percent, stay."""
    width, height = given.get("width", ""), given.get("height", "")
    if not width and not height:
        return {"width": str(size.width), "height": str(size.height)}
    if width.isdecimal() and not height:
        return {"height": str(max(round(int(width) * size.height / size.width), 1))}
    if height.isdecimal() and not width:
        return {"width": str(max(round(int(height) * size.width / size.height), 1))}
    return {}
