"""The texts of a site as the desk has them: listed, opened, tried, saved, and built anew after each change"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any, TypeVar

from xuanlan import addresses
from xuanlan.build.build import Told
from xuanlan.desk import forms, git, listing
from xuanlan.desk.edits import Edit, applied, digest_of
from xuanlan.desk.files import ConflictError, Files, UnknownTextError
from xuanlan.desk.finding import Finder
from xuanlan.desk.folder import Folder
from xuanlan.desk.trying import Tried, begun, tried
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report
from xuanlan.imports.draft import Draft
from xuanlan.imports.taking import Taker
from xuanlan.library.idents import ids
from xuanlan.library.new_notice import create_notice
from xuanlan.library.placing import FOLDER, Put, put
from xuanlan.library.read import Sources
from xuanlan.models.desk_settings import ALONE, Person
from xuanlan.models.ledger import locked
from xuanlan.reading.written import Written
from xuanlan.render.pages import Pages
from xuanlan.runtime.progress import Progress
from xuanlan.tree.out import Out

Make = Callable[[Path, Told, Progress], tuple[Pages, Report]]
"""Builds the site into a folder, without the texts that have errors; tells what it has read before anything else is
done. Raises ContentError, CallError, MachineError."""
Value = TypeVar("Value")
_TRIED = 60
"""Texts whose pages are shown as they were tried last, whatever was built since."""


class Texts:
    """All texts of the site at `root`. What uses the engine is called from one thread, `build` from another."""

    def __init__(self, root: Path, make: Make, folder: Folder) -> None:
        self.root, self.folder = root, folder
        folder.tidy()
        self.files = Files(root, folder)
        self._make = make
        self._lock = threading.Lock()
        self._finder = Finder(root)
        self._sources: Sources | None = None
        self._pages: Pages | None = None
        self._report = Report()
        self.built: Mapping[str, str] = {}
        """digests of the registers that `report` is of, by their paths"""
        self._paths: dict[str, str] = {}
        self._shown: OrderedDict[tuple[str, str], Mapping[str, Out]] = OrderedDict()
        """the files of the texts that were tried last, by whose account and the paths of the texts"""
        self.problem = ""
        """why the site cannot be built, in Chinese; "" while it can"""

    @property
    def is_read(self) -> bool:
        """Whether the texts are known, so that they can be listed and written."""
        return self._sources is not None

    @property
    def is_built(self) -> bool:
        """Whether there are pages, so that texts can be shown and checked."""
        return self._pages is not None

    def build(self, progress: Progress) -> None:
        """Read and build the whole site. When that fails, all stays as it was, and `problem` says why."""
        read = {file.relative_to(self.root).as_posix(): file for file in (self.root / "notices").glob("*.yml")}
        digests = {path: digest_of(file.read_bytes()) for path, file in read.items() if file.is_file()}
        try:
            pages, report = self._make(self.folder.preview, self._begin, progress)
        except ContentError as error:
            self._fail(error.report)
            return
        except (CallError, MachineError) as error:
            self.problem = str(error)
            return
        self._take(pages.library, report)
        self._finder.refresh(pages)
        with self._lock:
            self._pages, self.built, self.problem = pages, digests, ""

    def _begin(self, sources: Sources, report: Report) -> None:
        """Before there are pages, the texts can be listed and written as soon as they are read."""
        if self._pages is None:
            first = Report()
            first.extend(report)  # that one goes on
            self._take(sources, first)
            self._finder.begin(sources)

    def _take(self, sources: Sources, report: Report) -> None:
        paths = {notice.id: notice.path for notice in reversed(sources.notices)}
        known = set(paths.values())
        for path in sorted(report.files_with_errors()):
            if path.startswith("notices/") and path.endswith(".md") and path not in known:
                paths[self._free(path, paths)] = path
        with self._lock:
            self._sources, self._report = sources, report
            self._paths = paths | {ident: path for ident, path in self._paths.items() if ident not in paths}

    def _free(self, path: str, paths: Mapping[str, str]) -> str:
        """An id for a text with errors: the one that it says, with a number where another text has that."""
        said = next(ids(self.root, [path]), "") or addresses.derived_id(path.removeprefix("notices/"))
        return next(one for one in chain([said], (f"{said}-{number}" for number in count(2))) if one not in paths)

    def _fail(self, report: Report) -> None:
        first = next(iter(report.errors), None)
        self.problem = f"{first.position}：{first.as_text}" if first else "网站的设置有错误。"

    def rows(self, who: Person = ALONE) -> list[dict[str, Any]]:
        """The list of all texts, newest first; those with errors stand above."""
        with self._lock:
            sources, report, paths = self._sources, self._report, dict(self._paths)
        return listing.rows(sources, report, paths, set(self.folder.all_unsaved(who.account))) if sources else []

    def find(self, words: str) -> list[str]:
        """The ids of all texts that hold `words`."""
        with self._lock:
            paths = dict(self._paths)
        return self._finder.find(paths, words)

    def around(self, words: str, idents: Sequence[str]) -> dict[str, str]:
        """What stands around `words` in the bodies of some texts, by id."""
        with self._lock:
            pages, paths = self._pages, {ident: self._paths[ident] for ident in idents if ident in self._paths}
        return self._finder.around(pages.library if pages else None, paths, words)

    def kinds(self) -> list[dict[str, Any]]:
        """The kinds of texts, with the forms for each."""
        sources = self.known()
        return [
            {
                "name": kind.name,
                "column": sources.columns[kind.column].title,
                "about": kind.about or "",
                "example": kind.example or "",
                "form": forms.form(kind),
            }
            for kind in sources.kinds.values()
        ]

    def new(self, kind: str, title: str, now: datetime) -> str:
        """Make a new text; returns its id. Raises CallError, MachineError."""
        path = create_notice(self.root, kind, title, now, bare=True)
        ident = next(ids(self.root, [path]))
        with self._lock:
            self._paths[ident] = path
        return ident

    def take(self, draft: Draft, changed: Mapping[str, str], attach: bool = False) -> str:
        """A file of another program becomes a text; returns its id. Raises TwiceError, CallError, MachineError."""
        with locked(self.root):
            taken = Taker(self.root).take(draft, changed, attach=attach)
        with self._lock:
            self._paths[taken.ident] = taken.path
        return taken.ident

    def open(self, ident: str, who: Person = ALONE) -> dict[str, Any]:
        """A text for the browser, with what they typed in it and have not saved. Raises UnknownTextError."""
        path = self.path(ident)
        data = self.files.read(path)
        return {"id": ident, **forms.parts(Written(data).text, path), **self.files.opened(path, data, who)}

    def try_(self, ident: str, edit: Edit, who: Person = ALONE) -> Tried:
        """What a text comes to with an edit; its page is shown in the preview. Raises UnknownTextError."""
        path, sources = self.path(ident), self.known()
        data = applied(self.files.base(edit.base), edit)
        if self._pages is None and not self.problem:
            return begun(sources, path, data)
        found = tried(self._require(), path, data)
        with self._lock:
            key = (who.account, path)
            self._shown[key] = found.files or self._shown.get(key, {})
            self._shown.move_to_end(key)
            while len(self._shown) > _TRIED:
                self._shown.popitem(last=False)
        return found

    def made(self, ident: str, edit: Edit, make: Callable[[Pages, str, bytes], Value]) -> Value:
        """What `make` makes of the path and the bytes of a text with an edit. Raises UnknownTextError, CallError."""
        return make(self._require(), self.path(ident), applied(self.files.base(edit.base), edit))

    def save(self, ident: str, edit: Edit, now: datetime, who: Person = ALONE) -> dict[str, Any]:
        """Write an edit into the file of a text; returns the text as it is now.

        Raises ConflictError, UnknownTextError, NotEditableError, MachineError.
        """
        path = self.path(ident)
        try:
            after = self.files.save(path, edit.base, lambda data: applied(data, edit), now, who)
        except ConflictError as error:
            raise ConflictError({**error.theirs, **forms.parts(error.theirs["whole"], path)}) from error
        if self._pages and after is not None:
            self._finder.put(self._pages, path, after)
        return self.open(ident, who)

    def recorded(self, ident: str, who: Person) -> str:
        """Commit a text that somebody has saved, as `committed` does. Raises UnknownTextError."""
        path = self.path(ident)
        folder, _, name = path.rpartition("/")
        return self.committed([path, f"{folder}/{FOLDER}"], name.removesuffix(".md"), who)

    def committed(self, files: Sequence[str], what: str, who: Person) -> str:
        """Commit what somebody has saved, if the site wants that; what went wrong."""
        settings = self._sources.settings.desk if self._sources else None
        return git.commit(self.root, files, f"写稿台：{what}", who.shown) if settings and settings.commit else ""

    def keep(self, ident: str, typed: dict[str, Any], who: Person = ALONE) -> None:
        """Keep on disk what is being typed. Raises UnknownTextError, OSError."""
        self.folder.keep_unsaved(self.path(ident), typed, who.account)

    def drop(self, ident: str, who: Person = ALONE) -> None:
        """Forget what was typed and not saved. Raises UnknownTextError."""
        self.folder.drop_unsaved(self.path(ident), who.account)

    def put(self, ident: str, name: str, data: bytes) -> Put:
        """Put a file beside a text. Raises UnknownTextError, CallError, MachineError."""
        return put(self.root, self.path(ident), name, data)

    def version(self, ident: str, name: str) -> dict[str, Any]:
        """The text of an earlier version, and how the file differs from it now. Raises UnknownTextError."""
        return self.files.version(self.path(ident), name)

    def shown(self, address: str, account: str = "") -> bytes | None:
        """The file at `address` of somebody's preview: as they tried it last, or of the last build; None for none."""
        with self._lock:
            tries = (files for (whose, _), files in self._shown.items() if whose == account and address in files)
            out = next((files[address] for files in tries), None)
        with suppress(OSError, ValueError):  # a file that has gone meanwhile, a name that no disk can have
            if out is not None:
                return out.content if isinstance(out.content, bytes) else out.content.read_bytes()
            file = self.folder.preview / address
            inside = file.resolve().is_relative_to(self.folder.preview.resolve())
            return file.read_bytes() if inside and file.is_file() and not file.is_symlink() else None
        return None

    def path(self, ident: str) -> str:
        """Raises UnknownTextError."""
        with self._lock:
            if ident not in self._paths:
                raise UnknownTextError(ident)
            return self._paths[ident]

    @property
    def pages(self) -> Pages | None:
        """What makes the pages of the site as it was built last; None before that."""
        with self._lock:
            return self._pages

    @property
    def report(self) -> Report:
        """What was found when the site was read last."""
        with self._lock:
            return self._report

    def _require(self) -> Pages:
        if (pages := self.pages) is None:
            raise CallError(self.problem or "正在读取文稿，请稍等。")
        return pages

    def known(self) -> Sources:
        """The site as it was read last. Raises CallError."""
        with self._lock:
            if self._sources is None:
                raise CallError(self.problem or "正在读取文稿，请稍等。")
            return self._sources
