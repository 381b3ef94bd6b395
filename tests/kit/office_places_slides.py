"""Every place of a presentation, and of a file of LibreOffice, in which words may stand that no reader sees"""

from __future__ import annotations

from collections.abc import Callable

from office_files import archive
from office_texts import cell, pptx, relations, row, shape, sheet, xlsx

Make = Callable[[str], bytes]
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def _slides(*slides: str, **parts: str | bytes) -> bytes:
    named = {name.replace("__xml", ".xml").replace("__", "/"): text for name, text in parts.items()}
    return pptx(shape("题目"), *slides, parts=named)


def _slide(kind: str, inside: str) -> str:
    return f'<p:{kind} xmlns:p="{_P}" xmlns:a="{_A}">{inside}</p:{kind}>'


SLIDES: dict[str, Make] = {
    "notes": lambda text: _slides(
        **{
            "ppt/slides/_rels/slide1.xml.rels": relations(("notesSlide", "../notesSlides/notesSlide1.xml")),
            "ppt/notesSlides/notesSlide1.xml": _slide("notes", shape(text))}),
    "notes that nothing shows": lambda text: _slides(ppt__notesSlides__notesSlide9__xml=_slide("notes", shape(text))),
    "hidden slide": lambda text: _slides('show="0"|' + shape(text)),
    "slide that no list names": lambda text: _slides(ppt__slides__slide9__xml=_slide("sld", shape(text))),
    "layout": lambda text: _slides(ppt__slideLayouts__slideLayout1__xml=_slide("sldLayout", shape(text))),
    "master": lambda text: _slides(ppt__slideMasters__slideMaster1__xml=_slide("sldMaster", shape(text))),
    "comment": lambda text: _slides(ppt__comments__comment1__xml=f'<p:cmLst xmlns:p="{_P}"><p:cm><p:text>{text}</p:text></p:cm></p:cmLst>'),
    "author of comments": lambda text: _slides(ppt__commentAuthors__xml=f'<p:cmAuthorLst xmlns:p="{_P}"><p:cmAuthor name="{text}"/></p:cmAuthorLst>'),
    "workbook of a chart": lambda text: _slides(**{"ppt/embeddings/a.xlsx": xlsx(("甲", "", sheet(row(1, cell("A1", text)))))}),
    "tag": lambda text: _slides(ppt__tags__tag1__xml=f'<p:tagLst xmlns:p="{_P}"><p:tag name="A" val="{text}"/></p:tagLst>'),
    "name of a shape": lambda text: _slides(_name(text)),
    "title of a shape": lambda text: _slides(f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="a" title="{text}"/></p:nvSpPr></p:sp>'),
    "name of a section": lambda text: _slides(ppt__presProps__xml=f'<p14:section xmlns:p14="x" name="{text}"/>'),
    "custom show": lambda text: _slides(ppt__viewProps__xml=f'<p:custShow xmlns:p="{_P}" name="{text}"/>'),
    "slide in two runs": lambda text: _slides(ppt__slides__slide9__xml=_slide(
        "sld", f"<p:sp><a:p><a:r><a:t>{text[:9]}</a:t></a:r><a:r><a:t>{text[9:]}</a:t></a:r></a:p></p:sp>")),
    "handout": lambda text: _slides(ppt__handoutMasters__handoutMaster1__xml=_slide("handoutMaster", shape(text))),
}  # fmt: skip


def _name(text: str) -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="{text}"/></p:nvSpPr></p:sp>'


_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "presentation", "config", "meta", "script", "form")
)


def _open(inside: str = "", /, **parts: str | bytes) -> bytes:
    body = f"<office:document {_ODF}><text:p>名单如下</text:p>{inside}</office:document>"
    named = {name.replace("__xml", ".xml").replace("__", "/"): text for name, text in parts.items()}
    made = {"content.xml": body, **named}
    return archive({name: text if isinstance(text, bytes) else text.encode() for name, text in made.items()})


OPEN: dict[str, Make] = {
    "value that is not shown": lambda text: _open(f'<table:table><table:table-row><table:table-cell office:string-value="{text}"/></table:table-row></table:table>'),
    "formula": lambda text: _open(f'<table:table><table:table-row><table:table-cell table:formula="&quot;{text}&quot;"/></table:table-row></table:table>'),
    "name of a user's field": lambda text: _open(f'<text:user-field-decl text:name="a" office:string-value="{text}"/>'),
    "settings": lambda text: _open(settings__xml=f"<config:config-item {_ODF}>{text}</config:config-item>"),
    "style": lambda text: _open(styles__xml=f'<office:document {_ODF}><style:style style:display-name="{text}"/></office:document>'),
    "text of a style": lambda text: _open(styles__xml=f"<office:document {_ODF}><text:notes>{text}</text:notes></office:document>"),
    "older version": lambda text: _open(**{"Versions/Version1": _open(f"<text:p>{text}</text:p>")}),
    "object": lambda text: _open(**{"Object 1/content.xml": f"<office:document {_ODF}><text:p>{text}</text:p></office:document>"}),
    "replacement of an object": lambda text: _open(**{"ObjectReplacements/Object 1": text.encode("utf-16-le")}),
    "author of an annotation": lambda text: _open(f'<office:annotation><dc:creator xmlns:dc="x">{text}</dc:creator></office:annotation>'),
    "choice of a sheet": lambda text: _open(f'<table:content-validation table:condition="of:cell-content-is-in-list(&quot;{text}&quot;)"/>'),
    "property": lambda text: _open(meta__xml=f'<office:meta {_ODF}><meta:user-defined meta:name="a">{text}</meta:user-defined></office:meta>'),
    "control": lambda text: _open(f'<form:text form:current-value="{text}"/>'),
}  # fmt: skip
PLACES: dict[str, tuple[str, Make]] = {
    **{f"pptx: {name}": ("pptx", make) for name, make in SLIDES.items()},
    **{f"odt: {name}": ("odt", make) for name, make in OPEN.items()},
}
"""By name: the suffix and what makes the file."""
