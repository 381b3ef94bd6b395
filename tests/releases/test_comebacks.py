"""What was taken down stays down: going back to an older release, or publishing older content, brings nothing back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import call
from sites import new_site, notice, write

from xuanlan.diagnostics.report import Report
from xuanlan.models.ledger import Ledger
from xuanlan.releases.comebacks import check_comebacks
from xuanlan.tree.release import Release

BEFORE, AFTER = "2026-11-10", "2026-11-20"
PERIOD = {"open_from": "2026-11-09", "open_until": "2026-11-14", "objections": "纪检监察室", "unit": "教务处"}
SITE = {
    "list.md": notice("名单公示", "2026-11-09", "甲同学。\n", "公示", id="list", **PERIOD, list_until_closed="是"),
    "plan.md": notice("方案公示", "2026-11-09", "方案。\n", "公示", id="plan", **PERIOD),
    "brief.md": notice(
        "临时名单", "2026-11-09", "乙同学。\n", id="brief", expires="2026-11-15", list_until_closed="是"
    ),
    "names.md": notice("录取通知", "2026-11-01", "名单在附件。\n", id="names", attachments="[附件/名单.csv]"),
    "masked.md": notice("补助通知", "2026-11-01", "名单见附件。\n", id="masked", attachments="[附件/补助.csv]"),
    "screens.yml": "- {编号: lobby}\n- {编号: gate}\n",
    "hotlines.yml": "- {name: 值班室, number: 0000-8888001}\n",
    "附件/名单.csv": "姓名\n甲\n",
    "附件/补助.csv": "姓名,证件\n甲,1\n",
    **{f"{ident}.md": notice(f"{ident}的通知", "2026-11-01", id=ident) for ident in ("wrong", "old", "gone", "stay")},
}


def now_withdrawn(root: Path) -> None:
    text = SITE["wrong.md"].replace("id: wrong", "id: wrong\nwithdrawn: 有误。")
    write(root, {"notices/wrong.md": text, "notices/stay.md": SITE["stay.md"] + "改过。\n"})


def now_replaced(root: Path) -> None:
    write(root, {"notices/new.md": notice("新的通知", "2026-11-12", id="new", replaces="old")})


def now_deleted(root: Path) -> None:
    (root / "notices/gone.md").unlink()
    file = root / "notices/ledger.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    changed = [line[:-1] + ', withdrawn: "重复"}' if '"gone"' in line else line for line in lines]
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")


def now_repealed(root: Path) -> None:
    write(root, {"notices/old.md": SITE["old.md"].replace("id: old", "id: old\nrepealed: 不再执行。")})


def now_without_file(root: Path) -> None:
    write(root, {"notices/names.md": notice("录取通知", "2026-11-01", "名单已不再公开。\n", id="names")})


def now_masked(root: Path) -> None:
    write(root, {"notices/附件/补助.csv": "姓名,证件\n甲,*\n"})


def page_deleted(root: Path) -> None:
    (root / "docs/leader.md").unlink()
    ledger = root / "notices/pages.yml"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('file: "docs/leader.md"', "withdrawn: 已经离任"), encoding="utf-8")


def declare(root: Path, address: str) -> None:
    ledger = root / "notices/pages.yml"
    lines = ledger.read_text(encoding="utf-8").splitlines()
    changed = [line[:-1] + ", withdrawn: 撤}" if f'"{address}"' in line else line for line in lines]
    assert changed != lines
    ledger.write_text("\n".join(changed) + "\n", encoding="utf-8")


def screen_renamed(root: Path) -> None:
    write(root, {"notices/screens.yml": "- {编号: hall}\n- {编号: gate}\n"})
    declare(root, "/kiosk/lobby/")


def register_removed(root: Path) -> None:
    (root / "notices/hotlines.yml").unlink()
    declare(root, "/hotlines/")


def now_moved(root: Path) -> None:
    (root / "notices/gone.md").unlink()
    file = root / "notices/ledger.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    changed = [line[:-1] + ', moved_to: "stay"}' if '"gone"' in line else line for line in lines]
    file.write_text("\n".join(changed) + "\n", encoding="utf-8")


def nothing(_: Path) -> None:
    """Only time passes."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_site(tmp_path_factory.mktemp("comebacks") / "project", {"settings.yml": "打印件: 不做\n", **SITE})
    write(root, {"docs/leader.md": "# 领导\n\n某某。\n"})
    publish(root, BEFORE)
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "project", symlinks=True)


def publish(root: Path, day: str, *words: str, code: int = 0) -> str:
    done = call("publish", "www", *words, cwd=root, XUANLAN_NOW=day)
    assert done.returncode == code, done.stderr
    return done.stderr


