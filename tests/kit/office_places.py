"""Every place of a document, workbook or presentation in which somebody's words may stand though no reader sees them

Each maker puts one text there and nothing else that anybody would mind.
"""

from __future__ import annotations

from collections.abc import Callable

from office_files import archive
from office_legacy import compound_file, doc
from office_texts import cell, docx, para, relations, row, run, sheet, story, table, value, xlsx

Make = Callable[[str], bytes]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _field(code: str, shown: str = "") -> str:
    """A complex field: its code, and what it shows."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + inner + mark.format("separate") + (run(shown) if shown else "") + mark.format("end")


def _split(text: str, tag: str) -> str:
    """A text in two runs."""
    return f"<w:r><{tag}>{text[:9]}</{tag}></w:r><w:r><{tag}>{text[9:]}</{tag}></w:r>"


def _word(body: str = "", /, **parts: str | bytes) -> bytes:
    return docx(para(run("名单如下")) + body, **parts)


def _chart(text: str) -> str:
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return f'<c:chartSpace xmlns:c="{space}"><c:cat><c:strRef><c:f>"{text}"</c:f></c:strRef></c:cat></c:chartSpace>'


WORD: dict[str, Make] = {
    "custom XML": lambda text: _word(**{"customXml/item1.xml": f"<a><b>{text}</b></a>"}),
    "custom XML in an attribute": lambda text: _word(**{"customXml/item1.xml": f'<a b="{text}"/>'}),
    "custom XML in pieces": lambda text: _word(
        **{"customXml/item1.xml": f"<a><!-- x -->{text[:9]}<!-- x -->{text[9:]}</a>"}
    ),
    "custom property": lambda text: _word(
        docProps__custom__xml=f'<Properties xmlns="x"><property name="a"><lpwstr>{text}</lpwstr></property></Properties>'
    ),
    "name of a custom property": lambda text: _word(
        docProps__custom__xml=f'<Properties xmlns="x"><property name="{text}"><lpwstr>a</lpwstr></property></Properties>'
    ),
    "field HYPERLINK": lambda text: _word(para(_field(f'HYPERLINK "https://a.example/?q={text}"', "网页"))),
    "tip of a link": lambda text: _word(para(f'<w:hyperlink r:id="rId9" w:tooltip="{text}">{run("网页")}</w:hyperlink>')),
    "field INCLUDETEXT": lambda text: _word(para(_field(f'INCLUDETEXT "{text}"', "某"))),
    "field MERGEFIELD": lambda text: _word(para(_field(f"MERGEFIELD {text}", "某"))),
    "field QUOTE without result": lambda text: _word(para(_field(f'QUOTE "{text}"'))),
    "field DDE": lambda text: _word(para(_field(f"DDEAUTO Excel 名单.xls {text}", "某"))),
    "code of a field in two runs": lambda text: _word(
        para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + _split(text, "w:instrText"))
    ),
    "simple field": lambda text: _word(para(f'<w:fldSimple w:instr=" QUOTE {text} ">{run("某")}</w:fldSimple>')),
    "data of a field": lambda text: _word(
        para(f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="{text}"/></w:ffData></w:fldChar></w:r>')
    ),
    "choice of a form": lambda text: _word(para(
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="{text}"/></w:ddList></w:ffData>'
        "</w:fldChar></w:r>")),
    "deleted code of a field": lambda text: _word(
        para(f"<w:del><w:r><w:delInstrText>{text}</w:delInstrText></w:r></w:del>")
    ),
    "header that nothing shows": lambda text: _word(**{"word/_rels/document.xml.rels": relations(), "word/header7.xml": story("hdr", para(run(text)))}),
    "header under another name": lambda text: _word(word__kopf__xml=story("hdr", para(run(text)))),
    "building blocks": lambda text: _word(word__glossary__document__xml=story("glossaryDocument", para(run(text)))),
    "building blocks in two runs": lambda text: _word(
        word__glossary__document__xml=story("glossaryDocument", para(_split(text, "w:t")))
    ),
    "chunk of HTML": lambda text: _word(**{
        "word/_rels/document.xml.rels": relations(("aFChunk", "afchunk.htm")), "word/afchunk.htm": f"<p>{text}</p>"}),
    "chunk that nothing shows": lambda text: _word(**{"word/afchunk.htm": f"<p>{text}</p>"}),
    "people of comments": lambda text: _word(
        word__people__xml=f'<w15:people xmlns:w15="x"><w15:person w15:author="{text}"/></w15:people>'
    ),
    "author of a comment": lambda text: _word(
        word__comments__xml=story("comments", f'<w:comment w:id="0" w:author="{text}" w:initials="a">{para(run("好"))}</w:comment>')
    ),
    "initials of a comment": lambda text: _word(
        word__comments__xml=story("comments", f'<w:comment w:id="0" w:initials="{text}">{para(run("好"))}</w:comment>')
    ),
    "author of a change": lambda text: _word(para(f'<w:ins w:author="{text}">{run("某")}</w:ins>')),
    "deleted row": lambda text: docx(
        table((para(run(text)),)).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>") + para(run("名单如下"))
    ),
    "deleted cell": lambda text: docx(table((f"<w:tcPr><w:cellDel/></w:tcPr>{para(run(text))}",)) + para(run("名单如下"))),
    "binding of a control": lambda text: _word(
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a[b=\'{text}\']"/></w:sdtPr><w:sdtContent>{para(run("某"))}</w:sdtContent></w:sdt>'
    ),
    "title of a control": lambda text: _word(
        f'<w:sdt><w:sdtPr><w:alias w:val="{text}"/></w:sdtPr><w:sdtContent>{para(run("某"))}</w:sdtContent></w:sdt>'
    ),
    "choice of a control": lambda text: _word(
        f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="某" w:value="{text}"/></w:dropDownList></w:sdtPr>'
        f'<w:sdtContent>{para(run("某"))}</w:sdtContent></w:sdt>'
    ),
    "title of a picture": lambda text: _word(para(
        f'<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="a" title="{text}"/></wp:inline></w:drawing></w:r>')),
    "name of a picture": lambda text: _word(para(
        f'<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="{text}"/></wp:inline></w:drawing></w:r>')),
    "alternative text of an older picture": lambda text: _word(para(f'<w:r><w:pict><v:shape alt="{text}"/></w:pict></w:r>')),
    "caption of a table": lambda text: docx(table((para(run("名单如下")),), look=f'<w:tblCaption w:val="{text}"/>')),
    "bookmark": lambda text: _word(para(f'<w:bookmarkStart w:id="0" w:name="{text}"/><w:bookmarkEnd w:id="0"/>', run("某"))),
    "variable": lambda text: _word(
        word__settings__xml=story("settings", f'<w:docVars><w:docVar w:name="a" w:val="{text}"/></w:docVars>')
    ),
    "source of a mail merge": lambda text: _word(
        word__settings__xml=story("settings", f'<w:mailMerge><w:query w:val="{text}"/></w:mailMerge>')
    ),
    "name of a style": lambda text: _word(
        word__styles__xml=story("styles", f'<w:style w:type="character" w:styleId="S"><w:name w:val="{text}"/></w:style>')
    ),
    "sign before a list": lambda text: _word(
        word__numbering__xml=story("numbering", f'<w:abstractNum><w:lvl><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>')
    ),
    "text for older programs": lambda text: _word(
        "<mc:AlternateContent><mc:Choice/><mc:Fallback>" + para(run(text)) + "</mc:Fallback></mc:AlternateContent>"
    ),
    "phonetic guide": lambda text: _word(para(
        f"<w:r><w:ruby><w:rt>{run(text)}</w:rt><w:rubyBase>{run('某')}</w:rubyBase></w:ruby></w:r>")),
    "footnote that nothing shows": lambda text: _word(
        word__footnotes__xml=story("footnotes", f'<w:footnote w:id="9">{para(run(text))}</w:footnote>')
    ),
    "document inside": lambda text: _word(**{"word/embeddings/a.docx": docx(para(run(text)))}),
    "older document inside": lambda text: _word(**{"word/embeddings/oleObject1.bin": doc(text)}),
    "object inside": lambda text: _word(**{
        "word/embeddings/oleObject1.bin": compound_file({"\1Ole10Native": text.encode("gb18030").ljust(5000, b"\0")})}),
    "workbook in a document (archive)": lambda text: archive(
        {"甲.docx": _word(**{"word/embeddings/a.xlsx": xlsx(("甲", "", sheet(row(1, cell("A1", text)))))})}
    ),
    "document in a document in a document": lambda text: _word(
        **{"word/embeddings/a.docx": _word(**{"word/embeddings/b.docx": docx(para(run(text)))})}
    ),
    "part of an unknown kind": lambda text: _word(**{"word/a.dat": text.encode("utf-16-le")}),
    "file beside the parts": lambda text: _word(**{"readme.txt": text.encode()}),
    "drawing for printers": lambda text: _word(**{"word/media/image1.emf": b"\1\0\0\0" + text.encode("utf-16-le")}),
    "drawing in lines": lambda text: _word(
        **{"word/media/image1.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>'}
    ),
    "data of a diagram": lambda text: _word(
        word__diagrams__drawing1__xml=f'<dsp:drawing xmlns:dsp="x" xmlns:a="{_A}"><a:t>{text}</a:t></dsp:drawing>'
    ),
    "formula of a chart": lambda text: _word(word__charts__chart1__xml=_chart(text)),
    "signature": lambda text: _word(**{"_xmlsignatures/sig1.xml": f"<Signature><Comments>{text}</Comments></Signature>"}),
    "comment of XML": lambda text: _word(f"<!-- {text} -->"),
    "comment of the archive": lambda text: _commented(_word(), text.encode()),
    "bytes before the archive": lambda text: text.encode() + b"\n" + _word(),
}  # fmt: skip


def _commented(content: bytes, words: bytes) -> bytes:
    """An archive with a comment."""
    at = content.rfind(b"PK\5\6")
    return content[: at + 20] + len(words).to_bytes(2, "little") + words


def _book(*rows: str, before: str = "", after: str = "", strings: tuple[str, ...] = (), names: str = "",
          parts: dict[str, str | bytes] | None = None) -> bytes:  # fmt: skip
    listed = sheet(row(1, cell("A1", "名单如下")), *rows, before=before, after=after)
    return xlsx(("名单", "", listed), strings=strings, names=names, parts=parts)


def _formula(place: str, formula: str, shown: str) -> str:
    return f'<c r="{place}" t="str"><f>{formula}</f><v>{shown}</v></c>'


BOOK: dict[str, Make] = {
    "text in a formula": lambda text: _book(row(2, _formula("A2", f'IF(1=2,"{text}","某")', "某"))),
    "text in a formula of parts": lambda text: _book(row(2, _formula("A2", f'"{text[:6]}"&amp;"{text[6:]}"', "某"))),
    "value of a formula": lambda text: _book(row(2, _formula("A2", "B9", text))),
    "number format": lambda text: xlsx(("名单", "", sheet(row(1, value("A1", "1", 1)))),
                                       styles='<numFmts><numFmt numFmtId="170" formatCode="&quot;' + text
                                       + '&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'),
    "format that hides numbers": lambda text: xlsx(
        ("名单", "", sheet(row(1, cell("A1", text, 1)))),
        styles='<numFmts><numFmt numFmtId="170" formatCode="0;0;0;;"/></numFmts><cellXfs><xf/><xf numFmtId="170"/></cellXfs>'),
    "defined name": lambda text: _book(names=f'<definedName name="甲">"{text}"</definedName>'),
    "comment on a name": lambda text: _book(names=f'<definedName name="甲" comment="{text}">名单!$A$1</definedName>'),
    "list of choices": lambda text: _book(after=f'<dataValidations><dataValidation type="list"><formula1>"某,{text}"'
                                          "</formula1></dataValidation></dataValidations>"),
    "choice without quotes": lambda text: _book(
        after=f"<dataValidations><dataValidation><formula1>A1={text}</formula1></dataValidation></dataValidations>"),
    "second bound of a choice": lambda text: _book(
        after=f"<dataValidations><dataValidation><formula2>{text}</formula2></dataValidation></dataValidations>"),
    "message of a choice": lambda text: _book(
        after=f'<dataValidations><dataValidation prompt="{text}" error="某"/></dataValidations>'),
    "condition": lambda text: _book(
        after=f'<conditionalFormatting><cfRule><formula>A1="{text}"</formula></cfRule></conditionalFormatting>'),
    "filter": lambda text: _book(after=f'<autoFilter><filterColumn><filters><filter val="{text}"/></filters></filterColumn></autoFilter>'),
    "scenario": lambda text: _book(after=f'<scenarios><scenario name="a" comment="{text}"><inputCells r="A1" val="1"/></scenario></scenarios>'),
    "tip of a link": lambda text: _book(after=f'<hyperlinks><hyperlink ref="A1" tooltip="{text}"/></hyperlinks>'),
    "string that no cell shows": lambda text: _book(strings=("某", text)),
    "pronunciation": lambda text: _book(
        row(2, value("A2", "0", kind="s")),
        parts={"xl/sharedStrings.xml": f'<sst xmlns="{_S}"><si><t>某</t><rPh><t>{text}</t></rPh></si></sst>'}),
    "records of a pivot table": lambda text: _book(
        parts={"xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords xmlns="{_S}"><r><s v="{text}"/></r></pivotCacheRecords>'}),
    "error of a pivot table": lambda text: _book(
        parts={"xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{_S}"><cacheField name="{text}"/></pivotCacheDefinition>'}),
    "pivot cache elsewhere": lambda text: _book(
        parts={"xl/cache/records.xml": f'<pivotCacheRecords xmlns="{_S}"><r><s v="{text}"/></r></pivotCacheRecords>'}),
    "row of a pivot table": lambda text: _book(
        parts={"xl/pivotTables/pivotTable1.xml": f'<pivotTableDefinition xmlns="{_S}" name="{text}"/>'}),
    "cache of another workbook": lambda text: _book(
        parts={"xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{_S}"><cell><v>{text}</v></cell></externalLink>'}),
    "sheet of another workbook": lambda text: _book(
        parts={"xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{_S}"><sheetNames><sheetName val="{text}"/></sheetNames></externalLink>'}),
    "query": lambda text: _book(parts={"xl/connections.xml": f'<connections xmlns="{_S}"><connection><dbPr command="{text}"/></connection></connections>'}),
    "table of a query": lambda text: _book(parts={"xl/queryTables/queryTable1.xml": f'<queryTable xmlns="{_S}" name="{text}"/>'}),
    "query in a custom part": lambda text: _book(parts={"customXml/item1.xml": f"<DataMashup>{text}</DataMashup>"}),
    "very hidden sheet": lambda text: xlsx(("名单", "", sheet()), ("甲", "veryHidden", sheet(row(1, cell("A1", text))))),
    "sheet that no list names": lambda text: _book(parts={"xl/worksheets/sheet9.xml": sheet(row(1, cell("A1", text)))}),
    "sheet of a chart": lambda text: _book(
        parts={"xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{_S}"><headerFooter><oddHeader>{text}</oddHeader></headerFooter></chartsheet>'}),
    "table of a sheet": lambda text: _book(parts={"xl/tables/table1.xml": f'<table xmlns="{_S}"><tableColumn name="{text}"/></table>'}),
    "record of changes": lambda text: _book(parts={"xl/revisions/revisionLog1.xml": f'<revisions xmlns="{_S}"><nc><is><t>{text}</t></is></nc></revisions>'}),
    "user of a shared workbook": lambda text: _book(parts={"xl/revisions/userNames.xml": f'<users xmlns="{_S}"><userInfo name="{text}"/></users>'}),
    "older comment drawing": lambda text: _book(
        parts={"xl/drawings/vmlDrawing1.vml": f'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><div>{text}</div></v:textbox></xml>'}),
    "drawing that nothing shows": lambda text: _book(parts={"xl/drawings/drawing9.xml": f'<a:p xmlns:a="{_A}"><a:t>{text}</a:t></a:p>'}),
    "person of a comment": lambda text: _book(parts={"xl/persons/person.xml": f'<personList xmlns="x"><person displayName="{text}"/></personList>'}),
    "name of a shape": lambda text: _book(parts={"xl/drawings/drawing9.xml": f'<xdr:cNvPr xmlns:xdr="x" name="{text}"/>'}),
    "sheet in binary": lambda text: _book(parts={"xl/worksheets/sheet9.bin": text.encode("utf-16-le")}),
    "control": lambda text: _book(parts={"xl/ctrlProps/ctrlProp1.xml": f'<formControlPr xmlns="x" fmlaLink="{text}"/>'}),
    "cell with more than it shows": lambda text: _book(row(2, f'<c r="A2" t="n"><v>1</v><is><t>{text}</t></is></c>')),
    "cell of an extension": lambda text: _book(after=f'<extLst><ext><a xmlns="x">{text}</a></ext></extLst>'),
    "error of a cell": lambda text: _book(row(2, value("A2", text, kind="e"))),
    "column beyond the last": lambda text: _book(row(2, cell("ZZZ2", text))),
}  # fmt: skip
PLACES: dict[str, tuple[str, Make]] = {
    **{f"docx: {name}": ("zip" if "archive)" in name else "docx", make) for name, make in WORD.items()},
    **{f"xlsx: {name}": ("xlsx", make) for name, make in BOOK.items()},
}
"""By name: the suffix and what makes the file."""
