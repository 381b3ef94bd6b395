"""Documents of Word and WPS (docx) as they are brought in: text, tables, pictures, and what of them is not taken"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from xuanlan.imports.original import Block, Lost, Original, Paragraph, Run
from xuanlan.imports.word_document import Document
from xuanlan.imports.word_tables import flat
from xuanlan.imports.word_text import Text
from xuanlan.office import contents
from xuanlan.office.contents import TOO_MUCH, Budget, Collector, Contents, Hidden, Unreadable, UnreadableError
from xuanlan.office.looks import Styles
from xuanlan.office.package import Package
from xuanlan.office.read import read as read_contents
from xuanlan.office.sniffing import OLE
from xuanlan.office.word import main_part

_NOTES = (("footnote", "footnotes.xml", "脚注"), ("endnote", "endnotes.xml", "尾注"))
_MARGINS = ("页眉", "页脚")
_SAYING = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{3}|\d{5}")
"""Without any of which a header has nothing but the number of the page."""
_MOST_ELEMENTS = 300_000
"""Of XML, which is about fifteen thousand paragraphs."""
_TOO_LONG = "内容太多，请拆成几个文件再导入"
_OLD = "不是 docx 格式，请用 Word 或 WPS 打开，另存为 docx 再导入"


def read(data: bytes) -> Original:
    """What a docx says. Raises UnreadableError with the reason in Chinese. Its properties, a title among them, are
    hidden: whatever an earlier text was called may stand there."""
    if data.startswith(OLE):
        raise UnreadableError(_OLD)
    try:
        seen = _read(data)
    except (MemoryError, RecursionError) as error:
        raise UnreadableError(_TOO_LONG) from error
    except UnreadableError as error:
        raise UnreadableError(_TOO_LONG if str(error) == TOO_MUCH else str(error)) from error
    whole = read_contents("docx", BytesIO(data), len(data))
    if isinstance(whole, Unreadable):
        raise UnreadableError(whole.reason)
    return seen._replace(hidden=(*seen.hidden, *_hidden(whole)), lost=(*seen.lost, *_lost(whole)))


def _read(data: bytes) -> Original:
    """What its readers see."""
    budget = Budget()
    budget.elements = _MOST_ELEMENTS
    package = Package(BytesIO(data), len(data), budget, is_watched=False)
    main = main_part(package)
    folder = main.rpartition("/")[0]
    looks, ignored = Styles(package, f"{folder}/styles.xml"), Collector(Budget())
    document = Document(package, folder)
    body = Text(package, looks, ignored, "", document)
    body.read(main)
    blocks, unused = list(body.blocks), list[Hidden]()
    for kind, name, where in _NOTES:
        labels = {ident: label for (one, ident), label in document.references.items() if one == kind}
        if package.size(f"{folder}/{name}"):
            notes = Text(package, looks, ignored, where, document)
            notes.read(f"{folder}/{name}")
            for ident, label in labels.items():
                blocks += _note(notes.notes.get(ident, []), label, where)
            for ident, note in notes.notes.items():
                if ident not in labels and (text := "".join(paragraph.text for paragraph in flat(note)).strip()):
                    unused.append(Hidden(contents.UNUSED, where, text))
    return Original(tuple(blocks), document.pictures, tuple(unused), tuple(document.lost))


def _lost(whole: Contents) -> Iterator[Lost]:
    """What is to be looked at in the file as a whole."""
    if inserted := [one.where for one in whole.hidden() if one.kind == contents.INSERTED]:
        places = "、".join(dict.fromkeys(inserted))
        yield Lost("修订（插入的文字）", places, "还没有接受的修订，按接受了算，放进了正文，请核对")
    if whole.facts.unread:
        yield Lost("没有检查的部分", "整个文件", whole.facts.unread)


def _note(blocks: list[Block], label: str, where: str) -> list[Block]:
    """A note as it stands behind the text."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph):
        runs = (first.runs[0]._replace(text=first.runs[0].text.lstrip()), *first.runs[1:]) if first.runs else ()
        return [first._replace(number=f"{label} {first.number}".lstrip(), runs=runs), *blocks[1:]]
    return [Paragraph((Run(f"{label} "),), where), *blocks] if blocks else []


def _hidden(whole: Contents) -> tuple[Hidden, ...]:
    """What readers do not see, and what stands in the margins of the pages."""
    margins = [
        Hidden(where, where, text)
        for where in _MARGINS
        for text in dict.fromkeys(piece.text for piece in whole.pieces() if piece.where.startswith(where))
        if _SAYING.search(text)
    ]
    told = [one for one in whole.hidden() if one.kind not in (*contents.ONLY_READ, contents.INSERTED)]
    return (*margins, *dict.fromkeys(told))
