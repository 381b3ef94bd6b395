"""A good site is not replaced by what is there by mistake: content that is not mounted, a clock that is wrong."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from commands import call, run
from sites import DEMO_NOW, new_site, notice, write
from trees import digests

from xuanlan.models import schedule
from xuanlan.text.dates import SHANGHAI

TWO = {"a.md": notice("停水通知", "2026-01-05", id="a"), "b.md": notice("停电通知", "2026-01-06", id="b")}
MANY = {f"{n}.md": notice(f"第{n}号通知", "2026-01-05", id=f"n{n}") for n in range(20)}
SETTINGS = {"settings.yml": "打印件: 不做\n"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two notices that was built and published."""
    root = new_site(tmp_path_factory.mktemp("standing") / "project", TWO | SETTINGS)
    for words in (("build",), ("publish", "www")):
        done = call(*words, cwd=root)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "project", symlinks=True)


def without(root: Path) -> None:
    shutil.rmtree(root / "notices")


def empty(root: Path) -> None:
    without(root)
    (root / "notices").mkdir()


def hidden(root: Path) -> None:
    empty(root)
    (root / "notices/.snapshot").mkdir()


def a_file(root: Path) -> None:
    without(root)
    (root / "notices").write_text("", encoding="utf-8")


def nowhere(root: Path) -> None:
    without(root)
    (root / "notices").symlink_to(root / "unmounted")


AWAY = pytest.mark.parametrize("harm", [without, empty, hidden, a_file, nowhere])


