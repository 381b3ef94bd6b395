"""Readers at a real nginx while `xuanlan publish` goes on: nothing fails, nothing is mixed."""

from __future__ import annotations

import re
import shutil
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from commands import run
from rounds import times
from sites import REPO, new_site, notice, write
from web_servers import Server, serving

from xuanlan.tree.release import Release


@dataclass(frozen=True, slots=True)
class Seen:
    """What one reader got, one after the other."""

    before: str
    mark: str
    built: str
    style: int
    after: str


def reader(server: Server, seen: list[Seen], failed: list[str], done: threading.Event) -> None:
    """Reads until `done`: which release is on, a page, its style, a script, and once more which release is on."""
    while not done.wait(0.005):  # a moment for those who publish
        try:
            before, page, built = (server.ask(path) for path in ("release.json", "n/a/", "assets/xuanlan/built.js"))
            text = page.body.decode()
            style = re.search(r'href="../../(assets/xuanlan/xuanlan\.[0-9a-f]{8}\.css)"', text)
            mark = re.search("第([甲乙])版", text)
            assert style is not None, page
            assert mark is not None, page
            css = server.ask(style[1])
            after = server.ask("release.json")
            for answer in (before, page, built, css, after):
                assert answer.status == 200, answer
        except (AssertionError, OSError) as error:
            failed.append(repr(error)[:300])
            continue
        ids = [re.search(rb'"release": "([^"]+)"', answer.body) for answer in (before, after)]
        first, last = (found[1].decode() if found else "" for found in ids)
        seen.append(Seen(first, mark[1], built.body.decode(), css.status, last))


def test_publishing_while_others_read_fails_no_request_and_mixes_no_releases(tmp_path: Path) -> None:
    folder = tmp_path
    root = new_site(folder / "project", {"a.md": ""})
    engines = {"甲": REPO / "hooks", "乙": folder / "engine"}
    shutil.copytree(REPO / "hooks", engines["乙"], ignore=shutil.ignore_patterns("__pycache__"))
    sheet = next((engines["乙"] / "xuanlan/theme/assets").glob("*.css"))
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n.x-new { color: red; }\n", encoding="utf-8")
    truth: dict[str, tuple[str, str]] = {}

    def publish(number: int) -> None:
        mark = "甲乙"[number % 2]
        write(root, {"notices/a.md": notice("停水通知", "2026-01-05", f"第{mark}版\n" * (5 + number), id="a")})
        now = f"{datetime(2026, 2, 1, 8) + timedelta(days=number):%Y-%m-%dT%H:%M}"
        done = run("xuanlan", "publish", "../www", "--now", now, cwd=root, PYTHONPATH=str(engines[mark]))
        assert done.returncode == 0, done.stderr
        release = Release.of(folder / "www/current")
        assert release is not None
        truth[release.id] = (mark, now)

    publish(0)
    publish(1)
    seen: list[Seen] = []
    failed: list[str] = []
    done = threading.Event()
    with serving("nginx", folder / "www", folder / "work") as running:
        readers = [threading.Thread(target=reader, args=(running, seen, failed, done)) for _ in range(2)]
        for one in readers:
            one.start()
        try:
            for number in range(2, 2 + times(3)):
                publish(number)
        finally:
            done.set()
            for one in readers:
                one.join()
    assert failed == []
    assert {one.before for one in seen} <= truth.keys()
    assert len({one.before for one in seen}) > times(3) // 2, "readers saw the switches"
    for got in seen:
        if got.before == got.after:  # no release has the id of an earlier one, so nothing was switched in between
            mark, now = truth[got.before]
            assert (got.mark, now in got.built) == (mark, True), got
