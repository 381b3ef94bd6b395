"""An output tree: the digests of its files, its parsed pages, its links."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from xuanlan.library.render import Library

TEXT_TYPES = {".html", ".xml", ".json", ".ics", ".js", ".css", ".vcf", ".txt", ".svg"}
_LINKS = ("href", "src", "action", "poster", "data")
_FAR = ("http://", "https://", "tel:", "mailto:")


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder` by its path."""
    return {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths(folder)}


def stamps(folder: Path) -> dict[str, int]:
    """Time of the last change (ns) of every file below `folder` by its path."""
    return {path: (folder / path).stat().st_mtime_ns for path in paths(folder)}


def paths(folder: Path) -> list[str]:
    """Every file below `folder`, sorted."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """The paths whose content differs between two results of `digests`, added and removed ones included."""
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


@dataclass(frozen=True)
class Link:
    """A reference that stands on the page `page` as `tag` `attribute`."""

    page: str
    tag: str
    attribute: str
    value: str

    @property
    def outside(self) -> bool:
        return self.value.startswith(_FAR)

    @property
    def target(self) -> str:
        """Path from the output's root; the page itself for a bare fragment. Absolute paths count from the root."""
        path = unquote(urlsplit(self.value).path)
        if not path:
            return self.page
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.page), path)).lstrip("/")

    @property
    def fragment(self) -> str:
        return unquote(urlsplit(self.value).fragment)


@dataclass
class Tree:
    """The output in `folder`. Paths are posix, from the root."""

    folder: Path
    _parsed: dict[str, LexborHTMLParser] = field(default_factory=dict)

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(paths(self.folder))

    @cached_property
    def pages(self) -> list[str]:
        """Paths of the pages that people read; pages of screens have no frame, and tests of their own."""
        return sorted(path for path in self.files if path.endswith(".html") and not re.match(r"kiosk/[^/]+/", path))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text file with its content."""
        for path in sorted(self.files):
            if Path(path).suffix in TEXT_TYPES:
                yield path, self.text(path)

    def page(self, path: str) -> LexborHTMLParser:
        if path not in self._parsed:
            self._parsed[path] = LexborHTMLParser(self.text(path))
        return self._parsed[path]

    def main(self, path: str) -> LexborNode:
        """The main part of the page, without the frame."""
        return one(self.page(path), ".xl-page")

    def links(self, path: str) -> Iterator[Link]:
        """Every reference on the page, in its head as in its body."""
        for attribute in _LINKS:
            for node in self.page(path).css(f"[{attribute}]"):
                if attribute != "data" or node.tag == "object":
                    yield Link(path, node.tag or "", attribute, node.attributes[attribute] or "")

    def ids(self, path: str) -> list[str]:
        return [node.attributes["id"] or "" for node in self.page(path).css("[id]")]

    def listed(self, path: str) -> list[str]:
        """Ids of the notices that the page lists (banner of urgent ones left out), in order."""
        return [node.attributes["data-notice-link"] or "" for node in self.main(path).css("[data-notice-link]")]


@dataclass(frozen=True)
class Built:
    """A site's sources, its output, and its library by the clock of the build."""

    root: Path
    tree: Tree
    library: Library


def one(scope: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The only element that matches."""
    found = scope.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)} instead of one"
    return found[0]


def words(node: LexborNode) -> str:
    """The text of `node` with single spaces."""
    html = re.sub(r'<span class="xl-kept">([^<]*)</span>', r"\1", (node.html or "").replace("<wbr>", ""))
    html = re.sub(r'<span class="xl-tied">([^<]*)</span>', r"\1", html)
    return " ".join(LexborHTMLParser(html).text(separator=" ").split())


def line(node: LexborNode) -> str:
    """The text of `node` as a reader sees it in one line: no space between parts of a word."""
    return " ".join(node.text().split())
