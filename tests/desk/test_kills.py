"""The desk is killed at any moment, as by a power cut: no file is damaged, and what was typed is there again."""

from __future__ import annotations

import http.client
import random
import threading
import time
from contextlib import suppress
from pathlib import Path

from desks import DeskProcess
from rounds import times
from sites import Site, sample

NOTICE = "notices/a.md"
PATIENCE = 2.0
"""Seconds of typing that may be lost; the browser's own store has even these."""


class Typist(threading.Thread):
    """Types on and on: what was typed is kept at once, and now and then it is saved."""

    def __init__(self, desk: DeskProcess, number: int) -> None:
        super().__init__(daemon=True)
        self.desk, self.number = desk, number
        self.kept: list[tuple[float, str]] = []
        """what the desk has confirmed to have kept, and when"""
        self.saved = ""

    def run(self) -> None:
        with suppress(OSError, http.client.HTTPException, AssertionError):
            cookie = self.desk.login()
            self.desk.until_read(cookie)
            opened = self.desk.ask(cookie, "/api/texts/case")
            body, base, count = opened["body"].partition("第")[0].rstrip("\n"), opened["base"], 0
            while True:
                count += 1
                typed = f"{body}\n\n第{self.number}次，第{count}句。\n"
                self.desk.ask(cookie, "/api/texts/case/keep", {"base": base, "body": typed})
                self.kept.append((time.monotonic(), typed))
                if count % 5 == 0:
                    base = self.desk.ask(cookie, "/api/texts/case/save", {"base": base, "body": typed})["base"]
                    self.saved = typed


def test_kills_while_typing_and_saving_damage_nothing_and_lose_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "网站").write({NOTICE: sample("正文。\n")})
    chance, file = random.Random(3), site.root / NOTICE
    head = file.read_text(encoding="utf-8").partition("正文")[0]
    for number in range(times(2)):
        desk = DeskProcess(site.root, tmp_path / "kept")
        typist = Typist(desk, number)
        typist.start()
        while not typist.kept and typist.is_alive():
            time.sleep(0.01)
        time.sleep(chance.random() * 0.5)
        killed = time.monotonic()
        desk.kill()
        typist.join(timeout=30)
        text = file.read_text(encoding="utf-8")
        assert text.startswith(f"{head}正文。"), "the front matter and the beginning are whole"
        assert text.endswith("。\n"), "the end is whole"
        assert sorted(path.name for path in file.parent.iterdir() if path.suffix == ".md") == ["a.md"]
        again = DeskProcess(site.root, tmp_path / "kept")
        cookie = again.login()
        again.until_read(cookie)
        opened = again.ask(cookie, "/api/texts/case")
        again.close()
        there = (opened["unsaved"] or {}).get("body") or opened["body"]
        before = [typed for at, typed in typist.kept if at < killed - PATIENCE] or ["正文"]
        recent = [typed for at, typed in typist.kept if at >= killed - PATIENCE]
        # What was being sent at that moment may be there as well.
        following = f"第{number}次，第{len(typist.kept) + 1}句。"
        assert there in (*recent, before[-1], typist.saved) or following in there
