"""Hand-written pages, `docs/`: read, rendered and checked like notices; the host decides where they go."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from xuanlan import addresses
from xuanlan.attachments import check_file
from xuanlan.diagnostics import Position, Report
from xuanlan.fields import Model, Text, declare
from xuanlan.markup import Rendered
from xuanlan.source import read_text, split_source
from xuanlan.validation import validate


class DocMeta(Model):
    """Front matter of a hand-written page; none is needed."""

    title: Text | None = declare("标题", "页面的标题；不写就用正文的一级标题。", "关于我们")
    description: Text | None = declare("摘要", "一句话说明，供搜索引擎显示。", "宣传部的职责与联系方式。")


@dataclass(slots=True)
class DocPage:
    """One page of docs/. `path` is from the site's root, `address` from the output's."""

    path: str
    address: str
    title: str
    description: str
    body: str
    body_line: int
    rendered: Rendered = field(default_factory=lambda: Rendered("", ""))


@dataclass(slots=True)
class Docs:
    """All pages and files of docs/, by path from the site's root."""

    pages: dict[str, DocPage] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    folder: str = "docs"

    @classmethod
    def read(
        cls,
        root: Path,
        folder: Path | None,
        as_folders: bool,
        columns: set[str],
        report: Report,
        skip: Set[str] = frozenset(),
    ) -> Docs:
        """Read the folder but for the paths in `skip`; `as_folders`: about.md becomes about/index.html.

        `columns` are top-level names already taken.
        """
        docs = cls()
        if folder is None or not folder.is_dir():
            return docs
        if not folder.resolve().is_relative_to(root.resolve()):
            report.add("config-invalid", Position("mkdocs.yml"), problem="docs_dir 不在网站的文件夹之内")
            return docs
        name = docs.folder = folder.resolve().relative_to(root.resolve()).as_posix()
        for path in sorted(set(_walk(folder, name)) - skip):
            inside = path.removeprefix(name + "/")
            if inside.split("/")[0] in {*addresses.RESERVED, *columns} or inside in ("404.md", "404.html"):
                report.add("address-reserved", Position(path), address="/" + inside)
            elif inside.lower().endswith(".md"):
                page = _page(root / path, path, _address(inside, as_folders), report)
                if page:
                    docs.pages[path] = page
            elif check_file(root / path, path, Position(path), report):
                docs.files[path] = inside
        return docs

    def check_nav(self, nav: Set[str] | None, report: Report) -> None:
        """Say of each page that the navigation leaves out that it is public all the same."""
        for path, page in self.pages.items():
            inside = path.removeprefix(self.folder + "/")
            if nav is not None and inside not in nav and page.address != addresses.HOME:
                report.add("doc-not-in-nav", Position(path), address="/" + page.address)


def _walk(folder: Path, name: str) -> Iterator[str]:
    for item in folder.iterdir():
        path = f"{name}/{item.name}"
        if item.is_dir() and not item.is_symlink():
            if not item.name.startswith("."):
                yield from _walk(item, path)
        elif not item.name.startswith(".") or item.name.lower().startswith(".ht"):
            yield path


def _address(inside: str, as_folders: bool) -> str:
    stem = inside[: -len(".md")]
    folder, base = posixpath.split(stem)
    if base.lower() in ("index", "readme"):
        return posixpath.join(folder, "index.html")
    return f"{stem}/index.html" if as_folders else f"{stem}.html"


def _page(file: Path, path: str, address: str, report: Report) -> DocPage | None:
    text = read_text(file, path, report)
    if text is None:
        return None
    meta, body, line = DocMeta(), text, 1
    if re.match(r"\s*---[ \t]*\n", text):
        source = split_source(text, path, report)
        checked = validate(DocMeta, source.meta, report) if source else None
        if source is None or checked is None:
            return None
        meta, body, line = checked, source.body, source.body_line
    first = re.search(r"^#\s+(.+?)\s*#*$", body, re.MULTILINE)
    title = meta.title or (_plain(first[1]) if first else Path(path).stem)
    return DocPage(path, address, title, meta.description or "", body, line)


def _plain(heading: str) -> str:
    """A heading's words without its Markdown."""
    words = re.sub(r"\s*\{[^{}]*\}$|!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[*`]|==|~~|__", "", words).strip()