@AWAY
@pytest.mark.parametrize("words", [("build",), ("check",), ("publish", "www"), ("build", "--out", "new")], ids=" ".join)
def test_notices_that_are_not_there_as_a_whole_are_an_error_and_what_stands_there_stays(
    root: Path, harm: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    harm(root)
    before = digests(root)
    done = call(*words, cwd=root)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "notices" in said
    assert "共享文件夹" in said or "链接" in said
    assert digests(root) == before
    assert not (root / "new").exists()


def test_the_host_itself_is_kept_from_it_too(root: Path) -> None:
    without(root)
    before = digests(root / "site")
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode != 0
    assert "notices" in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(root / "site") == before


def test_who_insists_gets_a_site_without_notices(root: Path) -> None:
    without(root)
    assert call("build", "--force", cwd=root).returncode == 0
    assert not (root / "site/n").exists()
    done = call("publish", "www", cwd=root)
    assert done.returncode == 1
    assert "release-shrunk" in done.stderr
    assert call("publish", "www", "--force", cwd=root).returncode == 0


def site_of(root: Path, notices: dict[str, str]) -> Path:
    new_site(root, notices)
    assert call("build", cwd=root).returncode == 0
    return root


@pytest.mark.parametrize(
    ("notices", "gone", "refused"),
    [
        (TWO | SETTINGS, 1, False),
        (TWO | SETTINGS, 2, True),
        (MANY | SETTINGS, 10, False),
        (MANY | SETTINGS, 11, True),
        (dict(list(MANY.items())[:9]) | SETTINGS, 8, False),
        (dict(list(MANY.items())[:1]) | SETTINGS, 1, False),
        (dict(list(MANY.items())[:1]), 1, True),
    ],
    ids=str,
)
def test_a_site_of_which_most_is_missing_is_not_built_and_one_that_is_only_begun_may_be_tidied(
    tmp_path: Path, notices: dict[str, str], gone: int, refused: bool
) -> None:
    root = site_of(tmp_path / "site", notices)
    before = digests(root / "site")
    for name in [name for name in notices if name.endswith(".md")][:gone]:
        (root / "notices" / name).unlink()
    done = call("build", cwd=root)
    assert done.returncode == int(refused), done.stderr
    assert (digests(root / "site") == before) == refused
    assert call("build", "--force", cwd=root).returncode == 0
    assert call("build", cwd=root).returncode == int(notices.keys() <= {"0.md"})


def test_a_new_site_whose_example_is_deleted_goes_on(tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert call("init", str(root), cwd=tmp_path).returncode == 0
    assert call("build", cwd=root, XUANLAN_NOW="").returncode == 0
    for example in (root / "notices").rglob("*.md"):
        example.unlink()
    for words in (("check",), ("build",), ("publish", "www")):
        done = call(*words, cwd=root, XUANLAN_NOW="")
        assert done.returncode == 0, done.stderr


def test_what_stands_there_is_counted_even_if_it_does_not_say_how_much_it_is(tmp_path: Path) -> None:
    root = site_of(tmp_path / "site", MANY)
    (root / "site/release.json").write_text("{", encoding="utf-8")
    for name in list(MANY)[:15]:
        (root / "notices" / name).unlink()
    done = call("build", cwd=root)
    assert done.returncode == 1
    assert "从 20 份减到 5 份" in done.stderr
    assert call("build", "--force", cwd=root).returncode == 0


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_page_that_stands_by_the_ledger_alone_shows_that_there_was_one(tmp_path: Path, command: str) -> None:
    root = new_site(tmp_path / "site", TWO | {"ledger.yml": '- {id: "old", title: "旧", withdrawn: "重复"}\n'})
    assert call("build", cwd=root).returncode == 0
    (root / "notices/ledger.yml").unlink()
    done = call(command, cwd=root)
    assert done.returncode == 1
    assert "登记簿里少了 1 个登记过的网址：old" in done.stdout + done.stderr


def test_of_a_ledger_that_is_lost_the_publication_tells_and_the_copy_brings_it_back(root: Path) -> None:
    (root / "notices/ledger.yml").unlink()
    done = call("publish", "www", cwd=root)
    assert done.returncode == 1
    assert "登记簿里少了 2 个登记过的网址：a、b" in done.stderr
    shutil.copy(root / "www/ledger.yml", root / "notices/ledger.yml")
    assert call("publish", "www", cwd=root).returncode == 0


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/n/b/", "/n/a", "https://other.example/n/a/"])
def test_an_address_in_the_ledger_that_is_not_that_of_its_notice_is_told(root: Path, address: str) -> None:
    file = root / "notices/ledger.yml"
    file.write_text(file.read_text(encoding="utf-8").replace('"/n/a/"', f'"{address}"'), encoding="utf-8")
    done = call("check", cwd=root)
    assert f"notices/ledger.yml:2:3: 提醒 登记簿里编号 a 的网址不对：{address}" in done.stdout
    assert "登记簿" not in call("build", "--out", "new", cwd=root).stdout


LATER = notice("以后的通知", "2026-01-05", id="later", publish_at="2031-01-01")


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        ("2099-01-01", True),
        ("1970-01-01", True),
        ("2025-12-31", True),
        ("2026-11-21T22:00", True),
        ("2026-11-22T09:30", False),
        ("2026-11-22T10:00", False),
        ("2027-11-22", False),
        ("2027-12-01", True),
    ],
)
def test_by_a_clock_far_from_that_of_the_last_release_nothing_is_published_unless_forced(
    root: Path, clock: str, refused: bool
) -> None:
    write(root, {"notices/later.md": LATER})
    before = digests(root)
    done = call("publish", "www", cwd=root, XUANLAN_NOW=clock)
    assert done.returncode == (3 if refused else 0), done.stderr
    if refused:
        assert "日期和时间" in done.stderr
        assert digests(root) == before
        assert call("publish", "www", "--now", clock, cwd=root).returncode == 3


def test_by_a_wrong_clock_of_the_machine_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    future = datetime(2099, 1, 1, tzinfo=SHANGHAI)
    monkeypatch.setattr("xuanlan.cli.publishing.machine_now", lambda: future)
    write(root, {"notices/later.md": LATER})
    assert call("publish", "www", cwd=root, XUANLAN_NOW="").returncode == 3
    assert not (root / "www/current/n/later").exists()
    assert call("publish", "www", "--force", cwd=root, XUANLAN_NOW="").returncode == 0
    assert (root / "www/current/n/later").exists()


@pytest.mark.parametrize("clock", ["1970-01-01", "2001-01-01", "2099-01-01"])
def test_a_first_publication_is_not_made_by_a_clock_without_a_battery(tmp_path: Path, clock: str) -> None:
    root = new_site(tmp_path / "site", TWO)
    assert call("publish", "www", cwd=root, XUANLAN_NOW=clock).returncode == 3
    assert not (root / "www").exists()
    assert call("publish", "www", "--force", "--now", clock, cwd=root).returncode in (0, 1)


