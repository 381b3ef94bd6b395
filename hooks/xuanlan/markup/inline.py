"""Inline markup as Chinese prose needs it: code, escapes, ==marked==, ~~deleted~~, bare addresses."""

from __future__ import annotations

import re
import string
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import BACKTICK_RE, AutolinkInlineProcessor, BacktickInlineProcessor, InlineProcessor
from markdown.util import AtomicString

from xuanlan.markup.links import ADDRESS
from xuanlan.markup.places import code_end
from xuanlan.markup.signs import LINE, STAR, shown
from xuanlan.markup.tags import AUTOLINK

_TITLE = r"""(?:[ ]+(?:"([^"\n]*)"|'([^'\n]*)'|\(([^()\n]*)\)))?"""
DEFINITION = re.compile(rf"^[ ]{{0,3}}\[([^\[\]\n^][^\[\]\n]*)\]:[ ]*(<[^<>\n]+>|{ADDRESS}){_TITLE}[ ]*$", re.MULTILINE)
"""A link reference definition, [name]: address "title". Without an address the line is text."""

_WORDS = re.compile(r"[*_=~]*[^!-~]")
"""A file name that begins like this may be the beginning of a sentence."""
_NAMED = re.compile(r"(?<!\\)\[([^\[\]\n]+)\](?!:)")

_SIGN = "\x02\\d{1,3}\x03"
"""An escaped character, as Python-Markdown stores it."""
_OF_ADDRESS = rf"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]{STAR}{LINE}]|{_SIGN})"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_BARE = (
    rf"(?<![A-Za-z0-9])(?:[Hh][Tt][Tt][Pp][Ss]?://[A-Za-z0-9\[]{_OF_ADDRESS}*+"
    rf"|[Ww]{{3}}(?:\.{_LABEL}){{2,20}}(?::\d{{1,5}})?(?:[/?#]{_OF_ADDRESS}*+)?)"
    rf"|(?<![A-Za-z0-9._+\-\x03/])[A-Za-z0-9](?:[A-Za-z0-9._+\-]|{_SIGN}){{0,63}}@{_LABEL}(?:\.{_LABEL}){{1,20}}(?![A-Za-z0-9@])"
)
_AT_END = re.compile(r"(?:[.,;:!?'*_~]|&[a-z0-9]{1,20};)+\Z", re.IGNORECASE)
_PAIRS = {")": "(", "]": "["}
_NOT_TWICE = r"(?![\s{0}])((?:[^{0}]|{0}(?!{0}))+?)(?<![\s{0}]){0}{0}(?!{0})"


def _pair(sign: str) -> str:
    """Pattern of a text between two doubled `sign`, but not of 8:00~~10:00 or a==b, where they are literal."""
    return rf"(?<![A-Za-z0-9{sign}])({sign}{sign})" + _NOT_TWICE.format(sign)


class Between(InlineProcessor):
    """Makes an element of the text between two doubled characters."""

    def __init__(self, sign: str, tag: str, md: Markdown) -> None:
        super().__init__(_pair(sign), md)
        self._tag = tag

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        element = Element(self._tag)
        element.text = m[2]
        return element, m.start(), m.end()


class Code(BacktickInlineProcessor):
    """Code ends with as many backticks as it began with, in the same line; otherwise they are literal."""

    def find_code_spans(self, start: int, text: str) -> tuple[int, int | None]:  # type: ignore[override]
        first = start
        while text[start : start + 1] == "`":
            start += 1
        return start, code_end(text, start, start - first)


class BareAddress(InlineProcessor):
    """Links bare addresses, up to the first character that cannot belong to one."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        text = _trimmed(m[0])
        end = m.start() + len(text)
        if text.lower().startswith(("http://", "https://")):
            href = text
        else:
            href = ("http://" if text[:4].lower() == "www." else "mailto:") + text
        if href.rstrip("/").endswith(":"):
            return None, m.start(), m.end()
        link = Element("a", {"href": href})
        link.text = AtomicString(text)
        return link, m.start(), end


def _trimmed(address: str) -> str:
    """`address` without final punctuation, and without closing brackets that it does not open."""
    counts = {sign: address.count(sign) for sign in "()[]"}
    end = len(address)
    while end:
        last = address[end - 1]
        marks = _AT_END.search(address[max(end - 30, 0) : end])
        if marks:
            end -= len(marks[0])
        elif last in _PAIRS and counts[last] > counts[_PAIRS[last]]:
            end -= 1
            counts[last] -= 1
        else:
            break
    return address[:end]


class Definitions(ReferenceProcessor):
    """Takes link reference definitions (`DEFINITION`) out of the text, and no other lines."""

    RE = DEFINITION

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002
        if "]:" not in blocks[0]:
            return False
        block = blocks[0]
        taken = [match for match in DEFINITION.finditer(block) if self._defines(match)]
        if not taken:
            return False
        for match in taken:
            name, title = match[1].strip().lower(), match[3] or match[4] or match[5]
            self.parser.md.references.setdefault(name, (match[2].lstrip("<").rstrip(">"), title))
        lines = {match[0] for match in taken}
        rest = "\n".join(line for line in block.split("\n") if line not in lines)
        blocks[0:1] = [rest] if rest.strip() else []
        return True

    def _defines(self, match: re.Match[str]) -> bool:
        """Whether it is a definition: [注]: 见附件1.docx is a sentence, unless a link uses that name."""
        return not _WORDS.match(match[2]) or match[1].strip().lower() in self.parser.md.references.asked  # type: ignore[attr-defined]


class References(dict[str, Any]):
    """The definitions by name; remembers which of them links use."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.text = ""
        """the text that is being converted"""

    @cached_property
    def asked(self) -> frozenset[str]:
        """Every name in brackets in the text that may be a reference link."""
        return frozenset(name.strip().lower() for name in _NAMED.findall(self.text))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(shown(name))

    def __getitem__(self, name: str) -> Any:
        self.used.add(shown(name))
        return super().__getitem__(shown(name))


class Inline(Extension):
    """Registers the processors above."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.registerExtension(self)
        md.ESCAPED_CHARS = list(string.punctuation)
        md.references = References()
        md.parser.blockprocessors.register(Definitions(md.parser), "reference", 15)
        md.inlinePatterns.register(Code(BACKTICK_RE), "backtick", 190)
        md.inlinePatterns.register(AutolinkInlineProcessor(AUTOLINK, md), "autolink", 120)
        md.inlinePatterns.register(BareAddress(_BARE, md), "bare-address", 85)
        md.inlinePatterns.register(Between("=", "mark", md), "marked", 66)
        md.inlinePatterns.register(Between("~", "del", md), "deleted", 65)
        self._md = md

    def reset(self) -> None:
        """Forget which definitions the last text used."""
        self._md.references = References()
