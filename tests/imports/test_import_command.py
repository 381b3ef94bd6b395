"""`xuanlan import`: files become notices that the checks accept, and what a person must look at is told."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commands import call, environment
from office_files import png
from office_texts import cell, docx, para, run, sheet, xlsx
from office_texts import row as row_of
from sites import Site

from xuanlan.diagnostics.report import Report
from xuanlan.imports.draft import draft
from xuanlan.models.notice import Attachment, Notice
from xuanlan.reading.keys import aliases
from xuanlan.reading.source import source_of

LETTER = """关于做好冬季供暖工作的通知

各楼栋住户：

　　供暖将于11月15日开始，请检查家中的阀门。

　　　　　　　　　　　　　　　　　　　　　　　　　　　　云山街道办事处
　　　　　　　　　　　　　　　　　　　　　　　　　　　　2025年11月3日
"""
PAGE = """<html><head><meta charset="gbk"><title>停水公告</title></head><body>
<h1>关于临时停水的公告</h1><p>因管道检修，3月5日8时至12时停水。</p>
<table><tr><th>楼栋</th><th>时间</th></tr><tr><td>1号楼</td><td>8时</td></tr></table>
<p style="display:none">内部编号 A-778</p></body></html>"""


def result(site: Site, *words: str) -> list[dict[str, Any]]:
    """What the command tells of each file."""
    called = call("import", *words, "--json", cwd=site.root)
    found = json.loads(called.stdout)
    assert isinstance(found, list)
    return found


def notice(site: Site, path: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a notice of the site."""
    source = source_of((site.root / path).read_bytes(), path, Report())
    assert source
    front = {aliases(Notice)[key]: value for key, value in source.meta.value.items()}
    if files := front.get("attachments"):
        front["attachments"] = [{aliases(Attachment)[key]: value for key, value in one.items()} for one in files]
    return front, source.body


