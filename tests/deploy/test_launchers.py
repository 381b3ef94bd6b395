"""What starts the browser of a screen: the script run for real, with a browser that is made up and with Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from browsers import BROWSERS, FLAGS
from local_server import listening
from screen_machine import ADDRESS, HOSTILE, SCRIPT, SLEEP, STAYS, Machine, a_machine, until

from xuanlan.deploy.launchers import checked, files


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    with a_machine(tmp_path) as made:
        yield made


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
        until(partial(machine.calls, name))
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


def is_reached(seen: list[str], times: int) -> bool:
    """Whether the page has been loaded so often, each time as one that a browser trusts."""
    return seen.count("/seen?true") == times


def test_chromium_comes_back_with_its_page_when_it_is_killed(machine: Machine) -> None:
    seen: list[str] = []
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
    with listening(partial(Handler, seen)) as port:
        machine.start(f"http://0.0.0.0:{port}/", XUANLAN_BROWSER=command, XUANLAN_FLAGS=" ".join(flags))
        for times in (1, 2, 3):
            until(partial(is_reached, seen, times))  # also: plain http is no hindrance
            os.kill(machine.owner(), signal.SIGKILL)
            until(lambda: machine.owner() == 0)
        until(partial(is_reached, seen, 4))
        said = machine.stop()
    assert machine.owner() == 0
    assert said.count("重新启动") == 3
