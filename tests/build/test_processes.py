"""One process or several, forked or spawned: the same bytes and the same findings."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from sites import Site
from trees import digests

from xuanlan.build import make
from xuanlan.diagnostics.console import Console
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.library import bodies, front_matter
from xuanlan.models.schedule import parse_now
from xuanlan.runtime import workers


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """More notices than one process takes at once, of several kinds, with findings, links and attachments."""
    made = Site(tmp_path_factory.mktemp("many") / "网站")
    # No sheets: they are set in processes of their own, which are not looked at here.
    made.write({"notices/附件.csv": "姓名\n", "notices/settings.yml": "打印件: 不做\n"})
    for number in range(50):
        kind = ("通知", "公示", "倡议书", "规定")[number % 4]
        head = [f"title: 第{number}份{kind}", f"kind: {kind}", f"date: 2026-01-{number % 28 + 1:02}", f"id: n-{number}"]
        head += ["open_from: 2026-02-20", "open_until: 2026-03-10"] if kind == "公示" else []
        head += ["tags: [安全]"] if number % 3 == 0 else []
        body = (
            f"1. 第{number}条\n2. 又一条\n"
            if kind == "规定"
            else f"正文{number}，见[前一份](n{max(0, number - 1)}.md)。\n"
        )
        body += "\n附[表](附件.csv)。\n" if number % 10 == 0 else ""
        made.write({f"notices/n{number}.md": "\n".join(["---", *head, "---", body])})
    return made


def built(site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, str], str]:
    """The digests of the output, and what was said."""
    monkeypatch.setenv("XUANLAN_CACHE", str(folder / "cache"))
    said = io.StringIO()
    run.build(site.root, folder / "out", Options(now=parse_now("2026-03-01T09:00"), console=Console(said)))
    return digests(folder / "out"), said.getvalue()


def test_the_number_and_the_birth_of_processes_change_nothing(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processors", lambda: 1)
    alone = built(site, tmp_path / "alone", monkeypatch)
    assert "field-expected" in alone[1]
    for module in (front_matter, bodies, make):
        monkeypatch.setattr(module, "WORTH_A_PROCESS", 1)
        monkeypatch.setattr(module, "CHUNK", 7)
    monkeypatch.setattr(workers, "SPAWNING", 1)
    parents: set[int] = set()

    def two() -> int:
        parents.add(os.getpid())
        return 2

    monkeypatch.setattr(workers, "processors", two)
    for name, may_fork in (("forked", True), ("spawned", False)):
        monkeypatch.setattr(workers, "may_fork", lambda may_fork=may_fork: may_fork)
        assert built(site, tmp_path / name, monkeypatch) == alone
    assert parents == {os.getpid()}, "processes were asked for"
