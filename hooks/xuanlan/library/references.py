"""Resolving references, by source path, to notices, hand-written pages, files and generated pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from xuanlan import addresses
from xuanlan.diagnostics.report import Diagnostic, Fix, Report
from xuanlan.library.attachments import IMAGES, MEDIA, Attached, check_file
from xuanlan.library.docs import DocPage, Docs
from xuanlan.library.file_names import name_key
from xuanlan.library.read import NoticeSource
from xuanlan.markup.links import Reference, disguise, host_of, mixed_host
from xuanlan.models.notice import field_position
from xuanlan.models.schedule import INTERNAL
from xuanlan.reading.keys import nearest

Anchor = tuple[str, str]
"""The path of the file whose text should have an anchor, and its name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a reference leads, and what that means for its text."""

    href: str | None = None
    """None when it leads nowhere"""
    file: tuple[str, Attached] | None = None
    """a file to publish beside the page, with its path from the site's root"""
    anchor: Anchor | None = None
    """to be checked when every text has been rendered"""
    findings: tuple[Diagnostic, ...] = ()


@dataclass(slots=True, repr=False)
class Targets:
    """Everything that a reference can lead to."""

    root: Path
    notices: Mapping[str, NoticeSource]
    docs: Docs
    generated: Mapping[str, frozenset[str]]
    """pages that the engine makes, with their anchors"""
    by_id: dict[str, NoticeSource] = field(init=False)
    by_address: dict[str, DocPage] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {notice.id: notice for notice in self.notices.values()}
        self.by_address = {page.address: page for page in self.docs.pages.values()}


@dataclass(frozen=True, slots=True)
class PageResolver:
    """Resolves the references of one text, on the page `address`; it changes nothing. `notice` is the notice that the
    text belongs to, if any."""

    targets: Targets
    path: str
    address: str
    notice: NoticeSource | None = None

    def answer(self, reference: Reference, files: Mapping[str, Attached], *, guesses: bool = True) -> Answer:
        """Where `reference` leads; `files` are already beside the page, by path. Where it leads nowhere, `guesses` says
        whether to look for a name that is like it. Raises ValueError or OSError for one that is no valid path."""
        target = reference.target
        if target.startswith("/"):
            return self._absolute(reference)
        for spelling in dict.fromkeys((target, unquote(target))):
            path, _, fragment = spelling.partition("#")
            whole = (spelling, "")  # "#" and "?" may be part of a file's name
            for bare, part in dict.fromkeys((whole, (path, fragment), (path.partition("?")[0], fragment))):
                joined = self.joined(bare)
                if self._exists(joined):
                    return self._found(reference, joined, unquote(part), files)
        return Answer() if reference.trapped else self._missing(reference, guesses)

    def joined(self, target: str) -> str:
        """The path of the relative `target` from the site's root: of the copy that was approved, where that counts."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
        return self.notice.kept.get(path, path) if self.notice else path

    def _absolute(self, reference: Reference) -> Answer:
        path, _, fragment = unquote(reference.target).partition("#")
        address = addresses.file(path.partition("?")[0].lstrip("/"))
        entry = self.targets.by_id.get(addresses.notice_at(address))
        if entry is not None:
            return self._page(reference, entry, fragment)
        if address in self.targets.generated:
            lost = Answer()
            if fragment and fragment not in self.targets.generated[address]:
                lost = _told("anchor-missing", reference, anchor=fragment, where=f"/{path.lstrip('/')} ")
            href = addresses.relative(self.address, f"{address}#{fragment}" if fragment else address)
            return replace(lost, href=href)
        if address in self.targets.by_address:
            return self._page(reference, self.targets.by_address[address], fragment)
        return _told("link-absolute", reference, target=reference.target)

    def _exists(self, path: str) -> bool:
        """Whether the site's content has a file with exactly this path, case included."""
        return self._inside(path) and self._true_name(path) == path and (self.targets.root / path).is_file()

    def _inside(self, path: str) -> bool:
        """Whether `path` is in a folder for content; nothing outside these is ever published."""
        return path.startswith(("notices/", self.targets.docs.folder + "/"))

    def _true_name(self, path: str) -> str:
        """`path` as the disk spells it, whatever its case; "" when there is nothing in the site's folder."""
        here, names = self.targets.root, []
        for part in path.split("/"):
            listing = _names(here)
            name = part if part in listing.all else listing.by_key.get(name_key(part), "")
            if not name:
                return ""
            names.append(name)
            here = here / name
        return "/".join(names)

    def _found(self, reference: Reference, path: str, fragment: str, files: Mapping[str, Attached]) -> Answer:
        target = self.targets.notices.get(path) or self.targets.docs.pages.get(path)
        if target is not None:
            return self._page(reference, target, fragment)
        if path in self.targets.docs.files:
            if self.notice and self.notice.state == INTERNAL:
                return _told("internal-file", reference, target=reference.target)
            return Answer(addresses.relative(self.address, self.targets.docs.files[path]))
        if path in self.targets.docs.excluded:
            return _told("link-hidden", reference, target=reference.target, reason="mkdocs.yml 里已排除")
        if path.lower().endswith(".md"):
            return Answer()  # a notice with errors, which are reported
        file = self.targets.root / path
        if file.is_symlink() or self.targets.root.resolve() not in file.resolve().parents:
            return _told("file-not-regular", reference)
        suffix = file.suffix.lower().removeprefix(".")
        allowed = {"image": IMAGES, "media": MEDIA}.get(reference.use, (suffix,))
        if suffix not in allowed:
            words = {"target": reference.target, "type": f".{suffix}", "allowed": "、".join(allowed)}
            return _told("file-type", reference, **words)
        if self.notice is None:
            return _told("file-elsewhere", reference, target=reference.target)
        attached = files.get(path)
        if attached is None:
            report = Report()
            stamp = check_file(self.targets.root, path, reference.target, reference.position, report)
            if stamp is None:
                return Answer(findings=tuple(report))
            attached = Attached(file, _free_name(file.name, files.values()), stamp)
        href = addresses.relative(self.address, addresses.attachment(self.notice.id, attached.name))
        return Answer(href, (path, attached))

    def _page(self, reference: Reference, target: NoticeSource | DocPage, fragment: str) -> Answer:
        hidden = self._hidden(target)
        if hidden:
            return _told("link-hidden", reference, target=reference.target, reason=hidden)
        if fragment:
            href = addresses.relative(self.address, f"{target.address}#s-{fragment}")
            return Answer(href, anchor=(target.path, fragment))
        return Answer(addresses.relative(self.address, target.address))

    def _hidden(self, target: NoticeSource | DocPage) -> str:
        """Why readers of this text could not open `target`, or ""."""
        if isinstance(target, DocPage):
            return ""
        if target.state == "draft":
            return "草稿"
        if target.state == INTERNAL and not (self.notice and self.notice.state == INTERNAL):
            return "不公开"
        later = self.notice is None or target.facts.publish > self.notice.facts.publish
        return "尚未到发布时间" if target.state == "scheduled" and later else ""

    def _missing(self, reference: Reference, guesses: bool) -> Answer:
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
        elif several := [one for one in _several(target) if self._exists(posixpath.normpath(f"{here}/{one}"))]:
            advice = f"这里像是写了几个文件（{several[0]} 等），请每行只写一个，前面加“- ”。"
        elif (actual := self._true_name(joined)) != joined and self._inside(actual):
            if actual.lower() == joined.lower():
                actual = posixpath.relpath(actual, here)
                return _told("link-case", reference, target=reference.target, actual=actual)
            advice = (
                "有一个看起来一样的文件，但文件名里的字是拆开写的（多半来自苹果电脑）。请给文件改名，重新输入一遍名字。"
            )
        elif not self._inside(joined + "/x"):
            return _told("link-outside-tree", reference, target=reference.target)
        elif (self.targets.root / joined).is_dir():
            advice = "这是文件夹，请写到其中的文件，例如 index.md。"
        else:
            advice = nearest(name, _names(self.targets.root / folder).all) if guesses else ""
            advice = advice or "请检查文件名和文件夹，相对路径从本文件所在的文件夹算起。"
        shown = reference.target if target else ""
        return _told_with_fix(fix, code, reference, target=shown, suggestion=advice)


