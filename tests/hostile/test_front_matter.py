"""Front matter as people really type it: each slip is found where it is, and named in words they know."""

from __future__ import annotations

import pytest
from hostile_cases import CASE, DOC, Row, check, head, placed, rows, shows, text
from sites import BASE, Site, front, instead

TITLE, *REST = BASE

SYNTAX = [
    head("A01-yaml-unclosed-quote", "", ['title: "关于', *REST], "error yaml-syntax 2:8"),
    head("A01-yaml-unclosed-quote", "single quote", ["title: '关于", *REST], "error yaml-syntax 2:8"),
    head("A01-yaml-unclosed-quote", "in the last line", [*REST, 'title: "关于'], "error yaml-syntax 5:8"),
    head("A01-yaml-unclosed-quote", "text behind it", [*REST, 'title: "关于"开放'], "error yaml-syntax 5:12"),
    head("A02-yaml-tab-indent", "", [*BASE, "tags:", "\t- 一"], "error yaml-syntax 7:1"),
    head("A02-yaml-tab-indent", "second item", [*BASE, "tags:", "  - 一", "\t- 二"], "error yaml-syntax 8:1"),
    head("A04-yaml-colon-space-in-title", "", ["title: 通知: 关于X", *REST], "error yaml-syntax 2:10"),
    head("A04-yaml-colon-space-in-title", "last", [*REST, "title: 通知: 关于X"], "error yaml-syntax 5:10"),
    head("A05-yaml-fullwidth-colon", "", ["title：全角冒号", *REST], "error yaml-syntax 2:6"),
    head("A05-yaml-fullwidth-colon", "Chinese key", ["标题：全角冒号", *REST], "error yaml-syntax 2:3"),
    head("A05-yaml-fullwidth-colon", "in the last line", [*REST, "title：全角冒号"], "error yaml-syntax 5:6"),
    head(
        "A05-yaml-fullwidth-colon",
        "in every line",
        ["title：关于", "kind：通知", "date：2026-01-06"],
        "error yaml-syntax 2:6",
    ),
    head("A05-yaml-fullwidth-colon", "nested", [*BASE, "contact:", "  name：教务处"], "error yaml-syntax 7:7"),
    head("A05-yaml-fullwidth-colon", "nested alias", [*BASE, "contact:", "  名称：教务处"], "error yaml-syntax 7:5"),
    head("A05-yaml-fullwidth-colon", "swallowed", [*BASE, "unit: 教务处", "  标签：安全"], "error yaml-syntax 7:5"),
    head(
        "A05-yaml-fullwidth-colon",
        "before a half-width one",
        ["标题： 通知: 关于", *REST],
        "error field-missing 2:1",
        "error field-unknown 2:1",
    ),
    head("A05-yaml-fullwidth-colon", "no space behind", ["title:关于", *REST], "error yaml-syntax 2:7"),
    head("A05-yaml-fullwidth-colon", "full-width space behind", ["title:　关于", *REST], "error yaml-syntax 2:7"),
    head("A20-yaml-duplicate-key", "", [TITLE, *BASE], "error yaml-duplicate-key 3:1"),
    head("A20-yaml-duplicate-key", "quoted", [TITLE, '"title": 关于', *REST], "error yaml-duplicate-key 3:1"),
    head("A20-yaml-duplicate-key", "by its Chinese name", [TITLE, "标题: 关于", *REST], "error field-twice 3:1"),
    head(
        "A20-yaml-duplicate-key",
        "nested",
        [*BASE, "contact:", "  name: 甲", "  name: 乙"],
        "error yaml-duplicate-key 8:3",
    ),
]

