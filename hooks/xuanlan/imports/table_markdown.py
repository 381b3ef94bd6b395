"""A table as Markdown: between pipes where that keeps it, as HTML where merged cells carry a meaning"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xuanlan.imports.inline import FULLY, html_of, line_of, lines_of, merged, squeezed, words_of
from xuanlan.imports.original import Cell, Paragraph, Run, Table

_DIGIT = re.compile(r"[0-9０-９〇一二三四五六七八九十百千万]")
_EMPTY = Cell(())


def table_forms(table: Table, level: int, pictures: Mapping[str, str] | None) -> tuple[str, str]:
    """A table as Markdown, with the escapes of `level`, and all characters that its page must show, in order. Cells of
    the same words below each other, as 教务处 over three rows, are written in each row: a list stays one that can be
    sorted and read by a machine. Numbers never are, since whoever adds them up would count them twice."""
    title, rows = _apart(table)
    rows = tuple(row for row in rows if row)
    width = _width(rows)
    heading = [_line(Paragraph(_runs(title)), level, pictures)] if title else []
    words = words_of(_runs(title)) if title else ""
    if width == 1 and all(cell.down == 1 for row in rows for cell in row):
        lines = [Paragraph(_runs(cell)) for row in rows for cell in row]
        parts = [made for line in lines for made in [_line(line, level, pictures)] if made]
        return "\n\n".join(heading + parts), words + "".join(words_of(line.runs) for line in lines)
    if level < FULLY and table.heads < 2 and (filled := _filled(rows, width)):
        made = "\n".join(_between_pipes(filled, level, pictures))
        words += "".join(words_of(_runs(cell)) for row in filled for cell in row)
    else:
        made = "\n".join(_html(rows, table.heads, pictures))
        words += "".join(words_of(_runs(cell)) for row in rows for cell in row)
    return "\n\n".join([*heading, made]) if made else "\n\n".join(heading), words


def _apart(table: Table) -> tuple[Cell | None, tuple[tuple[Cell, ...], ...]]:
    """The title that stands in a first row of one cell, and the other rows."""
    rows, width = table.rows, _width(table.rows)
    if len(rows) > 1 and len(rows[0]) == 1 and rows[0][0].across == width > 1 and rows[0][0].down == 1:
        return rows[0][0], rows[1:]
    return None, rows


def _width(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """Columns, those that cells from above go through included."""
    widest, below = 0, list[tuple[int, int]]()
    for row in rows:
        width = sum(cell.across for cell in row) + sum(across for _, across in below)
        widest = max(widest, width)
        below = [(down - 1, across) for down, across in below if down > 1]
        below += [(cell.down - 1, cell.across) for cell in row if cell.down > 1]
    return widest


def _runs(cell: Cell) -> tuple[Run, ...]:
    """All that is in a cell, with a break between its paragraphs."""
    found: list[Run] = []
    for paragraph in cell.paragraphs:
        if found:
            found.append(Run("\n"))
        number = paragraph.number.strip()
        found += [Run(number)] if number else []
        found += paragraph.runs
    return merged(found)


def _filled(rows: tuple[tuple[Cell, ...], ...], width: int) -> list[list[Cell]]:
    """The rows with every cell where it is seen; [] where that would tell something else."""
    filled: list[list[Cell]] = []
    below: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows):
        line: list[Cell] = []
        cells = iter(row)
        while len(line) < width:
            at = len(line)
            left, above = below.get(at, (0, _EMPTY))
            if left:
                below[at] = left - 1, above
                line.append(above)
                continue
            cell = next(cells, _EMPTY)
            if cell.across > 1 or (cell.down > 1 and (not number or _DIGIT.search(words_of(_runs(cell))))):
                return []
            below[at] = cell.down - 1, cell._replace(down=1)
            line.append(cell)
        if not number or any(squeezed(words_of(_runs(cell))) or _has_picture(cell) for cell in line):
            filled.append(line)
    return filled


def _has_picture(cell: Cell) -> bool:
    return any(run.picture for paragraph in cell.paragraphs for run in paragraph.runs)


def _between_pipes(rows: list[list[Cell]], level: int, pictures: Mapping[str, str] | None) -> list[str]:
    def line(row: list[Cell], *, is_head: bool) -> str:
        return "|" + "|".join(f" {_cell(cell, level, pictures, is_head=is_head)} " for cell in row) + "|"

    head, *others = rows
    return [line(head, is_head=True), "|" + "---|" * len(head), *(line(row, is_head=False) for row in others)]


def _cell(cell: Cell, level: int, pictures: Mapping[str, str] | None, *, is_head: bool) -> str:
    runs = _runs(cell)
    if is_head:  # which is bold anyway
        runs = merged(run._replace(is_bold=False) for run in runs)
    made = (line_of(line, level, pictures, in_cell=True) for line in lines_of(runs))
    return "<br>".join(part for part in made if part)


def _line(paragraph: Paragraph, level: int, pictures: Mapping[str, str] | None) -> str:
    """A paragraph outside of the table, for each of its lines."""
    made = (line_of(line, level, pictures) for line in lines_of(paragraph.runs))
    return "\n\n".join(part for part in made if part)


def _html(rows: tuple[tuple[Cell, ...], ...], heads: int, pictures: Mapping[str, str] | None) -> list[str]:
    heads = heads or max((cell.down for cell in rows[0]), default=1) if rows else 0
    lines = ["<table>"] if rows else []
    for number, row in enumerate(rows):
        tag = "th" if number < heads else "td"
        line = ""
        for cell in row:
            spans = "".join(
                f' {name}="{value}"' for name, value in (("colspan", cell.across), ("rowspan", cell.down)) if value > 1
            )
            runs = _runs(cell)
            if tag == "th":
                runs = merged(run._replace(is_bold=False) for run in runs)
            line += f"<{tag}{spans}>{html_of(_trimmed(runs), pictures)}</{tag}>"
        lines.append(f"<tr>{line}</tr>")
    return [*lines, "</table>"] if rows else []


def _trimmed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs without blanks and breaks at both ends."""
    if runs and not runs[0].picture:
        runs = (runs[0]._replace(text=runs[0].text.lstrip()), *runs[1:])
    if runs and not runs[-1].picture:
        runs = (*runs[:-1], runs[-1]._replace(text=runs[-1].text.rstrip()))
    return runs
