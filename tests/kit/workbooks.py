"""Workbooks of Excel, written from plain values: cells with formats, merged cells, hidden rows, columns and sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from office_files import archive

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Number(NamedTuple):
    """A number with the code of its format, or the number of a built-in one; perhaps of a formula."""

    value: str
    code: str | int = 0
    formula: str = ""


class Other(NamedTuple):
    """A cell of another type of SpreadsheetML: b, e or str, perhaps of a formula."""

    kind: str
    value: str
    formula: str = ""


Value = str | Number | Other | None


@dataclass
class Sheet:
    rows: list[list[Value]]
    merged: list[str] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    state: str = "visible"


def workbook(sheets: dict[str, Sheet]) -> bytes:
    codes: list[str | int] = [0]
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(sheet, codes).encode()
        for number, sheet in enumerate(sheets.values(), 1)
    }
    own = [code for code in codes if isinstance(code, str)]
    formats = "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code)}"/>' for at, code in enumerate(own))
    cells = "".join(
        f'<xf numFmtId="{code if isinstance(code, int) else 164 + own.index(code)}" applyNumberFormat="1"/>'
        for code in codes
    )
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(own)}">{formats}</numFmts><fonts><font/></fonts>'
        "<fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{sheet.state}" r:id="rId{at}"/>'
        for at, (name, sheet) in enumerate(sheets.items(), 1)
    )
    kinds = {f"worksheets/sheet{at}.xml": "worksheet" for at in range(1, len(sheets) + 1)} | {"styles.xml": "styles"}
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(kinds.items(), 1)
    )
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "".join(
        f'<Override PartName="/xl/{target}" ContentType="{office}.{kind}+xml"/>' for target, kind in kinds.items()
    )
    return archive(
        {
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>{types}</Types>'
            ).encode(),
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'.encode(),
            "xl/styles.xml": styles.encode(),
            **parts,
        }
    )  # fmt: skip


def _sheet(sheet: Sheet, codes: list[str | int]) -> str:
    columns = "".join(f'<col min="{at}" max="{at}" width="9" hidden="1"/>' for at in sorted(sheet.hidden_columns))
    rows = ""
    for number, row in enumerate(sheet.rows, 1):
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        cells = "".join(_cell(f"{chr(64 + at)}{number}", value, codes) for at, value in enumerate(row, 1))
        rows += f'<row r="{number}"{hidden}>{cells}</row>'
    merged = "".join(f'<mergeCell ref="{one}"/>' for one in sheet.merged)
    return (
        f'<worksheet xmlns="{MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>{rows}</sheetData>'
        f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>"
    )


def _cell(place: str, value: Value, codes: list[str | int]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    formula = f"<f>{escape(value.formula)}</f>" if value.formula else ""
    if isinstance(value, Other):
        return f'<c r="{place}" t="{value.kind}">{formula}<v>{escape(value.value)}</v></c>'
    if value.code not in codes:
        codes.append(value.code)
    return f'<c r="{place}" s="{codes.index(value.code)}">{formula}<v>{value.value}</v></c>'
