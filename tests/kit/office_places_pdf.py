"""Every place of a PDF in which somebody's words may stand though no reader sees them"""

from __future__ import annotations

import zlib
from collections.abc import Callable

from office_pictures import xmp
from office_texts import pdf, show, stream, words

Make = Callable[[str], bytes]


def _packed(content: bytes, look: str = "") -> bytes:
    made = zlib.compress(content)
    return f"<<{look}/Filter/FlateDecode/Length {len(made)}>>stream\n".encode() + made + b"\nendstream"


def _page(*parts: bytes, **more: object) -> bytes:
    return pdf(show("名单如下") + b"".join(parts), **more)  # type: ignore[arg-type]


def again(content: bytes, number: int, body: bytes) -> bytes:
    """The file saved once more, with one object replaced behind its end."""
    start = content.rfind(b"startxref")
    before = int(content[start:].split()[1])
    at = len(content)
    made = content + b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 1\n0000000000 65535 f \n%d 1\n%010d 00000 n \n" % (number, at)
    return made + b"trailer<</Size 2000/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (before, table)


def _note(kind: str, more: str, text: str = "") -> str:
    said = f"/Contents{words(text)}" if text else ""
    return f"<</Type/Annot/Subtype/{kind}/Rect[60 590 460 630]{said}{more}>>"


_LAYERS = "/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]/Order[7 0 R]>>>>"
_LAYER = {7: b"<</Type/OCG/Name(a)>>"}
_FORM = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>"
_SQUARE = {6: stream(b"\x80", "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")}
_FIELD = "/Parent 7 0 R/FT/Tx"


def _layered(text: str) -> bytes:
    made = _page(b"/OC /L1 BDC\n", show(text, 600), b"EMC\n", root=_LAYERS, objects=_LAYER)
    return made.replace(b"/XObject<</X1 6 0 R>>", b"/XObject<</X1 6 0 R>>/Properties<</L1 7 0 R>>")


def _moved(content: bytes) -> bytes:
    """The same with a table of places that is right, after something was put in."""
    import re

    body = content[: content.rfind(b"xref\n0 ")]
    places = {int(m[1]): m.start(1) for m in re.finditer(rb"(?m)^(\d+) 0 obj$", body)}
    last = max(places) + 1
    rows = "".join(f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(last))
    trailer = content[content.rfind(b"trailer") : content.rfind(b"startxref")]
    return body + f"xref\n0 {last}\n{rows}".encode() + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)