def rollback(root: Path, *words: str, code: int = 0) -> str:
    done = call("rollback", "www", *words, cwd=root)
    assert done.returncode == code, done.stderr
    return done.stderr


def current(root: Path) -> str:
    found = Release.of(root / "www/current")
    assert found
    return found.id


@pytest.mark.parametrize(
    ("change", "days", "named", "why"),
    [
        (now_withdrawn, BEFORE, "wrong的通知", "后来已经撤回"),
        (now_deleted, BEFORE, "gone的通知", "后来已经撤回"),
        (now_replaced, "2026-11-13", "old的通知", "由新的文稿代替"),
        (now_repealed, BEFORE, "old的通知", "后来已经废止"),
        (now_without_file, BEFORE, "录取通知", "附件 名单.csv 后来已经撤下"),
        (now_masked, BEFORE, "补助通知", "附件 补助.csv 后来换成了另一份"),
        (now_moved, BEFORE, "gone的通知", "由别的网页代替"),
        (page_deleted, BEFORE, "leader", "后来拿掉的网页"),
        (screen_renamed, BEFORE, "kiosk/lobby/index.html", "后来拿掉的网页"),
        (register_removed, BEFORE, "hotlines/index.html", "后来拿掉的网页"),
        (nothing, AFTER, "名单公示", "名单后来已经按规定撤下"),
        (nothing, AFTER, "临时名单", "名单后来已经按规定撤下"),
    ],
)
def test_going_back_to_what_was_taken_down_is_refused_unless_forced_and_named_each_time(
    root: Path, change: Callable[[Path], None], days: str, named: str, why: str
) -> None:
    first = current(root)
    change(root)
    publish(root, days + "T12:00", "--force")
    second = current(root)
    for words in ((), (first,)):
        said = rollback(root, *words, code=1)
        assert named in said
        assert why in said
        assert "编号 stay" not in said
        assert "方案公示" not in said, "what was only over was never taken down"
        assert current(root) == second
    said = rollback(root, "--force")
    assert named in said
    assert why in said
    assert current(root) == first
    assert rollback(root, second), "there and back: that one shows less"
    assert current(root) == second


def test_going_back_where_nothing_was_taken_down_needs_no_force(root: Path) -> None:
    first = current(root)
    write(
        root, {"notices/stay.md": SITE["stay.md"] + "改过。\n", "notices/more.md": notice("又", "2026-11-01", id="m")}
    )
    publish(root, BEFORE + "T12:00")
    assert "重新公开" not in rollback(root)
    assert current(root) == first


def test_what_only_the_ledger_says_is_withdrawn_is_looked_up_there(root: Path) -> None:
    publish(root, BEFORE + "T12:00")
    now_deleted(root)
    assert "登记簿里写着它已经撤下" in rollback(root, code=1)
    assert call("rollback", str(root / "www"), "--site", str(root), cwd=root.parent).returncode == 1


def test_what_was_taken_down_two_releases_ago_stays_down_after_going_back_once(root: Path) -> None:
    first = current(root)
    publish(root, BEFORE + "T11:00")
    now_withdrawn(root)
    publish(root, BEFORE + "T12:00")
    rollback(root, "--force")
    assert "wrong的通知" in rollback(root, first, code=1), "the newest release counts, whichever is current"


def test_of_what_is_over_and_listed_again_it_is_told(root: Path) -> None:
    publish(root, AFTER)
    assert "plan" in rollback(root, "--force")


def test_texts_that_go_back_to_an_earlier_wording_are_named_and_the_first_ten_at_most(root: Path) -> None:
    write(root, {"notices/stay.md": SITE["stay.md"] + "王同学。\n"})
    publish(root, BEFORE + "T12:00")
    write(root, {"notices/stay.md": SITE["stay.md"]})
    publish(root, BEFORE + "T13:00")
    said = rollback(root)
    assert "有 1 份文稿会换回以前的文字：《stay的通知》（stay）" in said
    write(root, {f"notices/many{n}.md": notice(f"第{n}份", "2026-11-01", "旧。\n", id=f"many{n}") for n in range(12)})
    publish(root, BEFORE + "T14:00")
    write(root, {f"notices/many{n}.md": notice(f"第{n}份", "2026-11-01", "新。\n", id=f"many{n}") for n in range(12)})
    publish(root, BEFORE + "T15:00")
    said = rollback(root)
    assert "有 12 份文稿会换回以前的文字" in said
    assert said.count("（many") == 10


def test_time_alone_is_no_other_wording(root: Path) -> None:
    publish(root, BEFORE + "T12:00")
    publish(root, "2026-11-12T12:00")
    assert "以前的文字" not in rollback(root)


