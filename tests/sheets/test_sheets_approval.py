"""The approval form and the printed ledger: one page for whoever signs, whatever the text; heads on every page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import paper
import pytest
from cases import every
from sheets import faces, pdf_of, sheets_of
from sites import NOW, Site, notice

from xuanlan.build.approving import Approving
from xuanlan.build.publication_table import Period, as_pdf, table
from xuanlan.library.render import Library
from xuanlan.models.approvals import Word
from xuanlan.models.publications import Publication
from xuanlan.sheets import KINDS

SETTINGS = "unit: 云山职业技术学院\n审批:\n" + "".join(
    f"  - {{名称: {name}, 谁: {who}}}\n"
    for name, who in (("初审", "党委办公室"), ("复审", "宣传部"), ("终审", "分管领导"), ("签发", "主要负责人"))
)
TITLE = (
    "关于印发《云山职业技术学院进一步加强和改进新形势下校园安全稳定与意识形态阵地建设管理工作的实施方案（试行）》"
    "和配套任务分解表的通知"
)
SENTENCE = "各部门、各二级学院要提高认识，认真落实安全责任，按照职责分工做好值班、巡查、报告等各项工作。"


def site(root: Path, title: str, body: str, files: int = 0) -> Site:
    names = [f"附件/附件{number}_各部门各二级学院安全责任分解表（修订稿）.txt" for number in range(1, files + 1)]
    attached = "".join(f"\n  - {{title: 附件{number}, file: {name}}}" for number, name in enumerate(names, 1))
    more = {"attachments": attached} if names else {}
    text = notice(
        title, "2026-02-05", body=body, id="case", doc_no="云职院发〔2026〕12号", expires="2026-12-31", **more
    )
    made = Site(root).write({"notices/2026/case.md": text, "notices/settings.yml": SETTINGS})
    made.write({"notices/screens.yml": "- {id: hall, title: 行政楼大厅}\n- {id: lib, title: 图书馆一楼}\n"})
    return made.write({f"notices/2026/{name}": name for name in names})


def form(of: Site) -> tuple[bytes, str]:
    """The form as PDF, and the digest that it bears."""
    approving = Approving.read(of.facts(), NOW)
    entry = approving.paper("case")[0].entry
    return pdf_of(approving.library, sheets_of(approving.library, "approval", entry)), entry.digest


@every(
    ("title", "body", "files", "is_cut"),
    [
        ("关于停水的通知", "停水一天。\n", 0, False),
        (TITLE, f"{SENTENCE * 12}\n\n" * 10, 12, True),
        (TITLE, f"{SENTENCE * 400}\n", 10, True),
        (TITLE * 3, f"{SENTENCE}\n\n" * 30, 3, True),
        ("关于名单的通知", "| 部门 | 人数 |\n| --- | --- |\n" + "| 教务处 | 3 |\n" * 60, 1, False),
    ],
)
def test_the_form_is_one_page_whatever_the_text(
    tmp_path_factory: pytest.TempPathFactory, title: str, body: str, files: int, is_cut: bool
) -> None:
    pdf, digest = form(site(tmp_path_factory.mktemp("site"), title, body, files))
    assert paper.sizes(pdf) == [pytest.approx((210, 297), abs=0.3)]
    assert all(font.embedded and font.subset for font in paper.fonts(pdf))
    for word in paper.words(pdf):
        assert 15 <= word.x0 < word.x1 <= 195, word
        assert 5 <= word.y0 < word.y1 <= 292, word
    said = "".join(paper.text(pdf).split())
    assert "".join(title.split()) in said
    for words in ("云山职业技术学院信息发布审批表", "云职院发〔2026〕12号", digest, "2026年12月31日",
                  "屏幕“行政楼大厅”", "屏幕“图书馆一楼”", "初审", "复审", "终审", "签发", "由主要负责人审"):  # fmt: skip
        assert words in said, words
    assert ("其余见稿件" in said) == is_cut
    if files > 10:
        assert f"另有{files - 10}个文件没有列出" in said


def test_names_of_any_length_and_many_screens_still_leave_one_page(tmp_path: Path) -> None:
    made = site(tmp_path, TITLE, f"{SENTENCE * 40}\n")
    steps = "".join(f"  - {{名称: {'审' * 30}{number}, 谁: {'党委办公室、' * 20}}}\n" for number in range(4))
    screens = "".join(f"- {{id: s{number}, title: {'楼' * 40}{number}}}\n" for number in range(20))
    names = [f"附件{number}{'长' * 60}.txt" for number in range(10)]
    text = (tmp_path / "notices/2026/case.md").read_text(encoding="utf-8")
    unit = f"unit: {'某某学院某某部、' * 12}\nattachments:\n" + "".join(f"  - 附件/{name}\n" for name in names)
    made.write({"notices/2026/case.md": text.replace("expires:", f"{unit}expires:")})
    made.write({f"notices/2026/附件/{name}": name for name in names})
    made.write({"notices/settings.yml": f"审批:\n{steps}", "notices/screens.yml": screens})
    pdf, digest = form(made)
    said = "".join(paper.text(pdf).split())
    assert paper.pages(pdf) == 1
    paper.apart(paper.words(pdf))
    assert digest in said
    assert "另有14块屏幕" in said
    assert "其余见稿件" in said


def test_the_code_on_the_form_is_the_digest(tmp_path: Path) -> None:
    pdf, digest = form(site(tmp_path, "关于停水的通知", "停水一天。\n"))
    assert paper.codes(pdf) == [f"case {digest}"]


def test_the_form_has_what_was_entered_already(tmp_path: Path) -> None:
    made = site(tmp_path, "关于停水的通知", "停水一天。\n")
    Approving.read(made.facts(), NOW).decide("case", Word.SENT, "后勤处", NOW)
    Approving.read(made.facts(), NOW).decide("case", Word.AGREED, "党委办公室", NOW)
    said = "".join(paper.text(form(made)[0]).split())
    assert "同意党委办公室2026年3月1日" in said
    assert "拟稿人后勤处" in said


def test_a_form_is_no_sheet_for_a_wall() -> None:
    assert [name for name, kind in KINDS.items() if not kind.for_wall] == ["approval"]


def library(root: Path) -> Library:
    return site(root, "关于停水的通知", "停水一天。\n").inspect().library


def test_the_printed_ledger_has_its_head_on_every_page_and_every_row(tmp_path: Path) -> None:
    rows = [
        Publication(
            id=f"2026-{number:03}", place="网站", title=TITLE, digest="0123456789abcdef",
            since=(NOW - timedelta(days=number)).isoformat(), approved="初审 党委办公室、终审 分管领导",
        )
        for number in range(90)
    ]  # fmt: skip
    found = library(tmp_path)
    pdf = as_pdf(found, table(rows, Period(None, None), found.screens, None, NOW))
    pages = paper.sizes(pdf)
    assert len(pages) > 3
    assert all(size == pytest.approx((297, 210), abs=0.3) for size in pages)
    said = "".join(paper.text(pdf).split())
    assert said.count("发布位置") == len(pages)
    assert all(row.id in said for row in rows)
    assert faces(found).complete