def check_source(notice: NoticeSource, report: Report) -> None:
    """Check the address that a text was taken from (`source_url`) like an address in the text."""
    if notice.notice.source_url is None:
        return
    position, url = field_position(notice.places, "source_url"), notice.notice.source_url
    if host := mixed_host(url):
        report.add("link-lookalike", position, host=host)
    if name := disguise(url):
        report.add("link-disguised", position, name=name, host=host_of(url))


def _told(code: str, reference: Reference, **values: object) -> Answer:
    return _told_with_fix(None, code, reference, **values)


def _told_with_fix(fix: Fix | None, code: str, reference: Reference, **values: object) -> Answer:
    report = Report()
    report.add_with_fix(fix, code, reference.position, **values)
    return Answer(findings=tuple(report))


def _free_name(name: str, others: Iterable[Attached]) -> str:
    """`name` made safe for every disk, with a number if one of `others` has it already."""
    safe = re.sub(r'[\\/:*?"<>|#%\x00-\x1f]', "_", name).strip(". ")
    taken = {name_key(attached.name) for attached in others}
    stem, dot, suffix = safe.rpartition(".")
    number = 2
    while name_key(safe) in taken:
        safe = f"{stem}-{number}{dot}{suffix}"
        number += 1
    return safe


_SEVERAL = re.compile(r"\s*[、，,；;\s]\s*")
"""What people write between several file names."""


def _several(target: str) -> list[str]:
    """The file names that people may have written there in place of one."""
    parts = _SEVERAL.split(target)
    return parts if len(parts) > 1 else []


class _Names(NamedTuple):
    """The names in a folder."""

    all: frozenset[str]
    by_key: Mapping[str, str]
    """by what disks compare that ignore case"""


_NO_NAMES = _Names(frozenset(), {})


def _names(folder: Path) -> _Names:
    try:
        status = folder.stat()
        return _listing(folder, (status.st_mtime_ns, status.st_ctime_ns))
    except OSError:
        return _NO_NAMES


@lru_cache(maxsize=1000)
def _listing(folder: Path, _changed: tuple[int, int]) -> _Names:
    names = sorted((item.name for item in folder.iterdir()), reverse=True)
    return _Names(frozenset(names), {name_key(name): name for name in names})
