"""Hostile text and HTML in a body: published without its sting, its harmless words kept, its author told."""

from __future__ import annotations

import json
import re

import pytest
from dangers import dangers
from hostile_cases import CASE, DOC, OUTCOMES, Row, check, rows, shows, sound_is_unharmed
from hostile_texts import BREAKOUT, FIELDS, TEXTS
from sites import BODY, CONFIG, Site, front, lines, sample

SPARED = [
    pytest.param(text, where, id=f"{case}: {number}{' in docs' if where == DOC else ''}")
    for case, texts in TEXTS.items()
    for number, text in enumerate(texts, 1)
    for where in (CASE, DOC)
]


@shows(*TEXTS)
def test_the_texts_belong_to_cases_that_are_published(case: tuple[str, ...]) -> None:
    assert {OUTCOMES[name] for name in case} == {"sanitised"}


@pytest.mark.parametrize(("text", "where"), SPARED)
def test_a_hostile_text_is_published_without_its_sting(site: Site, text: str, where: str) -> None:
    inspected = site.write({where: sample(text + "\n") if where == CASE else text + "\n"}).inspect()
    library, report = inspected.library, inspected.report
    assert report.errors == []
    rendered = library.by_id["case"].rendered if where == CASE else library.docs.pages[DOC].rendered
    assert dangers(rendered.html) == []
    assert "前文" in rendered.text
    assert "后文" in rendered.text
    assert "内部备注未完" not in rendered.html
    sound_is_unharmed(site)


WARNED = [
    ("D01-raw-script", "第一段\n文字<script>alert(1)</script>", "html-removed", "2:3"),
    ("D01-raw-script", "文字 <title> 文字", "html-removed", "1:4"),
    ("D03-js-link-obfuscated", "文字[x](JaVaScRiPt:alert(1))", "link-scheme", "1:7"),
    ("D03-js-link-obfuscated", "第一段\n[x](&#106;avascript:alert(1))", "link-scheme", "2:5"),
    ("D03-js-link-obfuscated", "[x](java&#x09;script:alert(1))", "link-scheme", "1:5"),
    ("D04-data-html-link", "[x](data:text/html;base64,AAAA)", "link-scheme", "1:5"),
    ("D06-svg-onload", "文字<svg onload=alert(1)></svg>", "html-removed", "1:3"),
    ("D07-iframe-object", "文字\n\n<iframe src=x></iframe>", "html-removed", "3:1"),
    ("D09-meta-refresh", "文字<meta http-equiv=refresh>", "html-removed", "1:3"),
    ("D10-base-href", "文字<base href=/>", "html-removed", "1:3"),
    ("D12-attr-list-onclick", "## 题 { onclick=alert(1) }", "html-removed", "1:6"),
    ("D15-heading-html", "## <img src=x onerror=alert(1)>题", "html-removed", "1:4"),
    ("D18-unclosed-comment", "文字\n\n<!-- never closed\n\n文字", "comment-unclosed", "3:1"),
    ("D37-footnote-abbr", "文[^1]\n\n[^1]: 注<script>x</script>", "html-removed", "3:8"),
]


@pytest.mark.parametrize(("case", "text", "code", "place"), WARNED, ids=[f"{row[0]}: {row[1]!r}" for row in WARNED])
def test_the_author_is_told_what_will_not_appear(site: Site, case: str, text: str, code: str, place: str) -> None:
    line, column = place.split(":")
    site.write({CASE: sample(text + "\n")})
    assert site.found() == [f"warning {code} {CASE}:{int(line) + BODY - 1}:{column}"], case


LOOKALIKES = [
    Row(
        "D31-link-homograph",
        text,
        {CASE: sample(text + "\n")},
        (f"warning {code} {CASE}:{BODY}:{column}",),
    )
    for text, code, column in (
        ("[x](https://\u0430pple.example/)", "link-lookalike", 5),
        ("[x](https://xn--pple-43d.example/)", "link-lookalike", 5),
        ("<https://\u0430pple.example/>", "link-lookalike", 2),
        ("[x](https://gov.\u0441n/)", "link-lookalike", 5),
        ("[x](mailto:a@\u0430pple.example)", "link-lookalike", 5),
        ("[x](https://www.gov.example@evil.example/)", "link-disguised", 5),
        ('<a href="https://\u0430pple.example/">x</a>', "link-lookalike", 10),
    )
] + [
    Row(
        "D31-link-homograph",
        "a wide letter",
        {CASE: sample("[x](https://\uff47ov.example/)\n")},
        (f"warning address-form {CASE}:{BODY}:5", f"warning link-lookalike {CASE}:{BODY}:5"),
    ),
    Row(
        "D31-link-homograph", "in docs", {DOC: "[x](https://\u0430.example/)\n"}, (f"warning link-lookalike {DOC}:1:5",)
    ),
    Row(
        "D31-link-homograph",
        "in the front matter",
        {CASE: sample("正文。\n", "source_url: https://\u0430pple.example/a", "source: 市教育局")},
        (f"warning link-lookalike {CASE}:6:13",),
    ),
]