@pytest.mark.parametrize(("days", "told"), [(300, False), (400, True)])
def test_a_build_by_a_clock_far_from_the_last_is_told(root: Path, days: int, told: bool) -> None:
    clock = schedule.parse_now(DEMO_NOW) + timedelta(days=days)
    done = call("build", cwd=root, XUANLAN_NOW=f"{clock:%Y-%m-%d}")
    assert done.returncode == 0
    assert ("请看看这台电脑的日期" in done.stderr) == told


@pytest.mark.parametrize("bits", [0o000, 0o077, 0o027])
def test_whatever_the_umask_the_site_can_be_read(root: Path, bits: int) -> None:
    before = os.umask(bits)
    try:
        write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c"), "docs/about.md": "# 关于\n\n我们。\n"})
        for words in (("build",), ("build", "--out", "deep/er/new"), ("publish", "www"), ("publish", "fresh")):
            done = call(*words, cwd=root)
            assert done.returncode == 0, done.stderr
        assert os.umask(bits) == bits
    finally:
        os.umask(before)
    for tree in ("site", "deep/er/new", "www/current", "fresh/current"):
        for item in [root / tree / "", *(root / tree).rglob("*")]:
            mode = stat.S_IMODE(item.stat().st_mode)
            assert mode == (0o755 if item.is_dir() else 0o644), item
    assert stat.S_IMODE((root / "fresh/releases").stat().st_mode) == 0o755
    assert stat.S_IMODE((root / "notices/c.md").stat().st_mode) == 0o666 & ~bits, "what people write is theirs"


def test_what_was_built_closed_is_opened_by_the_next_build(root: Path) -> None:
    for item in (root / "site").rglob("*"):
        item.chmod(0o700 if item.is_dir() else 0o600)
    assert call("build", cwd=root).returncode == 0
    for item in (root / "site").rglob("*"):
        assert stat.S_IMODE(item.stat().st_mode) == (0o755 if item.is_dir() else 0o644), item


def test_a_file_of_somebody_else_is_not_opened_by_a_build(root: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("letter", encoding="utf-8")
    letter.chmod(0o600)
    (root / "site/more.html").hardlink_to(letter)
    (root / "site/index.html").unlink()
    (root / "site/index.html").hardlink_to(letter)
    assert call("build", cwd=root).returncode == 0
    assert (letter.read_text(encoding="utf-8"), stat.S_IMODE(letter.stat().st_mode)) == ("letter", 0o600)


def damage(root: Path, *names: str) -> Path:
    tree = (root / "www/current").resolve()
    for name in names:
        (tree / name).write_text("{", encoding="utf-8")
    return tree


@pytest.mark.parametrize("names", [("release.json",), ("release.json", "manifest.sha256")], ids=" ".join)
def test_verify_and_releases_name_what_is_damaged(root: Path, names: tuple[str, ...]) -> None:
    tree = damage(root, *names)
    done = call("verify", "www", cwd=root)
    assert done.returncode == 3
    assert f"{tree.name} 不完整" in done.stderr
    assert all(name in done.stderr for name in names)
    listed = call("releases", "www", cwd=root)
    assert f"* {tree.name}  损坏了" in listed.stdout
    assert call("publish", "www", "--now", "2026-11-23", cwd=root).returncode == 0


def test_verify_of_a_copy_names_a_damaged_release_file(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(damage(root, "release.json"), tmp_path / "stick")
    done = call("verify", str(copy), cwd=tmp_path)
    assert done.returncode == 3
    assert "release.json" in done.stderr
    assert "没有发布过" not in done.stderr


def test_a_folder_that_has_lost_its_notes_is_gone_on_with_and_told(root: Path) -> None:
    shutil.rmtree(root / "www/.xuanlan")
    done = call("publish", "www", "--now", "2026-11-23", cwd=root)
    assert done.returncode == 0
    assert ".xuanlan 不见了，已经重新建立" in done.stderr
    assert call("rollback", "www", cwd=root).returncode == 0
    write(root, {"www/.xuanlan/work/x": "?"})
    (root / "www/.xuanlan/work/release.json").unlink()
    (root / "www/.xuanlan/work/manifest.sha256").unlink()
    done = call("publish", "www", "--now", "2026-11-24", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "已经移到" in done.stderr
