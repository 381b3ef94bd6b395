"""The ledger of publication: what it says stood where is what the releases say, whatever happened in between."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from commands import call
from rounds import times
from sites import NOW, new_site, notice, write

from xuanlan import addresses
from xuanlan.diagnostics.report import MachineError, Report
from xuanlan.models import approvals
from xuanlan.models import publications as ledger
from xuanlan.models.publications import Publication
from xuanlan.releases import publications
from xuanlan.releases.store import Store
from xuanlan.tree.release import Release, screen_part

HISTORIES, STEPS, LONGEST = 300, 4, 70
SCREENS = ("hall", "gate")


class Text(NamedTuple):
    """A notice of a made-up site: the minute from which it is over, if any, belongs to what its digest is of."""

    version: int
    state: str
    until: int | None
    screens: tuple[str, ...]

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.version} {self.until}".encode()).hexdigest()[:16]


def minute(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def tree(releases: Path, texts: Mapping[str, Text], now: int) -> Release:
    """A release as small as can be: only what tells of notices."""
    rows = [
        {
            "id": ident,
            "title": f"通知{ident}",
            "digest": text.digest,
            "state": "expired" if text.until is not None and text.until <= now else text.state,
            "expires": None if text.until is None else minute(text.until).isoformat(),
        }
        for ident, text in texts.items()
    ]
    files: dict[str, Any] = {addresses.API: json.dumps({"notices": rows}).encode()}
    for screen in SCREENS:
        items = {f"notice:{ident}": {"id": ident} for ident, text in texts.items() if screen in text.screens}
        show = json.dumps({"items": items | {"clock": {"kind": "clock"}}})
        files[addresses.screen(screen, addresses.SHOW)] = screen_part(show)
    digest = hashlib.sha256(repr((now, sorted(texts.items()))).encode()).hexdigest()
    ident = f"{minute(now):%Y%m%d%H%M}-{digest[:12]}"
    said = {"release": ident, "tree": digest, "built_at": minute(now).isoformat(), "counts": {"notices": len(texts)}}
    files[addresses.RELEASE] = json.dumps(said).encode()
    folder = releases / ident
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return Release(folder, ident, digest, minute(now), len(texts))


@cache
def told(folder: Path) -> list[tuple[str, str, str, datetime | None]]:
    """Id, place, digest and end of all that a tree lists or plays: by its files alone."""
    rows = json.loads((folder / addresses.API).read_text(encoding="utf-8"))["notices"]
    listed = {
        row["id"]: (row["digest"], row["expires"] and datetime.fromisoformat(row["expires"]))
        for row in rows
        if row["state"] in ("current", "open", "closed")
    }
    found = [(ident, "网站", *facts) for ident, facts in listed.items()]
    for screen in SCREENS:
        script = (folder / addresses.screen(screen, addresses.SHOW)).read_text(encoding="ascii")
        played = [item.get("id") for item in json.loads(json.loads(script[7:-3]))["items"].values()]
        found += [(ident, f"屏幕 {screen}", *listed[ident]) for ident in played if ident in listed]
    return found


def stands(release: Release, at: int) -> dict[tuple[str, str], str]:
    """The digest of what stands at each place while readers see this tree at this minute."""
    moment = minute(at)
    found = told(release.folder)
    return {(ident, place): digest for ident, place, digest, until in found if until is None or until > moment}


Span = tuple[str, str, str, int, int | None]
"""Id, place, digest, first minute, minute behind the last; None while it stands."""


def by_minutes(seen: list[tuple[int, Release]], end: int) -> set[Span]:
    """What stood where, from looking at every minute up to `end` at what readers saw."""
    shown: dict[tuple[str, str], list[str]] = {}
    for at in range(end):
        current = [release for since, release in seen if since <= at]
        for key, digest in stands(current[-1], at).items() if current else ():
            shown.setdefault(key, [""] * end)[at] = digest
    found = set()
    for (ident, place), minutes in shown.items():
        for digest, run in groupby(enumerate(minutes), key=lambda one: one[1]):
            if digest:
                numbers = [number for number, _ in run]
                last = numbers[-1] + 1
                found.add((ident, place, digest, numbers[0], None if last == end else last))
    return found


def spans(rows: list[Publication], end: int) -> set[Span]:
    """The same from the ledger."""

    def number(moment: str | None) -> int | None:
        minutes = (datetime.fromisoformat(moment) - NOW) // timedelta(minutes=1) if moment else None
        return None if minutes is None or minutes >= end else minutes

    return {(row.id, row.place, row.digest or "", number(row.since) or 0, number(row.until)) for row in rows}


class History:
    """A made-up site, its releases and what readers saw of them."""

    def __init__(self, root: Path, chance: Random) -> None:
        self.root, self._chance, self._store = root, chance, Store(root / "www")
        (root / "www/.xuanlan").mkdir(parents=True)
        (root / "notices").mkdir(parents=True)
        self.texts: dict[str, Text] = {}
        self.releases: list[Release] = []
        self.seen: list[tuple[int, Release]] = []
        self.now = 0

    def edit(self) -> None:
        """Add, change, withdraw, restore, put on screens, move or remove something."""
        chance = self._chance
        ident = chance.choice("abcde")
        old = self.texts.get(ident)
        screens = tuple(screen for screen in SCREENS if chance.random() < 0.4)
        until = self.now + chance.randrange(1, 60) if chance.random() < 0.4 else None
        if old is None:
            self.texts[ident] = Text(chance.randrange(3), "current", until, screens)
        elif chance.random() < 0.1:
            del self.texts[ident]
        else:
            changes: dict[str, Any] = chance.choice(
                (
                    {"version": chance.randrange(3)},
                    {"state": chance.choice(("withdrawn", "superseded", "current", "open"))},
                    {"until": until},
                    {"screens": screens},
                )
            )
            self.texts[ident] = old._replace(**changes)

    def step(self) -> None:
        self.now += self._chance.randrange(1, 25)
        if self.releases and self._chance.random() < 0.25:
            self.show(self._chance.choice(self.releases))
            return
        for _ in range(self._chance.randrange(6)):
            self.edit()
        release = tree(self.root / "www" / "releases", self.texts, self.now)
        self.releases.append(release)
        self.show(release, cut_off=self._chance.random() < 0.15)

    def show(self, release: Release, *, cut_off: bool = False) -> None:
        """Switch to a release; a run that is `cut_off` does not come to the ledger."""
        self.seen.append((self.now, release))
        try:
            with publications.entering(self.root, self._store, release, minute(self.now)):
                self._store.switch(release)
                if cut_off:
                    raise MachineError("没有电了。")
        except MachineError:
            assert cut_off


@pytest.mark.usefixtures("no_waiting")
def test_the_ledger_says_what_every_minute_of_random_histories_shows(tmp_path: Path) -> None:
    for number in range(times(HISTORIES)):
        history = History(tmp_path / str(number), Random(number))
        for _ in range(STEPS):
            history.step()
        history.now += 1
        history.show(history.seen[-1][1])
        end = history.now + LONGEST
        found = spans(ledger.load(history.root, Report()), end)
        assert found == by_minutes(history.seen, end), f"history {number}"


def called(root: Path, *words: str, now: str) -> str:
    """What a command says that succeeds."""
    done = call(*words, cwd=root, XUANLAN_NOW=now)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def told_by(root: Path, *words: str) -> list[list[str]]:
    """The ledger as its command prints it, without its head and the digests, which are the last column."""
    lines = called(root, "ledger", *words, now="2026-12-01").splitlines()[1:]
    return [line.split("\t")[:-1] for line in lines]


def test_a_real_site_tells_of_pages_screens_paper_changes_and_the_way_back(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    write(root, {"notices/screens.yml": "- {id: hall, title: 大厅}\n"})
    called(root, "publish", "www", now="2026-02-01T09:00")
    text = notice("停水通知", "2026-01-05", id="a", expires="2026-03-31", body="改为两天。\n")
    write(root, {"notices/a.md": text, "notices/b.md": notice("停电通知", "2026-01-06", id="b")})
    called(root, "publish", "www", now="2026-02-02T09:00")
    called(root, "print", "a", "--out", str(tmp_path / "a.pdf"), now="2026-02-02T10:00")
    called(root, "rollback", "www", now="2026-02-03T09:00")
    first, second, third = "2026-02-01 09:00", "2026-02-02 09:00", "2026-02-03 09:00"
    both = ["屏幕“大厅”", "网站"]
    assert told_by(root) == [
        *(["a", "停水通知", place, first, second, "改动", ""] for place in both),
        *(["a", "停水通知", place, second, third, "改动", ""] for place in both),
        *(["b", "停电通知", place, second, third, "撤下", ""] for place in both),
        ["a", "停水通知", "纸质", "2026-02-02 10:00", "", "", ""],
        *(["a", "停水通知", place, third, "", "仍在公开", ""] for place in both),
    ]
    assert [row[0] for row in told_by(root, "--from", "2026-02-03", "--to", "2026-02-04")] == [
        "a",
        "a",
        "b",
        "b",
        "a",
        "a",
        "a",
    ]
    assert told_by(root, "--to", "2026-02-01") == []


def test_the_ledger_has_the_digest_that_was_approved_and_by_whom(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a", expires="2026-02-10")})
    write(root, {"notices/settings.yml": "审批: [{名称: 初审}, {名称: 终审}]\n"})
    for who in ("党办", "校长"):
        called(root, "approve", "a", "--by", who, now="2026-02-01")
    called(root, "publish", "www", now="2026-02-02")
    write(root, {"notices/a.md": notice("停水通知", "2026-01-05", id="a", expires="2026-12-10")})
    called(root, "publish", "www", now="2026-02-03")
    agreed = approvals.load(root, Report()).approved("a")
    assert agreed is not None
    for row in ledger.load(root, Report()):
        assert (row.digest, row.approved) == (agreed.digest, "初审 党办、终审 校长")
        assert (row.since, row.until, row.end) == ("2026-02-02T00:00:00+08:00", "2026-02-11T00:00:00+08:00", "到期")


def test_the_csv_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("'=1+1，停水'", "2026-01-05", id="a")})
    called(root, "publish", "www", now="2026-02-01")
    called(root, "ledger", "--csv", str(tmp_path / "台账.csv"), "--pdf", str(tmp_path / "台账.pdf"), now="2026-12-01")
    written = (tmp_path / "台账.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["标题", "'=1+1，停水", "'=1+1，停水"]
    assert (tmp_path / "台账.pdf").read_bytes().startswith(b"%PDF")


def test_the_part_on_minors_has_what_titles_and_rules_find_and_nothing_else(tmp_path: Path) -> None:
    texts = {
        "a.md": notice("2026年助学金受助学生名单公示", "2026-01-05", id="list"),
        "b.md": notice("停水通知", "2026-01-05", id="water"),
        "c.md": notice("小学部集体活动安排", "2026-01-05", id="trip", body="李同学，出生于2016年3月5日。\n"),
    }
    root = new_site(tmp_path / "project", texts)
    called(root, "publish", "www", now="2026-02-01")
    lines = called(root, "ledger", "--minors", now="2026-12-01").splitlines()[1:]
    assert {line.split("\t")[0]: line.split("\t")[-1] for line in lines} == {
        "list": "学生资助名单",
        "trip": "提到未成年人，并有 personal-birth-prose",
    }


def test_a_run_that_is_cut_off_before_the_ledger_is_entered_by_the_next(tmp_path: Path) -> None:
    history = History(tmp_path / "site", Random(1))
    history.texts["a"] = Text(1, "current", None, ("hall",))
    release = tree(history.root / "www" / "releases", history.texts, 3)
    history.now = 3
    history.show(release, cut_off=True)
    assert ledger.load(history.root, Report()) == []
    history.now = 50
    history.show(release)
    assert spans(ledger.load(history.root, Report()), 60) == {
        ("a", place, history.texts["a"].digest, 3, None) for place in ("网站", "屏幕 hall")
    }


def test_a_ledger_that_cannot_be_read_is_never_written_over(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    write(root, {"notices/publications.yml": "- {id: a, place: 网站}\n"})
    done = call("publish", "www", cwd=root, XUANLAN_NOW="2026-02-01")
    assert done.returncode == 1
    assert not (root / "www/current").exists()
    assert (root / "notices/publications.yml").read_text(encoding="utf-8") == "- {id: a, place: 网站}\n"


def test_times_that_a_person_has_written_are_read_or_told_at_their_line(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", {"a.md": notice("关于值班的通知", "2026-01-05", "值班。\n", id="a")})
    row = {"id": "a", "place": "网站", "title": "关于值班的通知", "since": "2026-01-05T09:00:00+08:00"}
    file = site / ledger.PATH
    period = ("--from", "2026-01-01", "--to", "2026-12-31")
    for field in ("since", "until"):
        for words in ("2026-01-06 09:00", "2026年1月6日9时", "2026-01-06T01:00:00Z", "2026/1/6"):
            file.write_text(f"- {json.dumps(row | {field: words}, ensure_ascii=False)}\n", encoding="utf-8")
            done = call("ledger", *period, "--now", "2026-03-01T09:00", cwd=site)
            assert (done.returncode, "2026-01-0" in done.stdout) == (0, True), (field, words, done.stderr)
        for words in ("去年", "0001-01-01T00:00:00+08:00", "2026-13-01T00:00:00+08:00", "9999-12-31T23:59:59-12:00"):
            file.write_text(f"# 台账\n- {json.dumps(row | {field: words}, ensure_ascii=False)}\n", encoding="utf-8")
            for command in (("ledger", *period), ("counts",), ("publish", f"../{field}-{words}")):
                done = call(*command, "--now", "2026-03-01T09:00", cwd=site)
                assert done.returncode == 1, (field, words, command, done.stdout, done.stderr)
                assert f"{ledger.PATH}:2:" in done.stderr, (field, words, command, done.stderr)
                assert "Traceback" not in done.stderr


def test_going_back_outside_of_the_site_still_works_and_says_what_it_did_not_do(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    called(root, "publish", str(tmp_path / "www"), now="2026-02-01")
    write(root, {"notices/b.md": notice("停电通知", "2026-01-06", id="b")})
    called(root, "publish", str(tmp_path / "www"), now="2026-02-02")
    done = call("rollback", str(tmp_path / "www"), cwd=tmp_path, XUANLAN_NOW="2026-02-03")
    assert done.returncode == 0
    assert "没有记进信息发布台账" in done.stderr
    assert not (tmp_path / "notices").exists()
    called(root, "publish", str(tmp_path / "www"), now="2026-02-04")
    assert [row[2:6] for row in told_by(root) if row[0] == "b"][-1] == ["网站", "2026-02-04 00:00", "", "仍在公开"]