@rows(LOOKALIKES)
def test_an_address_that_looks_like_another_is_pointed_out(site: Site, row: Row) -> None:
    check(site, row)


@pytest.mark.parametrize("host", ["www.gov.cn", "例子.example", "xn--fsqu00a.example", "203.0.113.5:8000"])
def test_plain_and_chinese_hosts_are_not_suspected(site: Site, host: str) -> None:
    assert site.write({CASE: sample(f"[x](https://{host}/a@b)\n")}).found() == []


def test_a_comment_inside_a_comment_is_pointed_out(site: Site) -> None:
    site.write({CASE: sample("文字\n<!-- 甲\n要紧的话\n<!-- 乙 -->\n文字\n")})
    assert site.found() == [f"warning comment-nested {CASE}:{BODY + 3}:1"]


def test_a_text_of_which_nothing_is_left_is_pointed_out(site: Site) -> None:
    site.write({CASE: sample("<!-- 全是注释 -->\n")})
    assert site.found() == [f"warning body-unseen {CASE}:{BODY}:1"]


HOSTILE_FIELDS = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in FIELDS.items()]


@shows("D13-title-breakout", "D36-markdown-in-number")
def test_hostile_fields_stay_text_in_every_output(site: Site) -> None:
    contact = f"contact: {{name: {json.dumps(BREAKOUT)}, phone: {json.dumps(BREAKOUT)}, email: {json.dumps(BREAKOUT)}}}"
    urgent = ["urgent: 是", "pinned_until: 2026-12-31", "deadline: 2026-12-01"]
    site.write({CASE: front(*HOSTILE_FIELDS, contact, *urgent, "kind: 通知", "date: 2026-01-06", "id: case")})
    site.write(
        {"docs/doc.md": f"---\ntitle: {json.dumps(BREAKOUT)}\ndescription: {json.dumps(BREAKOUT)}\n---\n正文。\n"}
    )
    site.write({"notices/settings.yml": f"unit: {json.dumps(BREAKOUT)}\nslogan: {json.dumps(BREAKOUT)}\n"})
    site.write({"mkdocs.yml": CONFIG.replace("site_name: 云山职业技术学院", f"site_name: {json.dumps(BREAKOUT)}")})
    assert [item.code for item in site.inspect().report.errors] == []
    out = site.build()
    pages = list(out.rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        content = page.read_text(encoding="utf-8")
        ours = r'<script defer src="[^"<>]*assets/xuanlan/[a-z0-9.]+"( data-player)?></script>|<select id="xl-sift-[a-z]+" data-wish="[a-z]+">|<input type="(?:date|range)" id="desk-[a-z]+"[^<>]*>'
        assert dangers(re.sub(ours, "", content)) == [], page
        assert "<script>alert" not in content
    json.loads((out / "feed.json").read_text(encoding="utf-8"))
    json.loads((out / "api/notices.json").read_text(encoding="utf-8"))
    assert "<script>" not in (out / "feed.xml").read_text(encoding="utf-8")


def test_snippets_switched_on_in_the_host_show_no_file(site: Site) -> None:
    more = (
        "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: /\n      check_paths: false\n  - md_in_html\n"
    )
    text = '前文\n\n--8<-- "etc/passwd"\n\n--8<-- "/etc/passwd"\n\n后文\n'
    out = site.write({"mkdocs.yml": CONFIG + more, DOC: text, CASE: sample(text)}).build()
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert b"root:" not in everything
    assert "--8&lt;--" in (out / "case.html").read_text(encoding="utf-8")
    assert "--8&lt;--" in (out / "n/case/index.html").read_text(encoding="utf-8")


def test_every_mistake_of_every_file_comes_at_once(site: Site) -> None:
    site.write({CASE: front("titel: 甲", "kind: 通加", "date: 2023-02-30", "template: a")})
    site.write({"notices/b.md": "", "notices/c.md": front('title: "甲')})
    site.write({"notices/d.md": sample("[x](none.md)\n\n![](none.png)\n\n[y](#无)\n").replace("id: case", "id: d")})
    site.write({DOC: "---\ntitel: 甲\n---\n", "docs/e.md": "[x](none.md)\n"})
    site.write({"notices/hotlines.yml": "- nam: 甲\n", "notices/settings.yml": "unti: 甲\n"})
    report = site.inspect().report
    files = {item.position.file for item in report.errors}
    assert files == {
        CASE, "notices/b.md", "notices/c.md", "notices/d.md", DOC, "docs/e.md", "notices/hotlines.yml",
        "notices/settings.yml",
    }  # fmt: skip
    assert [line for line in lines(report) if CASE in line] == [
        f"error field-missing {CASE}:2:1",
        f"error field-unknown {CASE}:2:1",
        f"error choice-invalid {CASE}:3:7",
        f"error date-invalid {CASE}:4:7",
        f"error field-unknown {CASE}:5:1",
    ]
