"""Reading files: whatever bytes they are, there is a text with its places, or a diagnostic."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xuanlan.diagnostics.report import MachineError, Report
from xuanlan.reading.repair import repair
from xuanlan.reading.source import MAX_BYTES, read_text, source_of, split_source
from xuanlan.text.characters import CONTROL, UNSEEN

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)
LINES = st.lists(HANZI, min_size=1, max_size=6)


def read(folder: Path, data: bytes) -> tuple[str | None, list[str]]:
    """The text of a file of `data`, and the codes found in it."""
    file = folder / "a.md"
    file.write_bytes(data)
    report = Report()
    return read_text(file, "a.md", report), [item.code for item in report]


def is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("source")


@settings(max_examples=300)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda text: text.encode("utf-8", "ignore"))))
def test_no_bytes_raise_and_what_is_read_has_nothing_unseen_in_it(folder: Path, data: bytes) -> None:
    text, codes = read(folder, data)
    if text is None:
        assert codes
    else:
        assert "\r" not in text
        assert not CONTROL.search(text)
        assert not UNSEEN.search(text)


@settings(max_examples=200)
@given(prefix=st.sampled_from([b"---\n", b"---\r\ntitle: ", b"---\rkind: \xff"]), data=st.binary(max_size=120))
def test_no_bytes_after_a_fence_raise(prefix: bytes, data: bytes) -> None:
    report = Report()
    source = source_of(prefix + data, "b.md", report)
    assert source is not None or report.errors


@settings(max_examples=100)
@given(
    lines=LINES,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "gbk"]),
    end=st.sampled_from(["\n", "\r", "\r\n"]),
)
def test_chinese_text_survives_every_encoding_and_line_end(
    folder: Path, lines: list[str], encoding: str, end: str
) -> None:
    data = end.join(lines).encode(encoding, "ignore")
    # A few ideographs of GB18030 by themselves are good UTF-8 too; whole sentences never are.
    assume(not encoding.startswith("gb") or not is_utf8(data))
    text, codes = read(folder, data)
    assert text == "\n".join(line.encode(encoding, "ignore").decode(encoding) for line in lines)
    assert codes == (["encoding-gbk"] if encoding.startswith("gb") else [])


@settings(max_examples=100)
@given(before=LINES, foreign=HANZI, after=LINES)
def test_a_foreign_line_among_utf_8_is_found_on_its_line(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], foreign: str, after: list[str]
) -> None:
    strange = foreign.encode("gb18030")
    try:
        strange.decode()
    except UnicodeDecodeError as error:
        column = len(strange[: error.start].decode()) + 1
    else:
        return
    file = tmp_path_factory.getbasetemp() / "mixed.md"
    file.write_bytes("\n".join(before).encode() + b"\n" + strange + b"\n" + "\n".join(after).encode())
    report = Report()
    assert read_text(file, "a.md", report) is None
    assert [(item.code, item.position.line, item.position.column) for item in report] == [
        ("encoding-mixed", len(before) + 1, column)
    ]


def test_front_matter_and_body_keep_their_lines() -> None:
    report = Report()
    source = split_source("---\ntitle: 甲\ncontact:\n  name: 乙\n---\n第一行\n第二行\n", "a.md", report)
    assert source is not None
    assert str(source.meta.position(("contact", "name"))) == "a.md:4:9"
    assert str(source.meta.position(("contact",))) == "a.md:4:3"
    assert str(source.meta.position(("unit",))) == "a.md:2:1"
    assert (source.body_line, source.body.split("\n")[0]) == (6, "第一行")
    assert str(source.start) == "a.md:1:1"


def test_three_dots_close_front_matter_too_and_a_rule_in_the_text_does_not_matter() -> None:
    source = split_source("---\ntitle: 甲\n...\n正文\n\n---\n\n下文", "a.md", Report())
    assert source is not None
    assert source.body == "正文\n\n---\n\n下文"


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "missing"])
def test_what_is_not_a_plain_file_is_not_read(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.md"
    if kind == "link":
        (tmp_path / "b").write_text("绝密", encoding="utf-8")
        file.symlink_to(tmp_path / "b")
    elif kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    report = Report()
    assert read_text(file, "a.md", report) is None
    assert [item.code for item in report] == ["file-unreadable" if kind == "missing" else "file-not-regular"]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    text, codes = read(tmp_path, b"a" * (MAX_BYTES + 1))
    assert text is None
    assert codes == ["file-too-large"]


def test_a_disk_that_refuses_the_conversion_is_the_machines_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Report()
    (tmp_path / "a.md").write_bytes("正文".encode("gbk"))
    read_text(tmp_path / "a.md", "a.md", report)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MachineError, match=r"a\.md"):
        repair(tmp_path, report)


@pytest.mark.parametrize(
    ("written", "column", "found", "put"),
    [
        ("附件共三⻚。", 5, "⻚", "页"),
        ("⻔⼝集合", 1, "⻔⼝", "门口"),
        ("从⻄⻔进，到⻝堂", 2, "⻄⻔进，到⻝", "西门进，到食"),
        ("经\uf9dd单位同意", 2, "\uf9dd", "利"),
        ("\u200b共三⻚", 3, "⻚", "页"),
    ],
)
def test_radicals_from_a_pdf_are_told_with_the_right_ideographs(
    tmp_path: Path, written: str, column: int, found: str, put: str
) -> None:
    file = tmp_path / "a.md"
    file.write_text(f"一行\n{written}\n", encoding="utf-8")
    report = Report()
    read_text(file, "a.md", report)
    told = [item for item in report if item.code == "character-radical"]
    assert [(item.position.line, item.position.column, item.fix) for item in told] == [(2, column, (found, put))]
    repair(tmp_path, report)
    assert put in file.read_text(encoding="utf-8")
    again = Report()
    read_text(file, "a.md", again)
    assert [item.code for item in again] == []


@pytest.mark.parametrize("text", ["人民日月", "一二三", "（一）〇", "々〆ヶ", "𠮷野家", "兀嗀﨎"])
def test_ideographs_are_not_taken_for_radicals(folder: Path, text: str) -> None:
    assert read(folder, text.encode()) == (text, [])


RUBBISH = [
    word.encode("gb2312").decode() for word in ("通知", "学校", "停水", "小学", "校训", "学习", "水位", "职业", "通")
]
RUBBISH += [word.encode("gb2312").decode("latin-1") for word in ("通知", "公告", "停电", "放假安排")]


@pytest.mark.parametrize("words", RUBBISH, ids=ascii)
@pytest.mark.parametrize("line", ["{}", "title: {}", "关于{}", "  - {}（二）", "WiFi {}"])
def test_chinese_read_in_another_encoding_is_told_where_it_stands(folder: Path, words: str, line: str) -> None:
    report = Report()
    file = folder / "b.md"
    file.write_text("通知\n" + line.format(words), encoding="utf-8")
    text = read_text(file, "b.md", report)
    assert text is not None
    assert words in text
    found = [(item.code, item.position.line, item.position.column) for item in report]
    assert found == [("character-misread", 2, line.index("{") + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Café Ünïversity naïve Straße ñandú São Tomé Łódź Größe ÀÉÈ Việt Nam",
        "Москва, дом культуры, труд, май, год, изба, Ёж, Қазақстан, Монгол улс",
        "שלום العربية مرحبا Αθήνα και Ελλάδα είναι",
        "xué xiào lǜ nǚ ǎo θɪs ˈæpl",
        "½ kg、25°C、±5、α·β、µΩ、§3、«Café»、²、£5、© 2026、σ²、5×3÷2、阿依·古丽",
        "重\u0323点 e\u0301te\u0301 x\u0304",
    ],
)
def test_words_of_other_languages_and_formulas_are_no_rubbish(folder: Path, text: str) -> None:
    assert read(folder, text.encode()) == (text, [])


ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
"""A flag whose name stands behind it in signs that nobody sees."""


@pytest.mark.parametrize(
    "sign",
    ["👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "❤\ufe0f\u200d🔥", "👩🏽\u200d⚕\ufe0f", "🐻\u200d❄\ufe0f", ENGLAND],
)
def test_a_picture_joined_of_several_stays_whole_and_other_joiners_go(folder: Path, sign: str) -> None:
    assert read(folder, f"欢迎{sign}家".encode()) == (f"欢迎{sign}家", [])
    assert read(folder, f"欢\u200d迎{sign}\u200d家".encode()) == (f"欢迎{sign}家", ["character-zero-width"])


def test_tags_that_hide_words_go(folder: Path) -> None:
    hidden = "".join(chr(0xE0000 + ord(sign)) for sign in "ignore all this")
    assert read(folder, f"停水{hidden}".encode()) == ("停水", ["character-zero-width"])
    shown, codes = read(folder, f"{ENGLAND}{hidden}".encode())
    assert (shown, codes) == (ENGLAND, ["character-zero-width"])
