"""Files that nobody reads where somebody meant them to be read."""

from __future__ import annotations

import unicodedata

import pytest
from office_files import DOCX, png
from office_texts import pdf, show
from sites import BASE, CONFIG, NOW, Site, front, lines, sample

from xuanlan.build.build import inspect
from xuanlan.cli.app import main
from xuanlan.hosts import run

PDF = pdf(show("a"))

CASE = "notices/case.md"
TEXT = front(*BASE)
PNG = png()


LEFT = [
    "~$通知.md",
    "~$通知.docx",
    "通知.md~",
    "#通知.md#",
    "~WRL0001.tmp",
    "通知.md.bak",
    ".通知.md.swp",
    "通知.docx.part",
]


@pytest.mark.parametrize("name", [name for name in LEFT if not name.startswith(".")])
@pytest.mark.parametrize("folder", ["notices", "notices/2026", "docs"])
def test_what_programs_leave_beside_open_files_is_passed_over_with_one_reminder(
    site: Site, folder: str, name: str
) -> None:
    site.write({f"{folder}/{name}": b"\x15\x00\xff"})
    assert site.found() == [f"warning file-leftover {folder}/{name}"]


def test_many_leftovers_are_one_reminder_and_the_site_is_built_without_them(site: Site) -> None:
    site.write({f"{folder}/{name}": b"\x15\x00\xff" for folder in ("notices", "docs") for name in LEFT})
    report = inspect(run.facts(site.root), NOW).report
    assert [item.code for item in report] == ["file-leftover"]
    assert "14 个" in report.warnings[0].message
    out = site.build()
    assert not [path for path in out.rglob("*") if "通知" in path.name or "WRL" in path.name]


def test_what_systems_keep_for_themselves_is_not_spoken_of(site: Site) -> None:
    names = ["Thumbs.db", "desktop.ini", ".DS_Store", "._值班.md", ".#值班.md", ".git/a.md", ".obsidian/b.md"]
    site.write({f"{folder}/{name}": b"\x00" for folder in ("notices", "notices/2026", "docs") for name in names})
    assert site.found_by_commands() == []


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("notices/hotlines.yml.txt", "hotlines"), ("notices/settings.yaml", "settings"), ("notices/Screens.yml", "screens"),
        ("notices/2026/ledger.yml", "ledger"), ("notices/pages.yml.txt", "pages"), ("notices/2026/pages.yml", "pages"),
        ("notices/page.yml", "pages"), ("notices/hotline.yml", "hotlines"), ("notices/热线.yml", "hotlines"),
        ("notices/HOTLINES.YML", "hotlines"), ("notices/setings.yml", "settings"), ("notices/网站设置.yml", "settings"),
        ("notices/登记表/hotlines.yml", "hotlines"), ("hotlines.yml", "hotlines"), ("screens.yaml", "screens"),
    ],
)  # fmt: skip
def test_a_register_under_a_name_or_in_a_place_like_its_own_is_an_error(site: Site, name: str, right: str) -> None:
    site.write({name: "- name: 值班室\n"})
    report = site.inspect().report
    assert lines(report) == [f"error register-misnamed {name}"]
    assert f"notices/{right}.yml" in report.errors[0].hint


def test_a_copy_of_a_register_beside_it_is_only_mentioned(site: Site) -> None:
    own = "- {name: 值班室, number: 0000-8888001}\n"
    site.write({"notices/hotlines.yml": own, "notices/hotlines - 副本.yml": own, "notices/2026/hotline.yml": own})
    assert site.found() == [
        "warning register-twin notices/2026/hotline.yml",
        "warning register-twin notices/hotlines - 副本.yml",
    ]


