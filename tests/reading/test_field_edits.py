"""Fields are changed where they stand: all other lines of a file stay as they are."""

from __future__ import annotations

from difflib import unified_diff
from typing import Any

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.diagnostics.report import Report
from xuanlan.models.notice import Notice
from xuanlan.reading import yaml_marks
from xuanlan.reading.edit_values import NotEditableError, Value
from xuanlan.reading.field_edits import with_fields
from xuanlan.reading.keys import aliases

TEXT = """---
title: 关于寒假值班的通知   # 定稿
kind: "通知"
date: 2026-03-08
# 谁来管
tags: [安全, 假期]
contact:
  name: 总值班室  # 白天
  phone: '0000-8888001'
附件:
  - 附件/甲.docx

  - {file: 附件/乙.docx, title: 乙}
summary: |
  第一行
  # 这不是注释

result: 见公告 #1 楼
---

正文
"""


def changes(text: str, **fields: Value) -> list[str]:
    """The lines that a change takes away and puts in."""
    after = with_fields(text, fields, Notice)
    lines = unified_diff(text.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


CASES: dict[str, tuple[dict[str, Value], list[str]]] = {
    "a text keeps its comment, and gets quotes where it needs them": (
        {"title": "通知: 值班"}, ["-title: 关于寒假值班的通知   # 定稿", '+title: "通知: 值班"   # 定稿']),
    "a text in quotes stays in quotes": ({"kind": "公告"}, ['-kind: "通知"', '+kind: "公告"']),
    "a list in brackets stays in brackets": (
        {"tags": ["安全", "a,b"]}, ["-tags: [安全, 假期]", '+tags: [安全, "a,b"]']),
    "words behind # that belong to a text go with it": ({"result": "无异议"}, ["-result: 见公告 #1 楼", "+result: 无异议"]),
    "a field is taken away with its lines, not with a comment before the next": (
        {"date": None, "summary": ""}, ["-date: 2026-03-08", "-summary: |", "-  第一行", "-  # 这不是注释"]),
    "a part of a contact is changed in its line": (
        {"contact": {"name": "总值班室", "phone": "0000-8888002"}}, ["-  phone: '0000-8888001'", "+  phone: '0000-8888002'"]),
    "a part is added to a contact": (
        {"contact": {"name": "总值班室", "phone": "0000-8888001", "hours": "全天"}}, ["+  hours: 全天"]),
    "a contact becomes one line": (
        {"contact": "学工处"}, ["-contact:", "-  name: 总值班室  # 白天", "-  phone: '0000-8888001'", "+contact: 学工处"]),
    "items of a list that stay keep their lines, in another order too, and what is between them its place": (
        {"attachments": [{"file": "附件/乙.docx", "title": "乙"}, "附件/甲.docx"]},
        ["+  - {file: 附件/乙.docx, title: 乙}", "+", "-", "-  - {file: 附件/乙.docx, title: 乙}"]),
    "an item is added as the others are written": (
        {"attachments": ["附件/甲.docx", {"file": "附件/乙.docx", "title": "乙"}, {"file": "附件/丙.pdf", "title": "丙"}]},
        ["+", "+  - file: 附件/丙.pdf", "+    title: 丙"]),
    "lines stay lines": (
        {"summary": "一\n\n二"}, ["-summary: |", "-  第一行", "-  # 这不是注释", "+summary: |-", "+  一", "+", "+  二"]),
    "a new field stands behind those declared before it, in the language of most keys": (
        {"unit": ["学工处", "保卫处"]}, ["+unit: 学工处、保卫处"]),
    "a new list whose items have a comma of their own has a line for each": (
        {"basis": ["《甲、乙办法》", "丙"]}, ["+basis:", "+  - 《甲、乙办法》", "+  - 丙"]),
    "the same again changes nothing": ({"title": "关于寒假值班的通知", "tags": ["安全", "假期"]}, []),
}  # fmt: skip


@every("name", CASES)
def test_only_the_lines_of_a_field_change(name: str) -> None:
    fields, expected = CASES[name]
    assert changes(TEXT, **fields) == expected


def test_a_text_without_front_matter_gets_one() -> None:
    assert with_fields("正文\n", {"title": "甲"}, Notice) == "---\ntitle: 甲\n---\n\n正文\n"
    assert with_fields("正文\n", {"title": None}, Notice) == "正文\n"
    assert with_fields("---\n---\n", {"title": "甲", "kind": "通知"}, Notice) == "---\ntitle: 甲\nkind: 通知\n---\n"


@pytest.mark.parametrize(
    "head", ["{title: 甲, kind: 通知}", "title 甲", "title: 甲\ntitle: 乙", "- 甲", "title: &a 甲"]
)
def test_a_front_matter_that_has_mistakes_or_is_no_list_of_keys_is_not_changed(head: str) -> None:
    with pytest.raises(NotEditableError):
        with_fields(f"---\n{head}\n---\n", {"title": "丙"}, Notice)
    with pytest.raises(NotEditableError):
        with_fields("---\ntitle: 没有结束\n", {"title": "丙"}, Notice)
    with pytest.raises(NotEditableError):
        with_fields("---\ntags: 甲\n---\n", {"tags": [{"name": "丙"}]}, Notice)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u2028\u2029\ufeff\x85"), max_size=12)  # fmt: skip
PLAIN = WORDS.map(str.strip).filter(bool)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "title": PLAIN, "kind": PLAIN, "doc_no": PLAIN, "summary": st.lists(PLAIN, min_size=1, max_size=3).map("\n".join),
    "tags": st.lists(PLAIN, min_size=1, max_size=3, unique=True), "contact": PLAIN | st.fixed_dictionaries({"name": PLAIN}, optional={"phone": PLAIN}),
    "attachments": st.lists(PLAIN | st.fixed_dictionaries({"file": PLAIN}, optional={"title": PLAIN}), min_size=1, max_size=3),
}  # fmt: skip


@given(st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), min_size=1), st.data())
def test_whatever_is_written_reads_back_and_no_other_field_is_touched(
    names: dict[str, None], data: st.DataObject
) -> None:
    fields = {name: data.draw(st.none() | VALUES[name]) for name in names}
    try:
        after = with_fields(TEXT, fields, Notice)
    except NotEditableError:  # invisible characters and the like, which no field may have
        return
    old, new = TEXT.split("\n"), after.split("\n")
    known = {name: key for key, name in aliases(Notice).items() if f"\n{key}:" in TEXT}
    touched = {known.get(name, "") for name in names}
    kept = [line for line in old if not any(line in field_lines(key) for key in touched)]
    rest = iter(new)
    assert all(line in rest for line in kept), (fields, after)
    marked = yaml_marks.parse("\n".join(new[1 : new.index("---", 1)]), "", Report())
    assert marked is not None


def field_lines(key: str) -> set[str]:
    """The lines of a field of `TEXT`."""
    lines = TEXT.split("\n")
    start = next((at for at, line in enumerate(lines) if key and line.startswith(f"{key}:")), None)
    if start is None:
        return set()
    end = next(at for at in range(start + 1, len(lines)) if lines[at] and not lines[at].startswith(" "))
    return set(lines[start:end])
