"""Hand-written pages, `docs/`: read, rendered and checked like notices; the host decides their addresses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.attachments import FileState, check_file
from xuanlan.library.file_names import is_leftover, name_key, name_problem, of_system, unstorable
from xuanlan.markup.headings import heading_words
from xuanlan.markup.rendered import Rendered
from xuanlan.models.ai_label import WORDS, AiLabel
from xuanlan.reading.fields import Model, Text, declare
from xuanlan.reading.source import read_text, split_source
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import Marked

_LONGEST_TITLE = 500
"""How many characters of a heading become the page's title."""


_UNUSED = frozenset(
    ("author", "authors", "categories", "comments", "glightbox", "hide", "icon", "image", "keywords", "links",
     "permalink", "readtime", "robots", "search", "slug", "social", "status", "subtitle", "tags",
     "toc_depth")
)  # fmt: skip
"""Front matter keys for the host's theme or other programs; they mean nothing here."""


class DocMeta(Model):
    """Front matter of a hand-written page; none is needed."""

    title: Text | None = declare("标题", "页面的标题；不写就用正文的一级标题。", "关于我们")
    description: Text | None = declare("摘要", "一句话说明，供搜索引擎显示。", "宣传部的职责与联系方式。")
    aigc: AiLabel = declare("人工智能生成", "页面含有人工智能生成的内容时写“是”。", "是", (), also="AIGC")


@dataclass(frozen=True, slots=True)
class DocPage:
    """One page of docs/. `path` is from the site's root, `address` from the output's; `rendered` is empty until
    `library.render` has run."""

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
    stamps: dict[str, FileState] = field(default_factory=dict)
    """state of each of `files` when it was checked"""
    folder: str = "docs"
    excluded: frozenset[str] = frozenset()
    """paths from the site's root that the host's configuration keeps out of the site"""
    staff: tuple[str, ...] = ()
    """folders and pages inside `folder` that are for staff: menus, search and site maps leave them out"""

    @classmethod
    def read(
        cls,
        root: Path,
        folder: Path | None,
        as_folders: bool,
        columns: set[str],
        report: Report,
        skip: Set[str] = frozenset(),
        excluded: frozenset[str] = frozenset(),
    ) -> Docs:
        """Read `folder`, except the paths in `skip` and `excluded`; `as_folders`: about.md becomes about/index.html.

        `columns` are top-level names already taken.
        """
        docs = cls(excluded=excluded)
        if folder is None or not folder.is_dir():
            return docs
        if not folder.resolve().is_relative_to(root.resolve()):
            report.add("config-invalid", Position("mkdocs.yml"), problem="docs_dir 不在网站的文件夹之内")
            return docs
        name = docs.folder = folder.resolve().relative_to(root.resolve()).as_posix()
        taken = _Taken(columns)
        # If a folder has both README.md and index.md, MkDocs drops README.md.
        for path in sorted(set(_walk(folder, name)) - skip - excluded, key=lambda item: (_is_readme(item), item)):
            inside = path.removeprefix(name + "/")
            address = _address(inside, as_folders) if inside.endswith(".md") else inside
            if not (_check_name(path, inside, report) and taken.claim(path, address, report)):
                continue
            if inside.endswith(".md"):
                page = _page(root / path, path, address, report)
                if page:
                    docs.pages[path] = page
            elif stamp := check_file(root, path, path, Position(path), report):
                docs.files[path] = inside
                docs.stamps[path] = stamp
        return docs

    @property
    def for_readers(self) -> list[DocPage]:
        """The pages that menus, search and site maps name."""
        return [page for page in self.pages.values() if not self.is_for_staff(page)]

    def is_for_staff(self, page: DocPage) -> bool:
        inside = page.path.removeprefix(self.folder + "/")
        return any(inside in (name, f"{name}.md") or inside.startswith(f"{name}/") for name in self.staff)

    def mark_staff(self, names: Iterable[str], position: Position, report: Report) -> None:
        """Mark the folders and pages `names`, as the setting at `position` has them; those without a page are
        reported."""
        self.staff = tuple(name.strip().removeprefix(self.folder + "/").strip("/") for name in names)
        for name in self.staff:
            if not any(replace(self, staff=(name,)).is_for_staff(page) for page in self.pages.values()):
                report.add("staff-pages-missing", position, target=name, folder=self.folder)

    def check_nav(self, nav: Set[str] | None, report: Report) -> None:
        """Report each page that is missing in the navigation: it is public all the same."""
        for path, page in self.pages.items():
            inside = path.removeprefix(self.folder + "/")
            if nav is not None and inside not in nav and page.address != addresses.HOME:
                report.add("doc-not-in-nav", Position(path), address="/" + page.address)