PDF: dict[str, Make] = {
    "earlier version of a page": lambda text: again(_page(show(text, 600)), 1001, stream(show("名单如下"))),
    "version before the last but one": lambda text: again(
        again(_page(show(text, 600)), 1001, stream(show("名单如下"))), 1001, stream(show("名单如下。"))
    ),
    "earlier version of a property": lambda text: again(_page(info={"Title": text}), 3, b"<<>>"),
    "object that nothing names": lambda text: _page(objects={7: f"<</A{words(text)}>>".encode()}),
    "text of a page that nothing names": lambda text: _page(objects={7: _packed(show(text))}),
    "text behind another that nothing names": lambda text: _page(objects={7: _packed(show("某")), 8: _packed(show(text))}),
    "property of one's own": lambda text: _page(info={"Mine": text}),
    "name of an attachment": lambda text: _page(
        root="/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>",
        objects={7: f"<</Type/Filespec/F(a.txt)/UF{words(text)}/EF<</F 8 0 R>>>>".encode(), 8: stream(b"x", "/Type/EmbeddedFile")}),
    "description of an attachment": lambda text: _page(
        root="/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>",
        objects={7: f"<</Type/Filespec/F(a.txt)/Desc{words(text)}/EF<</F 8 0 R>>>>".encode(), 8: stream(b"x", "/Type/EmbeddedFile")}),
    "attachment of an annotation": lambda text: _page(
        notes=_note("FileAttachment", "/FS 7 0 R"),
        objects={7: b"<</Type/Filespec/F(a.txt)/EF<</F 8 0 R>>>>", 8: stream(text.encode(), "/Type/EmbeddedFile")}),
    "attachment of an unknown kind": lambda text: _page(
        root="/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>",
        objects={7: b"<</Type/Filespec/F(a.dat)/EF<</F 8 0 R>>>>", 8: _packed(text.encode(), "/Type/EmbeddedFile")}),
    "PDF in a PDF in a PDF": lambda text: _page(
        root="/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>",
        objects={7: b"<</Type/Filespec/F(a.pdf)/EF<</F 8 0 R>>>>", 8: stream(_page(show(text, 600)), "/Type/EmbeddedFile")}),
    "value of a field": lambda text: _page(notes=_note("Widget", f"/FT/Tx/T(a)/V{words(text)}")),
    "value of a field's parent": lambda text: _page(
        notes=_note("Widget", _FIELD), root="/AcroForm<</Fields[7 0 R]>>",
        objects={7: f"<</FT/Tx/T(a)/V{words(text)}>>".encode()}),
    "hidden field": lambda text: _page(notes=_note("Widget", f"/F 2/FT/Tx/T(a)/V{words(text)}")),
    "usual value of a field": lambda text: _page(notes=_note("Widget", f"/FT/Tx/T(a)/DV{words(text)}")),
    "choices of a field": lambda text: _page(notes=_note("Widget", f"/FT/Ch/T(a)/Opt[{words('某')}{words(text)}]")),
    "tip of a field": lambda text: _page(notes=_note("Widget", f"/FT/Tx/T(a)/TU{words(text)}")),
    "form in XML": lambda text: _page(
        root="/AcroForm<</Fields[]/XFA 7 0 R>>", objects={7: _packed(f"<x><a>{text}</a></x>".encode())}),
    "hidden layer": lambda text: _moved(_layered(text)),
    "hidden layer around a form": lambda text: _page(
        b"/X1 Do\n", root=_LAYERS, objects=_LAYER | {6: stream(show(text, 600), _FORM + "/OC 7 0 R")}),
    "outside the crop": lambda text: _moved(_page(show(text, 300)).replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[0 0 595 842]/CropBox[0 400 595 842]")),
    "outside a clip": lambda text: _page(b"q 0 0 10 10 re W n\n", show(text, 600), b"Q\n"),
    "below a black box": lambda text: _page(show(text, 600), b"0 g 60 590 400 30 re f\n"),
    "below a thick line": lambda text: _page(show(text, 600), b"0 G 40 w 60 605 m 460 605 l S\n"),
    "below a picture": lambda text: _page(show(text, 600), b"q 400 0 0 40 60 590 cm /X1 Do Q\n", objects=_SQUARE),
    "below a box in a form": lambda text: _page(
        show(text, 600), b"/X1 Do\n", objects={6: stream(b"0 g 60 590 400 30 re f\n", _FORM)}),
    "text and box in a form": lambda text: _page(
        b"/X1 Do\n", objects={6: stream(show(text, 600) + b"0 g 60 590 400 30 re f\n", _FORM)}),
    "below a polygon": lambda text: _page(show(text, 600), b"0 g 50 580 m 470 580 l 480 640 l 260 645 l 50 640 l f\n"),
    "below an annotation": lambda text: _page(show(text, 600), notes=_note("Square", "/IC[0 0 0]/C[0 0 0]/AP<</N 7 0 R>>"),
        objects={7: stream(b"0 g 60 590 400 40 re f\n", "/Type/XObject/Subtype/Form/BBox[60 590 460 630]")}),
    "below a mark for redaction": lambda text: _page(show(text, 600), notes=_note("Redact", "/IC[0 0 0]")),
    "red on red": lambda text: _page(b"1 0 0 rg 60 590 400 30 re f\n", show(text, 600, before="1 0 0 rg")),
    "black on black": lambda text: _page(b"0 g 60 590 400 30 re f\n", show(text, 600)),
    "nearly white": lambda text: _page(show(text, 600, before="0.94 g")),
    "invisible": lambda text: _page(show(text, 600, before="3 Tr")),
    "without opacity": lambda text: _moved(_page(b"/G1 gs\n", show(text, 600), objects={7: b"<</ca 0/CA 0>>"}).replace(
        b"/XObject<</X1 6 0 R>>", b"/XObject<</X1 6 0 R>>/ExtGState<</G1 7 0 R>>")),
    "what a picture is read as": lambda text: _page(b"/Span<</ActualText" + words(text).encode() + b">>BDC\n", show("某", 600), b"EMC\n"),
    "alternative text": lambda text: _page(
        root="/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>",
        objects={7: b"<</Type/StructTreeRoot/K 8 0 R>>", 8: f"<</Type/StructElem/S/Figure/P 7 0 R/Alt{words(text)}>>".encode()}),
    "metadata": lambda text: _page(root="/Metadata 7 0 R", objects={
        7: stream(xmp(f'<dc:source xmlns:dc="http://purl.org/dc/elements/1.1/">{text}</dc:source>'), "/Type/Metadata/Subtype/XML")}),
    "packed metadata": lambda text: _page(root="/Metadata 7 0 R", objects={
        7: _packed(xmp(f'<dc:source xmlns:dc="http://purl.org/dc/elements/1.1/">{text}</dc:source>'), "/Type/Metadata/Subtype/XML")}),
    "annotation": lambda text: _page(notes=_note("Text", "", text)),
    "hidden annotation": lambda text: _page(notes=_note("Text", "/F 2", text)),
    "popup": lambda text: _page(notes=_note("Popup", "", text)),
    "author of an annotation": lambda text: _page(notes=_note("Text", f"/T{words(text)}", "好")),
    "author of a mark without words": lambda text: _page(notes=_note("Highlight", f"/T{words(text)}")),
    "subject of an annotation": lambda text: _page(notes=_note("Text", f"/Subj{words(text)}", "好")),
    "rich words of an annotation": lambda text: _page(notes=_note("Text", f"/RC{words(f'<p>{text}</p>')}", "好")),
    "face of an annotation": lambda text: _page(
        notes=_note("Stamp", "/AP<</N 7 0 R>>"), objects={7: stream(show(text, 600), _FORM)}),
    "program at the beginning": lambda text: _page(root=f"/OpenAction<</S/JavaScript/JS(var a = '{text}')>>" if text.isascii() else
        f"/OpenAction<</S/JavaScript/JS{words(text)}>>"),
    "program of the file": lambda text: _page(
        root="/Names<</JavaScript<</Names[(a) 7 0 R]>>>>", objects={7: f"<</S/JavaScript/JS{words(text)}>>".encode()}),
    "packed program": lambda text: _page(root="/OpenAction<</S/JavaScript/JS 7 0 R>>", objects={7: _packed(text.encode())}),
    "private data of a page": lambda text: _page(root="/PieceInfo<</A<</Private 7 0 R>>>>", objects={7: _packed(words(text).encode())}),
    "bookmark": lambda text: _page(root="/Outlines 7 0 R", objects={
        7: b"<</Type/Outlines/First 8 0 R/Last 8 0 R>>", 8: f"<</Title{words(text)}/Parent 7 0 R>>".encode()}),
    "label of pages": lambda text: _page(root=f"/PageLabels<</Nums[0<</P{words(text)}>>]>>"),
    "name of a layer": lambda text: _page(root=_LAYERS, objects={7: f"<</Type/OCG/Name{words(text)}>>".encode()}),
    "bytes behind the end": lambda text: _page() + text.encode(),
    "bytes before the beginning": lambda text: _page().replace(b"%PDF-1.7\n", b"%PDF-1.7\n% " + text.encode() + b"\n", 1),
    "remark": lambda text: _moved(_page().replace(b"1 0 obj\n", b"1 0 obj\n% " + text.encode() + b"\n", 1)),
}  # fmt: skip
PLACES = {f"pdf: {name}": ("pdf", make) for name, make in PDF.items()}
