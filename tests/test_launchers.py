"""What starts the browser of a screen: the scripts run for real, with a browser that is made up and with Chromium."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsers import BROWSERS, FLAGS

from xuanlan.cli import kiosk, main
from xuanlan.diagnostics import CallError
from xuanlan.launchers import checked, files

assert kiosk  # registers the command
ADDRESS = "https://board.college.example/kiosk/lobby/index.html"
SCRIPT, BATCH = "xuanlan-screen.sh", "启动屏幕.cmd"
HOSTILE = (
    "https://a.example/k/?a=1&b=2",
    "https://a.example/两个 空格/k",
    "https://a.example/'; touch hit; '",
    'https://a.example/"; touch hit; "',
    'https://a.example/" & calc & "',
    "https://a.example/$(touch hit)`touch hit`${HOME}",
    "https://a.example/%PATH%%~f0/%41%",
    "https://a.example/^&|<>!x!/(a)*?;,=+@~#'\"",
    "https://a.example/\\' & \\\"",
    'file:///srv/it\'s $(touch hit) & "100%"/k.html?a=1&b=%PATH%',
    "file:///D:\\宣传栏 & %TEMP% ^!\\kiosk\\index.html",
    "file:///D:/%22%26calc%26%22/%0Acalc/k.html",
)
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
SHELL, SLEEP = shutil.which("sh"), shutil.which("sleep")


class Handler(BaseHTTPRequestHandler):
    """A page that tells the server of itself whenever it has been loaded."""

    def __init__(self, seen: list[str], *rest: object) -> None:
        self.seen = seen
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><script>new Image().src = '/seen?' + isSecureContext;</script>")

    def log_message(self, *_: object) -> None:
        """Nothing; the tests look at `seen`."""


class Server:
    def __init__(self) -> None:
        self.seen: list[str] = []
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self.seen))
        self.port = self.http.server_port
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.http.shutdown()
        self.http.server_close()


class Machine:
    """A machine with a screen: a home, programs that are made up and write down that they were called, and a launcher."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "a home"
        self.programs = folder / "programs"
        self.notes = folder / "notes"
        self.profile = self.home / "xuanlan-screen" / "browser"
        for path in (self.home, self.programs, self.notes):
            path.mkdir()
        path = f"{self.programs}:{os.environ['PATH']}"
        self.env = {
            "PATH": path,
            "HOME": str(self.home),
            "DISPLAY": ":none",
            "LANG": "C.UTF-8",
            "NOTES": str(self.notes),
        }
        self.program("chromium", "exit 1")
        self.program("sleep", f"exec {SLEEP} 0.02")
        self.program("curl", "exit 0")
        self.program("xset", "")
        self.running: subprocess.Popen[str] | None = None

    def program(self, name: str, body: str) -> None:
        """Put the program `name` in front of the system's own."""
        new = f'"$NOTES/{name}.$$"'
        note = f'printf "%s\\n" "$@" "" >{new} && cat {new} >>"$NOTES/{name}"'
        (self.programs / name).write_text(f"#!/bin/sh\n{note}\n{body}\n", encoding="utf-8")
        (self.programs / name).chmod(0o755)

    def calls(self, name: str) -> list[list[str]]:
        """With what the program `name` was called, each time."""
        note = self.notes / name
        text = note.read_text(encoding="utf-8") if note.exists() else ""
        return [call.split("\n") for call in text.split("\n\n")[:-1]]

    def start(self, address: str = ADDRESS, **env: str) -> subprocess.Popen[str]:
        script = self.home / "xuanlan-screen" / SCRIPT
        script.parent.mkdir(exist_ok=True)
        script.write_bytes(files(address)[SCRIPT])
        self.running = subprocess.Popen(
            [str(SHELL), str(script)], env=self.env | env, cwd=self.notes, stderr=subprocess.PIPE,
            text=True, encoding="utf-8", start_new_session=True,
        )  # fmt: skip
        return self.running

    def stop(self) -> str:
        """End the launcher as a system does; returns what it has said."""
        assert self.running
        self.running.terminate()
        _, said = self.running.communicate(timeout=30)
        assert self.running.returncode == 0, said
        return said

    def owner(self) -> int:
        """The number of the browser that has the profile open, 0 when there is none."""
        try:
            number = int((self.profile / "SingletonLock").readlink().name.rpartition("-")[2])
            return number if Path(f"/proc/{number}/cmdline").read_bytes() else 0
        except OSError:
            return 0


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    if made.running:
        for end in (made.owner(), -made.running.pid):
            try:
                os.kill(end, signal.SIGKILL) if end else None
            except ProcessLookupError:
                continue
        made.running.wait(timeout=30)


