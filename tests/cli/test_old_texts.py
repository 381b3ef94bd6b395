"""A folder of old texts: what is alike is told once, missing ids are written, everything is told at the same time."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import every
from commands import call
from sites import CONFIG, bare, front, notice, write

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import Report
from xuanlan.library.entry import Entry
from xuanlan.library.new_notice import create_notice
from xuanlan.models.schedule import parse_now
from xuanlan.reading.source import source_of

NOW = "2026-03-01T09:00"


def site(root: Path, files: dict[str, str | bytes]) -> Path:
    return write(root, {"mkdocs.yml": CONFIG, "docs/index.md": "欢迎。\n", **files})


def check(root: Path, *words: str) -> str:
    done = call("check", "--now", NOW, *words, cwd=root)
    return done.stdout + done.stderr


def inspect_of(root: Path) -> list[Entry]:
    return sorted(inspect(bare(root), parse_now(NOW)).library.entries, key=lambda entry: entry.path)


def old(number: int) -> str:
    return f"---\ntitle: 关于第{number}次会议的通知\ndate: 2024-03-0{number % 9 + 1}\nkind: 通知\n---\n请准时到第{number}会议室。\n"


def test_findings_of_one_kind_are_told_five_times_and_all_when_asked_for(tmp_path: Path) -> None:
    root = site(tmp_path, {f"notices/{number:02}.md": old(number) for number in range(12)})
    told = check(root)
    assert told.count("没有写编号") == 5
    assert "还有 7 条同类 [id-derived]，xuanlan check --all 全部列出" in told
    assert "0 个错误，12 个提醒" in told
    assert check(root, "--all").count("没有写编号") == 12


def test_errors_of_one_kind_are_told_twenty_times(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"notices/{number:02}.md": front("title: 甲", "kind: 通知") for number in range(23)
    }
    told = check(site(tmp_path, files))
    assert told.count("缺少“成文日期”") == 20
    assert "还有 3 条同类 [field-missing]" in told


def test_missing_ids_are_written_as_the_addresses_are_and_nothing_else_changes(tmp_path: Path) -> None:
    windows = old(1).replace("\n", "\r\n").encode()
    chinese = old(2).replace("title", "标题").replace("date", "成文日期").replace("kind", "文种")
    flow = "---\n{title: 关于停水的通知, date: 2024-03-01, kind: 通知}\n---\n停水。\n"
    root = site(
        tmp_path,
        {"notices/a.md": windows, "notices/b.md": chinese, "notices/c.md": old(3).encode("gbk"), "notices/d.md": flow},
    )
    before = {one.path: one.id for one in inspect_of(root)}
    assert "已写上编号：notices/a.md" in check(root, "--fix")
    after = inspect_of(root)
    assert {one.path: one.id for one in after} == before
    assert [one.path for one in after if not one.notice.id] == ["notices/d.md"]  # between braces: told, not edited
    assert (root / "notices/a.md").read_bytes() == windows.replace(
        b"kind: \xe9\x80\x9a\xe7\x9f\xa5\r\n", f"kind: 通知\r\nid: {before['notices/a.md']}\r\n".encode()
    )
    assert f"编号: {before['notices/b.md']}\n" in (root / "notices/b.md").read_text(encoding="utf-8")
    assert check(root, "--fix").count("已写上编号") == 0


def test_ids_are_not_written_into_texts_that_are_approved(tmp_path: Path) -> None:
    steps = "审批: [{名称: 初审, 谁: 办公室}]\n"
    root = site(tmp_path, {"notices/a.md": old(1), "notices/settings.yml": steps})
    ident = inspect_of(root)[0].id
    call("approve", ident, "--by", "办公室", cwd=root)
    text = (root / "notices/a.md").read_bytes()
    check(root, "--fix")
    assert (root / "notices/a.md").read_bytes() == text


def test_what_is_wrong_in_a_text_is_told_together_with_what_is_wrong_above_it(tmp_path: Path) -> None:
    faulty = "---\n标题: 关于开放日的通知\n发布部门: 办公室\n成文日期: 2月30日\n文种: 通知\n---\n见[这里](没有.md)。\n\n请于2月30日前报名。\n"
    told = check(site(tmp_path, {"notices/a.md": faulty}))
    for words in ("a.md:3:1", "a.md:4:7", "a.md:7:7: 错误 链接的文件不存在", "a.md:9:3: 错误 没有这一天"):
        assert words in told


@every("head", [
    "title: 甲", "{title: 甲, kind: 通知}", "title: [甲, 乙]\nkind: {a: b}\ndate: [1]", "attachments: [{名称: 甲}]\ncontact: [1]",
    "kind: 没有这个文种\ntitle: 甲\ndate: 2026-01-01", "id: 坏的 编号\ntitle: 甲\nkind: 公示\ndate: 2026-01-01", "放行: [{规则: x}]",
    "replaces: a\ntitle: 甲\ndate: 2026-01-01\nkind: 通知\nopen_from: 2026-02-01\nopen_until: 2026-01-01",
])  # fmt: skip
def test_any_faulty_front_matter_leaves_the_body_looked_through(
    head: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = f"---\n{head}\n---\n请于2月30日前报名。\n"
    root = site(tmp_path_factory.mktemp("site"), {"notices/a.md": text})
    assert "没有这一天：“2月30日”" in check(root)


@every(("written", "meant"), [
    ("发布部门", "发布单位"), ("日期", "成文日期"), ("文号", "发文字号"), ("联系电话", "联系方式"), ("有效期", "失效日期"),
    ("关键词", "标签"), ("发布日期", "发布时间"), ("标体", "标题"), ("titel", "title"),
])  # fmt: skip
def test_a_field_that_there_is_not_is_answered_by_the_one_that_is_meant(
    written: str, meant: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = notice(id="a").replace("id: a", f"id: a\n{written}: 甲")
    assert f"是不是“{meant}”？" in check(site(tmp_path_factory.mktemp("site"), {"notices/a.md": text}))


@pytest.mark.parametrize(
    ("settings", "others", "key"),
    [
        ("", {}, "标题"),
        ("", {"notices/a.md": notice(id="a")}, "title"),
        ("", {"notices/a.md": notice(id="a").replace("title", "标题")}, "标题"),
        ("字段名: 英文\n", {}, "title"),
        ("keys: 中文\n", {"notices/a.md": notice(id="a")}, "标题"),
    ],
)
def test_a_new_notice_names_its_fields_as_the_site_does(
    settings: str, others: dict[str, str | bytes], key: str, tmp_path: Path
) -> None:
    root = site(tmp_path, {**others, **({"notices/settings.yml": settings} if settings else {})})
    path = create_notice(root, "公示", "关于评优的公示", parse_now(NOW))
    source = source_of((root / path).read_bytes(), path, Report())
    assert source
    assert next(iter(source.meta.value)) == key


def test_advice_names_fields_as_the_text_does(tmp_path: Path) -> None:
    english = front("title: 甲", "kind: 通知")
    chinese = front("标题: 乙", "文种: 通知")
    told = check(site(tmp_path, {"notices/a.md": english, "notices/b.md": chinese}))
    assert "请补上，例如 date: 2026-03-08" in told
    assert "请补上，例如 成文日期: 2026-03-08" in told
