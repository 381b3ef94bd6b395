"""Tables of tasks (任务分解表), whatever their columns are called: one row, one task"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xuanlan.imports.original import Cell, Table
from xuanlan.text.table_heads import fields_of, units_in

_HEADS = {
    "id": r"序号|编号|号|项次",
    "group": r"方面|类别|项目|一级指标|测评项目|工作类别|分类|板块|任务类别",
    "indicator": r"(?:测评|考核|二级|三级|目标|评价|工作)?(?:指标|标准|内容及?标准|要求)|测评内容|目标要求|工作目标",
    "text": r"(?:主要|重点|具体|工作|目标|创建|整改)*(?:任务|内容|措施|事项|举措)(?:分解|名称|内容|及?要求)?|问题",
    "lead": r"(?:牵头|责任|主责|承办|负责|主办|落实)(?:单位|部门|科室|处室)|(?:单位|部门)",
    "joint": r"(?:配合|协办|协同|参与|参加|协助|责任)(?:单位|部门|科室|处室)|配合",
    "term": r"(?:完成|整改|工作|办结|落实)?(?:时限|时间|期限|时间节点|时间要求|进度|时间安排|日期|进度安排)",
    "person": r"(?:责任|负责|联系|牵头|分管)(?:人员?|领导|院领导|负责人)",
    "clause": r"出处|依据|对应条款",
}


class Row(NamedTuple):
    """A row of a table of tasks, as it is written."""

    values: dict[str, str]
    """by the fields of `models.campaign.Task`; those without words are left out"""
    where: str
    """the place as a clerk finds it"""

    def units(self, field: str) -> tuple[str, ...]:
        """The units in a cell."""
        return units_in(self.values.get(field, ""))


def rows_of(table: Table) -> list[Row] | None:
    """The tasks of `table`; None when it is no table of tasks: none of its first rows has a column for tasks and one
    for who does them or for when."""
    cells = seen(table.rows)
    for number, line in enumerate(cells[:4]):
        if fields := _fields(line):
            found = [_row(fields, line, table.where, at) for at, line in enumerate(cells[number + 1 :], number + 2)]
            return [row for row in found if row]
    return None


def _fields(line: Sequence[str]) -> list[str]:
    """The fields of the columns below a head; none when it is the head of no table of tasks."""
    fields = fields_of(line, _HEADS)
    if "text" not in fields:  # 项目 | 责任部门 | 时限, 测评内容 | 责任单位
        for other in ("indicator", "group"):
            if other in fields and "lead" in fields:
                fields[fields.index(other)] = "text"
                break
    return fields if "text" in fields and {"lead", "term"} & set(fields) else []


def _row(fields: Sequence[str], line: Sequence[str], where: str, number: int) -> Row | None:
    values = {field: words.strip() for field, words in zip(fields, line, strict=False) if field and words.strip()}
    if "text" not in values or len(set(line)) == 1:  # a line over all columns is the title of a part
        return None
    return Row(values, f"{where}第{number}行")


def seen(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """The words of each cell where readers see them: what goes over several columns or rows stands in each."""
    lines: list[list[str]] = []
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        cells: Iterator[Cell] = iter(row)
        while True:
            left, above = below.get(len(line), (0, ""))
            if left:
                below[len(line)] = left - 1, above
                line.append(above)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            words = "\n".join(paragraph.text for paragraph in cell.paragraphs)
            for _ in range(cell.across):
                below[len(line)] = cell.down - 1, words
                line.append(words)
        lines.append(line)
    return lines
