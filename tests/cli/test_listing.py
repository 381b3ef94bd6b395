"""`list`, `this-week`, `next-change`, `withdraw`: what staff ask of a site, and the shortest way to take a text down."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from commands import call
from sites import CONFIG, notice, sample, write

from xuanlan.cli.listing import changes
from xuanlan.diagnostics.report import Report
from xuanlan.library.read import read
from xuanlan.library.site import SiteFacts
from xuanlan.models import schedule
from xuanlan.models.schedule import parse_now

NOW = "2026-03-04T09:00"
"""A Wednesday."""
PUBLIC = notice("关于评优的公示", "2026-03-02", kind="公示", id="b", open_from="2026-03-03", open_until="2026-03-08",
                unit="教务处")  # fmt: skip
LEDGER = '- {id: gone, address: /n/gone/, title: "旧通知", first_published: "2025-01-01T00:00:00+08:00"}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": "欢迎。\n",
        "notices/a.md": notice("关于停水的通知", "2026-01-05", id="a", expires="2026-03-05 12:00"),
        "notices/b.md": PUBLIC,
        "notices/c.md": notice("关于讲座的通知", "2026-03-01", id="c", event_from="2026-03-09 14:00"),
        "notices/d.md": notice("关于放假的通知", "2026-03-07", id="d", publish_at="2026-03-07 08:00"),
        "notices/e.md": "---\n标题: 有错误\n---\n正文。\n",
        "notices/ledger.yml": LEDGER,
    }
    return write(tmp_path, files)


def rows(root: Path, *words: str) -> Any:
    return json.loads(call(*words, "--json", "--now", NOW, cwd=root).stdout)


def test_texts_are_listed_newest_first_with_their_states(root: Path) -> None:
    found = rows(root, "list")
    assert [(row["id"], row["state"]) for row in found] == [
        ("d", "待发布"),
        ("b", "公示中"),
        ("c", "现行"),
        ("a", "现行"),
    ]
    assert found[1] == {
        "id": "b", "date": "2026-03-02", "kind": "公示", "state": "公示中", "title": "关于评优的公示", "file": "notices/b.md",
    }  # fmt: skip
    done = call("list", "--now", NOW, cwd=root)
    assert done.stdout.splitlines()[:2] == [
        "编号  成文日期    文种  状态    标题            文件",
        "d     2026-03-07  通知  待发布  关于放假的通知  notices/d.md",
    ]
    assert "共 4 份。另有 1 个文件有错误，没有列出，请用 xuanlan check 查看。" in done.stderr


def test_a_list_is_sifted_by_words_kind_unit_and_state(root: Path) -> None:
    assert [row["id"] for row in rows(root, "list", "讲座")] == ["c"]
    assert [row["id"] for row in rows(root, "list", "--kind", "公示")] == ["b"]
    assert [row["id"] for row in rows(root, "list", "--unit", "教务处")] == ["b"]
    assert [row["id"] for row in rows(root, "list", "--state", "现行", "关于")] == ["c", "a"]
    for option, word, right in (
        ("--kind", "温馨提醒", "温馨提示"),
        ("--unit", "教务科", "教务处"),
        ("--state", "公示种", "公示中"),
    ):
        done = call("list", option, word, cwd=root)
        assert done.returncode == 2
        assert f"是不是“{right}”？" in done.stderr


def test_a_week_is_from_monday_to_sunday_and_an_end_on_its_last_day_is_in_it(root: Path) -> None:
    found = [(row["what"], row["id"]) for row in rows(root, "this-week")]
    assert found == [
        ("发布", "b"), ("公示开始", "b"), ("失效", "a"), ("发布", "d"), ("公示结束", "b"),
    ]  # fmt: skip
    told = call("this-week", "--now", NOW, cwd=root).stdout
    assert told.startswith("2026年3月2日（星期一）—2026年3月8日（星期日）\n")
    assert "2026年3月8日" in told.partition("结束：")[2]
    assert "活动开始" in call("this-week", "--now", "2026-03-09", cwd=root).stdout
    assert "开始：没有" in call("this-week", "--now", "2026-06-01", cwd=root).stdout


def test_the_next_change_is_the_first_moment_at_which_a_state_is_another(root: Path) -> None:
    now, seen = parse_now(NOW), []
    sources = read(SiteFacts(root, "甲", ""), now, Report())
    while now < parse_now("2026-04-01"):
        found = rows_at(root, now.isoformat())
        if found["when"] is None:
            break
        when = parse_now(found["when"])
        before = [schedule.state(one.facts, when - timedelta(seconds=1)) for one in sources.notices]
        assert before == [schedule.state(one.facts, now) for one in sources.notices]
        assert before != [schedule.state(one.facts, when) for one in sources.notices]
        seen.append(found["changes"][0]["what"])
        now = when
    assert seen == ["失效", "发布", "公示结束"]
    assert "没有会随时间变化的文稿。" in call("next-change", "--now", now.isoformat(), cwd=root).stdout
    assert [one.what for one in changes(sources.notices[0])] == ["发布"]


def rows_at(root: Path, now: str) -> Any:
    return json.loads(call("next-change", "--json", "--now", now, cwd=root).stdout)


def test_a_text_is_withdrawn_and_brought_back_and_only_that_line_changes(root: Path) -> None:
    before = (root / "notices/b.md").read_bytes()
    done = call("withdraw", "b", "--why", "名单有误: 请看 #2 号", "--now", NOW, cwd=root)
    assert "写上了撤回说明：notices/b.md《关于评优的公示》。再发布一次，读者才看得到。" in done.stderr
    assert (root / "notices/b.md").read_text(encoding="utf-8").count("\n") == before.decode().count("\n") + 1
    assert [row["state"] for row in rows(root, "list", "评优")] == ["已撤回"]
    again = call("withdraw", "b", "--why", "甲", cwd=root)
    assert (again.returncode, "已经撤回：名单有误: 请看 #2 号" in again.stderr) == (2, True)
    assert call("withdraw", "b", "--undo", cwd=root).returncode == 0
    assert (root / "notices/b.md").read_bytes() == before
    assert "没有撤回" in call("withdraw", "b", "--undo", cwd=root).stderr


def test_what_was_published_and_is_no_longer_there_is_withdrawn_in_the_ledger(root: Path) -> None:
    assert call("withdraw", "gone", "--why", "机构已撤销", cwd=root).returncode == 0
    assert "withdrawn: 机构已撤销" in (root / "notices/ledger.yml").read_text(encoding="utf-8").replace('"', "")
    found = call("check", "--now", NOW, cwd=root).stdout
    assert "ledger-vanished" not in found


def test_a_withdrawal_needs_a_reason_and_a_text_that_there_is(root: Path) -> None:
    for words, told in (
        (("withdraw", "b"), "请写明原因"),
        (("withdraw", "b", "--why", "甲", "--undo"), "--undo 不用写原因"),
        (("withdraw", "bb", "--why", "甲"), "没有编号为 bb 的文稿"),
    ):
        done = call(*words, cwd=root)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    write(root, {"notices/f.md": sample("正文。\n").replace("---\ntitle", "---\n{title", 1)})
    assert call("list", cwd=root).returncode == 0
