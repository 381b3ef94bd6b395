"""From sheets to PDF: the templates of `theme/sheets`, compiled by Typst.

Data goes in as JSON and is never read as markup. The result is PDF/A-2b: every font embedded and subset, and a
character that no font has is an error instead of an empty box. The same sheets and fonts give the same bytes.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from xuanlan.library.attachments import Checked
from xuanlan.office.scaling import scaled
from xuanlan.sheets.fonts import Typefaces, covering, font_folders
from xuanlan.sheets.lines import kept_all, widest_of
from xuanlan.sheets.process import LONGEST_BOOK, SETTER, DiedError, RefusedError

TEMPLATES = Path(__file__).parent.parent / "theme" / "sheets"
_LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
_PICTURE = re.compile("failed to decode image|CMYK profile")
_PANIC = re.compile(r"panicked with: \"?(sheet-[a-z-]+)")


ROOMS = {"official": 19, "pledge": 19, "poster": 36, "rules-poster": 36, "cards": 24, "labels": 10, "hotlines": 10,
         "picture-card": 18, "picture-rule": 14, "picture-word": 14, "picture-cover": 20, "banner": 60}  # fmt: skip
"""Least length of a line in ems, by template, in its smallest type, titles included."""


JPEG, DRAWN = (".jpg", ".jpeg"), ".svg"
"""Suffixes of photographs, and of the name of one that is put into a drawing (`_drawn`)."""


class Picture(NamedTuple):
    """A picture of a sheet: its name for the typesetter, its path from the site's root, and its digest."""

    name: str
    path: str
    sha256: str
    dots: tuple[int, int] | None = None
    """width and height in pixels that it is scaled to, where a sheet needs fewer than it has"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `template` names a function of `theme/sheets`, `data` is its argument."""

    template: str
    data: Mapping[str, Any]
    source: str
    """the file that a diagnostic names when the sheet cannot be made"""


class CannotPrintError(Exception):
    """A sheet cannot be made as it should be: the code of a diagnostic, and the values of its message."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Makes PDF files for the site in `root`, whose pictures it may read."""

    root: Path
    overrides: Path
    faces: Typefaces
    large: bool = False
    """whether it makes books: these may take minutes, and each has a process of its own, as no memory is given back"""

    def pdf(self, sheets: Sequence[Sheet], title: str, moment: datetime) -> bytes:
        """One PDF/A-2b of all `sheets`, which names `moment` as the time of its making. Raises CannotPrintError."""
        return self._compile(sheets, title, moment, "pdf")[0]

    def pictures(self, sheets: Sequence[Sheet], dots_per_inch: float) -> list[bytes]:
        """A PNG of each page of the PDF. Raises CannotPrintError."""
        return self._compile(sheets, "", datetime.fromtimestamp(0, UTC), "png", dots_per_inch)

    def as_png(self, picture: Picture) -> bytes:
        """`picture` as a PNG of as many pixels, for programs that know few formats. Raises CannotPrintError."""
        program = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(sys.inputs.picture)"
        with TemporaryDirectory(prefix="xuanlan-") as folder:
            self._put(picture, folder)
            try:
                return self._made(folder, program, {"picture": f"/{picture.name}"}, format="png", ppi=72)[0]
            except (RefusedError, DiedError) as error:
                raise CannotPrintError("sheet-picture", found=picture.path) from error

    def _compile(
        self, sheets: Sequence[Sheet], title: str, moment: datetime, kind: str, dots_per_inch: float = 144
    ) -> list[bytes]:
        data = {
            "title": title,
            "made": list(moment.astimezone(UTC).timetuple()[:6]),
            "fonts": self.faces.stacks(),
            "weights": {name: face.weight for name, face in self.faces.faces.items()},
            "latin": self.faces.latin(),
            "substitutes": self.faces.substitutes,
            "sheets": [_told(sheet) for sheet in sheets],
        }
        how = {"format": kind, "ppi": dots_per_inch, "timestamp": int(moment.timestamp())}
        with self._pictures(sheets) as root:
            try:
                return self._set(root, data, how)
            except RefusedError as error:
                if bad := self._unreadable(root, sheets, error):
                    raise CannotPrintError("sheet-picture", found="、".join(bad)) from error
                raise _explained(error) from error
            except DiedError as error:
                raise CannotPrintError("sheet-died") from error

    def _set(self, root: str, data: dict[str, Any], how: dict[str, Any]) -> list[bytes]:
        as_pdf = {**how, "format": "pdf"}  # which alone tells of a character that no font has
        try:
            made = self._made(root, source(), _inputs(data), **as_pdf)
        except RefusedError as error:
            if not (lacking := _lacking(error)):
                raise
            # Only at the second try: to search every font of a machine takes as long as twenty sheets.
            data = {**data, "fonts": self.faces.stacks(covering(lacking, self.overrides))}
            made = self._made(root, source(), _inputs(data), **as_pdf)
        return made if how == as_pdf else self._made(root, source(), _inputs(data), **how)

    def _made(self, root: str, program: bytes, inputs: dict[str, str], **how: Any) -> list[bytes]:
        standards = ["a-2b"] if how["format"] == "pdf" else []
        how |= {"root": root, "input": program, "sys_inputs": inputs, "pdf_standards": standards}
        if self.large:
            SETTER.stop()
            how |= {"longest": LONGEST_BOOK}
        try:
            made: list[bytes] = SETTER.ask("make", font_folders(self.overrides), **how)
        finally:
            if self.large:
                SETTER.stop()
        return made

    def _unreadable(self, root: str, sheets: Sequence[Sheet], error: RefusedError) -> list[str]:
        """The paths of the pictures that cannot be read; none when `error` is about something else."""
        found = _pictures(sheets) if _PICTURE.search(str(error)) else []
        return [picture.path for picture in found if not self._readable(root, picture)]

    def _readable(self, root: str, picture: Picture) -> bool:
        program = b"#set document(title: [])\n#image(sys.inputs.picture)"
        try:
            self._made(root, program, {"picture": f"/{picture.name}"}, format="pdf")
        except (RefusedError, DiedError):
            return False
        return True

    @contextmanager
    def _pictures(self, sheets: Sequence[Sheet]) -> Iterator[str]:
        """A temporary folder with only the pictures of `sheets`: the typesetter may read nothing else."""
        with TemporaryDirectory(prefix="xuanlan-") as folder:
            for picture in _pictures(sheets):
                self._put(picture, folder)
            yield folder

    def _put(self, picture: Picture, folder: str) -> None:
        file = Checked(self.root, picture.path, picture.sha256)
        whole = file.read_bytes()
        content = scaled(file.suffix, whole, *picture.dots) if picture.dots else whole
        if picture.dots and picture.name.endswith(DRAWN) and content is not whole:
            content = _drawn(content, *picture.dots)
        (Path(folder) / picture.name).write_bytes(content)