VALUES = [
    head("A16-date-2023-02-30", "", instead("date: 2023-02-30"), "error date-invalid 4:7"),
    *(
        head("A16-date-2023-02-30", written, instead(f"date: {written}"), "error date-invalid 4:7")
        for written in (
            "2023-02-29",
            "2023年2月30日",
            "2023-00-10",
            "2023-13-01",
            "2023-01-01 25:00",
            "20230203",
            "0206-03-08",
            "9999-12-31",
            "明天",
        )
    ),
    head("A16-date-2023-02-30", "until the end of time", [*BASE, "expires: 9999-12-31"], "error date-invalid 6:10"),
    head("A16-date-2023-02-30", "since ever", [*BASE, "publish_at: 0001-01-01"], "error date-invalid 6:13"),
    head("A31-title-list", "", instead("title: [a, b]"), "error field-type 2:8"),
    head("A31-title-list", "mapping", instead("title: {a: b}"), "error field-type 2:8"),
    head("A31-title-list", "block list", ["title:", "  - 关于", *REST], "error field-type 3:3"),
    head("A31-title-list", "another field", [*BASE, "doc_no: [a]"], "error field-type 6:9"),
    head("A32-title-null", "", instead("title:"), "error field-missing 2:7"),
    head("A32-title-null", "tilde", instead("title: ~"), "error field-missing 2:8", "warning yaml-null 2:8"),
    head("A32-title-null", "null", instead("title: null"), "error field-missing 2:8", "warning yaml-null 2:8"),
    head("A32-title-null", "empty quotes", instead('title: ""'), "error field-missing 2:8"),
    head("A32-title-null", "blanks in quotes", instead('title: " 　"'), "error field-missing 2:8"),
    head(
        "A32-title-null",
        "only a comment",
        instead("title: # 关于"),
        "error field-missing 2:7",
        "warning yaml-comment 2:8",
    ),
    head("A32-title-null", "not there", REST, "error field-missing 2:1"),
]

FIELDS = [
    head("A28-template-missing", "", [*BASE, "template: nosuch.html"], "error field-unknown 6:1"),
    head("A29-template-traversal", "", [*BASE, "template: ../../../../etc/passwd"], "error field-unknown 6:1"),
    head("A34-search-bool", "", [*BASE, "search: false"], "error field-unknown 6:1"),
    head("A34-search-bool", "as the theme has it", [*BASE, "search: {exclude: true}"], "error field-unknown 6:1"),
    head("A35-icon-missing", "", [*BASE, "icon: nosuch/icon"], "error field-unknown 6:1"),
    head("A35-icon-missing", "another of the theme", [*BASE, "hide: [navigation]"], "error field-unknown 6:1"),
    head(
        "A38-fm-unknown-key-typo",
        "titel",
        ["titel: 关于", *REST],
        "error field-missing 2:1",
        "error field-unknown 2:1",
    ),
    head("A38-fm-unknown-key-typo", "dat", [*BASE, "dat: 2026"], "error field-unknown 6:1"),
    head("A38-fm-unknown-key-typo", "upper case", [*BASE, "TAGS: 一"], "error field-unknown 6:1"),
    head("A38-fm-unknown-key-typo", "nested", [*BASE, "contact: {name: 甲, fone: 1}"], "error field-unknown 6:20"),
    head("A38-fm-unknown-key-typo", "markup", [*BASE, '"<script>": 1'], "error field-unknown 6:1"),
]

