"""`xuanlan correct`: what was sent, printed or published and is right no more, out of the ledger and what is kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from commands import call
from sites import new_site, notice

from xuanlan.desk.folder import VARIABLE, Folder, Target
from xuanlan.diagnostics.report import Report
from xuanlan.library.approved_copies import Copy
from xuanlan.models import publications

OLD = notice("关于召开会议的通知", "2026-11-20", "请于12月3日前报名。\n", id="a", unit="教务处",
             event_from="2026-12-05 14:30", place="行政楼 301 室")  # fmt: skip
NEW = OLD.replace("2026-12-05 14:30", "2026-12-06 15:00")
OTHER = OLD.replace("12月3日", "12月4日")
EARLIER = "2026-11-22T09:00"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site, published with the old text to the folder beside it."""
    root = tmp_path_factory.mktemp("correcting")
    site = new_site(root / "site", {"a.md": OLD, "b.md": notice("关于选课的通知", "2026-11-20", id="b")})
    done = call("publish", str(root / "out"), "--now", EARLIER, cwd=site)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def place(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the site; `out` beside it is what was published."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "desk"))
    shutil.copytree(published / "site", tmp_path / "site")
    (tmp_path / "out").symlink_to(published / "out")
    return tmp_path / "site"


def change(site: Path, text: str = NEW) -> None:
    (site / "notices" / "a.md").write_text(text, "utf-8")


@pytest.fixture
def correct(place: Path) -> Callable[..., CompletedProcess[str]]:
    return lambda *words: call("correct", "a", *words, cwd=place)


def sent(site: Path, *names: str) -> None:
    words = [word for name in names for word in ("--sent", name)]
    done = call("channel", "a", *words, "--now", EARLIER, cwd=site)
    assert done.returncode == 0, done.stderr


def test_what_was_sent_is_in_the_ledger_and_on_its_table(place: Path) -> None:
    sent(place, "sms", "group", "sms")
    rows = [row for row in publications.load(place, Report()) if row.is_sent]
    assert [(row.id, row.place, row.until) for row in rows] == [("a", "渠道 短信", None), ("a", "渠道 群消息", None)]
    table = call("ledger", cwd=place).stdout
    assert "\t短信\t2026-11-22" in table.replace("年", "-")
    done = call("publish", str(place.parent / "again"), "--now", "2026-11-22T12:00", cwd=place)
    assert done.returncode == 0, done.stderr
    assert [row for row in publications.load(place, Report()) if row.is_sent] == rows


def test_only_channels_that_had_the_old_fact_are_corrected(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    sent(place, "sms", "docx")
    change(place)
    done = correct("--from", str(place.parent / "out"))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split("\u3000")[0] for line in lines] == ["Word 文稿", "短信"]
    for line in lines:
        assert "“2026年12月5日”应为“2026年12月6日”" in line
        assert "特此更正" in line
    assert "台账里没有记" not in done.stderr


def test_a_channel_that_was_sent_the_new_text_is_not_corrected(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    sent(place, "sms", "group")
    change(place)
    assert call("channel", "a", "--sent", "sms", cwd=place).returncode == 0
    done = correct("--from", str(place.parent / "out"))
    assert [line.split("\u3000")[0] for line in done.stdout.splitlines()] == ["群消息"]


def test_a_channel_that_does_not_tell_what_has_changed_is_not_corrected(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    sent(place, "sms", "broadcast")
    change(place, OTHER)
    done = correct("--from", str(place.parent / "out"))
    assert [line.split("\u3000")[0] for line in done.stdout.splitlines()] == ["广播稿"]


def test_without_a_record_of_channels_all_that_tell_it_are_named_and_that_is_said(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    change(place)
    done = correct("--from", str(place.parent / "out"))
    assert done.returncode == 0, done.stderr
    assert {line.split("\u3000")[0] for line in done.stdout.splitlines()} >= {"公众号", "群消息", "短信", "广播稿"}
    assert "台账里没有记发到过哪些渠道" in done.stderr


def test_the_folder_that_the_desk_publishes_to_is_known(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    sent(place, "sms")
    change(place)
    Folder(place).keep_target(Target(str(place.parent / "out"), ""))
    done = correct()
    assert done.returncode == 0, done.stderr
    assert "短信\u3000更正" in done.stdout


def test_a_text_that_was_approved_is_known(place: Path, correct: Callable[..., CompletedProcess[str]]) -> None:
    sent(place, "sms")
    (row,) = [row for row in publications.load(place, Report()) if row.is_sent]
    Copy(place, "a", row.digest or "").keep(OLD, {})
    change(place)
    done = correct()
    assert done.returncode == 0, done.stderr
    assert "“2026年12月5日”应为“2026年12月6日”" in done.stdout


def test_paper_that_hangs_somewhere_is_corrected_too(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    printed = call("print", "a", "--out", str(place.parent / "a.pdf"), "--now", EARLIER, cwd=place)
    assert printed.returncode == 0, printed.stderr
    change(place)
    done = correct("--from", str(place.parent / "out"))
    assert "纸质" in {line.split("\u3000")[0] for line in done.stdout.splitlines()}


def test_where_nothing_is_kept_the_ledger_s_word_and_the_way_out_are_told(
    place: Path, correct: Callable[..., CompletedProcess[str]]
) -> None:
    sent(place, "sms")
    change(place)
    done = correct()
    assert done.returncode == 2
    assert not done.stdout
    assert "台账记着 2026-11-22 在短信给出过不同的内容" in done.stderr
    assert "--from" in done.stderr


def test_what_has_not_changed_needs_no_correction(place: Path, correct: Callable[..., CompletedProcess[str]]) -> None:
    sent(place, "sms")
    assert "不用更正" in correct().stderr
    change(place, OLD.replace("请于", "请务必于"))
    done = correct("--from", str(place.parent / "out"))
    assert (done.returncode, done.stdout) == (0, "")
    assert "不用更正" in done.stderr
