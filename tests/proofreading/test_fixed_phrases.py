"""Fixed phrases: a slip anywhere in one is found, and no words that can be right are taken for one."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

import pytest
from cases import every

from xuanlan.proofreading import seams, wording, wording_data
from xuanlan.proofreading.confusions import alike
from xuanlan.proofreading.fixed_phrases import LABEL
from xuanlan.reading.shipped import DATA

FIXED = wording_data.fixed()
PHRASES = FIXED.phrases()
ALL = (*PHRASES, *(f"“{label}”" for label in FIXED.labels))
RULE = next(rule for rule in wording.RULES if rule.code == "wording-fixed")
COMMON = sorted(
    {
        sign
        for line in (DATA / "wording" / "sounds.txt").read_text(encoding="utf-8").split("\n")
        if not line.startswith("#")
        for sign in line
    }
)


def told(text: str) -> list[tuple[str, str]]:
    """What is told of fixed phrases: the words and what they should be."""
    return [(hit.values["found"], hit.values["right"]) for hit in RULE.find(text)]


def found(text: str) -> bool:
    """Whether any rule over words tells something, which leads whoever reads it to the place."""
    return any(list(rule.find(text)) for rule in wording.RULES)


def is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def test_there_are_as_many_phrases_as_were_asked_for() -> None:
    assert len(PHRASES) >= 120
    assert min(map(len, PHRASES)) >= 5
    assert min(map(len, FIXED.labels)) >= LABEL
    assert len(set(FIXED.labels)) == len(FIXED.labels)


@every(
    ("text", "right"),
    [
        ("践行社会主义核心价值关。", "社会主义核心价值观"),
        ("全心全意为人名服务。", "全心全意为人民服务"),
        ("实现中华民族伟大复新。", "中华民族伟大复兴"),
        ("以习近平新时代中国特色社会主义思相为指导", "习近平新时代中国特色社会主义思想"),
        ("构建人类命运共同休。", "构建人类命运共同体"),
        ("形成中华民族共同体意织。", "中华民族共同体意识"),
        ("邓小平理论、科学发展关", "科学发展观"),
        ("做到“两个维扩”。", "两个维护"),
        ("增强“四个意思”。", "四个意识"),
        ("统筹推进“五位一体”总体部局。", "“五位一体”总体布局"),
        ("加强党风廉正建设。", "党风廉政建设"),
        ("推进依法制国。", "推进依法治国"),
        ("落实“三会一科”制度。", "三会一课"),
        ("严格落实“一岗双则”。", "一岗双责"),
        ("严守政治纪律和政治规举。", "政治纪律和政治规矩"),
        ("学习贯彻党的二十届三中全会精申。", "中全会精神"),
        ("坚持名主集中制。", "民主集中制"),
        ("坚持主民集中制。", "民主集中制"),
        ("加强“两个护维”。", "两个维护"),
        ("推动高质量发发展。", "推动高质量发展"),
        ("弘扬伟大建建党精神。", "伟大建党精神"),
        ("走中国特色社会主道路。", "中国特色社会主义道路"),
        ("走中国特色社会主义道咱路。", "中国特色社会主义道路"),
    ],
)
def test_a_phrase_with_one_slip_is_told(text: str, right: str) -> None:
    assert found(text)
    assert not told(text) or [one for _, one in told(text)] == [right]


@every(
    "text",
    [
        "建设生态文明建设者队伍。",
        "抓住科学发展关键，总结科学发展观摩经验。",
        "推动科学发展的各项工作，科学发展管理处。",
        "坚持全面从严治校、全面从严治警、全面从严治学、全面从严治军、全面从严治院。",
        "坚持依法治校、依法治水、依法治税、依法治市。",
        "推进依法治企，推进依法治教。",
        "实施科教兴豫战略和科教兴市战略。",
        "推进产城融合发展，站产城融合发展。",
        "创优营商环境，做优营商环境。",
        "港人当家作主。",
        "建立健全深化改革的工作机制。",
        "社会主义现代化国际大都市。",
        "树牢和践行正确政绩观。",
        "中国共产党第十九次全国代表大会。",
        "新发展理念和心理发展理念。",
        "构建人类卫生健康共同体、人类文明共同体。",
        "乡村振兴战略、乡村振兴局、乡村建设行动。",
        "“四个自信”“四个服从”“两个结合”“两个大局”。",
        "成员国经济和社会发展。",
        "生态文明建议征集；生态文明建筑。",
        "坚持以人民为中心，以人民为本。",
        "社会主义核心价值，社会主义核心价值管理。",
        "全体人民代表大会议程。",
        "党中央权威和集中统一领导、党中央集中统一领导下。",
    ],
)
def test_words_that_are_right_are_not_told(text: str) -> None:
    assert not told(text)


FRAMES = (
    "坚持{}。",
    "要深入贯彻{}，",
    "加强{}工作。",
    "{}的意义",
    "关于{}建设的意见",
    "学习{}者，",
    "{}和{}",
    "不断推动{}取得新成效",
    "第一条 {}",
    "在{}上下功夫",
    "把{}作为首要任务",
    "“{}”",
    "推进{}领域改革",
    "各级{}办公室",
    "{}（试行）",
    "{}能力",
    "《{}》",
)


def test_three_thousand_right_sentences_are_silent() -> None:
    sentences = [frame.format(phrase, phrase) for phrase in ALL for frame in FRAMES]
    assert len(sentences) >= 3000
    assert not [(text, told(text)) for text in sentences if told(text)]


def beside() -> Iterator[str]:
    """A phrase without its last or first sign, and a word that begins or ends with a sign like it, and doubles none."""
    begins, ends = defaultdict(list), defaultdict(list)
    for word in sorted(seams.words()):
        begins[word[0]].append(word)
        ends[word[-1]].append(word)
    for phrase in PHRASES:
        for sign in COMMON:
            if alike(sign, phrase[-1]):
                yield from (phrase[:-1] + word for word in begins[sign] if sign != phrase[-2])
            if alike(sign, phrase[0]):
                yield from (word + phrase[1:] for word in ends[sign] if sign != phrase[1])


def test_a_word_at_the_end_of_a_phrase_is_not_taken_for_its_last_sign() -> None:
    texts = list(beside())
    assert len(texts) > 10_000
    texts = random.Random(4).sample(texts, 4000)
    assert not [(text, told(text)) for text in texts if told(f"其中{text}，")]


def slips(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Phrases in which one sign is taken for another, as by an input method: as they should be, as they are."""
    chance = random.Random(seed)
    while count:
        phrase = chance.choice(ALL)
        at = chance.randrange(len(phrase))
        others = [sign for sign in COMMON if alike(sign, phrase[at])] if is_han(phrase[at]) else []
        if others:
            count -= 1
            yield phrase, phrase[:at] + chance.choice(others) + phrase[at + 1 :]


