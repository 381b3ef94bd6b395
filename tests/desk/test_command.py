"""The command that uploads what was published: what is kept, and what is said when it fails."""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from commands import call
from desks import desk_of
from sites import Site

from xuanlan.desk.folder import VARIABLE, Folder
from xuanlan.desk.publishing import Publishing
from xuanlan.desk.uploading import checked, upload
from xuanlan.diagnostics.report import CallError, MachineError


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("rsync -a 'a {folder}", "引号"),
        ("rsync -a . server:", "{folder}"),
        ("  rsync", "{folder}"),
        ("a\0 {folder}", "看不见"),
    ],
)
def test_a_command_that_cannot_upload_is_not_kept(command: str, words: str) -> None:
    with pytest.raises(CallError, match=re.escape(words)):
        checked(command)
    assert checked("  ") == ""


def test_why_nothing_was_uploaded_is_told(tmp_path: Path) -> None:
    failing = [sys.executable, "-c", "print('连不上服务器'); raise SystemExit(3)", "{folder}"]
    for command, words in ((shlex.join(failing), "连不上服务器"), ("no-such-program {folder}", "no-such-program")):
        with pytest.raises(MachineError, match=words):
            upload(checked(command), tmp_path)


def test_what_a_command_leaves_in_the_background_is_not_waited_for(tmp_path: Path) -> None:
    left = tmp_path / "left"
    upload(checked(f"sh -c 'sleep 600 & echo $! > {left}' {{folder}}"), tmp_path)
    os.kill(int(left.read_text()), signal.SIGTERM)


def test_of_a_command_that_says_much_the_end_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="磁盘满了") as told:
        upload(checked("sh -c 'yes | head -c 9000000; echo 磁盘满了; exit 1' {folder}"), tmp_path)
    assert len(str(told.value)) < 200


def test_a_browser_sets_no_command_on_a_server_of_several_people(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    root = Site(tmp_path / "网站").root
    assert call("desk", "--upload", "scp -r {folder} a:/b", cwd=root).returncode == 0
    folder = Folder(root)
    shared = Publishing(root, folder, NotImplemented, [], is_shared=True)
    with pytest.raises(CallError, match="--upload"):
        shared.aim(str(tmp_path / "发布"), "touch {folder}")
    shared.aim(str(tmp_path / "发布"), "scp -r {folder} a:/b")
    assert folder.target == (str(tmp_path / "发布"), "scp -r {folder} a:/b")
    assert call("desk", "--upload", "", cwd=root).returncode == 0
    assert folder.target.upload == ""


def test_while_an_upload_takes_its_time_texts_are_saved_and_built(tmp_path: Path) -> None:
    site, begun, may_end = Site(tmp_path / "网站"), tmp_path / "begun", tmp_path / "may-end"
    command = f"sh -c 'touch {begun}; while [ ! -e {may_end} ]; do sleep 0.1; done' {{folder}}"
    with desk_of(site.root, tmp_path / "kept") as desk, ThreadPoolExecutor(1) as other:
        cookie = desk.login()
        desk.until_read(cookie)
        desk.ask(cookie, "/api/publish/target", {"folder": str(tmp_path / "发布"), "upload": command})
        published = other.submit(desk.ask, cookie, "/api/publish", {})
        while not begun.exists():
            time.sleep(0.01)
        builds = desk.ask(cookie, "/api/site")["builds"]
        edit = {"base": desk.ask(cookie, "/api/texts/duty")["base"], "body": "改过。"}
        desk.ask(cookie, "/api/texts/duty/save", edit)
        while desk.ask(cookie, "/api/site")["builds"] == builds:
            time.sleep(0.05)
        assert not published.done()
        may_end.touch()
        assert published.result(60)["notices"] == 1
