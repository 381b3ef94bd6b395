"""Documents of Word written paragraph by paragraph, which remember what of them readers see and what they do not"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from office_texts import docx, para, relations, run, story, table

BIG, BODY = '<w:sz w:val="44"/>', '<w:sz w:val="32"/>'
CENTRED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
RED = '<w:color w:val="FF0000"/><w:sz w:val="84"/>'
INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_PACKAGE = "application/vnd.openxmlformats-package"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CHAR = '<w:fldChar w:fldCharType="{}"/>'


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list: `more` stands between its format and its text."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def lists(*abstract: str, nums: str = "") -> str:
    """word/numbering.xml: list 1 is the first of `abstract`, and so on; `nums` are further lists."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{inside}</w:abstractNum>' for at, inside in enumerate(abstract)
    )
    plain = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(abstract)))
    return story("numbering", made + plain + nums)


def in_list(at: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'


def coded(code: str, shown: str = "") -> str:
    """A field of Word, with what it shows."""
    parts = [_CHAR.format("begin"), f'<w:instrText xml:space="preserve"> {code} </w:instrText>']
    if shown:
        parts += [_CHAR.format("separate"), f"<w:t>{shown}</w:t>"]
    return "".join(f"<w:r>{part}</w:r>" for part in [*parts, _CHAR.format("end")])


def boxed(inside: str, older: str = "") -> str:
    """A text box as Word writes it today: once for itself, once for older programs."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    drawing = (
        f"<w:drawing><wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    fallback = (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{older or inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def pictured(ident: str = "rId1", *, alt: str = "", crop: str = "", link: bool = False, kind: str = "inline") -> str:
    """A picture in a line."""
    blip = f'<a:blip r:{"link" if link else "embed"}="{ident}"/>'
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="图片 1" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f"<pic:blipFill>{blip}{crop}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>"
    )


class Paper:
    """A document that is being written. Everything hidden has a word of its own."""

    def __init__(self) -> None:
        self.body = ""
        self.seen: list[str] = []
        """texts that readers see, automatic numbers not among them"""
        self.hidden: list[str] = []
        self.parts: dict[str, str | bytes] = {}
        self.relations: list[tuple[str, str] | tuple[str, str, bool]] = []
        self._secrets = count(1)

    def show(self, text: str, look: str = "") -> str:
        """A run that readers see."""
        self.seen.append(text)
        return run(text, look)

    def secret(self) -> str:
        """A word that nobody may see."""
        word = f"暗号{next(self._secrets):03}不可见"
        self.hidden.append(word)
        return word

    def add(self, *runs: str, look: str = "") -> Paper:
        """A paragraph of runs."""
        self.body += para(*runs, look=look)
        return self

    def line(self, text: str, look: str = "", own: str = "") -> Paper:
        """A paragraph of one run."""
        return self.add(self.show(text, own), look=look)

    def title(self, text: str) -> Paper:
        return self.line(text, CENTRED, BIG)

    def text(self, text: str) -> Paper:
        """A usual paragraph."""
        return self.line(text, INDENTED, BODY)

    def item(self, text: str, at: int = 0, number: int = 1) -> Paper:
        """A paragraph with an automatic number."""
        return self.line(text, in_list(at, number), BODY)

    def rows(self, *rows: tuple[str, ...], look: str = "") -> Paper:
        """A table of plain cells; a cell that begins with a tag is the inside of w:tc."""
        made = []
        for row in rows:
            cells = [cell if cell.startswith("<") else para(self.show(cell)) for cell in row]
            made.append(tuple(cells))
        self.body += table(*made, look=look)
        return self

    def linked(self, kind: str, target: str, is_outside: bool = False) -> str:
        """The id of a relation of the text."""
        self.relations.append((kind, target, True) if is_outside else (kind, target))
        return f"rId{len(self.relations)}"

    def bytes(self) -> bytes:
        names = {"numbering": "numbering.xml", "styles": "styles.xml"}
        own = [(kind, target) for kind, target in names.items() if f"word/{target}" in self.parts]
        kept = {"word/_rels/document.xml.rels": relations(*self.relations, *own)}
        return docx(self.body, **{**kept, **self.parts, "[Content_Types].xml": _types(self.parts)})


def _types(parts: Iterable[str]) -> str:
    """What each part is, without which other programs open nothing."""
    known = {"document": ".main", **dict.fromkeys(("styles", "numbering", "comments", "footnotes", "endnotes"), "")}
    names = {"document", *(part.removeprefix("word/").removesuffix(".xml") for part in parts if part.endswith(".xml"))}
    made = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name.rstrip("1")}{known.get(name, "")}+xml"/>'
        for name in sorted(names)
    )
    usual = (
        ("rels", f"{_PACKAGE}.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    )
    made += "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in usual)
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{made}</Types>'
