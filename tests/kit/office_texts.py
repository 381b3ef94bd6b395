"""Documents, sheets, slides and PDF files made by code, each as small as the usual programs would read"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from office_files import archive

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_LINKED = ("header", "footer", "footnotes", "endnotes")
_OUTSIDE = ' TargetMode="External"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def relations(*rows: tuple[str, str] | tuple[str, str, bool], kind: str = "") -> str:
    """A part of relations: rows of type and target, the third whether outside; ids count from rId1."""
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{_REL}/{row[0]}" Target="{escape(row[1])}"'
        f"{_OUTSIDE if row[2:] == (True,) else ''}/>"
        for number, row in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}{kind}</Relationships>'


def package(parts: Mapping[str, str | bytes], main: str, *, packed: bool = True) -> bytes:
    """A package of OOXML with this main part."""
    all_parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("officeDocument", main)),
        **parts,
    }
    return archive(
        {name: text if isinstance(text, bytes) else f"{_HEAD}{text}".encode() for name, text in all_parts.items()},
        packed=packed,
    )


def core(**words: str) -> str:
    """docProps/core.xml: creator, lastModifiedBy, title …"""
    spaces = {"lastModifiedBy": "cp", "keywords": "cp", "category": "cp"}
    rows = "".join(f"<{spaces.get(key, 'dc')}:{key}>{escape(text)}</{spaces.get(key, 'dc')}:{key}>"
                   for key, text in words.items())  # fmt: skip
    return f"<cp:coreProperties {_CORE}>{rows}</cp:coreProperties>"


def app(company: str) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{space}"><Company>{escape(company)}</Company></Properties>'


def run(text: str, look: str = "") -> str:
    """A run of a paragraph; `look` is the inside of its w:rPr."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: tuple[str, ...], look: str = "") -> str:
    """A table of Word whose cells are the insides of w:tc."""
    lines = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{lines}</w:tbl>"


def story(kind: str, inside: str) -> str:
    """A part of a docx: document, hdr, ftr, comments, footnotes, styles."""
    spaces = (
        f'xmlns:w="{_W}" xmlns:r="{_REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture" xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    body = f"<w:body>{inside}</w:body>" if kind == "document" else inside
    return f"<w:{kind} {spaces}>{body}</w:{kind}>"


def docx(body: str, **parts: str | bytes) -> bytes:
    """A docx of this body. Further parts: `word__comments__xml` is word/comments.xml; headers, footers and notes are
    linked to it unless relations are given."""
    named = {name.replace("__xml", ".xml").replace("__", "/"): text for name, text in parts.items()}
    linked = [(kind, name[5:]) for name in named for kind in _LINKED if name.startswith(f"word/{kind}")]
    made = {"word/document.xml": story("document", body), "word/_rels/document.xml.rels": relations(*linked)}
    return package(made | named, "word/document.xml")


def cell(place: str, text: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def value(place: str, raw: str, style: int = 0, kind: str = "n") -> str:
    return f'<c r="{place}" s="{style}" t="{kind}"><v>{raw}</v></c>'


def row(number: int, *cells: str, look: str = "") -> str:
    return f'<row r="{number}" {look}>{"".join(cells)}</row>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    """A worksheet; `before` are its columns, `after` its headers and links."""
    return f'<worksheet xmlns="{_S}" xmlns:r="{_REL}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def xlsx(
    *sheets: tuple[str, str, str],
    strings: tuple[str, ...] = (),
    styles: str = "",
    names: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of sheets: name, state ("" is visible), part."""
    listed = "".join(
        '<sheet name="{}" sheetId="{}" state="{}" r:id="rId{}"/>'.format(escape(name), n, state or "visible", n)
        for n, (name, state, _) in enumerate(sheets, 1)
    )
    rows = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    made: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_REL}"><sheets>{listed}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            *rows, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{shared}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_S}">{styles}</styleSheet>',
    }
    made |= {f"xl/worksheets/sheet{n}.xml": part for n, (_, _, part) in enumerate(sheets, 1)}
    return package({**made, **(parts or {})}, "xl/workbook.xml")


def cell_formats(*forms: str, fonts: str = "<font/>", fills: str = "<fill/>", codes: str = "") -> str:
    """A styles part: each of `forms` is the attributes of a cell format."""
    rows = "".join(f"<xf {form}/>" for form in forms)
    return f"<numFmts>{codes}</numFmts><fonts>{fonts}</fonts><fills>{fills}</fills><cellXfs>{rows}</cellXfs>"


def pptx(*slides: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Slides, each the inside of a p:sld with its attributes in front: `|` divides them."""
    space = "http://schemas.openxmlformats.org/presentationml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    idents = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    made: dict[str, str | bytes] = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{space}" xmlns:r="{_REL}"><p:sldIdLst>{idents}'
        '</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(
            *(("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))
        ),
    }
    for number, slide in enumerate(slides, 1):
        look, _, inside = slide.rpartition("|")
        made[f"ppt/slides/slide{number}.xml"] = f'<p:sld xmlns:p="{space}" xmlns:a="{drawing}" {look}>{inside}</p:sld>'
    return package({**made, **(parts or {})}, "ppt/presentation.xml")


def shape(text: str, look: str = "") -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="1" name="a" {look}/></p:nvSpPr><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></p:sp>'


def show(text: str, y: int = 700, *, x: int = 72, size: float = 12, before: str = "0 g 0 Tr") -> bytes:
    """A line of a page of a PDF; `before` are operators."""
    return f"BT {before} /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n".encode()


def pdf(
    *pages: bytes,
    info: dict[str, str] | None = None,
    notes: str = "",
    root: str = "",
    objects: dict[int, bytes] | None = None,
) -> bytes:
    """A PDF of pages by their operators. `notes` are annotations of each, `root` is more of the catalogue; numbers of
    further `objects` are below 1000."""
    made: dict[int, bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R{root}>>".encode(),
        4: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
        5: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
        **(objects or {}),
    }
    kids = []
    for number, content in enumerate(pages):
        page = 1000 + 2 * number
        kids.append(f"{page} 0 R")
        made[page] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>/XObject<</X1 6 0 R>>>>"
            f"/Contents {page + 1} 0 R/Annots[{notes}]>>"
        ).encode()
        made[page + 1] = stream(content)
    made[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    if info:
        made[3] = b"<<" + b"".join(f"/{key}{words(text)}".encode() for key, text in info.items()) + b">>"
    out, places = b"%PDF-1.7\n", {}
    for number, body in sorted(made.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    last = max(made) + 1
    rows = (f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(last))
    out += (
        f"xref\n0 {last}\n{''.join(rows)}trailer<</Size {last}/Root 1 0 R{'/Info 3 0 R' if info else ''}>>\n".encode()
    )
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def stream(content: bytes, look: str = "") -> bytes:
    return f"<<{look}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def words(text: str) -> str:
    """A text string of PDF."""
    return f"<feff{text.encode('utf-16-be').hex()}>"