def test_nineteen_of_twenty_slips_are_found() -> None:
    made = list(slips(18, 300))
    missed = [slip for _, slip in made if not found(f"要坚持{slip}。")]
    assert len(missed) <= 15, missed


@pytest.mark.parametrize("kind", ["added", "missing", "swapped"])
def test_most_slips_of_other_kinds_are_found(kind: str) -> None:
    chance, missed, count = random.Random(5), [], 0
    for phrase in (phrase for phrase in PHRASES if len(phrase) >= 6):
        at = chance.randrange(2, len(phrase) - 2)
        one, other = phrase[at], phrase[at + 1]
        if one == other or not (is_han(one) and is_han(other)):
            continue
        put = {"added": one + one + other, "missing": other, "swapped": other + one}[kind]
        text = f"要坚持{phrase[:at]}{put}{phrase[at + 2 :]}。"
        count += 1
        missed += [] if found(text) else [text]
    assert count > 100
    assert len(missed) <= count * (0.3 if kind == "missing" else 0.1), missed


def test_a_machine_changes_nothing() -> None:
    assert [hit.put for hit in RULE.find("践行科学发展关。")] == [None]


def test_signs_that_sound_or_look_alike() -> None:
    assert alike("观", "关")
    assert alike("识", "思")
    assert alike("护", "扩")
    assert not alike("观", "观")
    assert not alike("党", "校")
    assert not alike("a", "b")
