"""Files as Windows programs leave them: read right, or refused with the line that is wrong."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hostile_cases import CASE, DOC, Row, check, rows, shows, sound_is_unharmed, text
from sites import BASE, BODY, CONFIG, NOW, Site, front, lines, sample

from xuanlan.cli.app import main

PROSE = sample(
    "请各部门报送值班表。\n第二段文字。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "tags: [安全]"
)
PASTED = "请各部门报送值班表。\n".encode()
FOREIGN = "明天放假一天。\n".encode("gbk")
HEAD = front(*BASE, body="").encode()

ENCODED = [
    text("A10-utf16le-bom", "", PROSE.encode("utf-16"), "error encoding-utf16"),
    text("A10-utf16le-bom", "without its mark", PROSE.encode("utf-16-le"), "error encoding-utf16"),
    text("A11-utf16be-bom", "", b"\xfe\xff" + PROSE.encode("utf-16-be"), "error encoding-utf16"),
    text("A11-utf16be-bom", "without its mark", PROSE.encode("utf-16-be"), "error encoding-utf16"),
    text("A13-mixed-utf8-gbk", "", HEAD + PASTED + FOREIGN + PASTED, f"error encoding-mixed {BODY + 1}:1"),
    text("A13-mixed-utf8-gbk", "in a line", HEAD + b"ABC " + FOREIGN + PASTED, f"error encoding-mixed {BODY}:5"),
    text(
        "A13-mixed-utf8-gbk",
        "CRLF",
        (HEAD + PASTED + FOREIGN + PASTED).replace(b"\n", b"\r\n"),
        f"error encoding-mixed {BODY + 1}:1",
    ),
    text(
        "A13-mixed-utf8-gbk",
        "CR only",
        (HEAD + PASTED + FOREIGN + PASTED).replace(b"\n", b"\r"),
        f"error encoding-mixed {BODY + 1}:1",
    ),
    text(
        "A13-mixed-utf8-gbk",
        "in the front matter",
        HEAD.replace("关于开放日的通知".encode(), "关于开放".encode("gbk")) + PASTED * 3,
        "error encoding-mixed 2:8",
    ),
    text(
        "A13-mixed-utf8-gbk",
        "one UTF-8 line in a GBK file",
        HEAD.decode().encode("gbk") + FOREIGN + PASTED,
        f"error encoding-mixed {BODY + 1}:1",
    ),
    text(
        "A13-mixed-utf8-gbk",
        "short lines",
        "---\n标题: 公告\n".encode() + FOREIGN + "中\n".encode(),
        "error encoding-mixed 3:1",
    ),
    text("A13-mixed-utf8-gbk", "neither", HEAD + b"ABC\xff\xfe\n" + PASTED, f"error encoding-broken {BODY}:4"),
    text("A14-bom-in-middle", "", sample("甲\ufeff乙\n"), f"warning character-zero-width {BODY}:2"),
    text(
        "A14-bom-in-middle",
        "two files one after the other",
        b"\xef\xbb\xbf" + sample("甲\n").encode() + "\ufeff乙\n丙\ufeff丁\n".encode(),
        f"warning character-zero-width {BODY + 1}:1",
        f"warning character-zero-width {BODY + 2}:2",
    ),
    text("A14-bom-in-middle", "two marks", b"\xef\xbb\xbf" * 2 + PROSE.encode(), "warning character-zero-width 1:1"),
    text(
        "A14-bom-in-middle",
        "in the front matter",
        sample("正文。\n").replace("关于", "关\ufeff于"),
        "warning character-zero-width 2:9",
    ),
    text(
        "D30-zero-width",
        "in a name and an amount",
        sample("张\u200b三\n金额 1\u200d000 元\n"),
        f"warning character-zero-width {BODY}:2",
        f"warning character-zero-width {BODY + 1}:5",
    ),
    text(
        "D30-zero-width",
        "in the front matter",
        sample("正文。\n").replace("开放", "开\u2060放"),
        "warning character-zero-width 2:11",
    ),
    text(
        "D30-zero-width",
        "as an escape",
        front('title: "关\\u200b于"', *BASE[1:]),
        "warning character-zero-width 2:8",
    ),
    text(
        "D30-zero-width",
        "as entities",
        sample("张&#8203;三，李&ZeroWidthSpace;四，王&shy;五\n"),
        *(f"warning character-zero-width {BODY}:{column}" for column in (2, 12, 31)),
    ),
    text("D30-zero-width", "right to left", sample("甲\u202e乙\n"), f"warning character-zero-width {BODY}:2"),
    text("D30-zero-width", "tags", sample("甲\U000e0041乙\n"), f"warning character-zero-width {BODY}:2"),
    text("D30-zero-width", "a filler", sample("甲\u3164乙\n"), f"warning character-zero-width {BODY}:2"),
    Row("D30-zero-width", "in docs", {DOC: "# 关于\n\n甲\u200b乙\n"}, (f"warning character-zero-width {DOC}:3:2",)),
    Row("A10-utf16le-bom", "in docs", {DOC: "关于".encode("utf-16")}, (f"error encoding-utf16 {DOC}",)),
    Row("A13-mixed-utf8-gbk", "in docs", {DOC: PASTED * 2 + FOREIGN}, (f"error encoding-mixed {DOC}:3:1",)),
]


@rows(ENCODED)
def test_a_file_in_a_strange_encoding_is_refused_and_an_unseen_character_taken_out(site: Site, row: Row) -> None:
    check(site, row)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufffe", "\x02"])
def test_a_control_character_is_refused_at_its_place(site: Site, sign: str) -> None:
    assert site.write({CASE: sample(f"第一段。\n甲乙{sign}丙\n")}).found() == [
        f"error character-control {CASE}:{BODY + 1}:3"
    ]


@pytest.mark.parametrize("written", ['"关\\u0007于"', '"关\\0于"', '"关\\x85于"', '"关\\Lx"'])
def test_a_control_character_cannot_be_escaped_into_a_field(site: Site, written: str) -> None:
    assert site.write({CASE: front(f"title: {written}", *BASE[1:])}).found() == [f"error character-control {CASE}:2:8"]


@pytest.mark.parametrize("entity", ["&#1;", "&#7;", "&#x200b;", "&#x7f;", "&lrm;", "&#x202e;", "&#xFEFF;", "&zwnj;"])
def test_no_entity_smuggles_an_unseen_character_into_a_page(site: Site, entity: str) -> None:
    inspected = site.write({CASE: sample(f"甲{entity}乙\n")}).inspect()
    library, report = inspected.library, inspected.report
    assert library.by_id["case"].rendered.html == "<p>甲乙</p>"
    assert lines(report) == [f"warning character-zero-width {CASE}:{BODY}:2"]


@pytest.mark.parametrize("lost", ["\ufffd", "锟斤拷"])
def test_text_that_was_destroyed_by_a_conversion_is_pointed_out(site: Site, lost: str) -> None:
    assert site.write({CASE: sample(f"请各部门{lost}报送。\n")}).found() == [f"warning character-lost {CASE}:{BODY}:5"]


def test_what_is_not_seen_is_not_searched_either(site: Site) -> None:
    site.write({CASE: sample("张\u200b三 1\u200d000 元，李&#8203;四\n")})
    assert site.inspect().library.by_id["case"].rendered.text == "张三 1000 元，李四"


FORMS = {
    "LF": PROSE.encode(),
    "CRLF": PROSE.replace("\n", "\r\n").encode(),
    "CR": PROSE.replace("\n", "\r").encode(),
    "all mixed": PROSE.replace("\n", "\r\n", 4).replace("\n", "\r", 9).replace("\r\r", "\r").encode(),
    "BOM and CRLF": b"\xef\xbb\xbf" + PROSE.replace("\n", "\r\n").encode(),
    "GB18030 and CRLF": PROSE.replace("\n", "\r\n").encode("gb18030"),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same notice in every form, built: the bytes of its page."""
    found = {}
    for number, (form, content) in enumerate(FORMS.items()):
        site = Site(tmp_path_factory.mktemp("form") / str(number)).write({CASE: content, DOC: content_of_doc(form)})
        out = site.build()
        found[form] = (out / "n/case/index.html").read_bytes() + (out / "case.html").read_bytes()
    return found