def until(true: Callable[[], object]) -> None:
    """Wait for something that is to come; a minute is never needed."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


STAYS = f"trap 'echo ended >>\"$NOTES/ends\"; exit 0' TERM\nwhile :; do {SLEEP} 0.05; done"


def test_the_script_is_plain_shell(tmp_path: Path) -> None:
    script = tmp_path / SCRIPT
    checks = [["sh", "-n"]] * len(HOSTILE) + [["shellcheck", "-S", "warning"]] * bool(shutil.which("shellcheck"))
    for address, check in zip((*HOSTILE, ADDRESS), checks, strict=False):
        script.write_bytes(files(address)[SCRIPT])
        done = subprocess.run([*check, str(script)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_browser_that_dies_is_started_again_ever_more_slowly(machine: Machine) -> None:
    machine.start()
    until(lambda: len(machine.calls("sleep")) >= 10)
    said = machine.stop()
    assert [int(call[0]) for call in machine.calls("sleep")[:10]] == [1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert "浏览器已退出" in said
    assert said.rstrip().endswith("已停止")


def test_after_ten_good_minutes_it_is_started_again_at_once(machine: Machine) -> None:
    machine.program("date", 'cat "$NOTES/clock"')
    (machine.notes / "clock").write_text("1000", encoding="utf-8")
    later = 'echo $(($(cat "$NOTES/clock") + 599 + ($(grep -cx -e --kiosk "$NOTES/chromium") == 4))) >"$NOTES/clock"'
    machine.program("chromium", later)
    machine.start()
    until(lambda: len(machine.calls("sleep")) >= 5)
    machine.stop()
    assert [int(call[0]) for call in machine.calls("sleep")[:5]] == [1, 2, 4, 1, 2]


@pytest.mark.parametrize("address", HOSTILE)
def test_no_address_breaks_out_of_the_script(machine: Machine, address: str, tmp_path: Path) -> None:
    if address.startswith("file:///srv"):  # the page must be there
        address = address.replace("/srv", str(tmp_path))
        page = tmp_path / 'it\'s $(touch hit) & "100%"' / "k.html"
        page.parent.mkdir()
        page.touch()
    if address.startswith("file:///D:"):
        address = address.replace("file:", "https://a.example")
    machine.start(address, XUANLAN_FLAGS="--one --two=*")
    until(lambda: machine.calls("chromium"))
    machine.stop()
    call = machine.calls("chromium")[0]
    assert call[-3:] == ["--one", "--two=*", checked(address)]
    assert call[:2] == ["--kiosk", f"--user-data-dir={machine.profile}"]
    assert not list(tmp_path.rglob("hit"))


def test_the_browser_ends_with_the_script_and_is_not_started_again(machine: Machine) -> None:
    machine.program("chromium", STAYS)
    machine.start()
    until(lambda: machine.calls("chromium"))
    machine.stop()
    assert (machine.notes / "ends").read_text(encoding="utf-8") == "ended\n"
    assert len(machine.calls("chromium")) == 1


def test_the_script_ends_at_once_while_it_waits_to_start_the_browser_again(machine: Machine) -> None:
    machine.program("sleep", f"exec {SLEEP} 1000")
    machine.start()
    until(lambda: machine.calls("sleep"))
    machine.stop()
    assert len(machine.calls("chromium")) == 1


def test_a_second_start_leaves_the_first_alone(machine: Machine) -> None:
    machine.program("chromium", STAYS)
    first = machine.start()
    until(lambda: machine.calls("chromium"))
    _, said = machine.start().communicate(timeout=30)
    machine.running = first
    assert "已经在运行" in said
    assert len(machine.calls("chromium")) == 1
    machine.stop()


@pytest.mark.parametrize(("change", "code"), [({"DISPLAY": ""}, 75), ({"XUANLAN_BROWSER": "none-such"}, 69)])
def test_it_ends_where_there_is_no_desktop_or_no_browser(machine: Machine, change: dict[str, str], code: int) -> None:
    running = machine.start(**change)
    _, said = running.communicate(timeout=30)
    assert running.returncode == code
    assert said.startswith("宣栏屏幕：")


def test_every_browser_that_the_manual_names_is_found(machine: Machine) -> None:
    for name in ("chromium-browser", "google-chrome", "microsoft-edge", "browser360-cn"):
        (machine.programs / name).unlink(missing_ok=True)
        machine.program(name, "exit 1")
        tools = {"PATH": str(machine.programs)}
        for tool in ("cat", "date", "flock", "grep", "mkdir", "readlink", "rm", "sed", "tr"):
            (machine.programs / tool).unlink(missing_ok=True)
            (machine.programs / tool).symlink_to(str(shutil.which(tool)))
        (machine.programs / "chromium").unlink(missing_ok=True)
        machine.start(**tools)
        until(lambda name=name: machine.calls(name))
        machine.stop()
        (machine.programs / name).unlink()


def test_the_screen_is_kept_from_going_dark(machine: Machine) -> None:
    machine.program("chromium", STAYS)
    machine.start()
    until(lambda: machine.calls("chromium"))
    machine.stop()
    assert machine.calls("xset") == [["s", "off", "s", "noblank", "-dpms"]]


def test_what_a_power_cut_leaves_is_cleared_away(machine: Machine) -> None:
    default = machine.profile / "Default"
    default.mkdir(parents=True)
    (default / "Preferences").write_text('{"a":1,"profile":{"exit_type":"Crashed","exited_cleanly":false}}', "utf-8")
    (machine.profile / "SingletonLock").symlink_to("another-machine-1")
    machine.start()
    until(lambda: machine.calls("chromium"))
    machine.stop()
    text = (default / "Preferences").read_text(encoding="utf-8")
    assert text == '{"a":1,"profile":{"exit_type":"Normal","exited_cleanly":true}}'
    assert not (machine.profile / "SingletonLock").is_symlink()


def test_a_browser_that_was_left_behind_makes_way(machine: Machine) -> None:
    left = subprocess.Popen(
        ["sh", "-c", f"{SLEEP} 1000; :", f"--user-data-dir={machine.profile}"], start_new_session=True
    )
    machine.profile.mkdir(parents=True)
    (machine.profile / "SingletonLock").symlink_to(f"here-{left.pid}")
    machine.start()
    until(lambda: left.poll() is not None)
    until(lambda: machine.calls("chromium"))
    machine.stop()
    os.killpg(left.pid, signal.SIGKILL)


def test_a_browser_that_starts_through_another_program_is_started_once(machine: Machine) -> None:
    browser = f"exec {SLEEP} 1000 2>/dev/null"
    through = f'sh -c \'{browser}; :\' "$2" &\nln -sf "here-$!" "${{2#*=}}/SingletonLock"'
    machine.program("chromium", through.replace("exec ", ""))
    machine.start()
    until(lambda: len(machine.calls("sleep")) > 10)
    assert len(machine.calls("chromium")) == 1
    owner = machine.owner()
    machine.stop()
    until(lambda: machine.owner() != owner)


def test_a_page_on_a_disk_is_waited_for(machine: Machine, tmp_path: Path) -> None:
    page = tmp_path / "宣传栏 盘" / "kiosk" / "index.html"
    machine.start(page.as_uri())
    until(lambda: len(machine.calls("sleep")) > 40)
    assert machine.calls("chromium") == []
    page.parent.mkdir(parents=True)
    page.touch()
    until(lambda: machine.calls("chromium"))
    assert machine.calls("chromium")[0][-1] == page.as_uri()
    assert "继续等待" in machine.stop()


def test_a_site_that_answers_late_is_loaded_again_once(machine: Machine) -> None:
    machine.program("chromium", STAYS)
    machine.program("curl", '[ -e "$NOTES/up" ]')
    machine.start(XUANLAN_WAIT="15")
    until(lambda: machine.calls("chromium"))
    assert len(machine.calls("curl")) >= 3
    assert {call[-1] for call in machine.calls("curl")} == {ADDRESS}
    (machine.notes / "up").touch()
    until(lambda: len(machine.calls("chromium")) == 2)
    said = machine.stop()
    assert "先启动浏览器" in said
    assert "重新载入" in said
    assert len(machine.calls("chromium")) == 2


def test_chromium_comes_back_with_its_page_when_it_is_killed(machine: Machine) -> None:
    server = Server()
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    for name in ("chromium", "curl"):
        (machine.programs / name).unlink()
    flags, command = FLAGS, browser
    if shutil.which("xvfb-run"):
        command = str(machine.programs / "on-a-screen")
        Path(command).write_text(f'#!/bin/sh\nexec xvfb-run -a {browser} "$@"\n', encoding="utf-8")
        Path(command).chmod(0o755)
    else:
        flags = [*FLAGS, "--headless=new"]
    machine.start(f"http://0.0.0.0:{server.port}/", XUANLAN_BROWSER=command, XUANLAN_FLAGS=" ".join(flags))
    for times in (1, 2, 3):
        until(lambda times=times: server.seen.count("/seen?true") == times)  # also: plain http is no hindrance
        os.kill(machine.owner(), signal.SIGKILL)
        until(lambda: machine.owner() == 0)
    until(lambda: server.seen.count("/seen?true") == 4)
    said = machine.stop()
    assert machine.owner() == 0
    server.close()
    assert said.count("重新启动") == 3


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


@pytest.mark.parametrize("address", [ADDRESS, *HOSTILE])
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("address", REFUSED)
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
