"""The tables of facts and contacts: whoever names a row names one that exists, and a number reads the same everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets import library_of

from xuanlan.outputs import notices
from xuanlan.render.contacts import LABELS, SHORT_LABELS, contact_view
from xuanlan.render.facts import ROWS
from xuanlan.sheets import common
from xuanlan.sheets.official import UNSPOKEN
from xuanlan.views import ContactView

NAMED = {"page": notices.ELSEWHERE, "sheet": (*common.FIRST, *common.ELSEWHERE), "sheet in full": UNSPOKEN}


@pytest.mark.parametrize("medium", NAMED)
def test_a_medium_names_only_rows_that_exist(medium: str) -> None:
    assert set(NAMED[medium]) <= ROWS.keys()


def test_every_part_of_a_contact_that_has_a_label_is_a_part() -> None:
    assert LABELS.keys() == SHORT_LABELS.keys() <= ContactView.__dataclass_fields__.keys()


@pytest.mark.parametrize(
    ("value", "words"), [("30 人", "30 人"), (("学生", "家长"), "学生、家长"), (0, "0"), (True, "是"), (False, "")]
)
def test_a_row_without_words_of_its_own_tells_any_plain_value(value: object, words: str) -> None:
    assert ROWS["place"].words(value) == words


@pytest.mark.parametrize("written", ["0000-8888014转2", "电话：００００－８８８８０１４ 转 2", "0000-8888014,ext.2"])
def test_a_number_reads_the_same_on_page_poster_and_screen_however_it_is_written(written: str, tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文。\n", f"contact: {{name: 教务处, phone: '{written}'}}")
    entry = library.by_id["case"]
    view = contact_view(library, entry.notice.contact, entry.address)
    assert view
    assert (view.number, view.extension, view.phone) == ("0000-8888014", "2", "0000-8888014 转 2")
    assert common.about(library, entry)["contact"] == {"name": "教务处", "phone": view.phone}
