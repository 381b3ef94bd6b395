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
    assert min(map(len, PHRASES)) >= LABEL
    assert min(map(len, FIXED.labels)) >= LABEL
    assert len(set(FIXED.labels)) == len(FIXED.labels)


@every(
    ("text", "right"),
    [
        ("践行社会主义核心价值关。", "社会主义核心价值观"),
        ("全心全意为人名服务。", "全心全意为人民服务"),
        ("不得敷衍塞则。", "敷衍塞责"),
        ("做到统筹兼雇。", "统筹兼顾"),
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


NEIGHBOURS = """
坚持全面从严治党、从严治校、从严治教、从严治院、从严治医。
推进依法治省、依法治县、依法治村、依法治档。
科学发展的道路，科学发展才是硬道理，科学发展观点鲜明。
社会主义核心价值观念，社会主义核心价值取向。
建设社会主义现代化新重庆，建设社会主义现代化河南，社会主义现代化强省。
人类命运共同体理念，人与自然生命共同体，人类健康共同体，海洋命运共同体。
铸牢中华民族共同体意识教育，中华民族共同体建设，中华文化共同体。
民族区域自治法，基层民主自治制度，村民自治制度。
人民代表大会制，人民代表大会常务委员会。
乡村振兴局、乡村振兴示范带、乡村振兴战略规划。
创新驱动发展、创新驱动战略，区域协调发展、区域协同发展战略。
科教兴市战略、人才强市战略、人才强校战略、人才强省战略、质量强国战略、制造强国战略。
发展新质生产力，新型生产力，社会生产力。
高质量发展、高质量充分就业、高水平发展、高品质生活。
中国式现代化建设，中国式现代化道路，中国是现代化国家。
党风廉政教育，党风廉洁建设，党风政风监督，行风政风建设。
政治纪律、政治规矩，政治纪律和政治要求。
中央八项规定精神，省委八项规定精神，中央八项规定实施细则。
“两个维护者”“四个意识形态”“三个代表团”“五位一体化”。
“四个面向”“四个坚持”“两个务必”“三个务必”“两个先行”“六个一体”。
民主生活会，组织生活会，党组织生活，民主集中制原则，民主集中统一。
反腐败斗争压倒性胜利，反腐倡廉斗争，反恐怖斗争。
意识形态工作，意识形态阵地，意识形态安全责任制。
安全生产责任制度，安全生产责任书，安全生产责任状，安全生产责任重大，安全生产责任至关重要。
脱贫攻坚战，脱贫攻坚成效，脱贫攻坚成果展，巩固脱贫攻坚成果。
新时代文明实践所、新时代文明实践站、新时代文明实践活动。
习近平总书记重要讲话、重要指示精神，习近平总书记系列重要讲话精神。
党中央权威，党中央集中领导，党的集中统一领导。
优化营商环境条例，优化政务环境，优化就业环境，优化投资营商环境。
政府信息公开目录，政府信息公布，政务信息公开。
中国共产党章程，中国共产党员，中国共产党领导人。
中国人民政治协商会议全国委员会，人民政治协商会议。
全国人民代表大会代表，全国人大常委会，全市人民代表大会。
最高人民法院院长，最高人民检察院检察长。
中共中央办公厅、国务院办公厅，中共中央办公室。
百年未有之大变局，百年未遇之大洪水，百年未有之变局。
稳中求进，稳中求变，稳中求好，稳中求进的工作总基调。
生态文明建设、生态文明建成区、生态文明示范区。
改革开放和现代化建设，改革开放和社会主义建设。
供给侧改革，需求侧管理，供给侧结构性矛盾。
可持续发展，可持续性发展战略，可持续发展战略性。
第二个百年奋斗目标，第一个百年奋斗目标，两个百年奋斗目标。
学习贯彻党的二十届四中全会精神，学习省委全会精神，市委全会精神，职代会精神。
社会公平公正，社会公平正义感。
平安中国建设，平安中原建设，平安校园建设，健康中国建设。
党史学习教育，党史教育，党性学习教育，党规学习教育。
城乡融合发展，产教融合发展，文旅融合发展，军地融合发展，产城融合发展。
人民至上，生命至上，人民至上、生命至重。
党委理论学习中心组，党组理论学习中心组，理论学习中心小组。
干部选拔任用，干部选拔使用工作，干部选任工作。
以人民为中心，以人民为主体，以人民为本位，以患者为中心，以学生为中心。
实事求是、与时俱进，解放思想，求真务实。
爱国统一战线，爱国主义战线，统一战线工作。
总体国家安全观念，国家安全观，国家安全管理。
社会治理现代化，市域治理现代化，县域社会治理现代化，省域社会治理现代化。
立德树人，立德树人的根本任务，立德树人根本要求。
办好人民满意的教育，办人民满意的学校，办人民满意教育。
绿水青山就是金山银山，冰天雪地也是金山银山，绿水青山就是金银。
伟大建党精神，伟大抗战精神，伟大长征精神。
毛泽东思想、邓小平理论，邓小平理论学习。
"""
"""Right words, a line for each phrase or two that they are near to."""


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


@every("text", NEIGHBOURS.split("\n"))
def test_the_neighbours_of_phrases_are_silent(text: str) -> None:
    assert not told(text)


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
