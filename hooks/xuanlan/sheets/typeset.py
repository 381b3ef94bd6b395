"""From sheets to PDF: the templates of `theme/sheets`, compiled by Typst.

Data goes in as JSON and is never read as markup. The result is PDF/A-2b: every font embedded and subset, and a
character that no font has is an error instead of an empty box. The same sheets and fonts give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xuanlan.sheets.fonts import Typefaces, typst_fonts

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent.parent / "theme" / "sheets"
_LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_PICTURE = re.compile("failed to decode image|CMYK profile")
_PANIC = re.compile(r"panicked with: \"?(sheet-[a-z-]+)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one template shows: `template` names a function of `theme/sheets`, `data` is its argument."""

    template: str
    data: Mapping[str, Any]
    source: str
    """the file that is to blame when it cannot be set"""


class CannotPrintError(Exception):
    """A sheet that cannot be made as it should be: the code of a diagnostic, and what its message needs."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Makes PDF files for the site in `root`, whose pictures it may read."""

    root: Path
    overrides: Path | None
    faces: Typefaces

    def pdf(self, sheets: Sequence[Sheet], title: str, moment: datetime) -> bytes:
        """One PDF/A-2b of all `sheets`; `moment` is the time that it says it was made.

        Raises CannotPrintError.
        """
        return self._compile(sheets, title, moment, "pdf")[0]

    def pictures(self, sheets: Sequence[Sheet], dots_per_inch: float) -> list[bytes]:
        """A PNG of each page."""
        return self._compile(sheets, "", datetime.fromtimestamp(0, UTC), "png", dots_per_inch)

    def _compile(
        self, sheets: Sequence[Sheet], title: str, moment: datetime, kind: Any, dots_per_inch: float = 144
    ) -> list[bytes]:
        import typst

        data = {
            "title": title,
            "made": list(moment.astimezone(UTC).timetuple()[:6]),
            "fonts": self.faces.stacks(),
            "weights": {name: face.weight for name, face in self.faces.faces.items()},
            "substitutes": self.faces.substitutes,
            "sheets": [{"template": sheet.template, "data": dict(sheet.data)} for sheet in sheets],
        }
        compiler = typst.Compiler(root=self.root, font_paths=typst_fonts(self.overrides), ignore_system_fonts=True)
        try:
            made = compiler.compile(
                input=source(),
                format=kind,
                ppi=dots_per_inch,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["a-2b"] if kind == "pdf" else [],
                timestamp=int(moment.timestamp()),
            )
        except typst.TypstError as error:
            if _PICTURE.search(_words(error)) and (
                bad := [src for src in _pictures(data) if not _readable(compiler, src)]
            ):
                raise CannotPrintError("sheet-picture", found="、".join(bad)) from error
            raise _explained(error) from error
        assert made is not None
        return made if isinstance(made, list) else [made]


@cache
def source() -> bytes:
    """All templates as one program: common parts first, then each kind of sheet."""
    names = (TEMPLATES / "order.txt").read_text(encoding="utf-8").split()
    return "\n".join((TEMPLATES / f"{name}.typ").read_text(encoding="utf-8") for name in names).encode()


def _pictures(data: Any) -> list[str]:
    """The files of all pictures in the data of sheets, each once."""
    if isinstance(data, Mapping):
        own = [data["src"]] if data.get("t") == "image" and data["src"] else []
        return list(dict.fromkeys(own + [src for value in data.values() for src in _pictures(value)]))
    return (
        list(dict.fromkeys(src for value in data for src in _pictures(value)))
        if isinstance(data, (list, tuple))
        else []
    )


def _readable(compiler: typst.Compiler, source: str) -> bool:
    import typst

    program = b"#set document(title: [])\n#image(sys.inputs.picture)"
    try:
        compiler.compile(input=program, format="pdf", sys_inputs={"picture": f"/{source}"}, pdf_standards=["a-2b"])
    except typst.TypstError:
        return False
    return True


def _words(error: Exception) -> str:
    return str(getattr(error, "diagnostic", error))


def _explained(error: Exception) -> CannotPrintError:
    words = _words(error)
    if panic := _PANIC.search(words):
        return CannotPrintError(panic[1])
    if lacking := dict.fromkeys(_LACKING.findall(words)):
        return CannotPrintError("sheet-character", found="".join(lacking))
    return CannotPrintError("sheet-failed", problem=words.strip().split("\n")[0])
