"""What else stands in a file: every text, attribute and remark that no reader of its format makes anything of

Readers take what programs show, and what they are known to hide. Nothing else may go out unread, whatever part of a
file it stands in, so all that passes is kept here when it could matter, and compared with what was taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xuanlan.office.contents import REST, UNUSED, Budget, Collector
from xuanlan.office.xml import Event

_MATTERS = re.compile("[^\0-\x7f]|\\d(?:[^\\dA-Za-z]{0,3}\\d){10}")
"""Words that are not English, or as many digits as a number of a person has."""
_SAID = re.compile(r"[\u4e00-\u9fff]|@|[A-Za-z]:\\")
"""Words that somebody has written: numbers are mostly a program's."""
_NUMBER = re.compile(r"-?\d*\.\d+(?:[eE][-+]?\d+)?|\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
"""A fraction, or the name that a program has drawn for something."""
_SHORTEST = 4
"""Characters of the shortest mark of secrecy."""
_FEWEST = 11
"""Of what is ASCII: as many as the digits of a number of a person."""
_SHOWN = re.compile(r"[\0-\x1f]+")
_COST = 40
"""Characters that a text costs beside its own."""
_RUNS = frozenset(
    ("w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t", "t", "text:span", "text:a", "w:r", "a:r")
)
"""Parts of one text, which goes on in the next of them."""
_BLOCKS = frozenset(("w:p", "a:p", "si", "c", "is", "text:p", "text:h", "comment", "rPh", "w:rt"))
_BETWEEN = frozenset(("rPh", "w:rt"))
"""Blocks within the text of another."""
_CODES = frozenset(("w:instrText", "w:delInstrText"))
_MARK = re.compile(r"[绝机秘]密[★☆](?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:年|个?月|天|长期)?")
"""A mark of secrecy that stands in a formula or a code, whose words are no sentence."""
_JOINED = re.compile(r'"\s*&\s*"')
"""What joins two texts in a formula."""
_BY_PROGRAMS = re.compile(
    r"[\[［【〔«].*[\]］】〕»]|请?(?:单击|点击|双击|键入|输入|选择一项|选取).*"
    r"|(?:标题|正文|页眉|页脚|目录|默认|列表|普通|批注|网格|样式|强调|引用|图表|表格)[\w ]{0,10}"
)
"""What programs put where an author may write, and names that they give."""
_QUIET = re.compile(
    r"\[content_types\]\.xml|_xmlsignatures/.*|.*\.rels|docprops/.*|configurations2/.*|.*\.(?:vml|svg)"
    r"|.*/(?:theme|slidelayouts|slidemasters|handoutmasters|notesmasters|charts|diagrams|tags|persons|ctrlprops|activex)/.*"
    r"|.*/(?:styles|styleswitheffects|settings|websettings|fonttable|numbering|tablestyles|presprops|viewprops)\.xml"
    r"|.*/(?:calcchain|metadata|people|commentauthors|commentsextended|commentsids)\.xml"
    r"|object \d+/.*|customxml/itemprops\d*\.xml|(?:.*/)?(?:styles|settings|meta|manifest)\.(?:xml|rdf)",
    re.IGNORECASE,
)
"""Parts whose texts programs write, or show: only read for what must not go out."""


class Loose:
    """The texts of one package as they pass by, each with the part that it stands in."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._lines: dict[str, tuple[str, bool]] = {}
        """the part by the text, and whether an author may have meant it to be told"""
        self.asked: set[str] = set()
        """parts that were read to their end"""
        self.is_sweeping = False
        """whether what passes is what no reader has asked for"""

    def add(self, part: str, line: str, is_text: bool = False, is_code: bool = False) -> None:
        """A text of `part`, if it could matter; `is_code` says that it may be a formula."""
        if is_code and "密" in line:
            for mark in _MARK.finditer(line):
                self.add(part, mark[0])
        if len(line) < _SHORTEST or not _MATTERS.search(line) or _NUMBER.fullmatch(line):
            return
        line = _JOINED.sub("", line.strip())
        is_told = is_text and self.is_sweeping
        if line not in self._lines:
            self.budget.loose -= len(line) + _COST
            if self.budget.loose > 0:  # else it is told as not read
                self._lines[line] = (part, is_told)
        elif is_told:
            self._lines[line] = (part, True)

    def lines(self, part: str, lines: Iterable[str]) -> None:
        """The same of several."""
        for line in lines:
            self.add(part, line)

    def watch(self, part: str, events: Iterable[Event]) -> Iterator[Event]:
        """The same events, while their texts are noted."""
        names: list[str] = []
        texts: dict[str, list[str]] = {}

        def end(name: str) -> None:
            line = "".join(texts.pop(name))
            if len(line) >= _SHORTEST and (len(line) >= _FEWEST or not line.isascii()):
                self.add(part, line, True, name in _CODES or name not in _RUNS)

        for event in events:
            mark, what, given = event
            if mark == "<":
                names.append(what)
                if given:
                    for value in given.values():
                        if len(value) >= _SHORTEST and (len(value) >= _FEWEST or not value.isascii()):
                            self.add(part, value, is_code=True)
                if texts and what in _BETWEEN:
                    for name in [*texts]:
                        end(name)
            elif not mark:
                if names:
                    texts.setdefault(names[-1], []).append(what)
            else:
                names.pop()
                if texts:
                    if what in _BLOCKS:
                        for name in [*texts]:
                            end(name)
                    elif what in texts and what not in _RUNS:
                        end(what)
            yield event
        for name in [*texts]:
            end(name)
        self.asked.add(part)

    def tell(self, found: Collector) -> None:
        """What of all this is in nothing that was found: somebody's words in parts that are not shown are told; the
        rest is only read for what must not go out."""
        texts = [piece.text for piece in found.prose] + [aside.text for aside in found.asides]
        tables = [*found.tables, *(table for _, table in found.hidden_tables)]
        texts += [text for table in tables for row in table.rows for text in row.cells.values()]
        whole = set(texts)
        left = {line: told for line, told in self._lines.items() if line not in whole}
        known = {_bare(line) for text in texts for line in (text, *text.split("\n"))} if left else set()
        if self.budget.loose <= 0:
            found.miss("内容太多，不显示的部分没有看完")
        shown = ""
        for line, (part, is_told) in left.items():
            if _bare(line) in known:
                continue
            if is_told and not _QUIET.fullmatch(part) and _SAID.search(line) and not _BY_PROGRAMS.fullmatch(line):
                shown = shown or "\n".join(texts)
                is_told = line not in shown
            else:
                is_told = False
            found.hide(UNUSED if is_told else REST, f"文件内部 {_SHOWN.sub(chr(32), part)}".strip(), line)


def _bare(line: str) -> str:
    return "".join(line.split())
