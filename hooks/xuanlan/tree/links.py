"""Links of a finished tree that lead nowhere in it: whatever a template or an organisation's own file says."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser

from xuanlan import addresses
from xuanlan.runtime.workers import in_chunks, in_processes
from xuanlan.tree.folder import Present
from xuanlan.tree.release import read_manifest

CHUNK = 1000
"""Pages that are read in about the time that a process takes to start."""
_LINKING = (
    "a, area, audio, button, embed, form, iframe, image, img, input, link, meta, object, script, source, track, "
    "use, video"
)
"""Elements that may lead somewhere."""
_LINKS = frozenset({"href", "xlink:href", "src", "action", "formaction", "poster", "data"})
_SOURCE = re.compile(r"\s*+(\S*[^\s,])(?:\s[^,]*+)?(?:,|$)")
"""One of the pictures of a `srcset`."""
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]\s*+(?:url\s*+=\s*+)?['\"]?([^'\"]+)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
"""How an address begins that is not of this site."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What every page needs to know of the tree."""

    folder: str
    files: frozenset[str]
    url: str
    root: str

    def target(self, page: str, address: str) -> tuple[str, str] | None:
        """The file that `address` on `page` leads to, with the fragment; None for what is not of this site."""
        address = address.strip()
        if self.url and unquote(address).startswith(unquote(self.url)):
            address = quote(self.root + unquote(address)[len(unquote(self.url)) :], safe="/?#&=")
        if _ELSEWHERE.match(address):
            return None
        way, _, fragment = address.partition("#")
        fragment = fragment.partition(":~:")[0]  # a place that browsers look for in the text
        if fragment.lower() == "top":
            fragment = ""  # every page has one
        way = unquote(way.partition("?")[0])
        if not way:
            return page, unquote(fragment)
        if way.startswith("/"):
            if not way.startswith(unquote(self.root)):
                return None
            path = way[len(unquote(self.root)) :]
        else:
            path = posixpath.join(posixpath.dirname(page), way)
        folder = not path or path.endswith("/")
        path = posixpath.normpath(path) if path else "."
        if folder or path == "." or (path not in self.files and f"{path}/{addresses.HOME}" in self.files):
            path = posixpath.normpath(f"{path}/{addresses.HOME}")
        return path, unquote(fragment)


def dead_links(folder: Path, site_url: str, before: Path | None = None) -> dict[str, list[str]]:
    """Each address, path with fragment, that links in the tree in `folder` name and that nothing answers; with the
    pages that do.

    `site_url` is the address of the tree's root, or empty. Of the links of a tree in the folder `before`, those count
    as looked at that have stayed while nothing they may lead to has gone. Raises OSError.
    """
    files = frozenset(Present.scan(folder, stamped=False).files)
    site = _Site(str(folder), files, site_url, addresses.server_root(site_url))
    pages = [path for path in _changed(folder, before, files) if path.endswith(".html")]
    tasks = in_chunks(pages, CHUNK)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for chunk in in_processes(_doubtful, site, tasks, len(tasks)):
        for page, target, fragment in chunk:
            found[target, fragment].append(page)
    there = {target: _ids_in(folder / target) for target, _ in found if target in files}
    return {
        f"{target}#{fragment}" if fragment else target: sorted(pages)
        for (target, fragment), pages in sorted(found.items())
        if fragment not in there.get(target, ())
    }


def _changed(folder: Path, before: Path | None, files: frozenset[str]) -> list[str]:
    """Which of `files` are not as they were in `before`: all of them where anything has gone that was there."""
    if before is None:
        return sorted(files)
    try:
        old, new = (read_manifest((tree / addresses.MANIFEST).read_bytes()) for tree in (before, folder))
    except (OSError, ValueError):
        return sorted(files)
    if not files >= old.keys():
        return sorted(files)
    changed = sorted(path for path in files if path not in new or new[path] != old.get(path))
    pages = [path for path in changed if path in old and path.endswith(".html")]
    gone = any(_ids_in(before / path) - _ids_in(folder / path) for path in pages)
    return sorted(files) if gone else changed


def _doubtful(site: _Site, pages: Sequence[str]) -> list[tuple[str, str, str]]:
    """Page, target and fragment of each link to no file, or into the middle of one."""
    return [(page, *target) for page in pages for target in links_of(site, page)]


def links_of(site: _Site, page: str) -> Iterator[tuple[str, str]]:
    """Links of `page` that lead to a file that is not there, or to a place that it does not have: target and place."""
    parsed = LexborHTMLParser(Path(site.folder, page).read_bytes())
    ids: set[str] | None = None
    for address in _addresses(parsed):
        if (found := site.target(page, address)) is None:
            continue
        target, fragment = found
        if target == page:
            ids = _ids(parsed) if ids is None else ids
            if fragment and fragment not in ids:
                yield found
        elif target not in site.files or (fragment and target.endswith(".html")):
            yield found


def _addresses(page: LexborHTMLParser) -> set[str]:
    found: set[str] = set()
    for element in page.css(_LINKING):
        given = {name: value or "" for name, value in element.attributes.items()}
        found.update(given[name] for name in given.keys() & _LINKS)
        found.update(_SOURCE.findall(given.get("srcset", "")))
        if given.get("http-equiv", "").lower() == "refresh" and (ahead := _REFRESH.match(given.get("content", ""))):
            found.add(ahead[1])
    return found


def _ids_in(file: Path) -> set[str]:
    return _ids(LexborHTMLParser(file.read_bytes()))


def _ids(page: LexborHTMLParser) -> set[str]:
    marked = page.css("[id], [name]")
    found = {value for element in marked for name in ("id", "name") if (value := element.attributes.get(name))}
    return found | {unquote(one) for one in found}