def test_a_text_of_notepad_in_gbk_becomes_a_notice_with_its_fields(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "供暖通知（终稿）.txt"
    file.write_bytes(LETTER.encode("gb18030"))
    (row,) = result(site, str(file))
    front, body = notice(site, row["notice"])
    assert (front["title"], front["kind"], front["date"]) == ("关于做好冬季供暖工作的通知", "通知", "2025-11-03")
    assert front["id"] == "2025-001"
    assert row["notice"] == "notices/2025/关于做好冬季供暖工作的通知.md"
    assert "供暖将于11月15日开始" in body
    assert "云山街道办事处" in body + str(front)
    assert site.found() == []


def test_nothing_hidden_is_in_a_notice_and_all_of_it_is_told(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "停水.html"
    file.write_bytes(PAGE.encode("gbk"))
    (row,) = result(site, str(file))
    text = (site.root / row["notice"]).read_text(encoding="utf-8")
    assert "A-778" not in text
    assert [one["text"] for one in row["hidden"]] == ["内部编号 A-778"]
    assert "| 1号楼 | 8时 |" in text
    assert row["fields"]["kind"] == "公告"


def test_a_folder_is_brought_in_once_however_often_it_is_given(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "旧网站"
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "a.txt").write_bytes(LETTER.encode("gbk"))
    (folder / "2025" / "b.txt").write_bytes(LETTER.encode("utf-16"))
    (folder / "b.htm").write_text(PAGE.replace("gbk", "utf-8"), encoding="utf-8")
    (folder / "~$锁.docx").write_bytes(b"")
    (folder / "图.psd").write_bytes(b"8BPS")
    first = result(site, str(folder))
    assert [row["file"] for row in first] == ["b.htm", "2025/a.txt", "2025/b.txt"]
    assert [bool(row["same"]) for row in first] == [False, False, True]
    again = [row["same"] for row in result(site, str(folder))]
    assert again == [first[0]["notice"], first[1]["notice"], first[1]["notice"]]
    assert len(list((site.root / "notices").rglob("*.md"))) == 3, "the sound one, and two"


def test_texts_of_one_title_and_year_that_differ_are_both_taken(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "b.txt").write_text(LETTER.replace("11月15日", "11月20日"), encoding="utf-8")
    rows = result(site, str(tmp_path / "a.txt"), str(tmp_path / "b.txt"))
    assert [row["id"] for row in rows] == ["2025-001", "2025-002"]
    assert len({row["notice"] for row in rows}) == 2


def test_a_dry_run_writes_nothing_but_the_page_that_compares(site: Site, tmp_path: Path) -> None:
    file, page = tmp_path / "停水.html", tmp_path / "对照.html"
    file.write_bytes(PAGE.encode("gbk"))
    before = sorted(site.root.rglob("*"))
    called = call("import", str(file), "--dry-run", "--page", str(page), cwd=site.root)
    assert called.returncode == 0, called.stderr
    assert sorted(site.root.rglob("*")) == before
    shown = page.read_text(encoding="utf-8")
    assert shown.count("因管道检修") == 2, "before and after"
    sides, told = shown.split('<div class="sides">')[1].split('<table class="left">')
    assert "内部编号 A-778" not in sides
    assert "内部编号 A-778" in told, "told as not taken"
    assert "<script" not in shown


def test_what_cannot_be_read_is_told_and_the_rest_is_taken(site: Site, tmp_path: Path) -> None:
    good, broken, strange = tmp_path / "a.txt", tmp_path / "b.docx", tmp_path / "c.exe"
    good.write_text(LETTER, encoding="utf-8")
    broken.write_bytes(b"PK\3\4 not a document")
    strange.write_bytes(b"MZ")
    called = call("import", str(good), str(broken), str(strange), cwd=site.root)
    assert called.returncode == 1
    said = called.stdout + called.stderr
    assert "b.docx：文件的结构不完整" in said
    assert "c.exe：不认识这种文件" in said
    assert "导入了 1 份" in said
    assert "2 份没有导入" in said
    assert "Traceback" not in said


def test_a_wrong_call_is_told_before_anything_is_written(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LETTER, encoding="utf-8")
    for words, said in (
        ([str(file), "--kind", "通之"], "没有“通之”这个文种"),
        ([str(tmp_path / "没有.docx")], "没有"),
        ([str(file), "--page", str(site.root / "notices" / "a.html")], "不能写进"),
    ):
        called = call("import", *words, cwd=site.root)
        assert called.returncode == 2, words
        assert said in called.stdout + called.stderr
    assert len(list((site.root / "notices").rglob("*.md"))) == 1


def test_a_draft_stays_a_draft_and_a_given_kind_is_taken(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(
        docx("<w:p><w:r><w:t>文明用餐，从我做起</w:t></w:r></w:p><w:p><w:r><w:t>请爱惜粮食。</w:t></w:r></w:p>")
    )
    (row,) = result(site, str(file), "--draft", "--kind", "倡议书")
    front, body = notice(site, row["notice"])
    assert front["kind"] == "倡议书"
    assert front["draft"] == "是"
    assert "请爱惜粮食。" in body
    assert any("成文日期" in one for one in row["look"])


def test_pictures_and_files_beside_an_old_page_come_with_it_and_nothing_from_elsewhere(
    site: Site, tmp_path: Path
) -> None:
    top = tmp_path / "旧网站"
    (top / "2019").mkdir(parents=True)
    (top / "images").mkdir()
    (top / "images" / "操 场.png").write_bytes(png(2, 2))
    (top / "2019" / "报名表.docx").write_bytes(docx(para(run("姓名"))))
    (tmp_path / "外面.docx").write_bytes(docx(para(run("外面"))))
    (top / "style.css").write_text("@charset 'utf-8'; .nav .more { display: none }", encoding="utf-8")
    (top / "2019" / "a.html").write_text(
        "<link rel=stylesheet href='../style.css'><div class=nav><p class=more>折起来的菜单</p></div><h1>关于报名的通知</h1><p>发布时间：2019-03-05 来源：教务处</p>"
        "<p><img src='../images/%E6%93%8D%20%E5%9C%BA.png' alt='操场'><img src='http://a.example/b.png'></p>"
        "<p><a href='报名表.docx'>报名表</a>、<a href='../../外面.docx'>别的</a>、<a href='/etc/passwd'>密码</a>、<a href='b.html'>另一页</a></p>",
        encoding="utf-8",
    )
    row, other = result(site, str(top))
    assert (other["file"], other["attached"], other["notice"]) == ("2019/报名表.docx", True, None)
    front, body = notice(site, row["notice"])
    assert row["notice"].startswith("notices/2019/")
    assert front["date"] == "2019-03-05"
    assert "![操场](附件/图片1.png)" in body
    assert [one["file"] for one in front["attachments"]] == ["附件/报名表.docx"]
    assert [one["text"] for one in row["hidden"]] == ["折起来的菜单"]
    assert sorted(file.name for file in (site.root / "notices/2019/附件").iterdir()) == ["图片1.png", "报名表.docx"]
    assert {one["what"] for one in row["lost"]} == {"图片", "附件“外面.docx”"}
    assert [item for item in site.found() if " error " in f" {item} "] == []


def test_a_table_goes_into_the_text_or_as_an_attachment_if_nothing_in_it_is_hidden(site: Site, tmp_path: Path) -> None:
    rows = "姓名,班级\n" + "".join(f"甲{number},一班\n" for number in range(80))
    (tmp_path / "名单.csv").write_bytes(rows.encode("gbk"))
    (row,) = result(site, str(tmp_path / "名单.csv"))
    assert "| 甲79 | 一班 |" in notice(site, row["notice"])[1]
    assert any("可以改作附件" in one for one in row["look"])
    (row,) = result(site, str(tmp_path / "名单.csv"), "--attach")
    front, body = notice(site, row["notice"])
    assert body.strip() == ""
    assert front["attachments"] == [{"file": "附件/名单.csv", "title": "名单"}]
    hidden = xlsx(
        ("表", "", sheet(row_of(1, cell("A1", "看得见")), row_of(2, cell("A2", "看不见"), look='hidden="1"')))
    )
    (tmp_path / "表.xlsx").write_bytes(hidden)
    (row,) = result(site, str(tmp_path / "表.xlsx"), "--attach")
    assert "不能作附件" in row["problem"]
    (row,) = result(site, str(tmp_path / "表.xlsx"), "--attach", "--dry-run")
    assert "不能作附件" in row["problem"], "a dry run tells what would be told"
    (row,) = result(site, str(tmp_path / "表.xlsx"))
    assert "看不见" not in notice(site, row["notice"])[1]
    assert [one["text"] for one in row["hidden"]] == ["看不见"]


def test_a_title_over_a_table_is_the_title(site: Site, tmp_path: Path) -> None:
    part = sheet(
        row_of(1, cell("A1", "关于奖学金名单的公示")), row_of(2, cell("A2", "姓名"), cell("B2", "班级")),
        row_of(3, cell("A3", "甲"), cell("B3", "一班")), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )  # fmt: skip
    (tmp_path / "表.xlsx").write_bytes(xlsx(("Sheet1", "", part)))
    (row,) = result(site, str(tmp_path / "表.xlsx"))
    front, body = notice(site, row["notice"])
    assert (front["title"], front["kind"]) == ("关于奖学金名单的公示", "公示")
    assert body.split() == ["|", "姓名", "|", "班级", "|", "|---|---|", "|", "甲", "|", "一班", "|"]


def test_a_table_that_no_page_can_show_is_an_attachment(site: Site, tmp_path: Path) -> None:
    (tmp_path / "大表.csv").write_text("a,b,c,d\n" * 6000, encoding="utf-8")
    (row,) = result(site, str(tmp_path / "大表.csv"))
    front, body = notice(site, row["notice"])
    assert body.strip() == ""
    assert [one["file"] for one in front["attachments"]] == ["附件/大表.csv"]
    assert "表格太大，放不进正文，整个文件作附件。" in row["look"]
    made = draft("大表.csv", b"a,b,c,d\n" * 6000, ["公示", "公告"], date(2026, 3, 5))
    assert made.fields["kind"] == "公示", "a kind that the site has"


@pytest.mark.parametrize(
    "line",
    ["2019-03-05 10:00", "教务处 2019-03-05 10:00", "发布时间：2019年3月5日", "日期：2019.3.5", "更新于 2019/3/5"],
)
def test_the_day_on_which_a_page_says_it_was_published_is_its_date(line: str) -> None:
    page = f"<h1>关于报名的通知</h1><p>{line}</p><p>请按时报名。</p>"
    made = draft("报名.html", page.encode(), ["通知"], date(2026, 3, 5))
    assert made.fields["date"] == "2019-03-05"


@pytest.mark.parametrize("line", ["开会 2019-03-05 10:00 到 12:00", "第12019-03-05 10:00", "2019-03-05"])
def test_a_day_in_a_sentence_is_no_date_of_the_page(line: str) -> None:
    page = f"<h1>关于报名的通知</h1><p>{line}</p><p>请按时报名。</p>"
    made = draft("报名.html", page.encode(), ["通知"], date(2026, 3, 5))
    assert made.fields["date"] == "2026-03-05"


def test_what_was_decoded_wrongly_is_to_be_looked_at(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(LETTER.encode("gbk") + LETTER.encode())
    (row,) = result(site, str(tmp_path / "a.txt"))
    assert any("有认不出的字" in one for one in row["look"])


def test_two_imports_at_once_give_every_notice_an_id_of_its_own(site: Site, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("甲", "乙")]
    for folder in folders:
        folder.mkdir()
        for number in range(12):
            text = LETTER.replace("供暖工作", f"第{number}项工作").replace("11月15日", f"{folder.name}区")
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "xuanlan", "import", str(folder), "--json"],
            cwd=site.root, env=environment(), stdout=subprocess.PIPE, encoding="utf-8",
        )
        for folder in folders
    ]  # fmt: skip
    rows = [row for one in running for row in json.loads(one.communicate()[0])]
    assert len({row["id"] for row in rows}) == len({row["notice"] for row in rows}) == 24
    assert {line.split()[1] for line in site.found()} == {"title-twice"}


def test_a_folder_of_the_year_that_is_elsewhere_is_not_written_to(site: Site, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    (site.root / "notices" / "2025").symlink_to(tmp_path / "别处")
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8")
    (row,) = result(site, str(tmp_path / "a.txt"))
    assert "notices/2025 不是文件夹" in row["problem"]
    assert list((tmp_path / "别处").iterdir()) == []


HIDING = (
    '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', '<w:w w:val="1"/>',
    '<w14:textFill><w14:noFill/></w14:textFill>', '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
)  # fmt: skip
SHOWING = (
    '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/>', '<w:w w:val="80"/>',
    '<w14:textOutline w14:w="9525"><w14:noFill/></w14:textOutline>', '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="C00000"/></w14:solidFill></w14:textFill>',
)  # fmt: skip
LOW, FAR = '<w:spacing w:line="1" w:lineRule="exact"/>', '<w:framePr w:w="100" w:hAnchor="page" w:x="1" w:y="-20000"/>'
USUAL = '<w:spacing w:line="560" w:lineRule="exact"/>', '<w:framePr w:w="100" w:hAnchor="page" w:x="-200" w:y="600"/>'


def test_what_colours_effects_lines_and_frames_hide_is_not_taken(site: Site, tmp_path: Path) -> None:
    seen = [para(run(f"看得见{at}。", look)) for at, look in enumerate(SHOWING)]
    seen += [para(run(f"看得见{at}。"), look=look) for at, look in enumerate(USUAL, 4)]
    hidden = [para(run(f"看不见{at}。", look)) for at, look in enumerate(HIDING)]
    hidden += [para(run(f"看不见{at}。"), look=look) for at, look in enumerate((LOW, FAR), 4)]
    (tmp_path / "a.docx").write_bytes(docx(para(run("关于试验的通知")) + "".join(seen + hidden)))
    (row,) = result(site, str(tmp_path / "a.docx"))
    text = (site.root / row["notice"]).read_text(encoding="utf-8")
    assert [at for at in range(6) if f"看得见{at}。" not in text] == []
    assert "看不见" not in text
    assert [one["text"] for one in row["hidden"]] == [f"看不见{at}。" for at in range(6)]
