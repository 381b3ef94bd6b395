"""What may be around the words of a docx: fields, links and content controls"""

from __future__ import annotations

from xuanlan.imports.word_fields import Field, web

_DEEPEST = 20
"""Fields in fields; Word refuses more."""
BEGINS = frozenset(
    ("w:fldChar", "w:fldSimple", "w:hyperlink", "w:sdt", "w:showingPlcHdr", "w:docPartGallery", "w:checked",
     "w:default", "w:result", "w:listEntry")
)  # fmt: skip
"""Elements whose beginning matters here."""
ENDS = frozenset(("w:hyperlink", "w:sdt", "w:fldSimple"))
_OFF = ("0", "false", "off")
CONTENTS, PLACEHOLDER = "网页会按标题自动生成目录", "是还没有填的提示文字"
"""Why words are left out that stand in a field or a control."""


class Around:
    """Fields, links and content controls that have begun and not ended."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.relations: dict[str, tuple[str, str, bool]] = {}
        self._links: list[str] = []
        self._controls: list[str] = []
        """why the words of each are left out, or "" """
        self._deeper = 0
        """fields that are not followed"""

    @property
    def link(self) -> str:
        found = self._links[-1] if self._links else ""
        return found or next((field.link for field in reversed(self.fields) if field.link), "")

    @property
    def is_code(self) -> bool:
        """Whether what is being read is what a field does, not what it prints."""
        return any(field.is_code for field in self.fields)

    def unended(self) -> str:
        """The words in fields whose instruction does not end in their paragraph: they are none."""
        found = ""
        while self.fields and self.fields[-1].is_code:
            found = "".join(self.fields.pop().swallowed) + found
        self._deeper = 0
        return found

    @property
    def reason(self) -> str:
        """Why what is being read is left out, or ""."""
        if any(field.name == "TOC" for field in self.fields):
            return CONTENTS
        return self._controls[-1] if self._controls else ""

    def begin(self, what: str, attributes: dict[str, str]) -> Field | None:
        """A field that ends with it."""
        value = attributes.get("w:val", "")
        match what:
            case "w:fldChar":
                return self._mark(attributes.get("w:fldCharType", ""))
            case "w:fldSimple":
                self.fields.append(Field(attributes.get("w:instr", "") or " "))
            case "w:hyperlink":
                _, target, is_outside = self.relations.get(attributes.get("r:id", ""), ("", "", False))
                self._links.append((web(target) if is_outside else "") or self.link)
            case "w:sdt":
                self._controls.append(self._controls[-1] if self._controls else "")
            case "w:showingPlcHdr" if self._controls and value not in _OFF:
                self._controls[-1] = PLACEHOLDER
            case "w:docPartGallery" if self._controls and value == "Table of Contents":
                self._controls[-1] = CONTENTS
            case "w:checked" | "w:default" if self.fields:
                self.fields[-1].is_ticked = value not in _OFF
            case "w:result" if self.fields and value.isdecimal() and len(value) < 4:
                self.fields[-1].choice = int(value)
            case "w:listEntry" if self.fields:
                self.fields[-1].choices.append(value)
        return None

    def _mark(self, kind: str) -> Field | None:
        if kind == "begin" and len(self.fields) >= _DEEPEST:
            self._deeper += 1
        elif kind != "begin" and self._deeper:
            self._deeper -= kind == "end"
            return None
        elif kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].is_code = False
        return self.fields.pop() if kind == "end" and self.fields else None

    def end(self, what: str) -> Field | None:
        """The same."""
        if what == "w:hyperlink" and self._links:
            self._links.pop()
        elif what == "w:sdt" and self._controls:
            self._controls.pop()
        return self.fields.pop() if what == "w:fldSimple" and self.fields else None
