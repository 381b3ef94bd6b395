"""How pages refer to each other: relative addresses, which hold under any prefix, and absolute ones"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

HOME = "index.html"


def relative(source: str, target: str) -> str:
    """href from the page `source` to `target` (which may carry a #fragment), percent-encoded."""
    path, _, fragment = target.partition("#")
    if path == source and fragment:
        return "#" + quote(fragment, safe=":-._~")
    href = quote(_way(source.split("/")[:-1], path.split("/")))
    return f"{href}#{quote(fragment, safe=':-._~')}" if fragment else href


def _way(here: list[str], there: list[str]) -> str:
    """The relative path from a folder to a file or folder, each given as its segments from the root.

    Does the same as `posixpath.relpath`, faster.
    """
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def root(page: str) -> str:
    """The relative path from `page` to the site's root: "" or "../" repeated."""
    return "../" * page.count("/")


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
SHOWN = ("http://", "https://", "mailto:", "tel:")
"""What an external link may begin with."""


def elsewhere(href: str) -> bool:
    """Whether `href` leads out of the site: it names a scheme or a host."""
    return bool(_SCHEME.match(href))


def public(site_url: str, page: str) -> str:
    """The absolute canonical address of `page` (without index.html); empty without a `site_url`."""
    return site_url.rstrip("/") + "/" + quote(page.removesuffix(HOME)) if site_url else ""


def server_root(site_url: str) -> str:
    """Path of the site's root on its server, with a slash at both ends; for 404.html, which is served at any depth."""
    return (urlsplit(site_url).path.rstrip("/") or "") + "/"
