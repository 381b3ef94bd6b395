"""A new notice: its front matter filled in, with the next free id, in a file named after its title"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from xuanlan.diagnostics.report import CallError, MachineError, Report, reason
from xuanlan.library.file_names import name_key, name_problem, storable, unstorable
from xuanlan.library.files import markdown_files
from xuanlan.library.idents import ids, keys_of_titles
from xuanlan.library.site_settings import SiteSettings
from xuanlan.models import ledger
from xuanlan.models.kinds import Kind
from xuanlan.models.notice import Notice, field_names, models, read_notice
from xuanlan.reading import yaml_marks
from xuanlan.reading.edit_writing import label
from xuanlan.reading.fields import shown
from xuanlan.reading.keys import is_chinese, nearest
from xuanlan.reading.source import read_bytes, source_of
from xuanlan.text import characters
from xuanlan.text.characters import CONTROL, LOST, UNSEEN

_LONGEST = 60
"""Characters of a title that its file's name is made of; no disk takes more than 255 bytes, four a character."""


_COMPARED = 20
"""About how many other notices are asked in which language their fields are named."""


class NewNotices:
    """Ids and files for new notices of the site at `root`, whose files are listed once. One process at a time."""

    def __init__(self, root: Path, known: SiteSettings) -> None:
        self.root, self.kinds = root, known.kinds
        self.paths = list(markdown_files(root / "notices", Report(), "notices"))
        self._ids = {*ids(root, self.paths), *ledger.load(root, Report()).entries}
        self._chinese = has_chinese_fields(root, self.paths, known.settings.keys)
        self._taken = {name_key(path): path for path in self.paths}

    def require_kind(self, kind: str) -> None:
        """Raises CallError for a kind that the site does not have."""
        if kind not in self.kinds:
            raise CallError(f"没有“{kind}”这个文种。{nearest(kind, self.kinds)}可以写：{'、'.join(self.kinds)}。")

    def require(self, kind: str, title: str) -> str:
        """The title as it is written: on one line. Raises CallError for a kind or a title that cannot be."""
        self.require_kind(kind)
        if re.search("[\ud800-\udfff]", title):
            raise CallError("标题里有认不出的字，多半是终端的编码不是 UTF-8。没有新建文件，请换一个终端再输入。")
        title = " ".join(title.split())
        if not title:
            raise CallError("标题不能是空的。")
        if sign := CONTROL.search(title) or UNSEEN.search(title) or LOST.search(title):
            raise CallError(
                f"标题里有看不见或者认不出的字符 {characters.label(sign[0][0])}。没有新建文件，请重新输入标题。"
            )
        return title

    def place(self, title: str, year: int, *, beside: bool = False) -> tuple[str, str]:
        """A free id, and where the notice is to lie. Raises CallError where one of that title lies already, unless
        another may lie `beside` it."""
        folder = self.root / "notices" / str(year)
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise CallError(f"notices/{year} 不是文件夹，没有新建文件。请把它改成普通的文件夹。")
        ident = next_id(self._ids, year)
        name = _name(title) or ident
        for one in (name, f"{name[: _LONGEST - len(ident) - 1]}-{ident}"):  # for titles that begin alike
            path = f"notices/{year}/{one}.md"
            there = self._taken.get(name_key(path))
            if there is None or (not beside and self._title(there) in (None, title)):
                break
        if name_key(path) in self._taken:
            raise CallError(f"{path} 已经存在，没有改动它。")
        return ident, path

    def _title(self, path: str) -> str | None:
        """The title of a notice that is there; None where it has errors."""
        content = read_bytes(self.root / path, path, Report())
        notice = _notice(self.kinds, path, content, Report()) if content else None
        return notice.title if notice else None

    def text(self, kind: str, title: str, ident: str, day: date, *, bare: bool = False) -> str:
        """The new file: what must be there is filled in, what the kind would rather have stands in comments."""
        return _text(self.kinds[kind], title, ident, day, chinese=self._chinese, bare=bare)

    def write(self, ident: str, path: str, content: bytes) -> None:
        """Write the new file, or leave everything as it was. Raises CallError, MachineError."""
        _write(self.root, path, content)
        self._ids.add(ident)
        self._taken[name_key(path)] = path


