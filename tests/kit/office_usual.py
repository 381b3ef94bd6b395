"""What Word, Excel, PowerPoint and WPS put into every file beside its text, and nobody need be told of"""

from __future__ import annotations

from office_pictures import jpg
from office_texts import cell, docx, para, pptx, relations, row, run, shape, sheet, story, xlsx

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_B = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
THEME = (
    f'<a:theme xmlns:a="{_A}" name="Office 主题​​"><a:themeElements><a:fontScheme name="Office"><a:majorFont><a:latin typeface="等线 Light"/>'
    '<a:font script="Hans" typeface="宋体"/></a:majorFont></a:fontScheme></a:themeElements></a:theme>'
)
STYLES = story(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:aliases w:val="标题一"/></w:style>'
    '<w:style w:type="character" w:styleId="10"><w:name w:val="标题 1 字符"/></w:style>',
)
CUSTOM: dict[str, str | bytes] = {
    "customXml/item1.xml": f'<b:Sources xmlns:b="{_B}" SelectedStyle="\\APASixthEditionOfficeOnline.xsl" StyleName="APA"/>',
    "customXml/item2.xml": '<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><customSectProps><customSectPr/></customSectProps></s:customData>',
    "customXml/item3.xml": '<CoverPageProperties xmlns="http://schemas.microsoft.com/office/2006/coverPageProps"><PublishDate/><Abstract/><CompanyAddress/></CoverPageProperties>',
    "customXml/item4.xml": '<ct:contentTypeSchema xmlns:ct="x" ct:contentTypeName="文档" ma:contentTypeID="0x0101006BD1A5C8A3F2F94C8B0D2A4F5E6A7B8C" xmlns:ma="y"/>',
    "customXml/itemProps1.xml": '<ds:datastoreItem xmlns:ds="x" ds:itemID="{5B1E2F3A-0000-4000-8000-123456789012}"/>',
}
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def field(code: str, shown: str) -> str:
    """A field with what it shows."""
    inner = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return _FIELD.format("begin") + inner + _FIELD.format("separate") + run(shown) + _FIELD.format("end")


def _control(shown: str) -> str:
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="单位"/><w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>'
        f'<w:dataBinding w:xpath="/ns0:CoverPageProperties[1]/ns0:Abstract[1]"/></w:sdtPr><w:sdtContent>{para(run(shown))}</w:sdtContent></w:sdt>'
    )


def letter() -> bytes:
    """A document with all of that."""
    body = para(run("关于做好冬季安全工作的通知")) + para(
        field("HYPERLINK &quot;https://www.school.example/a&quot;", "学校网站"),
        field("SEQ 图 \\* ARABIC", "1"),
        field("DATE \\@ &quot;yyyy年M月d日&quot;", "2026年11月20日"),
    )
    links = relations(("header", "header1.xml"), ("footer", "footer1.xml"), ("footnotes", "footnotes.xml"))
    parts: dict[str, str | bytes] = {
        **CUSTOM,
        "word/_rels/document.xml.rels": links,
        "word/header1.xml": story("hdr", para()),
        "word/footer1.xml": story("ftr", para(field("PAGE \\* MERGEFORMAT", "1"))),
        "word/footnotes.xml": story("footnotes", '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'),
        "word/glossary/document.xml": story(
            "glossaryDocument", '<w:docParts><w:docPart><w:docPartBody>' + para(run("单击或点击此处输入文字。")) + "</w:docPartBody></w:docPart></w:docParts>"),
        "word/theme/theme1.xml": THEME,
        "word/styles.xml": STYLES,
        "word/settings.xml": story("settings", '<w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids><w:docVars><w:docVar w:name="commondata" w:val="eyJoZGlkIjoiMDAwMDAwMDAifQ=="/></w:docVars>'),
        "word/fontTable.xml": story("fonts", '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>'),
        "word/numbering.xml": story("numbering", '<w:abstractNum><w:lvl><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'),
        "docProps/app.xml": '<Properties xmlns="x"><Template>Normal.dotm</Template><Application>WPS Office</Application></Properties>',
        "docProps/custom.xml": '<Properties xmlns="x"><property name="KSOProductBuildVer"><lpwstr>2052-12.1.0.16120</lpwstr></property></Properties>',
        "docProps/thumbnail.jpeg": jpg(),
        "word/printerSettings1.bin": "某品牌打印机".encode("utf-16-le") + bytes(200),
        "word/embeddings/oleObject1.bin": b"",
    }  # fmt: skip
    mark = '<w:bookmarkStart w:id="0" w:name="_Toc123456789"/><w:bookmarkEnd w:id="0"/>'
    return docx(body + _control("办公室") + para(mark), **parts)


def book() -> bytes:
    """A workbook with all of that."""
    first = sheet(
        row(1, cell("A1", "项目"), cell("B1", "金额")), row(2, cell("A2", "照明"), '<c r="B2"><f>SUM(C2:D2)*0.123456789012345</f><v>61.728394506172509</v></c>'),
        after='<dataValidations><dataValidation type="list" prompt="请选择" error="不在选项里"><formula1>"是,否"</formula1></dataValidation></dataValidations>'
        '<conditionalFormatting><cfRule><formula>B2&gt;0</formula></cfRule></conditionalFormatting>')  # fmt: skip
    return xlsx(
        ("预算", "", first),
        names='<definedName name="_xlnm.Print_Titles" localSheetId="0">预算!$1:$1</definedName><definedName name="_xlnm._FilterDatabase" hidden="1">预算!$A$1:$B$2</definedName>',
        parts={
            **CUSTOM,
            "xl/theme/theme1.xml": THEME,
            "xl/printerSettings/printerSettings1.bin": "某品牌打印机".encode("utf-16-le") + bytes(200),
            "xl/calcChain.xml": '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="B2"/></calcChain>',
            "docProps/app.xml": '<Properties xmlns="x" xmlns:vt="v"><TitlesOfParts><vt:vector><vt:lpstr>预算</vt:lpstr></vt:vector></TitlesOfParts></Properties>',
        },
    )  # fmt: skip


def show() -> bytes:
    """A presentation with all of that."""
    space = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{_A}"'
    return pptx(
        shape("安全教育").replace('name="a"', 'name="标题 1"'),
        parts={
            "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {space}>{shape('单击此处编辑母版标题样式')}</p:sldMaster>",
            "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {space}>{shape('编辑母版文本样式')}</p:sldLayout>",
            "ppt/theme/theme1.xml": THEME,
            "ppt/tags/tag1.xml": f'<p:tagLst {space}><p:tag name="KSO_WPP_MARK_KEY" val="5c2f8c3e-1b2d-4e5f-8a9b-0c1d2e3f4a5b"/></p:tagLst>',
            "docProps/thumbnail.jpeg": jpg(),
        },
    )
