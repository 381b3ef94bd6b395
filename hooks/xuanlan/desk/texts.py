"""The texts of a site as the desk has them: listed, opened, tried, saved, and built anew after each change"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, count
from pathlib import Path
from typing import Any, TypeVar

from xuanlan import addresses
from xuanlan.build.build import Told
from xuanlan.desk import forms, git, listing, uploads
from xuanlan.desk.edits import Edit, applied, changes, digest_of
from xuanlan.desk.finding import Finder
from xuanlan.desk.folder import Folder
from xuanlan.desk.trying import Tried, begun, tried
from xuanlan.desk.uploads import Put
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report
from xuanlan.library.idents import ids
from xuanlan.library.new_notice import create_notice
from xuanlan.library.read import Sources
from xuanlan.models.desk_settings import ALONE, Person
from xuanlan.reading.saving import save
from xuanlan.reading.source import MAX_BYTES, read_bytes
from xuanlan.reading.written import Written
from xuanlan.render.pages import Pages
from xuanlan.runtime.progress import Progress
from xuanlan.tree.out import Out

Make = Callable[[Path, Told, Progress], tuple[Pages, Report]]
"""Builds the site into a folder, without the texts that have errors; tells what it has read before anything else is
done. Raises ContentError, CallError, MachineError."""
Value = TypeVar("Value")
_REMEMBERED = 200
"""Contents of files that edits may start from."""
_TRIED = 60
"""Texts whose pages are shown as they were tried last, whatever was built since."""


class ConflictError(Exception):
    """Somebody else has changed the file meanwhile: nothing was written. `theirs` is the text now, for the browser."""

    def __init__(self, theirs: dict[str, Any]) -> None:
        super().__init__("changed by somebody else")
        self.theirs = theirs


class UnknownTextError(KeyError):
    """There is no such text."""


class Texts:
    """All texts of the site at `root`. What uses the engine is called from one thread, `build` from another."""

    def __init__(self, root: Path, make: Make, folder: Folder) -> None:
        self.root, self.folder = root, folder
        self._make = make
        self._lock = threading.Lock()
        self._finder = Finder(root)
        self._sources: Sources | None = None
        self._pages: Pages | None = None
        self._report = Report()
        self._paths: dict[str, str] = {}
        self._bases: OrderedDict[str, bytes] = OrderedDict()
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
            self._pages, self.problem = pages, ""

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
        sources = self._known()
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

    def open(self, ident: str, who: Person = ALONE) -> dict[str, Any]:
        """A text for the browser, with what they typed in it and have not saved. Raises UnknownTextError."""
        path = self.path(ident)
        data = self._read(path)
        written = Written(data)
        unsaved = self.folder.unsaved(path, who.account)
        return {
            "id": ident,
            "path": path,
            "base": self._remember(data),
            **forms.parts(written.text, path),
            "unsaved": unsaved,
            "versions": [one._asdict() | {"at": one.at.isoformat()} for one in self.folder.versions(path)],
        }

    def try_(self, ident: str, edit: Edit, who: Person = ALONE) -> Tried:
        """What a text comes to with an edit; its page is shown in the preview. Raises UnknownTextError."""
        path, sources = self.path(ident), self._known()
        data = applied(self._base(edit.base), edit)
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
        return make(self._require(), self.path(ident), applied(self._base(edit.base), edit))

    def save(self, ident: str, edit: Edit, now: datetime, who: Person = ALONE) -> dict[str, Any]:
        """Write an edit into the file of a text; returns the text as it is now.

        Raises ConflictError, UnknownTextError, NotEditableError, MachineError.
        """
        path = self.path(ident)
        data = self._read(path)
        if digest_of(data) != edit.base:
            text = Written(data).text
            raise ConflictError({"whole": text, **forms.parts(text, path)})
        after = applied(data, edit)
        self.folder.keep_version(path, data, now)
        if after != data:
            save(self.root, path, after)
            if self._pages:
                self._finder.put(self._pages, path, after)
            self.folder.keep_version(path, after, now + timedelta(microseconds=1), who.shown)
        self.folder.drop_unsaved(path, who.account)
        return {**self.open(ident, who), "remark": self._committed(path, who)}

    def _committed(self, path: str, who: Person) -> str:
        """Commit a text that was saved, with the files beside it, if the site wants that; what went wrong."""
        settings = self._known().settings.desk
        if not settings or not settings.commit:
            return ""
        files = [path, f"{path.rpartition('/')[0]}/{uploads.FOLDER}"]
        return git.commit(self.root, files, f"写稿台：{path.rpartition('/')[2].removesuffix('.md')}", who.shown)

    def keep(self, ident: str, typed: dict[str, Any], who: Person = ALONE) -> None:
        """Keep on disk what is being typed. Raises UnknownTextError, OSError."""
        self.folder.keep_unsaved(self.path(ident), typed, who.account)

    def drop(self, ident: str, who: Person = ALONE) -> None:
        """Forget what was typed and not saved. Raises UnknownTextError."""
        self.folder.drop_unsaved(self.path(ident), who.account)

    def put(self, ident: str, name: str, data: bytes) -> Put:
        """Put a file beside a text. Raises UnknownTextError, CallError, MachineError."""
        return uploads.put(self.root, self.path(ident), name, data)

    def version(self, ident: str, name: str) -> dict[str, Any]:
        """The text of an earlier version, and how the file differs from it now. Raises UnknownTextError."""
        path = self.path(ident)
        data = self.folder.version(path, name)
        if data is None:
            raise UnknownTextError(name)
        text = Written(data).text
        return {"text": text, "changes": changes(text, Written(self._read(path)).text)}

    def shown(self, address: str, account: str = "") -> bytes | None:
        """The file at `address` of somebody's preview: as they tried it last, or of the last build; None for none."""
        with self._lock:
            tries = (files for (whose, _), files in self._shown.items() if whose == account and address in files)
            out = next((files[address] for files in tries), None)
        if out is not None:
            return out.content if isinstance(out.content, bytes) else out.content.read_bytes()
        file = self.folder.preview / address
        inside = file.resolve().is_relative_to(self.folder.preview.resolve())
        return file.read_bytes() if inside and file.is_file() and not file.is_symlink() else None

    def path(self, ident: str) -> str:
        """Raises UnknownTextError."""
        with self._lock:
            if ident not in self._paths:
                raise UnknownTextError(ident)
            return self._paths[ident]

    def _require(self) -> Pages:
        with self._lock:
            if self._pages is None:
                raise CallError(self.problem or "正在读取文稿，请稍等。")
            return self._pages

    def _known(self) -> Sources:
        with self._lock:
            if self._sources is None:
                raise CallError(self.problem or "正在读取文稿，请稍等。")
            return self._sources

    def _read(self, path: str) -> bytes:
        report = Report()
        data = read_bytes(self.root / path, path, report, MAX_BYTES)
        if data is None:
            found = next(iter(report), None)
            raise CallError(f"{path}：{found.as_text}" if found else f"{path} 读不了。")
        return data

    def _remember(self, data: bytes) -> str:
        digest = digest_of(data)
        with self._lock:
            self._bases[digest] = data
            self._bases.move_to_end(digest)
            while len(self._bases) > _REMEMBERED:
                self._bases.popitem(last=False)
        return digest

    def _base(self, digest: str) -> bytes:
        """What an edit starts from. Raises UnknownTextError."""
        with self._lock:
            if digest not in self._bases:
                raise UnknownTextError(digest)
            return self._bases[digest]
