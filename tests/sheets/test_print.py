"""`xuanlan print` and the sheets beside the pages, as staff use them: whole commands, real fonts, real files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import paper
import pytest
from commands import build, call, call_build, environment, run
from office_files import png
from sites import REPO, new_site, notice, themed
from trees import stamps

from xuanlan.diagnostics.messages import MESSAGES

RULES = "不准一。\n\n1. 不迟到；\n2. 不早退；\n3. 不旷课。\n"
NOTICES = {
    "2026/a.md": notice("关于清扫积雪的通知", "2026-11-20", "各部门：\n\n请清扫门前积雪。\n", id="2026-001"),
    "2026/b.md": notice("关于大风的紧急通知", "2026-11-21", "请关好门窗。\n", id="2026-002", urgent="是"),
    "2026/c.md": notice("学生“三不”规定", "2026-01-05", RULES, kind="规定", id="2026-003"),
    "2026/d.md": notice("关于明年的通知", "2027-01-05", id="2026-004", publish_at="2027-01-05"),
    "2026/e.md": notice("发错的通知", "2026-10-05", id="2026-005", withdrawn="内容有误。"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "网站", NOTICES)


def test_sheets_of_urgent_notices_and_rules_lie_beside_their_pages_and_no_others(site: Path, tmp_path: Path) -> None:
    out = call_build(site, tmp_path / "out")
    assert sorted(file.name for file in (out / "print").iterdir()) == ["2026-002.pdf", "2026-003.pdf"]
    assert 'href="../../print/2026-002.pdf"' in (out / "n/2026-002/index.html").read_text(encoding="utf-8")
    assert "print/" not in (out / "n/2026-001/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("choice", "count"), [("不做", 0), ("全部", 3), ("自动", 2)])
def test_a_site_chooses_which_sheets_lie_there(site: Path, tmp_path: Path, choice: str, count: int) -> None:
    (site / "notices/settings.yml").write_text(f"打印件: {choice}\n", encoding="utf-8")
    out = call_build(site, tmp_path / "out")
    assert len(list(out.glob("print/*.pdf"))) == count


def test_an_edit_makes_only_the_sheet_of_that_notice_again(site: Path, tmp_path: Path) -> None:
    out = call_build(site, tmp_path / "out")
    before = stamps(out)
    file = site / "notices/2026/c.md"
    file.write_text(file.read_text(encoding="utf-8").replace("不旷课", "不逃课"), encoding="utf-8")
    after = stamps(call_build(site, out))
    assert after["print/2026-002.pdf"] == before["print/2026-002.pdf"]
    assert after["print/2026-003.pdf"] != before["print/2026-003.pdf"]


def test_what_was_printed_is_entered_in_the_ledger_and_not_asked_for_again(site: Path) -> None:
    done = call("print", "--all-new", "--out", "新.pdf", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "新.pdf").read_bytes().startswith(b"%PDF-")
    ledger = (site / "notices/ledger.yml").read_text(encoding="utf-8")
    assert [ledger.count(f'id: "2026-00{number}"') for number in (1, 2, 3, 4, 5)] == [1, 1, 1, 0, 0]
    assert ledger.count("printed: 是") == 3
    again = call("print", "--all-new", cwd=site)
    assert (again.returncode, "没有还没印过的文稿" in again.stderr) == (2, True)
    (site / "notices/2026/a.md").unlink()
    gone = call("check", cwd=site)
    assert gone.returncode == 1
    assert "ledger-vanished" in gone.stdout


def test_a_proof_leaves_no_trace_in_the_ledger(site: Path) -> None:
    assert call("print", "2026-001", "--proof", "--as", "海报", cwd=site).returncode == 0
    assert not (site / "notices/ledger.yml").exists()
    assert [file.name for file in site.glob("*.pdf")] == ["打印件-poster-2026-001.pdf"]


DRAFT = "正文。\n\n![图](图.png)\n\n1. 不迟到；\n2. 不早退。\n"
HIDDEN = {
    "draft": notice("草拟的规定", "2026-11-20", DRAFT, kind="规定", id="hidden", draft="是"),
    "dated later": notice("草拟的规定", "2027-11-20", DRAFT, kind="规定", id="hidden", draft="是"),
    "scheduled": notice("草拟的规定", "2026-11-20", DRAFT, kind="规定", id="hidden", publish_at="2027-01-05"),
}  # fmt: skip


@pytest.mark.parametrize("case", HIDDEN)
@pytest.mark.parametrize("kind", ["全文", "海报", "卡片", "责任书", "标签"])
def test_a_notice_that_is_not_public_yet_can_be_proofed_and_says_so_on_every_page(
    site: Path, case: str, kind: str
) -> None:
    (site / "notices/2026/hidden.md").write_text(HIDDEN[case], encoding="utf-8")
    (site / "notices/2026/图.png").write_bytes(png(30, 20))
    done = call("print", "2026-003", "hidden", "--proof", "--as", kind, "--out", "样.pdf", cwd=site)
    assert done.returncode == 0, done.stderr
    pages = paper.text((site / "样.pdf").read_bytes()).split("\f")[:-1]
    marked = ["样张" in page for page in pages]
    assert marked == sorted(marked)
    assert marked[-1]
    assert kind == "标签" or not marked[0], "a public notice is not marked"
    assert "草拟的规定" in pages[-1].replace("\n", "")
    assert not (site / "notices/ledger.yml").exists()
    assert call("print", "hidden", "--as", kind, cwd=site).returncode == 2


def test_a_draft_with_a_mistake_in_its_text_is_not_proofed(site: Path) -> None:
    (site / "notices/2026/hidden.md").write_text(HIDDEN["draft"], encoding="utf-8")  # without its picture
    done = call("print", "hidden", "--proof", cwd=site)
    assert (done.returncode, "notices/2026/hidden.md:10" in done.stderr) == (1, True), done.stderr
    assert not list(site.glob("*.pdf"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "请写明要印哪几份"),
        (("2026-01",), "没有编号为 2026-01 的文稿"),
        (("2026-004",), "还没有公开"),
        (("2026-005",), "已经撤回"),
        (("2026-001", "--as", "卡片"), "只能从规定来做"),
        (("2026-001", "--as", "热线"), "请不要写编号"),
        (("2026-001", "--as", "海抱"), "没有“海抱”这种样式"),
        (("2026-001", "--size", "b5"), "可以写 a4、a3、a2、a1。"),
        (("2026-001", "--paper", "a3"), "全文只有 A4"),
        (("2026-001", "--all-new"), "编号和 --all-new 只能写一样"),
        (("2026-001", "--out", "x.txt"), ".pdf"),
        (("2026-001", "--out", "notices/ledger.yml"), ".pdf"),
        (("2026-001", "--out", "notices/附件/报名表.pdf"), "网站的内容"),
    ],
)
def test_an_order_that_cannot_be_meant_is_refused_in_chinese(site: Path, words: tuple[str, ...], told: str) -> None:
    done = call("print", *words, cwd=site)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert not list(site.glob("*.pdf"))


@pytest.mark.parametrize("failure", ["raise ImportError('broken')", "import nothing_of_this_name"])
def test_a_broken_typesetter_is_told_and_a_site_is_built_without_sheets(
    site: Path, tmp_path: Path, failure: str
) -> None:
    fake = tmp_path / "fake/typst/__init__.py"
    fake.parent.mkdir(parents=True)
    fake.write_text(failure, encoding="utf-8")
    path = f"{tmp_path / 'fake'}{os.pathsep}{REPO / 'hooks'}"
    done = run("xuanlan", "print", "2026-001", "--proof", cwd=site, PYTHONPATH=path)
    assert done.returncode == 3, done.stderr
    assert "排版程序" in done.stderr
    for again in (False, True):
        if again:  # with what this build has kept
            call_build(site, tmp_path / "sound")
        built = build(site, tmp_path / "out", PYTHONPATH=path)
        assert not list(built.glob("print/*.pdf"))


def test_a_character_without_a_picture_is_named_with_its_file_and_nothing_is_written(
    site: Path, tmp_path: Path
) -> None:
    file = site / "notices/2026/b.md"
    file.write_text(file.read_text(encoding="utf-8").replace("门窗", "门窗\U00012000\U00012001"), encoding="utf-8")
    done = call("print", "2026-001", "2026-002", cwd=site)
    assert done.returncode == 1
    assert "notices/2026/b.md:8:6" in done.stderr
    assert "\U00012000\U00012001" in done.stderr
    assert "a.md" not in done.stderr
    assert not list(site.glob("*.pdf"))
    out = call_build(site, tmp_path / "out")  # the page is published without a sheet
    assert not (out / "print/2026-002.pdf").exists()
    assert "print/" not in (out / "n/2026-002/index.html").read_text(encoding="utf-8")


def test_a_missing_font_is_told_with_the_command_that_installs_it(site: Path, tmp_path: Path) -> None:
    (site / "notices/settings.yml").write_text("打印字体: {仿宋: 没有的仿宋}\n", encoding="utf-8")
    done = call("print", "2026-001", cwd=site)
    assert done.returncode == 3
    assert "没有的仿宋" in done.stderr
    assert "overrides/fonts" in done.stderr
    checked = call("check", cwd=site)
    assert (checked.returncode, "sheet-fonts" in checked.stdout) == (0, True)
    assert not (call_build(site, tmp_path / "out") / "print").exists()


def test_a_font_of_the_sites_own_is_used_and_no_longer_called_a_substitute(site: Path) -> None:
    fonts = site / "overrides/fonts"
    fonts.mkdir(parents=True)
    kai = next(Path(folder, name) for top in ("/usr/local/share/fonts", Path.home() / ".local/share/fonts", "/usr/share")
               for folder, _, names in os.walk(top) for name in names if name.startswith("FandolKai"))  # fmt: skip
    shutil.copy(kai, fonts)
    (site / "notices/settings.yml").write_text("打印字体: {仿宋: FandolKai}\n", encoding="utf-8")
    done = call("print", "2026-001", "--out", "x.pdf", "--proof", cwd=site)
    assert done.returncode == 0, done.stderr
    assert b"FandolKai" in (site / "x.pdf").read_bytes()
    assert b"FandolFang" not in (site / "x.pdf").read_bytes()


def _collection(font: Path, family: str) -> bytes:
    """The font collection in `font`, whose families are called `family` instead of Noto: as long, and unlike any other."""
    data = font.read_bytes()
    for encoding in ("ascii", "utf-16-be"):
        data = data.replace("Noto Sans CJK".encode(encoding), family.encode(encoding))
    return data


@pytest.mark.parametrize("command", ["xuanlan", "mkdocs"])
def test_a_collection_of_the_sites_own_fonts_is_used_for_print_and_not_published(site: Path, command: str) -> None:
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(themed(config), encoding="utf-8")
    (site / "overrides/fonts").mkdir(parents=True)
    noto = next(Path(folder, name) for folder, _, names in os.walk("/usr/share") for name in names
                if name == "NotoSansCJK-Regular.ttc")  # fmt: skip
    (site / "overrides/fonts/own.ttc").write_bytes(_collection(noto, "Ours Song CJK"))
    (site / "notices/settings.yml").write_text("打印字体: {宋体: Ours Song CJK SC}\n", encoding="utf-8")
    done = run(command, "build", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "site/print/2026-002.pdf").exists()
    assert not list((site / "site").rglob("*.ttc"))


def test_a_character_that_the_settings_bring_in_is_blamed_on_them(site: Path) -> None:
    file = site / "notices/2026/b.md"
    file.write_text(
        file.read_text(encoding="utf-8")
        .replace("urgent:", "doc_no: 云职院〔2026〕7号\nurgent:")
        .replace("门窗", "门窗\U00012001"),
        encoding="utf-8",
    )
    (site / "notices/settings.yml").write_text("发文机关标志: 学院\U00012000文件\n", encoding="utf-8")
    told = call("check", cwd=site).stdout.splitlines()
    assert [line.partition(" ")[0] for line in told if "\U00012000" in line] == ["notices/settings.yml:1:11:"]
    assert [line.partition(" ")[0] for line in told if "\U00012001" in line] == ["notices/2026/b.md:9:6:"]


def test_a_red_head_that_could_only_be_set_as_a_hairline_is_refused(site: Path) -> None:
    (site / "notices/settings.yml").write_text(f"unit: 学院\nred_head: {'长' * 31}\n", encoding="utf-8")
    done = call("check", cwd=site)
    assert done.returncode == 1
    assert "notices/settings.yml:2:11: 错误 “发文机关标志”应是不超过 30 个字的一行文字" in done.stdout


def test_the_same_order_gives_the_same_bytes_wherever_it_is_given(site: Path) -> None:
    orders = [
        run("xuanlan", "print", "2026-001", "2026-003", "--proof", "--out", f"{number}.pdf", cwd=site, **variables)
        for number, variables in enumerate([{}, {"TZ": "America/New_York", "PYTHONHASHSEED": "7", "LC_ALL": "C"}])
    ]
    assert [order.returncode for order in orders] == [0, 0], orders[1].stderr
    assert (site / "0.pdf").read_bytes() == (site / "1.pdf").read_bytes()


def test_a_full_disk_leaves_the_pdf_that_was_there_and_nothing_else(site: Path) -> None:
    (site / "旧.pdf").write_bytes(b"%PDF-1.7 of last week")
    command = 'ulimit -f 4 && exec "$0" -m xuanlan print 2026-001 --out 旧.pdf --proof'  # no file larger than 2 KB
    done = subprocess.run(
        ["sh", "-c", command, sys.executable],
        cwd=site,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "无法写入" in done.stderr
    assert "旧.pdf" in done.stderr
    assert (site / "旧.pdf").read_bytes() == b"%PDF-1.7 of last week"
    assert not list(site.glob("*.part")) + list(site.glob(".*.part"))


def test_a_link_that_pdfs_are_printed_to_stays_one(site: Path, tmp_path: Path) -> None:
    (tmp_path / "共享").mkdir()
    (site / "海报.pdf").symlink_to(tmp_path / "共享" / "海报.pdf")
    assert call("print", "2026-001", "--out", "海报.pdf", "--proof", cwd=site).returncode == 0
    assert (site / "海报.pdf").is_symlink()
    assert (tmp_path / "共享/海报.pdf").read_bytes().startswith(b"%PDF-")


def test_no_hint_names_a_package_of_ours_on_a_public_registry() -> None:
    told = [text for message in MESSAGES.values() for text in (message.text, message.hint)]
    told += [page.read_text(encoding="utf-8") for page in (REPO / "docs").rglob("*.md")]
    calls = [call for text in told for call in re.findall(r"pip install ([^\n`；]*)", text)]
    fetched = [call for call in calls if not call.startswith(("--no-index", "C:"))]  # those are from a folder
    assert {re.match(r"['\"]?([\w.-]+)", call)[1] for call in fetched} == {"typst"}  # type: ignore[index]
    assert len(calls) > len(fetched)