SHAPES = [
    text("A25-empty-file", "", b"", "error file-empty"),
    text("A25-empty-file", "only a mark", b"\xef\xbb\xbf", "error file-empty"),
    text("A25-empty-file", "only blanks", " \n\u3000\n\t\n", "error file-empty"),
    text("A25-empty-file", "only the fences", "---\n---\n", "error front-matter-not-mapping 2:1"),
    text("A25-empty-file", "only one fence", "---", "error front-matter-unclosed 1:1"),
    text("A26-only-front-matter", "", front(*BASE, body=""), "error body-empty 7:1"),
    text("A26-only-front-matter", "no line end", "\n".join(["---", *BASE, "---"]), "error body-empty 7:1"),
    text("A26-only-front-matter", "blanks", front(*BASE, body="\n \u3000\n\t\n"), "error body-empty 7:1"),
    text("A37-fm-leading-blank", "blank line", "\n" + front(*BASE), "error front-matter-not-first 1:1"),
    text("A37-fm-leading-blank", "blank", " " + front(*BASE), "error front-matter-not-first 1:1"),
    text("A37-fm-leading-blank", "full-width blank", "\u3000" + front(*BASE), "error front-matter-not-first 1:1"),
    text("A37-fm-leading-blank", "heading first", "# 通知\n" + front(*BASE), "error front-matter-missing 1:1"),
    text(
        "A37-fm-leading-blank",
        "never closed",
        "---\n" + "\n".join(BASE) + "\n正文\n",
        "error front-matter-unclosed 1:1",
    ),
    text(
        "A37-fm-leading-blank", "dashes of prose", front(*BASE).replace("---", "———"), "error front-matter-missing 1:1"
    ),
    text("A41-mmd-first-line", "", "注意: 明天放假\n\n正文。\n", "error front-matter-missing 1:1"),
    text(
        "A41-mmd-first-line", "English", "title: 关于\ndate: 2026-01-06\n\n正文。\n", "error front-matter-missing 1:1"
    ),
]

IN_DOCS = [
    Row(case, "in docs", {DOC: front(line, body="正文。\n")}, (placed(f"error {code} 2:1", DOC),))
    for case, line, code in (
        ("A28-template-missing", "template: nosuch.html", "field-unknown"),
        ("A29-template-traversal", "template: ../../../../etc/passwd", "field-unknown"),
        ("A38-fm-unknown-key-typo", "titel: 关于", "field-unknown"),
        ("A22-yaml-python-tag", "!!python/name:os.system a: b", "yaml-tag"),
    )
] + [
    Row("A01-yaml-unclosed-quote", "in docs", {DOC: front('title: "a')}, (f"error yaml-syntax {DOC}:2:8",)),
    Row("A05-yaml-fullwidth-colon", "in docs", {DOC: front("title：甲")}, (f"error yaml-syntax {DOC}:2:6",)),
    Row(
        "A37-fm-leading-blank",
        "in docs",
        {DOC: "\n" + front("title: 甲")},
        (f"error front-matter-not-first {DOC}:1:1",),
    ),
]


@rows(SYNTAX)
def test_a_slip_in_the_yaml_is_named_where_it_was_made(site: Site, row: Row) -> None:
    check(site, row)


@rows(VALUES)
def test_a_value_of_the_wrong_kind_is_refused_at_its_place(site: Site, row: Row) -> None:
    check(site, row)


@rows(FIELDS)
def test_a_field_that_does_not_exist_is_refused_at_its_place(site: Site, row: Row) -> None:
    check(site, row)


@rows(SHAPES)
def test_a_file_without_front_matter_or_body_is_refused(site: Site, row: Row) -> None:
    check(site, row)


@rows(IN_DOCS)
def test_hand_written_pages_are_held_to_the_same_rules(site: Site, row: Row) -> None:
    check(site, row)


@pytest.mark.parametrize(
    ("key", "near"), [("titel", "title"), ("dat", "date"), ("TAGS", "tags"), ("发文子号", "发文字号"), ("Unit", "unit")]
)
def test_a_misspelt_field_gets_the_name_that_was_meant(site: Site, key: str, near: str) -> None:
    report = site.write({CASE: front(*BASE, f"{key}: 一")}).inspect().report
    assert [item.hint for item in report.errors] == [f"是不是“{near}”？"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('title: "关于', "没有成对"),
        ("title: 通知: 关于", "英文双引号"),
        ("title：关于", "半角冒号"),
        ("title:关于", "title: 内容"),
        ("title: @关于", "英文双引号"),
        ("title: [重要] 关于", "英文双引号"),
        ("title: - 关于", "英文双引号"),
        ("template: a.html", "删去"),
    ],
)
def test_the_hint_says_what_to_type(site: Site, line: str, words: str) -> None:
    report = site.write({CASE: front(line, *BASE[1:])}).inspect().report
    assert any(words in item.message + item.hint for item in report.errors)


