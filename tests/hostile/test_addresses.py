"""Addresses once published, pages nobody links to, numbers given twice."""

from __future__ import annotations

import pytest
from hostile_cases import CASE, DOC, Row, check, rows, shows, sound_is_unharmed
from sites import BASE, CONFIG, NOW, SOUND, SOUND_NOTICE, Site, front, lines, sample

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import ContentError
from xuanlan.hosts import run

LEDGER = "notices/ledger.yml"
ENTERED = "- {id: duty, address: /n/duty/, title: 关于寒假值班的通知}\n"
PUBLISHED = ENTERED + "- {id: case, address: /n/case/, title: 关于开放日的通知}\n"

TABLE = [
    Row("C12-page-removed", "", {LEDGER: PUBLISHED}, (f"error ledger-vanished {LEDGER}:2:3",)),
    Row(
        "C12-page-removed",
        "made a draft",
        {LEDGER: PUBLISHED, CASE: sample("正文。\n", "draft: 是")},
        (f"error ledger-hidden {LEDGER}:2:3",),
    ),
    Row(
        "C12-page-removed",
        "put off",
        {LEDGER: PUBLISHED, CASE: sample("正文。\n", "publish_at: 2027-01-01")},
        (f"error ledger-hidden {LEDGER}:2:3",),
    ),
    Row(
        "C13-page-renamed",
        "",
        {LEDGER: PUBLISHED, CASE: sample("正文。\n").replace("id: case", "id: renamed")},
        (f"error ledger-vanished {LEDGER}:2:3",),
    ),
    Row(
        "C13-page-renamed",
        "an id from the file's name",
        {LEDGER: PUBLISHED, "notices/renamed.md": front(*BASE[:3])},
        (f"error ledger-vanished {LEDGER}:2:3", "warning id-derived notices/renamed.md:1:1"),
    ),
    Row(
        "C16-duplicate-doc-number",
        "",
        {
            "notices/a.md": front(*BASE, "doc_no: 云职院〔2026〕17号"),
            "notices/b.md": front("title: 关于报告会的通知", *BASE[1:3], "id: b", "doc_no: 云职院〔2026〕17号"),
        },
        ("error docno-twice notices/b.md:6:9",),
    ),
    Row(
        "C16-duplicate-doc-number",
        "with other brackets",
        {
            "notices/a.md": front(*BASE, "doc_no: 云职院〔2026〕17号"),
            "notices/b.md": front("title: 关于报告会的通知", *BASE[1:3], "id: b", "发文字号: 云职院[2026]017号"),
        },
        ("error docno-brackets notices/b.md:6:7", "error docno-twice notices/b.md:6:7"),
    ),
    *(
        Row(
            "C18-redirect-to-outside",
            target,
            {LEDGER: ENTERED + f"- {{id: case, moved_to: {target!r}}}\n"},
            (f"error ledger-moved-outside {LEDGER}:2:3",),
        )
        for target in (
            "https://evil.example",
            "//evil.example/",
            "javascript:alert(1)",
            "https://www.example.cn@evil.example/",
            "https:\\\\evil.example",
            "/n/duty/",
        )
    ),
    Row(
        "C18-redirect-to-outside",
        "to a notice that is not there",
        {LEDGER: ENTERED + "- {id: case, moved_to: nowhere}\n"},
        (f"error ledger-moved-unknown {LEDGER}:2:3",),
    ),
]


@rows(TABLE)
def test_an_address_that_would_break_or_mislead_is_an_error_in_the_register(site: Site, row: Row) -> None:
    check(site, row)


def test_a_vanished_notice_is_named_with_the_file_that_now_has_its_title(site: Site) -> None:
    site.write({LEDGER: PUBLISHED, CASE: sample("正文。\n").replace("id: case", "id: renamed")})
    report = site.inspect().report
    assert "id 改回 case" in report.errors[0].hint
    assert CASE in report.errors[0].hint


def test_two_notices_with_one_number_name_each_other(site: Site) -> None:
    report = site.write(TABLE[5].files).inspect().report
    assert report.errors[0].position.file == "notices/b.md"
    assert "notices/a.md 第 6 行" in report.errors[0].message


@pytest.mark.parametrize("way", ["withdrawn: 内容有误。", "moved_to: duty", "moved_to: https://www.example.cn/a"])
def test_a_notice_that_is_gone_with_a_word_about_it_is_no_error(site: Site, way: str) -> None:
    site.write({LEDGER: f"{ENTERED}- {{id: case, {way.replace(': ', ': ', 1)}}}\n"})
    site.write({"notices/settings.yml": "link_hosts: www.example.cn\n"})
    assert site.inspect().report.errors == []


def test_a_second_build_without_a_published_notice_leaves_the_site_as_it_is(site: Site) -> None:
    out = site.write({CASE: sample("正文。\n")}).build()
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (site.root / CASE).unlink()
    site.write({LEDGER: PUBLISHED})
    with pytest.raises(ContentError):
        site.build()
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert (out / "n/case/index.html").is_file()


NAV = "nav:\n  - 首页: index.md\n  - 介绍:\n      - 关于: about.md\n      - deep/more.md\n"
PAGES = {"docs/about.md": "# 关于\n\n正文。\n", "docs/deep/more.md": "# 更多\n\n正文。\n", DOC: "# 内部\n\n正文。\n"}


@shows("C15-not-in-nav-still-public")
def test_a_page_that_the_navigation_leaves_out_is_public_and_its_author_is_told(site: Site) -> None:
    site.write({**PAGES, "mkdocs.yml": CONFIG + NAV})
    report = inspect(run.facts(site.root), NOW).report
    assert lines(report) == [f"warning doc-not-in-nav {DOC}"]
    assert "照样公开：/case.html" in report.warnings[0].message
    assert (site.build() / "case.html").is_file()
    sound_is_unharmed(site)


def test_a_page_that_is_meant_to_stand_outside_the_navigation_is_not_complained_about(site: Site) -> None:
    site.write({**PAGES, "mkdocs.yml": CONFIG + NAV + "not_in_nav: case.md\n"})
    assert site.found_by_commands() == []


def test_without_a_navigation_every_page_is_in_it(site: Site) -> None:
    site.write(PAGES)
    assert site.found_by_commands() == []


def test_a_folder_of_pages_outside_the_site_is_refused(site: Site) -> None:
    (site.root.parent / "elsewhere").mkdir()
    site.write({"mkdocs.yml": CONFIG + "docs_dir: ../elsewhere\n"})
    assert site.found_by_commands() == ["error config-invalid mkdocs.yml"]


def test_an_id_given_twice_names_both_files(site: Site) -> None:
    site.write({CASE: SOUND_NOTICE.replace("寒假", "暑假")})
    report = site.inspect().report
    assert lines(report) == [f"error id-twice {CASE}:5:5"]
    assert SOUND in report.errors[0].message
