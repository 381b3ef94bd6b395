"""Documents of Word and WPS (docx, WordprocessingML of ECMA-376): paragraphs, tables, and what is not printed"""

from __future__ import annotations

from xuanlan.office.contents import COMMENT, DAMAGED, Collector, UnreadableError
from xuanlan.office.looks import Styles
from xuanlan.office.package import Package
from xuanlan.office.properties import figures, outside, properties
from xuanlan.office.stories import Story

_STORIES = (("headers", r"word/header\d*\.xml", "页眉"), ("footers", r"word/footer\d*\.xml", "页脚"),
            ("footnotes", r"word/footnotes\.xml", "脚注"), ("endnotes", r"word/endnotes\.xml", "尾注"))  # fmt: skip


def read(package: Package, found: Collector) -> None:
    """Everything in a docx. Raises UnreadableError."""
    main = main_part(package)
    styles = Styles(package, f"{main.rpartition('/')[0]}/styles.xml")
    Story(package, styles, found, "").read(main)
    linked = {target.lower() for _, target, is_outside in package.relations(main).values() if not is_outside}
    for _, pattern, where in _STORIES:
        for part in (part for part in package.under(pattern) if part.lower() in linked):
            Story(package, styles, found, where).read(part)
    figures(package, found)
    seen = "\n".join(piece.text for piece in found.prose)
    outside(package, main, found, seen)
    for part in package.under(r"word/_rels/settings\.xml\.rels"):
        outside(package, part.replace("_rels/", "").removesuffix(".rels"), found, seen)
    _comments(package, found)
    properties(package, found)
    # Saved once more by Word, it is part of the text.
    if any(kind == "aFChunk" for kind, _, _ in package.relations(main).values()):
        found.facts["unread"] = "正文里嵌入了另一个文件，没有检查，请在 Word 里另存一次"


def main_part(package: Package) -> str:
    """The name of the part that has the text. Raises UnreadableError."""
    main = next((target for kind, target, _ in package.relations("").values() if kind == "officeDocument"), "")
    main = main or "word/document.xml"
    if not package.size(main):
        raise UnreadableError(DAMAGED)
    return main


def _comments(package: Package, found: Collector) -> None:
    author, text, number, inside = "", "", 0, False
    for mark, what, attributes in package.events("word/comments.xml"):
        if mark == "<" and what == "w:comment":
            author, text, number = attributes.get("w:author", ""), "", number + 1
        elif what in ("w:t", "w:delText"):
            inside = mark == "<"
        elif not mark and inside:
            text += what
        elif mark == ">" and what == "w:comment":
            found.hide(COMMENT, f"第{number}条批注", f"{author}：{text}" if author else text)