WRITTEN = ["0010", "12:30", "1e3", "no", "yes", "on", "true", "0x1F", "1_000", ".5", "2026-01-01", "<<", "=", "0o17"]


@shows("A19-yaml11-scalars")
def test_what_yaml_takes_for_numbers_stays_the_text_that_was_written(site: Site) -> None:
    files = {
        f"notices/{number}.md": front(
            f"title: {word}", "kind: 通知", "date: 2026-01-06", f"id: t{number}", f"tags: {word}"
        )
        for number, word in enumerate(WRITTEN)
    }
    inspected = site.write(files).inspect()
    library, report = inspected.library, inspected.report
    assert report.errors == []
    assert [library.by_id[f"t{number}"].notice.title for number in range(len(WRITTEN))] == WRITTEN
    assert [library.by_id[f"t{number}"].notice.tags for number in range(len(WRITTEN))] == [(word,) for word in WRITTEN]


@shows("A17-date-chinese")
def test_dates_are_read_as_offices_write_them(site: Site) -> None:
    ways = ["2023年2月3日", "2023-2-3", "2023/02/03", "2023.2.3", "２０２３年２月３日", "2023年02月03日 09:30"]
    files = {
        f"notices/{number}.md": front(f"title: 关于第{number}次", "kind: 通知", f"date: {way}", f"id: d{number}")
        for number, way in enumerate(ways)
    }
    inspected = site.write(files).inspect()
    library, report = inspected.library, inspected.report
    assert report.errors == []
    assert {str(library.by_id[f"d{number}"].notice.date) for number in range(len(ways))} == {"2023-02-03"}


@shows("A40-draft-true")
def test_a_draft_is_nowhere_in_the_output(site: Site) -> None:
    ways = ["draft: true", "draft: 是", "草稿: yes", "draft: True"]
    for number, way in enumerate(ways):
        site.write({f"notices/{number}.md": front(f"title: 保密标题{number}", *REST[:2], f"id: secret{number}", way)})
    assert site.inspect().report.errors == []
    out = site.build()
    everything = [path.relative_to(out).as_posix() for path in out.rglob("*")]
    assert not [name for name in everything if "secret" in name]
    content = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert "保密标题".encode() not in content
    assert b"secret" not in content
    assert "关于寒假值班的通知".encode() in content


def test_a_draft_that_is_neither_yes_nor_no_is_refused(site: Site) -> None:
    assert site.write({CASE: front(*BASE, "draft: 大概")}).found() == [f"error field-type {CASE}:6:8"]


@pytest.mark.parametrize("first", ["template: ../../../../etc/passwd", "template: nosuch.html", "注意: 明天放假"])
def test_the_first_lines_of_a_hand_written_page_are_text_and_nothing_else(site: Site, first: str) -> None:
    """The host takes such lines for front matter, and a second block of it too."""
    site.write({DOC: f"{first}\n\n正文。\n", "docs/b.md": f"---\ntitle: 甲\n---\n---\n{first}\n---\n正文。\n"})
    out = site.build()
    assert first in (out / "case.html").read_text(encoding="utf-8")
    assert first in (out / "b.html").read_text(encoding="utf-8")
    assert "root:" not in (out / "case.html").read_text(encoding="utf-8")


def test_the_first_line_of_a_text_is_kept_whatever_it_looks_like(site: Site) -> None:
    inspected = site.write({CASE: front(*BASE, body="注意: 明天放假\n时间: 上午\n\n正文。\n")}).inspect()
    library, report = inspected.library, inspected.report
    assert report.errors == []
    assert library.by_id["case"].rendered.text.split("\n")[:2] == ["注意: 明天放假", "时间: 上午"]
