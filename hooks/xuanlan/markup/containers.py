"""Admonitions, `<details>`, tabs, callouts, containers and HTML around Markdown, however written, become boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuanlan.diagnostics.report import Position, Report
from xuanlan.markup import heads, htmlblocks
from xuanlan.markup.boxes import MARKS, Box
from xuanlan.markup.fenceheads import plain_head
from xuanlan.markup.fences import fences as fences_of
from xuanlan.markup.heads import Head
from xuanlan.markup.lines import (
    BLANKS,
    HeadedItem,
    Line,
    Lines,
    Place,
    headed_items,
    indented,
    next_filled,
    pushed_signatures,
    unindented,
)
from xuanlan.markup.places import Locator, without_code
from xuanlan.markup.rendered import NOTE

_SIGNS = (
    *("<", "#", "&", "!", "！", "[", "\\", "???", "？？", ":::", "：：", "===", "///", "```", "~~~"),
    *("8<-", "{%", "{{", "@import"),
)
_DATES = (
    re.compile(r"\d{4}[.．] "),
    re.compile(r"[ \t\u3000\xa0][*_]{0,3}(?:\d{4}|[〇○零一二三四五六七八九]{4}) {0,3}[年.．/／－-]"),
)
"""A text with none of those strings and no such date has nothing to be read here."""
_QUOTE = re.compile(r"([ \t]*)>[ ]?")
_DEEPEST = 20
"""How deep admonitions may be nested."""
_CONTAINER_SIGNS = ":：/"
_CONTAINER_MARKS = (":::", "：：：", "///")
_TAG_START = re.compile("<")


def read(body: str, numbers: Sequence[int], locator: Locator, report: Report) -> tuple[str, list[Box]]:
    """`body` with a marker line where each box begins and ends, and the boxes. `numbers` has, for each line of `body`,
    its line in the source, from 0."""
    if MARKS[0] in body or MARKS[1] in body:
        body = re.sub(f"[{MARKS}]", "\ufffd", body)
    if not any(sign in body for sign in _SIGNS) and not any(date.search(body) for date in _DATES):
        return body, []

    def place(number: int, column: int) -> Position:
        return locator.line(numbers[number], column)

    reader = _Reader(htmlblocks.in_one_line(body) if "<" in body else body, place, report)
    return "\n".join(reader.out), reader.boxes


class _Reader:
    def __init__(self, body: str, at: Place, report: Report) -> None:
        self._at = at
        self._report = report
        self.boxes: list[Box] = []
        self.out: list[str] = []
        texts = body.split("\n")
        last = max((number for number, text in enumerate(texts) if text and not text.isspace()), default=0)
        self._lines = Lines(at, report, last)
        self._tags: dict[tuple[int, int], htmlblocks.Tag] = {}
        self._whole: set[int] = set()
        if "<" in body:
            found = htmlblocks.tags_of(without_code(body), self.boxes)
            self._tags, self._whole = found.by_place, found.whole
            for number, column, written in found.unclosed:
                missing = re.sub(r"<(/?)(\w+).*", lambda m: f"<{'' if m[1] else '/'}{m[2]}>", written, flags=re.DOTALL)
                report.add("html-unclosed", at(number, column), found=written[:40], missing=missing)
            for number, column, written in found.literal:
                report.add("html-markdown", at(number, column), found=written[:20])
        self._depth = 0
        self._open: dict[tuple[int, int], Box] = {}
        self._with_tags = {number for number, _ in self._tags}
        self._read([Line(number, 0, text) for number, text in enumerate(texts)])

    def _read(self, lines: list[Line]) -> None:
        if self._tags:
            lines = self._dedented(lines)
        fences = {
            box.first: box.last + 1
            for box in fences_of([line.text for line in lines])
            if box.last >= 0 and ">" not in box.prefix
        }
        items, signed = headed_items(lines, fences), pushed_signatures(lines)
        containers = self._containers(lines, fences | {at: item.end for at, item in items.items()})
        at = 0
        while at < len(lines):
            line, start = lines[at], at
            if line.number in self._whole and line.number not in self._with_tags:
                self.out.append(line.text)
                at += 1
            elif at in fences:
                at = fences[at]
                self.out += [*plain_head(line.text), *(other.text for other in lines[start + 1 : at])]
            elif at in containers:
                at = self._container(lines, at, containers[at])
            elif at in items:
                at = self._item(lines, at, items[at])
            elif line.text.lstrip(" \t")[:1] == ">":
                at = self._quote(lines, at)
            elif not line.blank and (head := heads.read(line.text)):
                at = self._note(head, lines, at)
            if at == start:
                self._prose(line.behind(len(line.blanks)) if at in signed else line)
                at += 1

    def _prose(self, line: Line) -> None:
        if line.number in self._with_tags:
            self._html(line)
        elif line.blank:
            self.out.append(line.text)
        else:
            self.out += self._lines.read(*line)

    def _tags_in(self, line: Line) -> Iterator[tuple[int, htmlblocks.Tag]]:
        """The container tags of a line, each with its offset in the line's text."""
        for match in _TAG_START.finditer(line.text) if line.number in self._with_tags else ():
            if tag := self._tags.get((line.number, line.column + match.start())):
                yield match.start(), tag

    def _dedented(self, lines: list[Line]) -> list[Line]:
        """`lines` without the common indent of each container's content."""
        found: list[Line] = []
        strips = [0]
        for at, written in enumerate(lines):
            line = written if written.number in self._whole else written.cut(strips[-1])
            found.append(line)
            for start, tag in self._tags_in(line):
                if tag.paired and tag.opens:
                    following = len(lines) if line.text[start + tag.end :].strip() else next_filled(lines, at + 1)
                    inner = lines[following].indent - written.indent if following < len(lines) else 0
                    strips.append(strips[-1] + max(inner, 0))
                elif tag.paired and len(strips) > 1:
                    strips.pop()
        return found

    def _quote(self, lines: list[Line], at: int) -> int:
        """A quote: a callout if its first line says so, else its lines are read like others. Returns the line after."""
        end = at
        inner: list[Line] = []
        while end < len(lines) and (match := _QUOTE.match(lines[end].text)):
            inner.append(lines[end].behind(match.end()))
            end += 1
        base = lines[at].blanks
        if head := heads.callout(inner[0].text):
            if all(line.blank for line in inner[1:]):
                end = self._unindented(lines, end)
            self._boxed(head, inner[0], [*inner[1:], *lines[at + len(inner) : end]], base)
            return end
        read = self._apart(inner)
        if read == [line.text for line in inner]:
            self.out += [line.text for line in lines[at:end]]
        else:
            self.out += [f"{base}> {text}" if text else f"{base}>" for text in read]
        return end

    def _item(self, lines: list[Line], at: int, item: HeadedItem) -> int:
        """An item that begins with an admonition or a quote, read like a text of its own. Returns the line after it."""
        inner = [lines[at].behind(item.column), *(line.cut(item.offset) for line in lines[at + 1 : item.end])]
        read = self._apart(inner)
        if read == [line.text for line in inner]:
            self.out += [line.text for line in lines[at : item.end]]
        else:
            first = next(number for number, text in enumerate(read) if text)
            under = " " * item.offset
            self.out += [item.sign + read[first], *(under + text if text else text for text in read[first + 1 :])]
        return item.end

    def _apart(self, lines: list[Line]) -> list[str]:
        """The output for `lines`, read by themselves."""
        before, self.out = self.out, []
        self._read(lines)
        read, self.out = self.out, before
        return read

    def _note(self, head: Head, lines: list[Line], at: int) -> int:
        """An admonition with its head at line `at`: returns the line after it, or `at` when it is none after all."""
        line = lines[at]
        end = indented(lines, at + 1, line.indent)
        if head.marks == ":" or (end == at + 1 and not head.sure):
            return at  # closed containers are found by `_containers`
        if end == at + 1:
            end = self._unindented(lines, at + 1)
        content = lines[at + 1 : end]
        depth = min((other.indent for other in content if not other.blank), default=0)
        self._boxed(head, line, [other.cut(depth) for other in content], line.blanks)
        return end

    def _unindented(self, lines: list[Line], start: int) -> int:
        """The line after the content of an admonition that should be indented and is not (reported)."""
        end = unindented(lines, start)
        if end > start and lines[start].indent == 0:
            self._report.add("note-flush", self._place(lines[start]), count=end - start)
        return end

    def _boxed(self, head: Head, line: Line, content: list[Line], base: str) -> None:
        """Write an admonition with its content."""
        box = self._opened(head, line, base)
        if head.text:
            content = [line.behind(line.text.rfind(head.text)), *content]
        if all(other.blank for other in content):
            self._report.add("note-empty", self._place(line))
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RecursionError("notes within notes")
        self.out += [base + text if text else text for text in self._apart(content)]
        self._depth -= 1
        self.out += ["", base + box.closing, ""]

    def _opened(self, head: Head, line: Line, base: str) -> Box:
        """Write the opening marker of an admonition, and its title."""
        if head.unknown:
            self._report.add("note-type", self._place(line), found=head.unknown)
        if head.folds:
            attributes = {"class": head.classes} | ({"open": ""} if head.marks == "?+" else {})
            box = Box("details", attributes, len(self.boxes))
        else:
            box = Box("div", {"class": f"{NOTE} {head.classes}"}, len(self.boxes))
        self.boxes.append(box)
        title = head.title or ("详情" if head.folds else "")
        self.out += ["", base + box.opening, "", *([base + box.titled(title), ""] if title else [])]
        return box

    def _containers(self, lines: list[Line], fences: dict[int, int]) -> dict[int, tuple[Head, int]]:
        """By the index of each line that opens or closes a container: its head, the index of its other end or -1."""
        found: dict[int, tuple[Head, int]] = {}
        opened: list[tuple[int, Head]] = []
        at = 0
        while at < len(lines):
            text = lines[at].text.strip()
            if text[:3] not in _CONTAINER_MARKS or at in fences:
                at = fences.get(at, at + 1)
                continue
            head = heads.read(lines[at].text)
            if text.strip(_CONTAINER_SIGNS):
                if head and head.marks in ":/":
                    opened.append((at, head))
            elif opened and (opened[-1][1].marks == "/") == (text[0] == "/"):
                start, first = opened.pop()
                found[start] = first, at
                found[at] = first, start
            elif head and text[0] != "/":
                found[at] = head, -1
            at += 1
        return found | {start: (first, -1) for start, first in opened}

    def _container(self, lines: list[Line], at: int, found: tuple[Head, int]) -> int:
        """A line that opens or closes a container: returns the line to read next."""
        head, other = found
        line = lines[at]
        if other < 0:
            self._report.add("container-unpaired", self._place(line), found=line.text.strip()[:20])
            end = unindented(lines, at + 1)
            if head.unknown or not head.sure or end == at + 1:
                return at
            self._boxed(head, line, lines[at + 1 : end], line.blanks)
            return end
        if other > at:
            if next_filled(lines, at + 1) == other:
                self._report.add("note-empty", self._place(line))
            self._open[line.number, other] = self._opened(head, line, line.blanks)
            self.out += [line.behind(line.text.rfind(head.text)).text, ""] if head.text else []
        elif box := self._open.pop((lines[other].number, at), None):
            self.out += ["", line.blanks + box.closing, ""]
        return at + 1

    def _html(self, line: Line) -> None:
        """A line with container tags: write each marker, and the words between them, as lines of their own."""
        done, blanks = 0, line.blanks
        for start, tag in self._tags_in(line):
            self._words(line, done, start, blanks)
            done = start + tag.end
            mark = [] if tag.box is None else [blanks + (tag.box.opening if tag.opens else tag.box.closing)]
            self.out += ["", *mark, ""]
        self._words(line, done, len(line.text), blanks)

    def _words(self, line: Line, start: int, end: int, blanks: str) -> None:
        text = line.text[start:end].strip()
        if text:
            self.out += self._lines.read(line.number, line.column + start, blanks + text)

    def _place(self, line: Line) -> Position:
        return self._at(line.number, line.column + len(line.text) - len(line.text.lstrip(BLANKS)))