def test_of_what_was_repealed_and_is_in_force_again_it_is_told(root: Path) -> None:
    now_repealed(root)
    publish(root, BEFORE + "T12:00")
    write(root, {"notices/old.md": SITE["old.md"]})
    assert "编号 old 的文稿已经废止，这次又按没有废止公开" in publish(root, BEFORE + "T13:00")
    assert "废止" not in publish(root, BEFORE + "T14:00")


def test_a_damaged_release_goes_when_it_falls_out_of_those_that_are_kept(root: Path) -> None:
    first = current(root)
    publish(root, BEFORE + "T12:00")
    write(root, {"notices/stay.md": SITE["stay.md"] + "一。\n"})
    (root / "www/releases" / first / "release.json").unlink()
    publish(root, BEFORE + "T13:00", "--keep", "3")
    assert (root / "www/releases" / first).is_dir() == (
        first in {tree.name for tree in (root / "www/releases").iterdir()}
    )
    write(root, {"notices/stay.md": SITE["stay.md"] + "二。\n"})
    publish(root, BEFORE + "T14:00", "--keep", "1")
    assert not (root / "www/releases" / first).exists()


def test_content_in_which_a_withdrawal_is_missing_is_not_published_unless_forced(root: Path) -> None:
    now_withdrawn(root)
    publish(root, BEFORE + "T12:00")
    second = current(root)
    write(root, {"notices/wrong.md": SITE["wrong.md"]})  # as on a machine that was not brought up to date
    assert "notices/wrong.md: 错误 编号 wrong 的文稿已经撤回，这次又要公开" in publish(root, BEFORE + "T13:00", code=1)
    assert current(root) == second
    publish(root, BEFORE + "T13:00", "--force")
    assert current(root) != second


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (now_moved, "notices/gone.md: 错误 编号 gone 的文稿已经改址，这次又要公开"),
        (now_without_file, "notices: 错误 文件 n/names/files/名单.csv 已经拿掉，这次又要公开"),
        (page_deleted, "docs/leader.md: 错误 网页 /leader.html 已经撤下（已经离任），这次又要公开"),
        (screen_renamed, "notices/screens.yml: 错误 网页 /kiosk/lobby/ 已经撤下（撤），这次又要公开"),
        (register_removed, "notices/hotlines.yml: 错误 网页 /hotlines/ 已经撤下（撤），这次又要公开"),
    ],
)
def test_older_content_from_another_computer_brings_nothing_back_that_was_taken_down(
    root: Path, tmp_path: Path, change: Callable[[Path], None], line: str
) -> None:
    other = shutil.copytree(root, tmp_path / "other", symlinks=True)
    change(root)
    publish(root, BEFORE + "T12:00")
    second, www = current(root), str(root / "www")
    done = call("publish", www, cwd=other, XUANLAN_NOW=BEFORE + "T13:00")
    assert done.returncode == 1
    assert line in done.stderr
    assert current(root) == second
    assert call("publish", www, "--force", cwd=other, XUANLAN_NOW=BEFORE + "T13:00").returncode == 0


def test_a_ledger_of_pages_that_is_lost_is_missed_and_can_be_brought_back(root: Path) -> None:
    ledger = root / "notices/pages.yml"
    before = ledger.read_bytes()
    ledger.unlink()
    (root / "docs/leader.md").unlink()
    said = publish(root, BEFORE + "T12:00", code=1)
    assert "notices/pages.yml: 错误 登记簿里少了" in said
    assert "/leader.html" in said
    ledger.write_bytes((root / "www/pages.yml").read_bytes())
    assert ledger.read_bytes() == before
    assert "page-vanished" in publish(root, BEFORE + "T12:00", code=1)


def test_a_file_that_is_exchanged_under_its_old_name_is_told(root: Path) -> None:
    now_masked(root)
    said = publish(root, BEFORE + "T12:00")
    assert "编号 masked 的附件 补助.csv 换了内容，网址没有变" in said
    assert "notices/masked.md" in said
    assert "换了内容" not in publish(root, BEFORE + "T13:00")


def test_a_release_without_the_open_list_is_compared_by_its_pages(root: Path, tmp_path: Path) -> None:
    tree = shutil.copytree(root / "www/current", tmp_path / "before")
    (tree / "api/notices.json").unlink()
    now_withdrawn(root)
    now_deleted(root)
    publish(root, BEFORE + "T12:00")
    before, after = Release.of(tree), Release.of(root / "www/current")
    assert before
    assert after
    report = Report()
    check_comebacks(before, after, Ledger(), report)
    assert {str(item.position) for item in report} == {"n/wrong/index.html", "n/gone/index.html", "api/notices.json"}
    again = Report()
    check_comebacks(after, before, Ledger(), again)
    assert list(again) == []