def content_of_doc(form: str) -> bytes:
    page = "---\ntitle: 关于\n---\n第一段。\n第二段。\n\n- 一\n"
    ends = {"CRLF": "\r\n", "CR": "\r"}.get(form.split(" ")[-1], "\n")
    return page.replace("\n", ends).encode("gb18030" if "GB18030" in form else "utf-8")


@shows("A07-crlf", "A08-cr-only")
def test_line_ends_and_encodings_leave_no_trace_in_the_page(pages: dict[str, bytes]) -> None:
    assert "请各部门报送值班表。" in pages["LF"].decode()
    assert {form for form, page in pages.items() if page != pages["LF"]} == set()
    assert b"\r" not in pages["CR"]
    assert b"title:" not in pages["CR"]


def test_a_gb18030_file_is_read_right_with_a_warning(site: Site) -> None:
    name = "notices/旧档.md"
    written = sample("“一带一路”、镕、㐂、𠮷、￥、…… 都在。\n").encode("gb18030")
    inspected = site.write({name: written}).inspect()
    library, report = inspected.library, inspected.report
    assert lines(report) == [f"warning encoding-gbk {name}"]
    assert library.by_id["case"].rendered.text == "“一带一路”、镕、㐂、𠮷、￥、…… 都在。"
    sound_is_unharmed(site)


def test_check_fix_saves_such_files_as_utf_8_and_leaves_the_others_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    written = sample("张\u200b三\n").replace("开放日", "报告会")
    site.write({CASE: PROSE.replace("\n", "\r\n").encode("gb18030"), DOC: "# 关于\n\n正文。\n".encode("gb18030")})
    site.write({"notices/零宽.md": written.replace("id: case", "id: other")})
    others = {path: path.read_bytes() for path in files(site) if path.name not in ("case.md", "零宽.md")}
    assert main(["check", "--fix", "--site", str(site.root), "--now", NOW.isoformat()]) == 0
    assert (site.root / CASE).read_bytes() == PROSE.encode()
    assert (site.root / DOC).read_bytes() == "# 关于\n\n正文。\n".encode()
    assert (site.root / "notices/零宽.md").read_text(encoding="utf-8").endswith("张三\n")
    assert {path: path.read_bytes() for path in others} == others
    assert site.found() == []


def test_check_fix_does_not_touch_what_it_cannot_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    spoilt = {CASE: HEAD + FOREIGN + PASTED * 2, "notices/b.md": "甲\x07乙".encode("gb18030")}
    site.write(spoilt)
    assert main(["check", "--fix", "--site", str(site.root)]) == 1
    assert {name: (site.root / name).read_bytes() for name in spoilt} == spoilt


def test_a_configuration_with_windows_line_ends_works(site: Site) -> None:
    site.write({"mkdocs.yml": b"\xef\xbb\xbf" + CONFIG.replace("\n", "\r\n").encode()})
    assert site.refused().errors == []


def files(site: Site) -> list[Path]:
    return [path for path in site.root.rglob("*") if path.is_file()]
