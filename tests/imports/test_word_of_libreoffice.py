"""Documents as LibreOffice saves them: one that was a web page, one that Word had made"""

from __future__ import annotations

from pathlib import Path

from word_official import circular
from word_shown import brought, shown

FILES = Path(__file__).parent / "files"


def test_what_was_a_web_page_keeps_its_lists_its_table_and_its_signature() -> None:
    original, found = brought((FILES / "flood.docx").read_bytes())
    assert found.fields == {
        "title": "关于做好汛期安全工作的通知", "kind": "通知", "to": "各系部、各处室", "unit": "后勤处", "date": "2026-05-10",
    }  # fmt: skip
    assert shown(found.blocks) == [
        "汛期将至，现将有关工作通知如下。",
        "# 一、加强值班",
        "1. 实行24小时值班；",
        "2. 遇有险情**立即报告**，见<预案 https://www.school.example/flood>。",
        "a. 先电话；",
        "b. 后书面。",
        "# 二、备足物资",
        "|**物资**<2x1>|**存放处**<1x2>|",
        "|沙袋|200只|",
        "|水泵|3台|后勤仓库|",
        "• 不得挪用",
        "面积单位写m2，~~每周~~每日检查。",
    ]
    assert [one.what for one in original.lost] == ["删除线"]


def test_what_another_program_saves_again_says_the_same() -> None:
    case = circular()
    _, found = brought((FILES / "circular.docx").read_bytes())
    assert (found.fields, tuple(shown(found.blocks))) == (case.fields, case.lines)
