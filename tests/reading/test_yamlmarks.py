"""YAML with places: the text as written, every mistake worded, nothing run, nothing raised."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
import yaml
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import times

from xuanlan.diagnostics.report import Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.yaml_marks import MAX_DEPTH, MOST_ITEMS, MOST_VALUES, Marked

PIECES = st.sampled_from(
    ["a: b", "标题：甲", "- x", "  - y", "\t- z", "key:", '"', "'", "[", "]", "{", "}", "&a", "*a", "!!python/x", "|", ">",
     "---", "...", "? ", ": ", "#", "%YAML 1.2", "<<: *a", "\u3000", "no", "0010", "~", "\\u200b", "\n"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120), st.lists(PIECES, max_size=20).map("\n".join), st.lists(PIECES, max_size=20).map("".join)
)
PLAIN = st.text(st.sampled_from("甲乙丙abc019-年月日（）【】、。% +=/"), min_size=1, max_size=12)


def parse(text: str) -> tuple[Marked | None, list[str]]:
    report = Report()
    marked = yaml_marks.parse(text, "f", report)
    return marked, [f"{item.code} {item.position.line}:{item.position.column}" for item in report]


@settings(max_examples=times(300))
@given(text=TEXTS)
def test_no_text_raises_and_every_place_lies_in_it(text: str) -> None:
    report = Report()
    marked = yaml_marks.parse(text, "f", report)
    assert (marked is None) == bool(report.errors)
    rows = text.split("\n")
    for item in report:
        assert 1 <= item.position.line <= len(rows) + 1
        assert item.position.column >= 1
        assert "Traceback" not in item.message


@settings(max_examples=200)
@given(
    values=st.dictionaries(st.text(st.sampled_from("abc甲乙丙"), min_size=1, max_size=6), PLAIN, min_size=1, max_size=6)
)
def test_quoted_values_come_back_as_they_were_and_keep_their_places(values: dict[str, str]) -> None:
    text = "".join(f'{key}: "{value}"\n' for key, value in values.items())
    marked, codes = parse(text)
    assert codes == []
    assert marked is not None
    assert marked.value == values
    for line, key in enumerate(values, 1):
        assert str(marked.keys[(key,)]) == f"f:{line}:1"
        assert str(marked.values[(key,)]) == f"f:{line}:{len(key) + 3}"


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("written", "value"),
    [("no", "no"), ("0010", "0010"), ("12:30", "12:30"), ("1e3", "1e3"), ("2026-01-01", "2026-01-01"),
     ("", None), ('"null"', "null"), ("'~'", "~"), ('""', ""), ("true", "true")],
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_written(
    monkeypatch: pytest.MonkeyPatch, loader: str, written: str, value: str | None
) -> None:
    if hasattr(yaml, loader):
        monkeypatch.setattr(yaml_marks, "LOADER", getattr(yaml, loader))
    marked, codes = parse(f"a: {written}\n")
    assert codes == []
    assert marked is not None
    assert marked.value == {"a": value}


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert parse(bomb) == (None, ["yaml-alias 1:4"])


@pytest.mark.parametrize("depth", [MAX_DEPTH, 5_000, 200_000])
def test_a_deep_nest_is_refused_before_it_recurses(depth: int) -> None:
    marked, codes = parse("a: " + "[" * depth + "]" * depth)
    assert marked is None
    assert codes == [f"yaml-too-deep 1:{MAX_DEPTH + 3}"]


BLOCKS = st.lists(
    st.sampled_from(["-", "?", ":", " ", "a", "a:", "\n", "\n ", "\n  ", "'", "|", "!t ", "#"]), max_size=40
)


@settings(max_examples=times(500))
@given(text=st.one_of(TEXTS, BLOCKS.map("".join), BLOCKS.map(" ".join)))
def test_what_is_written_simply_is_neither_deep_nor_an_alias(text: str) -> None:
    if not yaml_marks.simple(text):
        return
    depth = deepest = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            assert not isinstance(event, yaml.AliasEvent)
            assert getattr(event, "anchor", None) is None
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            deepest = max(deepest, depth)
    assert deepest <= MAX_DEPTH


def test_as_deep_as_front_matter_ever_is_is_allowed() -> None:
    marked, codes = parse("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    assert codes == []
    assert marked is not None


@every(
    ("text", "found"),
    [
        ("a: 1\na: 2\n", "yaml-duplicate-key 2:1"),
        ("a: !!python/name:os.system x\n", "yaml-tag 1:4"),
        ("!!str a: x\nb: !x y\n", "yaml-tag 2:4"),
        ("? [a]\n: b\n", "yaml-syntax 1:3"),
        ("a: &x 1\n", "yaml-alias 1:4"),
        ('a: "\\u0007"\n', "character-control 1:4"),
        ('a: "\\u200b"\n', "character-zero-width 1:4"),
        ("a：1\nb：2\n", "yaml-syntax 1:2"),
        ("a: 1\nb：2\n", "yaml-syntax 2:2"),
        ("a: 甲: 乙\n", "yaml-syntax 1:5"),
        ('a: "x\n', "yaml-syntax 1:4"),
        ("a:\n\t- x\n", "yaml-syntax 2:1"),
        ("a: [x\nb: y\n", "yaml-syntax 1:4"),
        ("a: x\n  b: y\n", "yaml-syntax 2:4"),
        ("- {a: b}\n<<<<<<< HEAD\n- {c: d}\n=======\n- {e: f}\n>>>>>>> other\n", "yaml-syntax 2:1"),
    ],
)
def test_a_mistake_is_found_at_its_place(text: str, found: str) -> None:
    assert parse(text)[1] == [found]


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 教学楼 #3 停水\n", {"a": "教学楼 #3 停水"}),
        ("a: 值班室  #2  \nb: c\n", {"a": "值班室  #2", "b": "c"}),
        ("a: #301\nb: c\n", {"a": "#301", "b": "c"}),
        ("a: 通知 #话题#\n", {"a": "通知 #话题#"}),
        ("a: 一 #2 三 # 四\n", {"a": "一 #2 三 # 四"}),
        ("- 值班室 #2\n- #3楼\n- x\n", ["值班室 #2", "#3楼", "x"]),
        ("- name: 值班室 #2\n  number: 1\n", [{"name": "值班室 #2", "number": "1"}]),
        ("a:\n  教学楼 今晚 #3 停水\n", {"a": "教学楼 今晚 #3 停水"}),
        ("a: 教学楼\n  今晚 #3 停水\nb: c\n", {"a": "教学楼 今晚 #3 停水", "b": "c"}),
        ("a: |\n  一 #2\n  # 三\n", {"a": "一 #2\n# 三\n"}),
        ("a: '一 #2'\nb: \"三 # 四\"\n", {"a": "一 #2", "b": "三 # 四"}),
        ("a: b#c\n", {"a": "b#c"}),
        ("# 说明\na: b\n\n  # 缩进的说明\n#- 旧的一条\nc: d\n", {"a": "b", "c": "d"}),
        ("- a: b\n  # 说明\n  c: d\n  # 说明\n", [{"a": "b", "c": "d"}]),
        ("a: b #\n", {"a": "b #"}),
        ("a: C ##  \nd: '甲' #\n", {"a": "C ##", "d": "甲"}),
    ],
)
def test_a_value_goes_to_the_end_of_its_line_and_a_comment_has_one_of_its_own(
    monkeypatch: pytest.MonkeyPatch, loader: str, text: str, value: Any
) -> None:
    if hasattr(yaml, loader):
        monkeypatch.setattr(yaml_marks, "LOADER", getattr(yaml, loader))
    marked, codes = parse(text)
    assert codes == []
    assert marked is not None
    assert marked.value == value


@every(
    ("text", "found"),
    [
        ("a: b # 说明\n", ["yaml-comment 1:6"]),
        ("a: # 说明\nb: c\n", ["yaml-comment 1:4"]),
        ('a: "教学楼" #3 停水\n', ["yaml-comment 1:10"]),
        ("a: '#2' #3\n", ["yaml-comment 1:9"]),
        ("a:   # 附件\n  - b\n", ["yaml-comment 1:6"]),
        ("a: #附件\n  - b\n", ["yaml-comment 1:4"]),
        ("a: | # 说明\n  b #3\n", ["yaml-comment 1:6"]),
        ("a: [安全, #1\n 假期]\n", ["yaml-comment 1:9"]),
        ("a: {n: x #2\n}\n", ["yaml-comment 1:10"]),
        ("- {a: b} # 说明\n", ["yaml-comment 1:10"]),
        ("a: [安全 #1, 假期]\nb: c\n", ["yaml-syntax 1:8"]),
        ("a: 今晚停水\n  明天来水\n  #3楼除外\n", ["yaml-comment 3:3"]),
        ("a:\n  今晚停水\n  # 除外\n", ["yaml-comment 3:3"]),
        ("a: 今晚停水\n  #3楼除外\n", ["yaml-comment 2:3"]),
        ("a:\n  - 停水\n    #3楼\n", ["yaml-comment 3:5"]),
        ("- a: 停水\n    #3楼\n", ["yaml-comment 2:5"]),
        ("- a: 停水\n  #b: 停电\n", []),
        ("a: 停水\n#b: 停电\n", []),
        ("a: 停水\n  # b: 停电\n", []),
        ("a: [停水, #3楼, 停电]\nb: c\nd: e\n", ["yaml-syntax 1:9"]),
        ("a: {b: 停水, #3楼}\nc: d\n", ["yaml-syntax 1:12"]),
    ],
)
def test_a_comment_that_shares_its_line_or_its_text_is_told(text: str, found: list[str]) -> None:
    assert parse(text)[1] == found


@every(
    ("written", "found"),
    [
        *((f"{sign}停水", "yaml-syntax 1:4") for sign in ("@", "`", "%", "!", "*", "&", "|", ">", "]", "}", ",")),
        *((f"{sign} 停水", "yaml-syntax 1:4") for sign in ("-", "?", "|", ">", ",")),
        ("! 停水", "yaml-tag 1:4"),
        ("!", "yaml-tag 1:4"),
        ("[紧急] 停水", "yaml-syntax 1:4"),
        ("{紧急} 停水", "yaml-syntax 1:4"),
        ('"停水" 通知', "yaml-syntax 1:8"),
        ('"C:\\通知"', "yaml-syntax 1:7"),
        ("停水:", "yaml-syntax 1:6"),
        ("停水: 今晚", "yaml-syntax 1:6"),
    ],
)
def test_a_value_that_yaml_reads_otherwise_is_told_at_its_place(written: str, found: str) -> None:
    assert parse(f"a: {written}\nb: c\n") == (None, [found])


HASHES = st.lists(st.sampled_from(["#", " #", "# ", " ", "甲", "乙丙", "3", ",", "、", '"']), min_size=1, max_size=8)


@settings(max_examples=400)
@given(pieces=HASHES)
def test_every_word_of_a_value_is_kept_or_told(pieces: list[str]) -> None:
    written = "甲" + "".join(pieces)
    report = Report()
    marked = yaml_marks.parse(f"a: {written}\nb: c\n", "f", report)
    value = marked.value["a"] if marked else ""
    told = [item for item in report if item.position.line == 1]
    assert marked is not None or told
    if not told:
        assert value.replace("#", "").split() == written.replace("#", "").split()


@pytest.mark.parametrize("word", ["~", "null", "Null", "NULL"])
def test_a_word_that_means_nothing_is_told_and_a_quoted_one_stays(word: str) -> None:
    marked, codes = parse(f"a: {word}\nb: '{word}'\nc:\n")
    assert marked is not None
    assert marked.value == {"a": None, "b": word, "c": None}
    assert codes == ["yaml-null 1:4"]


@pytest.mark.parametrize("form", ["a: [{}]", "a:\n{}"])
def test_a_list_that_nobody_wrote_by_hand_is_refused_where_it_begins(form: str) -> None:
    item, between = ("b", ", ") if "[" in form else ("- b", "\n")
    marked, codes = parse(form.format(between.join([item] * MOST_ITEMS)))
    assert codes == []
    assert marked is not None
    assert len(marked.value["a"]) == MOST_ITEMS
    assert parse(form.format(between.join([item] * (MOST_ITEMS + 1))))[1] == [
        "yaml-list-too-long 1:4" if "[" in form else "yaml-list-too-long 2:1"
    ]


def test_a_file_with_more_values_than_somebody_writes_by_hand_is_refused() -> None:
    columns = "".join(f"  {name}: 一\n" for name in "abcdef")
    text = "".join(f"k{number}:\n{columns}" for number in range(MOST_VALUES // 7 + 1))
    assert parse(text)[1] == ["yaml-too-many 1:1"]
    assert parse(text[: len(text) // 2].rpartition("k")[0])[1] == []


@every(
    ("text", "place", "problem"),
    [
        ("- {类别: 部门，名称: 学生工作处}", "1:10", "全角逗号"),
        ("- {a: 1}\n- {类别: 部门，名称: 教务处}\n- {b: 2}", "2:10", "全角逗号"),
        ("- ｛类别: 部门, 名称: 学生工作处｝", "1:3", "全角花括号“｛”"),
        ("- {类别: 部门, 名称: 学生工作处", "1:21", "补上“}”"),
        ("- {类别: 部门, 名称: 甲\n- {类别: 部门, 名称: 乙}", "1:17", "补上“}”"),
        ("放行:\n  - {规则: *, 词句: 甲}", "2:10", "特殊符号“*”"),
        ("放行:\n  - {规则: 甲, 词句: @乙}", "2:17", "特殊符号“@”"),
    ],
)
def test_slips_in_items_between_braces_are_named_where_they_are(text: str, place: str, problem: str) -> None:
    report = Report()
    assert yaml_marks.parse(text, "a.yml", report) is None
    (item,) = report
    assert (item.code, str(item.position)) == ("yaml-syntax", f"a.yml:{place}")
    assert problem in item.message + item.hint
