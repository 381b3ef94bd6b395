"""Wording: every entry tells what it is for and nothing else, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.diagnostics.report import Report
from xuanlan.proofreading import wording, wording_data
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.wording_data import Entry
from xuanlan.reading import shipped
from xuanlan.runtime.cache import Cache

ROOT = Path(__file__).parents[2]
ENTRIES = [(code, entry) for code, name in wording.FILES.items() for entry in wording_data.words(name).pairs]
RULES = {rule.code: rule for rule in wording.RULES}
WRONG = {entry.wrong for _, entry in ENTRIES}


def found(text: str) -> list[tuple[str, Hit]]:
    """All hits of all rules, with their codes."""
    return [(rule.code, hit) for rule in wording.RULES for hit in rule.find(text)]


def written(longer: str) -> str:
    """A longer text of an entry as it may stand in a notice."""
    return longer.replace("#", "7").replace("^", "\n").replace("$", "\n")


def firing(entry: wording_data.Pair) -> Iterator[str]:
    """Sentences with the wrong form: in each surrounding where there are any, else on its own."""
    for longer in entry.only or (entry.wrong,):
        text = written(longer)
        yield text if longer[0] in "^，。" or longer[-1] in "$。" else f"其中：{text}，"


def test_there_are_as_many_entries_as_were_asked_for() -> None:
    assert len(ENTRIES) >= 700
    assert len({entry.wrong for code, entry in ENTRIES if code == "wording-slip"}) >= 600


def test_every_entry_fires_in_each_of_its_surroundings() -> None:
    silent = []
    for code, entry in ENTRIES:
        for text in firing(entry):
            hits = [hit.values for _, hit in found(text) if entry.wrong in hit.values["found"]]
            if not any(entry.right in values["right"] or values["found"] != entry.wrong for values in hits):
                silent.append((code, entry.wrong, text))
    assert not silent


def test_no_entry_fires_in_the_longer_words_in_which_it_is_right() -> None:
    loud = []
    for _, entry in ENTRIES:
        for longer in entry.within:
            text = f"其中：{written(longer)}，"
            loud += [(entry.wrong, text) for _, hit in found(text) if hit.values["found"] == entry.wrong]
    assert not loud


def test_an_entry_that_is_tied_to_its_surroundings_is_silent_without_them() -> None:
    tied = {entry.wrong for _, entry in ENTRIES if entry.only} - {entry.wrong for _, entry in ENTRIES if not entry.only}
    assert not [word for word in tied if any(hit.values["found"] == word for _, hit in found(f"甲{word}乙"))]


def test_every_right_form_passes() -> None:
    rights = {entry.right for _, entry in ENTRIES}
    assert not [(right, found(f"其中：{right}，")) for right in rights if found(f"其中：{right}，")]


def test_no_form_is_written_down_twice_and_none_is_wrong_in_one_place_and_right_in_another() -> None:
    free = [entry.wrong for _, entry in ENTRIES if not entry.only]
    assert sorted(free) == sorted(set(free))
    assert not {entry.right for _, entry in ENTRIES if not entry.only} & set(free)


def test_the_longer_texts_of_an_entry_contain_its_wrong_form() -> None:
    for _, entry in ENTRIES:
        for longer in (*entry.only, *entry.within):
            assert entry.wrong in longer
            assert longer != entry.wrong


@pytest.mark.parametrize("rule", wording.RULES, ids=lambda rule: rule.code)
def test_every_rule_fires_on_its_examples_and_passes_the_others(rule: Rule) -> None:
    assert all(list(rule.find(text)) for text in rule.fires)
    assert len(rule.passes) >= 2
    assert not [text for text in rule.passes if list(rule.find(text))]


@pytest.mark.parametrize("rule", wording.RULES, ids=lambda rule: rule.code)
def test_every_message_is_filled_by_what_a_hit_says(rule: Rule) -> None:
    message = MESSAGES[rule.code]
    for text in rule.fires:
        for hit in rule.find(text):
            assert hit.values["found"] in message.text.format(**hit.values)
            assert hit.values["right"] in message.hint.format(**hit.values)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("以习近平新时代中国特设社会主义思想为指导", "习近平新时代中国特色社会主义思想"),
        ("以习近平新时代中国特色社会主思想为指导", "习近平新时代中国特色社会主义思想"),
        ("以习近平新时代中国特色社社会主义思想为指导", "习近平新时代中国特色社会主义思想"),
        ("以习近平新时代中国特色会社主义思想为指导", "习近平新时代中国特色社会主义思想"),
        ("市人民代表大会，全国人民代表大会常务委圆会", "全国人民代表大会常务委员会"),
        ("培育社会主义核心价直观", "社会主义核心价值观"),
        ("构建人类命远共同体", "人类命运共同体"),
    ],
)
def test_a_phrase_with_one_slip_inside_is_found(text: str, right: str) -> None:
    hits = list(RULES["wording-phrase"].find(text))
    assert [hit.values["right"] for hit in hits] == [right]


def test_every_phrase_passes_and_each_of_its_slips_is_found() -> None:
    for phrase in wording_data.phrases().phrases:
        assert not found(f"坚持{phrase.text}。")
        for at in range(2, len(phrase.text) - 1):
            text = f"坚持{phrase.text[:at]}囍{phrase.text[at + 1 :]}。"
            assert any(code == "wording-phrase" for code, _ in found(text)), text
        for near in phrase.right:
            assert not found(f"坚持{near}。")


@pytest.mark.parametrize("group", wording_data.phrases().sets, ids=lambda group: group.name)
def test_the_members_of_a_set_pass_in_order_and_are_told_in_another(group: wording_data.MemberSet) -> None:
    assert not found("要做到" + "、".join(group.members) + "。")
    turned = (group.members[1], group.members[0], *group.members[2:])
    codes = [code for code, _ in found("要做到" + "、".join(turned) + "。")]
    assert codes == ["wording-order"] * group.ordered


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("增强政治意识、大局意识、核心意识、看起意识，", "看起意识", "看齐意识"),
        ("增强政治意识、大句意识、核心意识、看齐意识，", "大句意识", "大局意识"),
        ("坚持创新、协调、绿色、开发、共享的新发展理念", "开发", "开放"),
        ("坚定道路自信、理论自信、制度自信、文明自信", "文明自信", "文化自信"),
    ],
)
def test_a_wrong_member_of_a_set_is_found(text: str, wrong: str, right: str) -> None:
    hits = list(RULES["wording-phrase"].find(text))
    assert [(text[hit.start : hit.end], hit.values["right"]) for hit in hits] == [(wrong, right)]


@pytest.mark.parametrize(
    "text", ["增强政治意识、大局意识。", "创新、绿色是主题。", "提升社会公德、职业道德、家庭美德，提升个人品德。"]
)
def test_a_list_that_is_not_the_set_passes(text: str) -> None:
    assert not found(text)


@every(
    "text",
    [
        "原国家旅游局发布的办法",
        "2017年，国家旅游局开展检查",
        "时任市环保局局长",
        "《国家旅游局关于旅行社管理的通知》",
        "国家旅游局令第41号",
        "国家卫生计生委、国家中医药管理局，《关于印发“九不准”的通知》",
        "太仓市原工商局旧址",
        "环境保护部门和国土资源部门",
    ],
)
def test_an_old_name_passes_where_the_past_is_spoken_of(text: str) -> None:
    assert not found(text)


def test_a_machine_writes_nothing_into_titles_and_quotations() -> None:
    assert [hit.put for _, hit in found("现将工作布署如下")] == ["部署"]
    assert [hit.put for _, hit in found("《关于布署工作的通知》")] == [None]
    assert [hit.put for _, hit in found("他说：“抓紧布署工作。”")] == [None]
    assert [hit.put for _, hit in found("请到市工商局办理")] == [None]


def test_a_word_that_is_spoken_of_between_quotation_marks_passes() -> None:
    assert not found("“布署”应为“部署”。")


def test_a_cell_of_a_table_has_a_beginning_and_an_end() -> None:
    assert [hit.start for _, hit in found("事项\t既使下雨也举行")] == [3]


@given(
    st.lists(st.sampled_from([*sorted(WRONG), "工作", "。", "\n", "的", "2016年", "《", "》", "“", "𠮷"]), max_size=12)
)
def test_hits_are_in_order_apart_and_say_what_stands_there(parts: list[str]) -> None:
    text = "".join(parts)
    hits = sorted((hit.start, hit.end, hit.values["found"]) for _, hit in found(text))
    assert all(text[start:end] == said for start, end, said in hits)
    assert all(before[1] <= after[0] for before, after in pairwise(hits))


@given(st.text(), st.sampled_from([entry for _, entry in ENTRIES if entry.within]), st.text(), st.data())
def test_no_hit_lies_inside_a_word_in_which_it_is_right(
    before: str, entry: wording_data.Pair, after: str, data: st.DataObject
) -> None:
    longer = written(data.draw(st.sampled_from(entry.within)))
    text = before + longer + after
    place = len(before) + longer.index(entry.wrong)
    assert not [hit for _, hit in found(text) if hit.start == place and hit.values["found"] == entry.wrong]


@pytest.mark.parametrize(
    "piece", ["布署", "社会主义", "创新、协调、绿色、开放、", "《国家旅游局", "原工商局", "科学发展关"]
)
def test_a_hostile_text_of_two_megabytes_is_read_to_its_end(piece: str) -> None:
    text = piece * (2_000_000 // 3 // len(piece))
    for rule in wording.RULES:
        assert all(0 <= hit.start < hit.end <= len(text) for hit in rule.find(text))


def test_the_notices_of_the_demo_site_give_no_finding() -> None:
    files = sorted((ROOT / "notices").rglob("*.md"))
    assert files
    told = {file.name: hits for file in files if (hits := found(file.read_text(encoding="utf-8")))}
    assert not told


def test_a_site_has_entries_of_its_own() -> None:
    own = Entry(wrong="一中", right="第一中学", within=("十一中",), note="对外用全称")
    (rule,) = wording.rules([own])
    assert rule.code == "wording-own"
    assert [(hit.start, hit.values["right"]) for hit in rule.find("我校一中和十一中")] == [(2, "第一中学")]
    assert all(list(rule.find(text)) for text in rule.fires)
    assert not [text for text in rule.passes if list(rule.find(text))]


def test_an_empty_list_of_a_site_costs_nothing() -> None:
    assert wording.rules([]) == ()


def test_broken_shipped_words_are_a_value_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "broken.yml").write_text("entries:\n  - {wrong: 布署}\n", encoding="utf-8")
    monkeypatch.setattr(shipped, "DATA", tmp_path)
    with pytest.raises(ValueError, match=r"broken\.yml"):
        wording_data.words("broken")


def test_lists_of_words_come_out_of_the_cache_as_they_went_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> dict[str, wording_data.WordList]:
        return {name: wording_data.words(name) for name in wording.FILES.values()}

    read = told()
    kept = Cache(tmp_path)
    for _ in ("written", "read"):
        monkeypatch.setattr(wording_data, "_read", {})
        wording_data.recall(kept, wording.FILES.values())
    monkeypatch.setattr(shipped, "read", None)  # no file is needed any more
    assert told() == read


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("{误: 布, 正: 部}", "field-type", 7),
        ('{误: "[", 正: "("}', "field-type", 7),
        ("{wrong: 𠮷, right: 吉}", "field-type", 11),
        ("{误: 部署, 正: 部署}", "wording-own-same", 14),
        ("{误: 一教, 正: 第一教学楼, 限于: 去十一楼}", "wording-own-outside", 25),
        ("{误: 一教, 正: 第一教学楼, 限于: [去一教, 十一]}", "wording-own-outside", 25),
        ("{误: 一教, 正: 第一教学楼, 除外: 十一}", "wording-own-outside", 25),
    ],
)
def test_a_faulty_entry_of_a_site_is_told_at_its_place(row: str, code: str, column: int, tmp_path: Path) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices" / "wording.yml").write_text(f"- {{误: 布署, 正: 部署}}\n- {row}\n", encoding="utf-8")
    report = Report()
    entries = wording_data.own(tmp_path, report)
    places = [(item.code, item.position.line, item.position.column) for item in report.errors]
    assert places == [(code, 2, column)]
    assert [entry.wrong for entry in entries] == ["布署"]
    assert wording.rules(entries)
