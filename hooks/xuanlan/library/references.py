"""Where references lead: notices, hand-written pages, files and generated pages, told apart by source path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from xuanlan import addresses
from xuanlan.diagnostics.report import Fix, Position, Report
from xuanlan.library.attachments import IMAGES, MEDIA, Attached, check_file, folded
from xuanlan.library.docs import DocPage, Docs
from xuanlan.library.entry import Entry
from xuanlan.library.read import NoticeSource
from xuanlan.markup import Reference
from xuanlan.markup.links import disguise, host_of, mixed_host
from xuanlan.models.notice import field_position
from xuanlan.reading.fields import nearest

_Expected = tuple[Position, str, str]
"""Where an anchor is referred to, in which file's text, and its name."""


@dataclass(slots=True)
class Targets:
    """Everything that a reference can lead to. Anchors are compared at the end, when every text has been rendered."""

    root: Path
    notices: Mapping[str, NoticeSource]
    docs: Docs
    generated: Mapping[str, frozenset[str]]
    """pages that the engine makes, with their anchors"""
    by_id: dict[str, NoticeSource] = field(init=False)
    by_address: dict[str, DocPage] = field(init=False)
    _anchors: list[_Expected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_id = {entry.id: entry for entry in self.notices.values()}
        self.by_address = {page.address: page for page in self.docs.pages.values()}

    def expect_anchors(self, expected: Iterable[_Expected]) -> None:
        self._anchors += expected

    def check_anchors(self, texts: Mapping[str, Entry | DocPage], report: Report) -> None:
        """Compare them with `texts`, by path."""
        for position, path, anchor in self._anchors:
            if anchor not in texts[path].rendered.anchors:
                report.add("anchor-missing", position, anchor=anchor, where=path)


@dataclass(slots=True)
class PageResolver:
    """Resolves the references of one text, printed on the page `address`. `entry` is its notice, if it is one."""

    targets: Targets
    path: str
    address: str
    report: Report
    entry: Entry | None = None
    _anchors: list[_Expected] = field(default_factory=list)

    def expect_anchors(self) -> None:
        """Have the anchors compared that this text's references name."""
        self.targets.expect_anchors(self._anchors)

    def __call__(self, reference: Reference) -> str | None:
        target = reference.target
        if target.startswith("/"):
            return self._absolute(reference)
        for spelling in dict.fromkeys((target, unquote(target))):
            path, _, fragment = spelling.partition("#")
            whole = (spelling, "")  # # and ? may be part of a file's name
            for bare, part in dict.fromkeys((whole, (path, fragment), (path.partition("?")[0], fragment))):
                joined = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), bare))
                if self._exists(joined):
                    return self._found(reference, joined, unquote(part))
        if not reference.trapped:
            self._missing(reference)
        return None

    def attachments(self) -> list[tuple[str, Attached]]:
        """The files of the front matter, checked like those of the text."""
        if self.entry is None:
            return []
        found = []
        for index, item in enumerate(self.entry.notice.attachments):
            position = field_position(self.entry.places, "attachments", index)
            if self(Reference("link", item.file, position)) is None:
                continue
            joined = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), item.file))
            attached = self.entry.files.get(joined)
            if attached:
                found.append((item.title or Path(attached.file).stem, attached))
            else:
                self.report.add("path-invalid", position, found=item.file)
        return found

    def check_source(self) -> None:
        """The address that the text was taken from, looked at like one in the text."""
        if self.entry is None or self.entry.notice.source_url is None:
            return
        position, url = field_position(self.entry.places, "source_url"), self.entry.notice.source_url
        if host := mixed_host(url):
            self.report.add("link-lookalike", position, host=host)
        if name := disguise(url):
            self.report.add("link-disguised", position, name=name, host=host_of(url))

    def _absolute(self, reference: Reference) -> str | None:
        path, _, fragment = unquote(reference.target).partition("#")
        address = path.partition("?")[0].lstrip("/")
        if not address or address.endswith("/"):
            address += "index.html"
        match = re.fullmatch(r"n/([^/]+)/index\.html", address)
        entry = self.targets.by_id.get(match[1]) if match else None
        if entry is not None:
            return self._page(reference, entry, fragment)
        if address in self.targets.generated:
            if fragment and fragment not in self.targets.generated[address]:
                self.report.add("anchor-missing", reference.position, anchor=fragment, where=f"/{path.lstrip('/')} ")
            return addresses.relative(self.address, f"{address}#{fragment}" if fragment else address)
        if address in self.targets.by_address:
            return self._page(reference, self.targets.by_address[address], fragment)
        self.report.add("link-absolute", reference.position, target=reference.target)
        return None

    def _exists(self, path: str) -> bool:
        """Whether the site's content has a file called just so, in upper and lower case too."""
        return self._inside(path) and self._true_name(path) == path and (self.targets.root / path).is_file()

    def _inside(self, path: str) -> bool:
        """Whether `path` lies in a folder that holds content; nothing else of a site is ever published."""
        return path.startswith(("notices/", self.targets.docs.folder + "/"))

    def _true_name(self, path: str) -> str:
        """`path` as the disk spells it; "" when nothing in the site's folder is called so in any case."""
        here, names = self.targets.root, []
        for part in path.split("/"):
            listing = _names(here)
            name = part if part in listing else next((n for n in sorted(listing) if folded(n) == folded(part)), "")
            if not name:
                return ""
            names.append(name)
            here = here / name
        return "/".join(names)

    def _found(self, reference: Reference, path: str, fragment: str) -> str | None:
        target = self.targets.notices.get(path) or self.targets.docs.pages.get(path)
        if target is not None:
            return self._page(reference, target, fragment)
        if path in self.targets.docs.files:
            return addresses.relative(self.address, self.targets.docs.files[path])
        if path in self.targets.docs.excluded:
            reason = "mkdocs.yml 里已排除"
            self.report.add("link-hidden", reference.position, target=reference.target, reason=reason)
            return None
        if path.lower().endswith(".md"):
            return None  # it has errors of its own, reported there
        file = self.targets.root / path
        if file.is_symlink() or self.targets.root.resolve() not in file.resolve().parents:
            self.report.add("file-not-regular", reference.position)
            return None
        suffix = file.suffix.lower().removeprefix(".")
        allowed = {"image": IMAGES, "media": MEDIA}.get(reference.use, (suffix,))
        if suffix not in allowed:
            words = {"target": reference.target, "type": f".{suffix}", "allowed": "、".join(allowed)}
            self.report.add("file-type", reference.position, **words)
            return None
        if self.entry is None:
            self.report.add("file-elsewhere", reference.position, target=reference.target)
            return None
        if path not in self.entry.files:
            stamp = check_file(self.targets.root, path, reference.target, reference.position, self.report)
            if stamp is None:
                return None
            self.entry.files[path] = Attached(file, self._free_name(file.name), stamp)
        return addresses.relative(self.address, addresses.attachment(self.entry.id, self.entry.files[path].name))

    def _free_name(self, name: str) -> str:
        """The file's own name, made storable everywhere, numbered where two folders use it."""
        assert self.entry is not None
        safe = re.sub(r'[\\/:*?"<>|#%\x00-\x1f]', "_", name).strip(". ")
        taken = {folded(attached.name) for attached in self.entry.files.values()}
        stem, dot, suffix = safe.rpartition(".")
        number = 2
        while folded(safe) in taken:
            safe = f"{stem}-{number}{dot}{suffix}"
            number += 1
        return safe

    def _page(self, reference: Reference, target: NoticeSource | DocPage, fragment: str) -> str | None:
        hidden = self._hidden(target)
        if hidden:
            self.report.add("link-hidden", reference.position, target=reference.target, reason=hidden)
            return None
        if fragment:
            self._anchors.append((reference.position, target.path, fragment))
            return addresses.relative(self.address, f"{target.address}#s-{fragment}")
        return addresses.relative(self.address, target.address)

    def _hidden(self, target: NoticeSource | DocPage) -> str:
        """Why readers of this text could not open `target`, or ""."""
        if isinstance(target, DocPage):
            return ""
        if target.state == "draft":
            return "草稿"
        later = self.entry is None or target.facts.publish > self.entry.facts.publish
        return "尚未到发布时间" if target.state == "scheduled" and later else ""

    def _missing(self, reference: Reference) -> None:
        target = unquote(reference.target.partition("#")[0])
        here = posixpath.dirname(self.path)
        joined = posixpath.normpath(posixpath.join(here, target))
        folder, name = posixpath.split(joined)
        code = "image-missing" if reference.use == "image" else "link-missing"
        advice, fix = "", None
        if not target:
            advice = "括号里还没有写地址，请补上。"
        elif "\\" in target:
            straight = target.replace("\\", "/")
            advice = f"文件夹之间用斜线 / 隔开，不用 \\，请写成 {straight}"
            joined = posixpath.normpath(posixpath.join(here, straight))
            fix = Fix(reference.target, reference.target.replace("\\", "/")) if self._exists(joined) else None
            advice += "" if fix else "；这个文件也还没有"
            advice += "。"
        elif several := [part for part in _SEVERAL.split(target) if self._exists(posixpath.normpath(f"{here}/{part}"))]:
            advice = f"这里像是写了几个文件（{several[0]} 等），请每行只写一个，前面加“- ”。"
        elif (actual := self._true_name(joined)) != joined and self._inside(actual):
            if actual.lower() == joined.lower():
                actual = posixpath.relpath(actual, here)
                self.report.add("link-case", reference.position, target=reference.target, actual=actual)
                return
            advice = (
                "有一个看起来一样的文件，但文件名里的字是拆开写的（多半来自苹果电脑）。请给文件改名，重新输入一遍名字。"
            )
        elif not self._inside(joined + "/x"):
            self.report.add("link-outside-tree", reference.position, target=reference.target)
            return
        elif (self.targets.root / joined).is_dir():
            advice = "这是文件夹，请写到其中的文件，例如 index.md。"
        else:
            advice = nearest(name, _names(self.targets.root / folder))
            advice = advice or "请检查文件名和文件夹，相对路径从本文件所在的文件夹算起。"
        shown = reference.target if target else ""
        self.report.add_with_fix(fix, code, reference.position, target=shown, suggestion=advice)


_SEVERAL = re.compile(r"\s*[、，,；;\s]\s*")
"""What people write between the names of files."""


def _names(folder: Path) -> frozenset[str]:
    try:
        status = folder.stat()
        return _listing(folder, (status.st_mtime_ns, status.st_ctime_ns))
    except OSError:
        return frozenset()


@lru_cache(maxsize=1000)
def _listing(folder: Path, _changed: tuple[int, int]) -> frozenset[str]:
    return frozenset(item.name for item in folder.iterdir())
