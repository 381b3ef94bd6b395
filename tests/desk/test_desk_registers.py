"""Registers at the desk: what is typed reaches their lines alone, and what is said of them is what `check` says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from cases import every
from sites import REPO, Site

from xuanlan.desk import forms
from xuanlan.desk.edits import RefusedEditError
from xuanlan.desk.register_checks import findings, marked_of, spot
from xuanlan.desk.register_table import REGISTERS, Register, RegisterEdit, applied
from xuanlan.reading.edit_values import KEPT, inner_of
from xuanlan.reading.fields import Model
from xuanlan.reading.keys import aliases
from xuanlan.reading.written import Written

FORMS: dict[str, Callable[[str], bytes]] = {
    "LF": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "mark and CRLF": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "GB18030": lambda text: text.encode("gb18030"),
    "no last line end": lambda text: text.rstrip("\n").encode(),
}
DEMO = {
    name: (REPO / one.path).read_text(encoding="utf-8") for name, one in REGISTERS.items() if (REPO / one.path).exists()
}
TREES = {name: yaml.load(text, yaml.BaseLoader) for name, text in DEMO.items()}
BASE = "a" * 64


def untouched(register: Register, data: bytes) -> Any:
    """What the browser sends of a register in which nothing was changed."""
    marked = marked_of(register, data)
    assert marked is not None
    return [{KEPT: str(number)} for number in range(len(marked.value or ()))] if register.entry else {KEPT: ""}


@every(("name", "form"), [(name, form) for name in DEMO for form in FORMS])
def test_every_register_of_the_demo_is_the_same_after_it_was_opened_and_saved(name: str, form: str) -> None:
    register, data = REGISTERS[name], FORMS[form](DEMO[name])
    assert len(DEMO) >= 4
    for change in (None, untouched(register, data)):
        assert applied(data, RegisterEdit(BASE, change), register) == data


def places(value: Any, model: type[Model], way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all texts in a register, by names of fields and numbers of entries."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from places(one, model, (*way, number))
    elif isinstance(value, dict):
        for key, part in value.items():
            name = aliases(model)[key]
            inner = inner_of(model, name)
            if inner:
                yield from places(part, inner, (*way, name))
            elif isinstance(part, str):
                yield (*way, name)


def change_at(way: tuple[Any, ...], value: Any, tree: Any, model: type[Model]) -> Any:
    """A change of the text at `way` alone, as the browser sends it."""
    made = value
    for at in range(len(way) - 1, -1, -1):
        step = way[at]
        if isinstance(step, str):
            made = {step: made}
            if at == 0 or isinstance(way[at - 1], str):
                made[KEPT] = ""
        else:
            rows = [{KEPT: str(number)} for number in range(len(found_at(tree, model, way[:at])))]
            rows[step] |= made
            made = rows
    return made


def found_at(value: Any, model: type[Model], way: tuple[Any, ...]) -> Any:
    for step in way:
        if isinstance(step, str):
            value = next(part for key, part in value.items() if aliases(model)[key] == step)
            model = inner_of(model, step) or model
        else:
            value = value[step]
    return value


def test_one_field_of_a_register_is_changed_in_its_own_lines() -> None:
    chance, tried = random.Random(5), 0
    for _ in range(600):
        name, form = chance.choice(sorted(DEMO)), chance.choice(sorted(FORMS))
        register, data = REGISTERS[name], FORMS[form](DEMO[name])
        tree = TREES[name]
        way = chance.choice(list(places(tree, register.model)))
        old = found_at(tree, register.model, way)
        value = chance.choice(("改过的", "甲: 乙", "0000-8888999", '带“引号”和"引号"', "a, b [c]", "是", "12345", "# 井号", "- 减号", "甲 #3"))  # fmt: skip
        after = applied(data, RegisterEdit(BASE, change_at(way, value, tree, register.model)), register)
        lines, new = data.split(b"\n"), after.split(b"\n")
        read = marked_of(register, after)
        assert read is not None
        assert found_at(read.value, register.model, way) == value, (name, way, value)
        gone = [at for at, line in enumerate(lines) if at >= len(new) or new[at] != line]
        height = old.count("\n") + 1 if "\n" in old else 1
        if height == 1:
            assert len(lines) == len(new)
            assert len(gone) == (old != value), (name, way, value)
        else:
            assert len(lines) - len(new) == height - 1
            first = gone[0]
            assert lines[:first] == new[:first]
            assert lines[first + height :] == new[first + 1 :]
        tried += old != value
    assert tried > 550


def test_entries_that_are_moved_added_and_taken_away_leave_the_others_and_all_comments_as_they_were() -> None:
    chance = random.Random(6)
    for _ in range(200):
        name = chance.choice([name for name in sorted(DEMO) if REGISTERS[name].entry])
        register, data = REGISTERS[name], FORMS[chance.choice(sorted(FORMS))](DEMO[name])
        tree = TREES[name]
        rows = [{KEPT: str(number)} for number in range(len(tree))]
        kept = chance.sample(rows, chance.randrange(1, len(rows) + 1)) if chance.random() < 0.5 else rows
        new = {"names": {"kind": "部门", "name": "新的"}, "screens": {"id": "new"}}
        first = next(iter(register.model.model_fields))
        change: list[Any] = list(kept)
        change.insert(chance.randrange(len(kept) + 1), new.get(name, {first: "新的"}))
        after = Written(applied(data, RegisterEdit(BASE, change), register)).text
        known = [None if KEPT not in row else tree[int(row[KEPT])] for row in change]
        read = yaml.load(after, yaml.BaseLoader)
        assert [one if old else None for one, old in zip(read, known, strict=True)] == known
        comments = [line for line in DEMO[name].split("\n") if line.startswith("#")]
        assert [line for line in after.split("\n") if line.startswith("#")] == comments


BAD: dict[str, tuple[str, ...]] = {
    "hotlines": (
        "- name: 环保举报\n  number: '12369'\n- {name: 值班室, number: 0000-8888001, hours: 8点, 部门: 甲}\n- national: '1'\n",
        "- name: 布署中心\n  number: 0000-8888001\n- name: 乙\n  number: 0000-8888001\n  email: 甲\n  checked_on: 昨天\n",
        "name: 甲\n",
        "- name: [\n",
    ),
    "names": (
        "- {类别: 科室, 名称: 甲处}\n- {类别: 部门, 名称: 乙处, 任职: [{职务: 院长, 起: 2027-01-01, 止: 2026-01-01}]}\n- 类别: 部门\n",
        "- {类别: 领导, 名称: 某某, 任职: [{职务: 院长, 起: 去年}]}\n- 甲\n",
    ),
    "screens": (
        "- 编号: lobby\n  尺寸: 大\n  播放:\n    - {内容: 标语}\n    - {内容: 图片, 图片: 无.png}\n- 编号: LOBBY\n",
        "- 编号: status\n  播放:\n    - {内容: 文稿, 栏目: 没有, 标签: 甲}\n    - {内容: 时钟, 栏目: 公示, 开始: 2026-02-02, 结束: 2026-01-01}\n",
    ),
    "settings": (
        "unit: 布署学院\nbadge: {image: assets/none.png}\nlatest: 很多\n审读: {单位类型: 学校, 轻重: {nothing: 不查}, 栏目期限: {甲: 2周}}\n",
        "审读: {单位类型: 机关, 栏目期限: {notices: 1天}}\n栏目: [{slug: party, title: 党建, description: 党的建设}]\ntags: 否\n",
        "kinds:\n  - {name: 讲座, column: nowhere, requires: 甲}\n",
    ),
    "wording": ("- {误: 布署, 正: 布署}\n- {误: 甲, 正: 乙}\n- {误: 学工办, 正: 学工处, 除外: 无关}\n",),
    "waivers": (
        "- {规则: nothing, 词句: 甲, 谁: 乙, 理由: 丙, 有效至: 2027-01-01}\n- {规则: wording-slip, 词句: 甲, 谁: 乙, 理由: 丙, 有效至: 2020-01-01}\n",
        "- {规则: wording-slip, 词句: 甲, 谁: 乙, 理由: 丙, 有效至: 2027-01-01, 文稿: none}\n- {规则: wording-slip}\n",
    ),
    "holidays": ("- {year: 2027, source: 甲, off: 13月1日}\n- {年: 明年, 出处: 乙, 放假: 5月1日}\n",),
    "calendar": ("- {名称: 校庆日, 日期: 明天}\n- {名称: 乙日, 日期: 5月1日, 材料: 通之}\n- {名称: 没有的, 不用: 是}\n",
                 "- {名称: 乙日, 日期: 5月1日, 材料: 通之}\n- {名称: 丙日, 类别: 大事}\n"),
    "visits": ("- {事项: 甲, 日期: 明天}\n- {日期: 2027-03-01}\n", "- {事项: 甲, 日期: 2027-03-01}\n" * 7),
}  # fmt: skip
"""Registers with mistakes, by their names."""


def test_every_register_has_mistakes_to_be_told() -> None:
    assert BAD.keys() == REGISTERS.keys()


@every(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_what_is_said_while_it_is_typed_is_what_check_says(
    name: str, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    register = REGISTERS[name]
    sound = Site(tmp_path_factory.mktemp("sound") / "网站").inspect(keep_going=True).library
    wrong = Site(tmp_path_factory.mktemp("wrong") / "网站").write({register.path: text}).inspect(keep_going=True)
    expected = [item for item in wrong.report if item.position.file == register.path and item.code != "waiver-unused"]
    assert expected
    assert findings(register, text.encode(), sound) == expected


@every(
    ("name", "text", "code", "way"),
    [
        ("hotlines", BAD["hotlines"][0], "field-unknown", ["1"]),
        ("hotlines", BAD["hotlines"][1], "date-invalid", ["1", "checked_on"]),
        ("names", BAD["names"][1].replace("- 甲\n", ""), "date-invalid", ["0", "posts", "0", "since"]),
        ("names", BAD["names"][0], "choice-invalid", ["0", "kind"]),
        ("screens", BAD["screens"][0], "field-type", ["0", "size"]),
        ("settings", BAD["settings"][0], "field-type", ["latest"]),
        ("hotlines", BAD["hotlines"][3], "yaml-syntax", []),
    ],
)
def test_a_finding_knows_its_field(name: str, text: str, code: str, way: list[str]) -> None:
    register = REGISTERS[name]
    found = next(item for item in findings(register, text.encode(), None) if item.code == code)
    assert spot(register, marked_of(register, text.encode()), found.position) == way


@every("name", REGISTERS)
def test_every_field_has_a_control(name: str) -> None:
    known = {"line", "text", "lines", "list", "day", "moment", "flag", "choice", "pairs", "group", "items"}

    def check(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            assert row["type"] in known, row
            assert row["label"], row
            assert bool(row["choices"]) == (row["type"] == "choice"), row
            check(row["parts"])

    check(forms.fields(REGISTERS[name].model))


REFUSED: dict[str, Any] = {
    "nothing": {},
    "a base that is none": {"base": 1},
    "no list": {"base": BASE, "fields": {"name": "甲"}},
    "a list in a list": {"base": BASE, "fields": [["甲"]]},
    "a text for an entry": {"base": BASE, "fields": ["甲"]},
    "a field that is none": {"base": BASE, "fields": [{"__class__": "甲"}]},
    "a number": {"base": BASE, "fields": [{"name": 3}]},
    "parts of what has none": {"base": BASE, "fields": [{"name": [{"name": "甲"}]}]},
    "a text that is none": {"base": BASE, "text": 3},
    "too long a text": {"base": BASE, "text": "甲" * 2_000_001},
    "too many entries": {"base": BASE, "fields": [{}] * 10_001},
}


@every("name", REFUSED)
def test_what_is_no_edit_of_a_register_is_refused(name: str) -> None:
    with pytest.raises(RefusedEditError):
        RegisterEdit.of(REFUSED[name], REGISTERS["hotlines"])
