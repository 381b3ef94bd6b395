"""What `xuanlan kiosk` writes: a service, an entry of the desktop, a batch file; and what it refuses to write."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cases import every
from screen_machine import ADDRESS, BATCH, HOSTILE, SCRIPT, Machine, a_machine

from xuanlan.cli import kiosk
from xuanlan.cli.app import main
from xuanlan.deploy.launchers import checked, files
from xuanlan.diagnostics.report import CallError

assert kiosk  # registers the command
REFUSED = (
    "",
    "lobby",
    "javascript:alert(1)",
    "data:text/html,x",
    "chrome://settings",
    "--renderer-cmd-prefix=calc",
    "ftp://a.example/k",
    "file:k.html",
    "file://",
    "file:///k%00.html",
    "https://",
    "https:///k",
    "https://a.example:x/k",
    "https://[::1/k",
    "http://a&calc/k",
    "http://a$(touch hit)/k",
    "file://a&calc/k",
    "https://a.example/k\nimport os",
    "https://a.example/k\r\ncalc",
    "https://a.example/\u202ek",
    "https://a.example/\tk",
)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with a_machine(tmp_path) as made:
        yield made


def test_the_service_is_sound(tmp_path: Path) -> None:
    unit = tmp_path / "xuanlan-screen.service"
    unit.write_bytes(files(ADDRESS)[unit.name])
    if shutil.which("systemd-analyze"):
        env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)}
        command = ["systemd-analyze", "verify", "--user", str(unit)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    parsed = configparser.ConfigParser(interpolation=None, delimiters="=")
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(unit, encoding="utf-8")
    assert parsed["Service"]["Restart"] == "always"
    assert parsed["Unit"]["StartLimitIntervalSec"] == "0"
    assert parsed["Install"]["WantedBy"] == "default.target"
    assert shlex.split(parsed["Service"]["ExecStart"]) == ["/bin/sh", f"%h/xuanlan-screen/{SCRIPT}"]
    assert not {"NoNewPrivileges", "PrivateTmp", "ProtectSystem", "PrivateDevices"} & parsed["Service"].keys()


def test_the_autostart_entry_starts_the_script_in_the_home_folder(machine: Machine) -> None:
    machine.start(DISPLAY="").wait(timeout=30)
    parsed = configparser.ConfigParser(interpolation=None, delimiters="=", strict=True)
    parsed.read_string(files(ADDRESS)["xuanlan-screen.desktop"].decode())
    entry = parsed["Desktop Entry"]
    assert entry["Type"] == "Application"
    env = machine.env | {"DISPLAY": ""}
    done = subprocess.run(shlex.split(entry["Exec"]), env=env, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (75, "宣栏屏幕：桌面还没有准备好\n")


def expanded(line: str, variables: dict[str, str]) -> str:
    """`line` as cmd.exe takes it from a file: %% is one %, a name between two is its value."""
    pattern = r"%%|%([A-Za-z]\w*(?:\(x86\))?)(?::[^%]*)?%"
    return re.sub(pattern, lambda match: variables.get(match[1], "") if match[1] else "%", line)


@every("address", [ADDRESS, *HOSTILE])
def test_no_address_breaks_out_of_the_batch_file(address: str) -> None:
    raw = files(address)[BATCH]
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert all(byte < 0x80 or byte >= 0xA1 for byte in raw)
    lines = raw.decode("gb2312").split("\r\n")
    values: dict[str, str] = {}
    for line in lines[:8]:
        if match := re.fullmatch(r'set "(address|origin|page)=([^"]*)"', line):
            values[match[1]] = expanded(match[2], {"PATH": "GONE", "TEMP": "GONE"})
    assert values["address"] == checked(address)
    assert "GONE" not in "".join(values.values())
    for line in lines:
        for match in re.finditer("%(address|page|home|browser)%", line):
            assert line[: match.start()].count('"') % 2 == 1, line  # inside quotation marks
    assert not set('"\r\n') & set("".join(values.values()))


@every(
    ("address", "origin", "page"),
    [
        ("http://10.0.0.8:8080/kiosk/a/", "http://10.0.0.8:8080", ""),
        ("HTTP://u:p@Board.Example/k", "http://Board.Example", ""),
        ("https://board.example/k", "", ""),
        ("http://localhost:8000/k", "", ""),
        ("http://127.0.0.1/k", "", ""),
        ("http://[::1]:8000/k", "", ""),
        ("file:///D:/宣传栏%20一/100%25/k.html?a", "", "D:\\宣传栏 一\\100%\\k.html"),
        ("file:///D:/𠮷/k.html", "", ""),
        ("file:///D:/%22&calc/k.html", "", ""),
        ("file:///srv/k.html", "", ""),
    ],
)
def test_the_batch_file_knows_the_site_and_the_file(address: str, origin: str, page: str) -> None:
    text = files(address)[BATCH].decode("gb2312").replace("%%", "%")
    assert f'set "origin={origin}"\r\n' in text
    assert f'set "page={page}"\r\n' in text


def test_the_labels_of_the_batch_file_are_there() -> None:
    text = files(ADDRESS)[BATCH].decode("gb2312")
    labels = re.findall(r"^:(\w+)\r$", text, re.MULTILINE)
    assert set(re.findall(r"(?:goto|call :)\s*(\w+)", text)) == set(labels)
    assert len(labels) == len(set(labels))


@every("address", REFUSED)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(CallError, match="网址"):
        files(address)


def test_the_command_fills_a_folder_and_fills_it_again(tmp_path: Path) -> None:
    folder = tmp_path / "大厅 屏幕"
    for address in ("http://a.example/old", ADDRESS):
        assert main(["kiosk", str(folder), "--url", address]) == 0
    assert {file.name for file in folder.iterdir()} == set(files(ADDRESS))
    assert os.access(folder / SCRIPT, os.X_OK)
    readme = (folder / "说明.txt").read_bytes()
    assert readme.startswith(b"\xef\xbb\xbf")
    assert ADDRESS in readme.decode("utf-8-sig")
    assert readme.count(b"\n") == readme.count(b"\r\n")
    assert all(name in readme.decode() for name in (BATCH, SCRIPT, "xuanlan-screen.service", "xuanlan-screen.desktop"))
    assert not any(re.search(rb"@[A-Z]+@", content) for content in files(ADDRESS).values())


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kiosk", str(tmp_path / "a"), "--url", "lobby"]) == 2
    assert "不能播放“lobby”" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert main(["kiosk", str(tmp_path / "file"), "--url", ADDRESS]) == 3
    assert main(["kiosk", str(tmp_path / "b")]) == 2
