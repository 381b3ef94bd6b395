"""Dead links in a finished tree, whoever wrote them: texts, templates or the organisation's own files.

HTML of others is parsed (selectolax: 0.66 ms a page, patterns took 0.94); only a single fact in our own pages is found
by a pattern elsewhere (13 µs, not 240).
"""

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
"""How many pages are read in about the time that a process takes to start."""
_LINKING = (
    "a, area, audio, button, embed, form, iframe, image, img, input, link, meta, object, script, source, track, "
    "use, video"
)
"""Elements that may have a link."""
_LINKS = frozenset({"href", "xlink:href", "src", "action", "formaction", "poster", "data"})
_SOURCE = re.compile(r"\s*+(\S*[^\s,])(?:\s[^,]*+)?(?:,|$)")
"""One image candidate of a `srcset`, with its address."""
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]\s*+(?:url\s*+=\s*+)?['\"]?([^'\"]+)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
"""The beginning of an address outside the site."""


@dataclass(frozen=True, slots=True)
class _Site:
    """The tree, as far as links need it: its files, its address and the path of its root on the server."""

    folder: str
    files: frozenset[str]
    url: str
    root: str

    def target(self, page: str, address: str) -> tuple[str, str] | None:
        """The path and the fragment that `address` on `page` leads to; None for an address outside the site."""
        address = address.strip()
        if self.url and unquote(address).startswith(unquote(self.url)):
            address = quote(self.root + unquote(address)[len(unquote(self.url)) :], safe="/?#&=")
        if _ELSEWHERE.match(address):
            return None
        way, _, fragment = address.partition("#")
        fragment = fragment.partition(":~:")[0]  # a text fragment
        if fragment.lower() == "top":
            fragment = ""  # every page has a top
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
    """Each missing target of a link in the tree `folder`, a path with its fragment, and the pages that link to it.

    `site_url` is the address of the tree's root, or empty. `before` is an earlier tree that was checked: if all its
    files and anchors are still there, only changed pages are checked. Raises OSError.
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
    """Which of `files` differ from those in `before`; all of them when a file or an anchor of `before` is gone."""
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
    """Page, target and fragment of each link that `links_of` finds on `pages`."""
    return [(page, *target) for page in pages for target in links_of(site, page)]


def links_of(site: _Site, page: str) -> Iterator[tuple[str, str]]:
    """Target and fragment of each link of `page` that is dead, or names a fragment of another page, to be checked."""
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