def test_yaml_that_is_like_no_register_is_mentioned(site: Site) -> None:
    site.write({"notices/名单.yml": "a: b\n", "deploy.yml": "a: b\n"})
    assert site.found() == ["warning register-unknown notices/名单.yml"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("notices/通知.txt", "file-ignored notices/通知.txt"),
        ("notices/2026/通知", "file-ignored notices/2026/通知"),
        ("notices/通知.mdx", "file-ignored notices/通知.mdx"),
        ("notices/通知．md", "file-ignored notices/通知．md"),
        ("notices/通知.md.txt", "file-ignored notices/通知.md.txt"),
        ("notice/通知.md", "notice-elsewhere notice/通知.md"),
        ("notice/2026/通知.md", "notice-elsewhere notice/2026/通知.md"),
        ("文稿/通知.md", "notice-elsewhere 文稿/通知.md"),
        ("NOTICES/通知.md", "notice-elsewhere NOTICES/通知.md"),
        ("通知.md", "notice-elsewhere 通知.md"),
        ("notices/.草稿/2026/通知.md", "file-hidden notices/.草稿"),
        ("notices/2026/.通知.md", "file-hidden notices/2026/.通知.md"),
        ("docs/.内部/通知.md", "file-hidden docs/.内部"),
        ("docs/templates/t.md", "doc-templates docs/templates/t.md"),
    ],
)
def test_a_text_where_nobody_reads_it_is_mentioned_once(site: Site, name: str, found: str) -> None:
    site.write({name: TEXT})
    assert site.found_by_commands() == [f"warning {found}"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_text_elsewhere_is_known_in_each_encoding(site: Site, encoding: str) -> None:
    site.write({"通知.md": TEXT.replace("kind", "文种").replace("\n", "\r\n").encode(encoding)})
    assert site.found() == ["warning notice-elsewhere 通知.md"]


def test_documents_that_no_text_refers_to_are_mentioned_once_for_each_folder(site: Site) -> None:
    site.write({"notices/2026/a.docx": DOCX, "notices/2026/b.pdf": PDF, "notices/报告.wps": DOCX})
    assert site.found() == ["warning file-unused notices/2026/a.docx", "warning file-unused notices/报告.wps"]


def test_what_is_referred_to_or_is_no_document_is_not_spoken_of(site: Site) -> None:
    site.write(
        {
            "README.md": "# 说明\n",
            "CHANGELOG.md": "---\ntitle: 变更\n---\n",
            "notices/图.png": PNG,
            "notices/a.docx": DOCX,
            "notices/附件/b 1.pdf": PDF,
            "notices/c.txt": "无",
            "notices/case.docx": DOCX,  # what the notice was made of
            "notices/2026/附件/旧.docx": DOCX,  # kept in store
            CASE: sample("[一](a.docx) [二](<附件/b 1.pdf>)\n", "attachments: c.txt"),
        }
    )
    assert site.found_by_commands() == []


@pytest.mark.parametrize("more", ["draft: 是", "publish_at: 2027-01-01", "withdrawn: 有误"])
def test_the_files_of_a_text_that_is_not_out_are_not_spoken_of(site: Site, more: str) -> None:
    site.write({"notices/a.docx": DOCX, CASE: sample("[一](a.docx)\n", more)})
    assert site.found() == []


@pytest.mark.parametrize(
    "written",
    ["附件/a.docx、附件/b.docx", "附件/a.docx，附件/b.docx", "附件/a.docx 附件/b.docx", "附件/a.docx; 附件/b.docx"],
)
@pytest.mark.parametrize("field", ["附件: {}", "附件:\n  - {}"])
def test_several_files_on_one_line_are_told(site: Site, written: str, field: str) -> None:
    site.write({"notices/附件/a.docx": DOCX, "notices/附件/b.docx": DOCX, CASE: sample("文\n", field.format(written))})
    [error] = site.inspect().report.errors
    assert error.code == "link-missing"
    assert "几个文件" in error.hint
    assert error.position.line == 6 + field.count("\n")


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("[见](附件\\a.docx)", 7, 5),
        ("[见](附件\\\\a.docx)", 7, 5),
        ("[见](.\\附件\\a.docx)", 7, 5),
        ("[见](<附件\\a.docx>)", 7, 6),
        ("[见](附件%5Ca.docx)", 7, 5),
        ('<a href="附件\\a.docx">见</a>', 7, 10),
    ],
)
def test_a_backslash_between_folders_is_what_is_told(site: Site, written: str, line: int, column: int) -> None:
    site.write({"notices/附件/a.docx": DOCX, CASE: sample(f"{written}\n")})
    [error] = site.inspect().report.errors
    assert error.code == "link-missing"
    assert "用斜线 / 隔开" in error.hint
    assert "附件/a.docx。" in error.hint
    assert (error.position.line, error.position.column) == (line, column)


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        ("[见](附件\\\\a.docx)和[见](附件\\\\b.docx)", [5, 21]),
        ("[见](附件\\\\a.docx)和[见](附件\\a.docx)", [5, 21]),
        ("[见](附件\\a.docx)和[见](附件\\\\a.docx)", [5, 20]),
        ("[见](附件\\\\a.docx)和附件\\a.docx", [5]),
        ("[见](附件\\_a.docx)和[见](附件_a.docx)", [5, 21]),
        ("[见](附&amp;件.docx)和[见](附&件.docx)", [5, 23]),
    ],
)
def test_links_that_spell_an_address_in_several_ways_are_each_told_at_their_place(
    site: Site, written: str, columns: list[int]
) -> None:
    site.write({CASE: sample(f"{written}\n")})
    assert [error.position.column for error in site.inspect().report.errors] == columns


def test_check_fix_turns_a_backslash_round(site: Site) -> None:
    site.write({"notices/附件/a.docx": DOCX, CASE: sample("一行\n\n[见](附件\\a.docx)，![图](附件\\无.png)\n")})
    main(["check", "--fix", "--site", str(site.root), "--now", "2026-03-01"])
    assert "[见](附件/a.docx)，![图](附件\\无.png)" in (site.root / CASE).read_text(encoding="utf-8")


NAME = "Café.pdf"
COMPOSED, TAKEN_APART = (unicodedata.normalize(form, NAME) for form in ("NFC", "NFD"))


def test_names_that_only_look_alike_are_told_with_the_true_reason(site: Site) -> None:
    site.write({f"notices/{COMPOSED}": PDF, f"notices/{TAKEN_APART}": PDF})
    site.write({CASE: sample(f"[一](<{COMPOSED}>) [二](<{TAKEN_APART}>)\n")})
    assert [item.code for item in site.inspect().report] == ["file-name-twin"]
    assert "大小写" not in site.inspect().report.errors[0].message


def test_a_link_to_a_name_that_only_looks_alike_is_told_with_the_true_reason(site: Site) -> None:
    site.write({f"notices/{TAKEN_APART}": PDF, CASE: sample(f"[一](<{COMPOSED}>)\n")})
    [error] = site.inspect().report.errors
    assert error.code == "link-missing"
    assert "看起来一样" in error.hint


def test_a_configuration_that_keeps_pages_out_is_heeded(site: Site) -> None:
    site.write({"docs/inner.md": "# 内部\n", "mkdocs.yml": CONFIG + "exclude_docs: inner.md\n"})
    assert site.found_by_commands() == []
