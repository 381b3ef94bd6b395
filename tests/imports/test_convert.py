"""Files of older programs become newer ones by LibreOffice, or a sentence says what a clerk can do."""

from __future__ import annotations

import os
import time
from io import BytesIO
from pathlib import Path

from cases import every
from workbooks import Sheet, workbook

from xuanlan.imports import convert as module
from xuanlan.imports.convert import TARGETS, Converted, convert, program
from xuanlan.imports.markdown import body
from xuanlan.imports.original import Original
from xuanlan.imports.sheets import read
from xuanlan.office.contents import Contents, Unreadable
from xuanlan.office.read import read as read_file

RTF = b"{\\rtf1\\ansi\\ansicpg936 {\\b \\u30001?\\u20110?}\\par \\u27491?\\u25991?\\par}"


def made_of(suffix: str, data: bytes) -> bytes:
    """The newer form of a file; b"" on a machine without LibreOffice, where a sentence says how to make it."""
    made = convert(suffix, data)
    if not program():
        assert "再导入" in str(made)
        return b""
    assert isinstance(made, Converted), made
    assert made.suffix == TARGETS[suffix]
    return made.data


def test_a_text_becomes_docx_where_libreoffice_is() -> None:
    if data := made_of("rtf", RTF):
        found = read_file("docx", BytesIO(data), len(data))
        assert isinstance(found, Contents)
        assert [piece.text for piece in found.prose] == ["由于", "正文"]


def test_a_sheet_becomes_xlsx_where_libreoffice_is() -> None:
    if data := made_of("et", workbook({"甲": Sheet([["姓名", "班级"], ["乙", "一班"]])})):
        found = read("xlsx", data)
        assert isinstance(found, Original)
        assert body(found.blocks) == "| 姓名 | 班级 |\n|---|---|\n| 乙 | 一班 |\n"


@every(("suffix", "words"), [
    ("doc", "请在 WPS 或 Word 里打开它，另存为 docx，再导入"), ("wps", "请在 WPS 或 Word 里打开它，另存为 docx，再导入"),
    ("et", "请在 WPS 或 Excel 里打开它，另存为 xlsx，再导入"),
])  # fmt: skip
def test_without_libreoffice_a_sentence_says_how(suffix: str, words: str) -> None:
    assert convert(suffix, b"x", office="") == Unreadable(words)


def test_what_is_new_already_or_only_pages_is_not_converted() -> None:
    assert isinstance(convert("docx", b"x"), Unreadable)
    assert "版式文件" in str(convert("ofd", b"x"))


def _program(folder: Path, script: str) -> str:
    file = folder / "soffice"
    file.write_text("#!/bin/sh\n" + script)
    file.chmod(0o755)
    return str(file)


def test_a_program_that_fails_or_hangs_is_ended_with_all_that_it_has_started(tmp_path: Path) -> None:
    assert "没有转换成功" in str(convert("doc", b"x", _program(tmp_path, "exit 1\n")))
    assert "没有转换成功" in str(convert("doc", b"x", str(tmp_path / "nothing")))
    beside = tmp_path / "pid"
    hanging = _program(tmp_path, f"sleep 1000 &\necho $! > {beside}\nwait\n")
    patience, module._PATIENCE = module._PATIENCE, 1.0
    try:
        assert "等了一分钟" in str(convert("doc", b"x", hanging))
    finally:
        module._PATIENCE = patience
    for _ in range(100):
        if not _runs(int(beside.read_text())):
            return
        time.sleep(0.1)
    raise AssertionError("it still runs")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{pid}/stat").exists() or Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def test_nothing_in_a_file_may_run(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = f'for one in "$@"; do case "$one" in -env:*) cp "${{one#-env:UserInstallation=file://}}/user/registrymodifications.xcu" {seen};; esac; done\n'
    convert("doc", b"x", _program(tmp_path, script))
    for words in (
        "DisableMacrosExecution",
        "BlockUntrustedRefererLinks",
        'name="MacroSecurityLevel" oor:op="fuse"><value>3',
    ):
        assert words in seen.read_text(encoding="utf-8")
