"""The starter of the desk: whatever the folders are called, the program gets just these names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from cases import every
from sites import REPO

from xuanlan.deploy.desk_starter import starter
from xuanlan.diagnostics.report import CallError

NAMES = ("宣传栏", "a b", 'a"b', "a$HOME", "a`id`", "a\\b", "100%", "%f", "a'b", "ａ;b&c")


def words(line: str) -> list[str]:
    """The words of an Exec line, as the Desktop Entry Specification has them read: first the value, then the words."""
    value = line.replace("\\\\", "\0").replace("\\s", " ").replace("\0", "\\")
    found, word, inside, at = [], "", False, 0
    while at < len(value):
        sign = value[at]
        if inside and sign == "\\":
            at += 1
            word += value[at]
        elif sign == '"':
            inside = not inside
        elif sign == " " and not inside:
            found.append(word)
            word = ""
        else:
            word += sign
        at += 1
    return [one.replace("%%", "%") for one in (*found, word)]


@every("name", NAMES)
def test_a_desktop_entry_starts_the_program_with_the_folder(name: str) -> None:
    file, content = starter(PurePosixPath("/opt/py thon/bin/python"), PurePosixPath("/srv") / name, windows=False)
    assert file == "写稿台.desktop"
    (line,) = [line for line in content.decode().splitlines() if line.startswith("Exec=")]
    expected = ["/opt/py thon/bin/python", "-m", "xuanlan", "desk", "--site", f"/srv/{name}"]
    assert words(line.removeprefix("Exec=")) == expected


def test_a_script_of_windows_opens_no_black_window_and_keeps_percent_signs() -> None:
    program, site = PureWindowsPath(r"C:\Python\python.exe"), PureWindowsPath(r"D:\宣传栏 100%")
    file, content = starter(program, site, windows=True)
    assert file == "写稿台.cmd"
    text = content.decode("gbk")
    assert text.splitlines()[1] == r'start "" /min "C:\Python\pythonw.exe" -m xuanlan desk --site "D:\宣传栏 100%%"'
    assert b"\r\n" in content


def test_a_name_that_no_starter_can_hold_is_refused() -> None:
    with pytest.raises(CallError):
        starter(PurePosixPath("/usr/bin/python"), PurePosixPath("/srv/a\nb"), windows=False)


def test_the_command_puts_it_on_the_desktop(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_DESKTOP_DIR": str(tmp_path / "桌面"),
        "PYTHONPATH": str(REPO / "hooks"),
    }
    words_ = [sys.executable, "-m", "xuanlan", "desk", "--shortcut", "--site", str(tmp_path)]
    done = subprocess.run(words_, env=env, capture_output=True, text=True, check=True, timeout=60)
    (file,) = tmp_path.rglob("写稿台.desktop")
    assert str(file) in done.stderr
    assert os.access(file, os.X_OK)
