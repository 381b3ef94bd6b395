"""Links, pictures and anchors that lead nowhere, or away from the site: errors, at their line and column."""

from __future__ import annotations

import pytest
from hostile_cases import CASE, DOC, Row, check, placed, rows, sound_is_unharmed
from office_files import png
from sites import BODY, SOUND_NOTICE, Site, front, lines, sample

PNG = png()
BESIDE: dict[str, str | bytes] = {
    "notices/good.md": SOUND_NOTICE.replace("duty", "good").replace("寒假", "暑假"),
    "notices/pic.png": PNG,
    "notices/图/平面图.png": PNG,
    "docs/good.md": "# 关于\n\n## 联系\n",
    "docs/pic.png": PNG,
    "docs/图/平面图.png": PNG,
}


def body(case: str, written: str, *found: str) -> list[Row]:
    """`written` as a notice's text and as a hand-written page; `found` counts lines from its first."""
    rows = []
    for file, content, first in ((CASE, sample(written), BODY), (DOC, written, 1)):
        expected = []
        for item in found:
            severity, code, place = item.split(" ")
            line, column = place.split(":")
            expected.append(placed(f"{severity} {code} {int(line) + first - 1}:{column}", file))
        where = "" if file == CASE else " in docs"
        rows.append(Row(case, written[:40] + where, {**BESIDE, file: content}, tuple(expected)))
    return rows


def one(case: str, code: str, *ways: str, column: int = 5) -> list[Row]:
    """Several ways to write the same mistake, each found as `code` on its first line."""
    return [row for way in ways for row in body(case, way, f"error {code} 1:{column}")]


TABLE = [
    *one("C01-missing-image", "image-missing", "![](img/none.png)", "![]( none.png)", column=5)[:2],
    *one("C01-missing-image", "image-missing", '![图](none.png "说明")', "![甲](图/没有.png)", column=6),
    *body("C01-missing-image", "第一段。\n\n- 一\n- ![](none.png)\n", "error image-missing 4:7"),
    *body("C01-missing-image", "| 图 |\n|---|\n| ![](none.png) |\n", "error image-missing 3:7"),
    *body("C01-missing-image", "![图][甲]\n\n[甲]: none.png\n", "error image-missing 3:6"),
    *body("C01-missing-image", "注[^1]。\n\n[^1]: ![](none.png)\n", "error image-missing 3:11"),
    *body("C01-missing-image", "见 none.png：![](none.png)\n", "error image-missing 1:16"),
    *body("C01-missing-image", "`![](none.png)` ![](none.png)\n", "error image-missing 1:21"),
    *body("C01-missing-image", "![]()\n", "error image-missing 1:1"),
    *body(
        "C01-missing-image", "[表](none.xlsx)，[表](none.xlsx)\n", "error link-missing 1:5", "error link-missing 1:20"
    ),
    *one("C03-dead-anchor", "anchor-missing", "[x](good.md#没有)", "[x](#没有)", "[x](good.md#%E6%B2%A1)"),
    *one("C03-dead-anchor", "anchor-missing", "[x](/n/duty/#无)", "[x](/hotlines/#无)", "[x](/core-values/#富)"),
    *one("C03-dead-anchor", "anchor-missing", "[x](good.md#s-值班要求)", "[x](good.md#content)"),
    *one("C04-absolute-link", "link-absolute", "[x](/none/)", "[x](/n/none/)", "[x](/n/duty)", "[x](/good.md)"),
    *one("C04-absolute-link", "link-absolute", "![](/img/logo.png)", "[x](/etc/passwd)", "[x](/../etc/passwd)"),
    *one(
        "C06-link-file-url", "link-local-disk", "[x](file:///C:/Users/a.doc)", "[x](FILE:///a.doc)", "![](file:a.png)"
    ),
    *one("C06-link-file-url", "link-local-disk", "[x](C:\\Users\\a.doc)", "[x](d:/a.doc)", "![](C:\\a.png)"),
    *one("C06-link-file-url", "link-local-disk", "[x](\\\\srv\\share\\a.doc)"),
    *one("C06-link-file-url", "link-no-scheme", "[x](//srv/share/a.doc)", "[x](//example.com)"),
    *one("C07-link-case-mismatch", "link-case", "[x](GOOD.md)", "[x](Good.MD)", "![](PIC.png)", "![](pic.PNG)"),
    *one("C07-link-case-mismatch", "link-case", "[x](./GOOD.md#联系)"),
    *one("C09-raw-html-dead-img", "image-missing", '<img src="none.png">', "<img src='none.png'>", column=11),
    *one("C09-raw-html-dead-img", "image-missing", "<img src=none.png>", "<IMG SRC=none.png>", column=10),
    *one("C09-raw-html-dead-img", "link-missing", '<a href="none.md">x</a>', column=10),
    *one("C09-raw-html-dead-img", "link-missing", '<a href=" none.md ">x</a>', column=11),
    *one("C09-raw-html-dead-img", "link-missing", '<a href="no&#110;e.md">x</a>', column=10),
    *one("C09-raw-html-dead-img", "link-missing", '<video src="none.mp4"></video>', column=13),
    *body(
        "C09-raw-html-dead-img",
        "第一段。\n\n<div>\n<p>文字 <img src=\"none.png\">\n<a href='none.md'>x</a></p>\n</div>\n",
        "error image-missing 4:17",
        "error link-missing 5:10",
    ),
    *body("C09-raw-html-dead-img", "<div markdown>\n\n[x](none.md)\n\n</div>\n", "error link-missing 3:5"),
    *one("C10-external-image", "image-outside", "![](http://example.com/a.png)", "![](HTTPS://example.com/a.png)"),
    *one("C10-external-image", "link-no-scheme", "![](//example.com/a.png)"),
    *one("C10-external-image", "image-embedded", "![](data:image/png;base64,AAAA)"),
    *one("C10-external-image", "image-outside", '<img src="http://example.com/a.png">', column=11),
    *one("C10-external-image", "image-outside", '<audio src="http://example.com/a.mp3"></audio>', column=13),
    *one("C01-missing-image", "link-missing", "[x](none.md)", "[x](2026/none.md)", "[x](good.html)", "[x](good/)"),
    *one("C01-missing-image", "link-missing", "[x](www.example.com)", "[x](.)", "[x](none.md?a=b#c)"),
    *one("C01-missing-image", "link-outside-tree", "[x](../../etc/passwd)", "[x](../mkdocs.yml)", "[x](..)"),
    *one("C01-missing-image", "link-outside-tree", "![](../../../etc/passwd)", "[x](../notices2/a.md)"),
    *one("C01-missing-image", "url-invalid", "[x](http://)", "[x](http://[::1)", "[x](https:none)", "[x](http:/none)"),
    *one("C01-missing-image", "url-invalid", "[x](http://example.com:99999/)"),
    *body("C01-missing-image", "[x](http:\\\\example.com)", "warning address-form 1:5", "error url-invalid 1:5"),
]