def has_chinese_fields(root: Path, paths: Sequence[str], setting: str) -> bool:
    """Whether the fields of a new notice have Chinese names, by the site's setting and its other notices."""
    if setting != "auto":
        return setting == "chinese"
    keys = list(keys_of_titles(root, paths[:: max(len(paths) // _COMPARED, 1)]))
    return not keys or is_chinese(keys)


def create_notice(root: Path, kind: str, title: str, now: datetime, *, bare: bool = False) -> str:
    """Write a new notice of the site at `root`; returns its path from there. A `bare` one has no examples and no text.

    Raises CallError, or MachineError from the disk.
    """
    with ledger.locked(root):  # of two at once each has an id of its own
        new = NewNotices(root, SiteSettings.read(root, Report()))
        title = new.require(kind, title)
        ident, path = new.place(title, now.year)
        content = new.text(kind, title, ident, now, bare=bare).encode()
        require_read_back(new.kinds, title, path, new.text(kind, title, ident, now).encode())
        new.write(ident, path, content)
    return path


def _name(title: str) -> str:
    """What the file of a notice is called: its title as far as every disk stores it, or "" when nothing is left."""
    name = storable(unicodedata.normalize("NFC", title))[:_LONGEST].rstrip(" .")
    usable = any(sign.isalnum() for sign in name) and not name_problem(f"{name}.md") and not unstorable(name)
    return name if usable else ""


def require_read_back(kinds: Mapping[str, Kind], title: str, path: str, content: bytes) -> None:
    """Raise CallError unless the checks find in the new file the notice that was asked for."""
    report = Report()
    notice = _notice(kinds, path, content, report)
    wrong = [item for item in report if item.severity == "error" or item.code.startswith("character-")]
    if wrong or notice is None or notice.title != title:
        why = wrong[0].as_text if wrong else ""
        raise CallError(f"文件头里写不了这个标题：{shown(title)}。{why}没有新建文件。")


def _notice(kinds: Mapping[str, Kind], path: str, content: bytes, report: Report) -> Notice | None:
    """The notice that a file with this `content` holds; None when it has errors (reported)."""
    source = source_of(content, path, report)
    return read_notice(source, models(kinds), kinds, report) if source else None


def _write(root: Path, path: str, content: bytes) -> None:
    """Write the new file, or leave everything as it was."""
    file = root / path
    fresh = not file.parent.exists()
    made = False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            made = True
            stream.write(content)
    except FileExistsError:
        raise CallError(f"{path} 已经存在，没有改动它。") from None
    except OSError as error:
        if made:
            file.unlink(missing_ok=True)
        if fresh:
            with suppress(OSError):
                file.parent.rmdir()
        raise MachineError(f"无法写入 {path}：{reason(error)}") from error


def next_id(known: Iterable[str], year: int) -> str:
    """The id of the year that follows those `known`: 2026-018 after 2026-017, whatever was withdrawn in between."""
    pattern = re.compile(rf"{year}-(\d{{1,6}})")
    used = [int(match[1]) for ident in known if (match := pattern.fullmatch(ident))]
    return f"{year}-{max(used, default=0) + 1:03d}"


def _text(kind: Kind, title: str, ident: str, day: date, *, chinese: bool, bare: bool) -> str:
    filled = {"title": _scalar(title), "kind": _scalar(kind.name), "date": f"{day:%Y-%m-%d}", "id": f'"{ident}"'}
    lines = ["---", *(f"{label(name, Notice, chinese)}: {value}" for name, value in filled.items())]
    if bare:
        return "\n".join([*lines, "---", "", ""])
    required = field_names(kind.requires)
    for name in dict.fromkeys((*required, *field_names(kind.expects), "unit", "contact")):
        info = Notice.model_fields[name]
        about = info.description if chinese else f"{info.title}：{info.description}"
        line = f"{label(name, Notice, chinese)}: {(info.examples or [''])[0]}  # {about}"
        if name not in filled:
            lines.append(line if name in required else f"# {line}")
    return "\n".join([*lines, "---", "", "在这里写正文。", ""])


def _scalar(value: str) -> str:
    """`value` as YAML: plain where that reads back as the same text, else in double quotes."""
    marked = yaml_marks.parse(f"k: {value}", "", Report())
    if marked and marked.value == {"k": value}:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