class _Taken:
    """The addresses taken so far: by the engine's own outputs first, then by one file of docs/ after another."""

    def __init__(self, columns: Iterable[str]) -> None:
        reserved = (*addresses.RESERVED, *columns)
        self._files: dict[str, str] = {name_key(name): "" for name in reserved}
        self._folders: dict[str, str] = {}

    def claim(self, path: str, address: str, report: Report) -> bool:
        """Take `address` for the file `path`, unless it or a folder above it is taken by a file (reported)."""
        key = name_key(address)
        parts = key.split("/")
        above = ["/".join(parts[:end]) for end in range(1, len(parts))]
        owner = next((self._files[name] for name in (key, *above) if name in self._files), self._folders.get(key))
        if owner == "" or (key == addresses.HOME and address != key):
            report.add("address-reserved", Position(path), address="/" + address)
        elif owner:
            report.add("address-twice", Position(path), address="/" + address, other=owner)
        else:
            self._files[key] = path
            for name in above:
                self._folders.setdefault(name, path)
            return True
        return False


def _check_name(path: str, inside: str, report: Report) -> bool:
    """Whether every disk and server accepts the file's name (reported if not)."""
    for part in inside.split("/"):
        problem = name_problem(part)
        if sign := unstorable(part):
            problem = f"Windows 不能保存的符号“{sign}”"
        if problem:
            report.add("file-name", Position(path), target=path, problem=problem)
            return False
    if inside.lower().endswith(".md") and not inside.endswith(".md"):
        report.add("doc-suffix", Position(path), name=path[:-3] + ".md")
        return False
    return True


def _is_readme(path: str) -> bool:
    return posixpath.basename(path) == "README.md"


def _walk(folder: Path, name: str) -> Iterator[str]:
    for item in folder.iterdir():
        path = f"{name}/{item.name}"
        if item.is_dir() and not item.is_symlink():
            if not item.name.startswith("."):
                yield from _walk(item, path)
        elif of_system(item.name) or is_leftover(item.name):
            continue
        elif not item.name.startswith(".") or item.name.lower().startswith(".ht"):
            yield path


def _address(inside: str, as_folders: bool) -> str:
    stem = inside[: -len(".md")]
    folder, base = posixpath.split(stem)
    if base in ("index", "README"):  # exactly these spellings, like MkDocs
        return posixpath.join(folder, "index.html")
    return f"{stem}/index.html" if as_folders else f"{stem}.html"


def _page(file: Path, path: str, address: str, report: Report) -> DocPage | None:
    text = read_text(file, path, report)
    if text is None:
        return None
    meta, body, line = DocMeta(), text, 1
    if re.match(r"\s*---[ \t]*\n", text):
        source = split_source(text, path, report)
        checked = validate(DocMeta, _without_unused(source.meta, report), report) if source else None
        if source is None or checked is None:
            return None
        meta, body, line = checked, source.body, source.body_line
        if meta.aigc:
            body = f"{body.rstrip()}\n\n{WORDS}。\n"
    heads = (" ".join(heading_words(line[1:], 1).split()) for line in body.split("\n") if re.match(r"#\s", line))
    first = next(filter(None, heads), "")
    title = meta.title or (_plain(first[:_LONGEST_TITLE]) if first else Path(path).stem)
    return DocPage(path, address, title, meta.description or "", body, line)


def _without_unused(meta: Marked, report: Report) -> Marked:
    """The front matter without the keys in `_UNUSED` (reported)."""
    if isinstance(meta.value, dict):
        for key in _UNUSED & meta.value.keys():
            del meta.value[key]
            report.add("doc-field-unused", meta.keys[(key,)], key=key)
    return meta


def _plain(heading: str) -> str:
    """A heading as plain text, without its Markdown."""
    words = re.sub(r"\s*\{[^{}]*\}$|!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[*`]|==|~~|__", "", words).strip()
