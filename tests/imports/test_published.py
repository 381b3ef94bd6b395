"""A table whose merged cells carry a meaning is whole on the page, on paper and in the search."""

from __future__ import annotations

from pathlib import Path

from paper import letters, text
from sheets import printed

from xuanlan.imports.markdown import body
from xuanlan.imports.web import read

PAGE = (
    "<table><tr><td rowspan=2>序号<td colspan=2>在校人数<td rowspan=2>备注<tr><td>男生<td>女生"
    "<tr><td>1<td>20<td>22<td rowspan=2>含借读|10人<tr><td>2<td>19<td>&lt;25*</table>"
)
CELLS = ("序号", "在校人数", "备注", "男生", "女生", "20", "22", "含借读|10人", "19", "<25*")


def test_merged_cells_are_whole_on_the_page_on_paper_and_in_the_search(tmp_path: Path) -> None:
    written = body(read(PAGE).blocks)
    made = printed(tmp_path, written)
    rendered = made.library.by_id["case"].rendered
    assert rendered.html.count("rowspan=") == 3
    assert 'colspan="2"' in rendered.html
    paper = letters(text(made.pdf))
    for cell in CELLS:
        assert cell in rendered.text, "what the search reads"
        assert letters(cell) in paper
