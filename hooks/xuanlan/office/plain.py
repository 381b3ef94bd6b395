"""Plain text and CSV, in whichever encoding Chinese programs write them"""

from __future__ import annotations

import csv
import re
from io import StringIO

from xuanlan.office.contents import DAMAGED, Collector, Row, Table, UnreadableError
from xuanlan.text.characters import CONTROL

_MARKS = ",\t;，"
csv.field_size_limit(50_000_000)
_LINE = 5
"""Characters that even an empty line costs."""
_HEAD = 10_000
"""Characters among which the first line is looked for."""


def read(suffix: str, content: bytes, found: Collector) -> None:
    """Every line, or every cell. Raises UnreadableError."""
    found.budget.spend("text", len(content) // 3)
    text = text_of(content)
    lines = StringIO(text, newline=None)  # any end of a line
    if suffix != "csv":
        for number, line in enumerate(lines, 1):
            found.budget.spend("text", _LINE)
            found.see(line, f"第{number}行")
        return
    mark = max(_MARKS, key=text.lstrip()[:_HEAD].partition("\n")[0].count)
    rows = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=mark), 1):
            found.budget.spend("text", _LINE)
            row = {at: found.count(cell) for at, cell in enumerate(cells, 1) if cell.strip()}
            if row:
                rows.append(Row(number, row))
    except csv.Error as error:
        raise UnreadableError(DAMAGED) from error
    found.tables.append(Table("", tuple(rows)))


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or GB18030, with its mark or without, and with a few damaged bytes, too; no
    control characters. Raises UnreadableError."""
    if content.startswith(_MARKED):
        return CONTROL.sub("", content.decode("utf-16", "replace"))
    modern = _decoded(content, "utf-8-sig")
    if modern is not None and "\0" not in modern:
        return CONTROL.sub("", modern)
    wide = [text for code in _WIDE if (text := _decoded(content, code)) is not None]
    damaged = [content.decode(code, "replace") for code in ("utf-8", "gb18030")]
    read = max((text for text in (modern, *damaged, *wide) if text is not None), key=_likeness)
    if _likeness(read) < _HALF:
        raise UnreadableError("文字的编码认不出来")
    return CONTROL.sub("", read)


def wide(head: bytes) -> bool:
    """Whether a file that begins with `head` is text in UTF-16, although it may not say so."""
    return (
        head.startswith(_MARKED)
        or max(_likeness(head[: len(head) // 2 * 2].decode(code, "replace")) for code in _WIDE) > _MOSTLY
    )


_MARKED = (b"\xff\xfe", b"\xfe\xff")
_WIDE = ("utf-16-le", "utf-16-be")
_LOOKED_AT = 20_000
"""Characters by which the encoding is told."""
_USUAL = re.compile("[\t\r\n -~\u3000-\u303f\uff01-\uff5e“”‘’—…·]")
_RARE = 0.2
"""What an ideograph counts that is not among the 3,755 common ones of GB/T 2312."""
_MOSTLY, _HALF = 0.8, 0.5
_FIRST = 0xA0
"""Second bytes of GB/T 2312 begin behind it."""


def _decoded(content: bytes, code: str) -> str | None:
    """The text in this encoding; None where it is not in it. An odd byte at the end of UTF-16 is cut off."""
    whole = len(content) - len(content) % 2 if code in _WIDE else len(content)
    try:
        return content[:whole].decode(code)
    except UnicodeDecodeError:
        return None


def is_chinese(text: str) -> bool:
    """Whether bytes that were read as `text` are Chinese that somebody has written, and no accident."""
    return _likeness(text) > _MOSTLY and 2 * len(set(text)) > len(text)


def _likeness(text: str) -> float:
    """How much of a text is what Chinese is written in. A wrong encoding gives ideographs as well, but rare ones."""
    seen = text[:_LOOKED_AT]
    ideographs = [sign.encode("gbk") for sign in re.findall("[\u4e00-\u9fa5]", seen)]
    common = sum(b"\xb0\xa1" <= sign <= b"\xd7\xf9" and sign[1] > _FIRST for sign in ideographs)
    usual = len(_USUAL.findall(seen)) + common + _RARE * (len(ideographs) - common)
    return float(usual / max(len(seen), 1))