ATTACHED = [
    Row(case, f"attachments: {path}", {**BESIDE, CASE: sample("正文。\n", f"attachments: {path}")}, (found,))
    for case, path, found in (
        ("C01-missing-image", "none.docx", f"error link-missing {CASE}:6:14"),
        ("C04-absolute-link", "/etc/passwd", f"error path-invalid {CASE}:6:14"),
        ("C06-link-file-url", "file:///a.doc", f"error path-invalid {CASE}:6:14"),
        ("C06-link-file-url", "C:\\a.doc", f"error path-invalid {CASE}:6:14"),
        ("C06-link-file-url", "\\\\srv\\a.doc", f"error path-invalid {CASE}:6:14"),
        ("C07-link-case-mismatch", "PIC.png", f"error link-case {CASE}:6:14"),
        ("C01-missing-image", "../../secret.pdf", f"error link-outside-tree {CASE}:6:14"),
        ("C10-external-image", "https://example.com/a.pdf", f"error path-invalid {CASE}:6:14"),
        ("C01-missing-image", "[pic.png, none.docx]", f"error link-missing {CASE}:6:24"),
    )
]


@rows(TABLE)
def test_a_reference_that_leads_nowhere_is_an_error_at_its_place(site: Site, row: Row) -> None:
    check(site, row)


@rows(ATTACHED)
def test_an_attachment_that_is_not_there_is_an_error_at_its_place(site: Site, row: Row) -> None:
    check(site, row)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("GOOD.md", "good.md"),
        ("../NOTICES/good.md", "good.md"),
        ("2026/值班.MD", "2026/值班.md"),
        ("图/平面图.PNG", "图/平面图.png"),
        ("./Pic.png", "pic.png"),
    ],
)
def test_the_hint_spells_the_file_as_the_disk_does(site: Site, written: str, right: str) -> None:
    report = site.write({**BESIDE, CASE: sample(f"[x]({written})\n")}).inspect().report
    assert [item.code for item in report.errors] == ["link-case"]
    assert f"文件名是 {right}，" in report.errors[0].hint


SOUND_LINKS = [
    "[x](good.md)",
    "[x](./good.md#值班要求)",
    "[x](good.md?v=1)",
    "[x](2026/%E5%80%BC%E7%8F%AD.md)",
    "[x](/n/duty/)",
    "[x](/n/duty/#值班要求)",
    "[x](/core-values/#富强)",
    "[x](../docs/good.md#联系)",
    "[x](https://www.example.cn/a?b=c#d)",
    "[x](mailto:office@college.example)",
    "[x](tel:0000-8888001)",
    "[x](https://例子.example/)",
    "![平面图](图/平面图.png)",
    "`[x](none.md)`",
    "```\n[x](none.md)\n```",
    "<!-- [x](none.md) -->正文",
    "文字 (x)[none.md]",
]


@pytest.mark.parametrize("written", SOUND_LINKS)
def test_a_reference_that_leads_somewhere_is_not_complained_about(site: Site, written: str) -> None:
    assert site.write({**BESIDE, CASE: sample(written + "\n")}).found() == []


def test_a_link_to_a_notice_with_errors_is_not_an_error_of_its_own(site: Site) -> None:
    site.write({CASE: sample("[x](bad.md)\n"), "notices/bad.md": front("title: 甲")})
    assert lines(site.inspect().report) == [
        "error field-missing notices/bad.md:2:1",
        "error field-missing notices/bad.md:2:1",
    ]


def test_a_link_to_a_draft_says_so(site: Site) -> None:
    draft = front("title: 甲", "kind: 通知", "date: 2026-01-06", "id: draft", "draft: 是")
    report = site.write({CASE: sample("[x](draft.md)\n"), "notices/draft.md": draft}).inspect().report
    assert lines(report) == [f"error link-hidden {CASE}:{BODY}:5"]
    assert "草稿" in report.errors[0].message
    sound_is_unharmed(site)
