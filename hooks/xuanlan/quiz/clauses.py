"""The clause that a question is bound to: where it stands, how it reads now, and whether it is still in force"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import unquote

from xuanlan import addresses
from xuanlan.diagnostics.report import Position
from xuanlan.library.entry import Entry
from xuanlan.library.references import PageResolver
from xuanlan.library.render import Library
from xuanlan.markup.links import Reference
from xuanlan.markup.rendered import Rendered
from xuanlan.models.core_values import core_values
from xuanlan.models.hotline_register import phone_words
from xuanlan.models.rulesets import official_rulesets
from xuanlan.text.folding import fold

LONGEST = 160
"""Characters of a clause that a question quotes in full; of a longer one it has a digest."""
OUT_OF_FORCE = {"expired": "已经失效", "withdrawn": "已经撤回", "superseded": "已被替代", "repealed": "已经废止"}
_DIGEST = re.compile(r"(?:校核码|全文校核码)\s*([0-9a-f]{8})")
_TAGS = re.compile(r"<[^>]*>")
_HEADING = re.compile(r'<h([1-6])\b[^>]*\bid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Clause:
    """What a source says now."""

    href: str
    """from the page of the question"""
    text: str
    """its words; "" for a page outside the site or one without words of its own"""
    entry: Entry | None = None
    old: str = ""
    """why it is no longer in force, in words; "" where it is"""

    def agrees(self, quote: str) -> bool:
        """Whether the wording `quote`, for which a question was written, still stands there."""
        if found := _DIGEST.search(quote):
            return found[1] == _code(self.text)
        return bool(_bare(quote)) and _bare(quote) in _bare(self.text)

    @property
    def to_quote(self) -> str:
        """What a question writes down of it."""
        line = " ".join(self.text.split())
        return line if len(line) <= LONGEST else f"全文校核码 {_code(self.text)}"


def clause(library: Library, entry: Entry, target: str) -> Clause | None:
    """The clause at `target`, as the text of `entry` has it; None where it leads nowhere, which is told elsewhere."""
    if not target or re.match(r"[a-z][a-z0-9+.-]*:", target, re.IGNORECASE):
        return Clause(target, "") if target else None
    resolver = PageResolver(library.targets, entry.path, entry.address, entry)
    try:
        answer = resolver.answer(Reference("link", target, Position(entry.path)), {})
    except (ValueError, OSError):
        return None
    if answer.href is None:
        return None
    path, _, anchor = unquote(target).partition("#")
    if path.startswith("/") and not addresses.notice_at(addresses.file(path.lstrip("/"))):
        return Clause(answer.href, _generated(library, addresses.file(path.lstrip("/")), anchor))
    if path.startswith("/"):
        there = library.by_id.get(addresses.notice_at(addresses.file(path.lstrip("/"))))
    else:
        there = library.by_path.get(resolver.joined(path)) if path else entry
    if there is None:
        return Clause(answer.href, "")
    return Clause(answer.href, words_at(there.rendered, anchor), there, why_old(there))


def why_old(entry: Entry) -> str:
    """Why a text is no longer in force; "" where it is."""
    if words := OUT_OF_FORCE.get(entry.state):
        later = entry.replaced_by
        return f"{words}，现行的是《{later.notice.title}》" if later else words
    official = official_rulesets().get(entry.notice.official or "")
    if official and official.status == "superseded":
        later_set = official_rulesets().get(official.superseded_by or "")
        return f"已被《{later_set.title}》取代" if later_set else "已被取代"
    return ""


def words_at(rendered: Rendered, anchor: str) -> str:
    """The words of an item, or of a section with its heading; of the whole text where there is no anchor."""
    if not anchor:
        return rendered.text
    for item in rendered.items:
        if item.anchor in (anchor, f"s-{anchor}"):
            return item.text
    heads = list(_HEADING.finditer(rendered.html))
    for index, head in enumerate(heads):
        if head[2] in (anchor, f"s-{anchor}"):
            end = next((after.start() for after in heads[index + 1 :] if after[1] <= head[1]), len(rendered.html))
            return " ".join(_TAGS.sub(" ", rendered.html[head.start() : end]).split())
    found = re.search(rf'<(\w+)\b[^>]*\bid="(?:s-)?{re.escape(anchor)}"[^>]*>(.*?)</\1>', rendered.html, re.DOTALL)
    return " ".join(_TAGS.sub(" ", found[2]).split()) if found else ""


def _generated(library: Library, page: str, anchor: str) -> str:
    """What a generated page says at `anchor`, of what can be asked."""
    if page == addresses.HOTLINES:
        those = [line for line in library.hotlines if addresses.hotline_anchor(line.slug) == anchor]
        return " ".join(
            f"{line.name} {phone_words(line.number, line.extension)} {line.purpose}".strip() for line in those
        )
    if page == addresses.VALUES:
        for level in core_values().levels:
            for word in level.words:
                if word.word == anchor or addresses.value_anchor(core_values().words.index(word.word) + 1) == anchor:
                    return f"{word.word}：{level.aim}"
    return ""


def _bare(text: str) -> str:
    return re.sub(r"[\s。；;，,、.]", "", fold(text))


def _code(text: str) -> str:
    return hashlib.sha256(_bare(text).encode()).hexdigest()[:8]