def _drawn(jpeg: bytes, width: int, height: int) -> bytes:
    """A drawing that is nothing but a photograph: of one of its own the typesetter keeps every dot until the end."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{b64encode(jpeg).decode()}"/></svg>'
    ).encode()


@cache
def source() -> bytes:
    """All templates as one program: common parts first, then each kind of sheet."""
    names = (TEMPLATES / "order.txt").read_text(encoding="utf-8").split()
    return "\n".join((TEMPLATES / f"{name}.typ").read_text(encoding="utf-8") for name in names).encode()


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _told(sheet: Sheet) -> dict[str, Any]:
    """`sheet` as its template takes it: with JOINER and DIVIDER put in, and the widths of what is not to be divided."""
    room = ROOMS.get(sheet.template, ROOMS["official"])
    data = kept_all(sheet.data, room)
    title, others = sheet.data.get("title", ""), {name: sheet.data[name] for name in sheet.data if name != "title"}
    return {
        "template": sheet.template,
        "data": {**data, "widest": {"title": widest_of(title, room), "text": widest_of(others, room)}},
    }


def _pictures(sheets: Sequence[Sheet]) -> list[Picture]:
    """All pictures in the data of `sheets`, each once."""
    return list(dict.fromkeys(picture for sheet in sheets for picture in _pictures_in(sheet.data)))


def _pictures_in(data: Any) -> Iterator[Picture]:
    if isinstance(data, Mapping):
        if data.get("t") == "image" and data["src"]:
            yield Picture(data["src"], data["path"], data["sha256"], data.get("dots"))
        data = data.values()
    elif not isinstance(data, (list, tuple)):
        return
    for value in data:
        yield from _pictures_in(value)


def tight(data: Any) -> Iterator[Mapping[str, Any]]:
    """The `tight` of every table in the data of a sheet that breaks numbers (`tables.table`)."""
    if isinstance(data, Mapping):
        if data.get("t") == "table" and data["tight"]:
            yield data["tight"]
        data = data.values()
    elif not isinstance(data, (list, tuple)):
        return
    for value in data:
        yield from tight(value)


def _lacking(error: RefusedError) -> str:
    """The characters that no font of the sheet has a glyph for."""
    found = "".join(_LACKING.findall(str(error)))
    return "".join(dict.fromkeys(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)))


def _explained(error: RefusedError) -> CannotPrintError:
    words = str(error)
    if panic := _PANIC.search(words):
        return CannotPrintError(panic[1])
    if lacking := _lacking(error):
        return CannotPrintError("sheet-character", found=lacking)
    return CannotPrintError("sheet-failed", problem=words.strip().split("\n")[0])
