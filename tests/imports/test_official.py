"""What is recognised of a text by place and pattern, whatever program it comes from"""

from __future__ import annotations

from cases import every

from xuanlan.imports.official import Recognised, kind_of, recognise
from xuanlan.imports.official_head import is_addressees
from xuanlan.imports.official_lines import closed_up
from xuanlan.imports.original import Block, Cell, Original, Paragraph, Run, Table
from xuanlan.models.kinds import shipped_kinds

KINDS = tuple(kind.name for kind in shipped_kinds().kinds)


def read(text: str, title: str = "") -> Recognised:
    """Lines as a text file has them; `@22` at the end of a line is its size in points, in the middle of the page."""
    blocks = []
    for number, line in enumerate((line for line in text.split("\n") if line.strip()), 1):
        words, _, size = line.partition("@")
        align = "center" if size else ""
        blocks.append(Paragraph((Run(words),), f"第{number}行", align=align, size=float(size or 0)))
    return recognise(Original(tuple(blocks), title=title), KINDS)


def left(found: Recognised) -> list[str]:
    """The lines of the body, headings with their level."""
    return [f"{block.level or ''}{block.text.strip()}" for block in found.blocks if isinstance(block, Paragraph)]


TEXTS: tuple[tuple[str, dict[str, object], list[str]], ...] = (
    (
        "      关于做好防汛工作的通知\n\n各科室：\n  请做好准备：\n  一、提高认识\n  （一）值班\n  1.昼夜值班。\n附件：值班表\n"
        "                        云山街道办事处\n                        2026年6月1日\n",
        {"title": "关于做好防汛工作的通知", "to": "各科室", "unit": "云山街道办事处", "date": "2026-06-01", "kind": "通知"},
        ["请做好准备：", "1一、提高认识", "2（一）值班", "1.昼夜值班。", "附件：值班表"],
    ),
    (
        "停电公告\n3月8日9:00至17:00停电。\n供电所\n2026年3月6日",
        {"title": "停电公告", "unit": "供电所", "date": "2026-03-06", "kind": "公告"},
        ["3月8日9:00至17:00停电。"],
    ),
    (
        "尊敬的居民朋友：\n请注意防寒。\n此致\n敬礼\n            云山社区居委会\n            2026年1月3日",
        {"to": "尊敬的居民朋友", "unit": "云山社区居委会", "date": "2026-01-03"},
        ["请注意防寒。", "此致", "敬礼"],
    ),
    (
        "2026年秋季学期校历\n第一周：9月1日至9月7日\n2026年9月1日 开学\n2027年1月15日 放假",
        {"title": "2026年秋季学期校历"},
        ["第一周：9月1日至9月7日", "2026年9月1日 开学", "2027年1月15日 放假"],
    ),
    (
        "云职院〔2026〕5号\n关于公布招标结果的公告\n本公告自2026年5月1日起施行。\n后勤处    基建处\n二〇二六年四月三十日\n（联系电话：0000-8888001）",
        {"doc_no": "云职院〔2026〕5号", "title": "关于公布招标结果的公告", "kind": "公告", "unit": ("后勤处", "基建处"), "date": "2026-04-30"},
        ["本公告自2026年5月1日起施行。", "（联系电话：0000-8888001）"],
    ),
    (
        "关于印发《创建文明\n校园工作方案（2026年）》的通知\n各处室：\n现印发给你们。",
        {"title": "关于印发《创建文明校园工作方案（2026年）》的通知", "kind": "通知", "to": "各处室"},
        ["现印发给你们。"],
    ),
    (
        "云山职业技术学院@36\n关于春季运动会的通知@22\n各系部：\n现通知如下。",
        {"title": "关于春季运动会的通知", "kind": "通知", "to": "各系部", "unit": "云山职业技术学院"},
        ["现通知如下。"],
    ),
    (
        "秘密★1年\n特急\n关于值班的通知@22\n请值班。\n抄送：市教育局。\n云山小学办公室    2026年3月1日印发",
        {"title": "关于值班的通知", "kind": "通知"},
        ["秘密★1年", "特急", "请值班。"],
    ),
    (
        "关于拟录用人员的公示\n公示时间：2026年3月30日至4月8日。\n           人事处\n        2026年3月30日",
        {"title": "关于拟录用人员的公示", "kind": "公示", "unit": "人事处", "date": "2026-03-30", "open_from": "2026-03-30", "open_until": "2026-04-08"},
        ["公示时间：2026年3月30日至4月8日。"],
    ),
    (
        "会议纪要@60\n〔2026〕3号@16\n党政办公室    2026年3月1日\n会议议定：准备运动会。",
        {"title": "会议纪要", "kind": "纪要", "doc_no": "〔2026〕3号"},
        ["党政办公室    2026年3月1日", "会议议定：准备运动会。"],
    ),
    ("", {}, []),
)  # fmt: skip


@every(("text", "fields", "lines"), TEXTS)
def test_fields_are_found_and_the_rest_stays(text: str, fields: dict[str, object], lines: list[str]) -> None:
    found = read(text)
    assert (found.fields, left(found)) == (fields, lines)


@every("text", [text for text, _, _ in TEXTS])
def test_every_character_is_in_the_text_in_a_field_or_told(text: str) -> None:
    found = read(text)
    told = "".join("".join((*left(found), *found.because, repr((found.fields, found.lost)))).split())
    for line in text.split("\n"):
        assert "".join(line.partition("@")[0].split()) in told


def test_whoever_confirms_is_told_what_was_taken_for_what_and_where() -> None:
    because = read("停电公告\n停电。\n            供电所\n            2026年3月6日").because
    assert because == (
        "第1行：识别为标题“停电公告”。",
        "第3行、第4行：把右侧两行“供电所／2026年3月6日”识别为落款和成文日期。",
        "按标题，文种填为“公告”。",
    )
    assert read("") == Recognised({}, ())


def test_the_name_of_the_file_is_the_title_where_the_text_has_none() -> None:
    assert read("请注意防寒，关好门窗，出门走慢一点。", "防寒提示").fields["title"] == "防寒提示"


def test_a_title_says_its_kind_at_its_end() -> None:
    assert kind_of("关于放假的通知（征求意见稿）", KINDS) == "通知"
    assert kind_of("致全体家长的一封信", KINDS) == "公开信"
    assert kind_of("2026 年 统 计 公 报", KINDS) == ""
    assert kind_of("光盘行动倡议书", KINDS) == "倡议书"


@every(
    "line",
    ("各系部、各处室：", "市教育局：", "尊敬的家长:", "各县（市、区）教育局，各直属学校：", "全校师生：", "广大业主："),
)
def test_lines_that_say_to_whom_a_text_goes(line: str) -> None:
    assert is_addressees(line)


@every(
    "line",
    ("现将有关事项通知如下：", "一、工作目标：", "报名时间：", "附件：", "联系人：", "各系部", "要求做到：", "注意："),
)
def test_lines_that_say_nothing_of_the_kind(line: str) -> None:
    assert not is_addressees(line)


def test_titles_lose_the_blanks_that_only_set_them() -> None:
    assert closed_up("通　　知") == "通知"
    assert closed_up("关于做好\n防汛工作的通知") == "关于做好防汛工作的通知"
    assert closed_up("2026 年 IT 培训") == "2026 年 IT 培训"


def test_long_numbered_sentences_and_addressed_lines_are_no_headings() -> None:
    found = read(
        "办法\n一、目的\n二、各部门应当在每年三月底以前制定计划，并报办公室备案；没有制定的，说明原因。\n三、原则："
    )
    assert left(found) == [
        "1一、目的",
        "二、各部门应当在每年三月底以前制定计划，并报办公室备案；没有制定的，说明原因。",
        "三、原则：",
    ]


def test_a_red_head_and_a_printing_record_may_be_tables() -> None:
    def table(*rows: str) -> Table:
        return Table(tuple((Cell((Paragraph((Run(row),)),)),) for row in rows))

    text = [Paragraph((Run(words),)) for words in ("云医发〔2026〕3号", "关于义诊的通知", "欢迎参加。")]
    blocks: tuple[Block, ...] = (
        table("云山市中心医院文件"),
        *text,
        table("抄送：市卫生局。", "医院办公室　2026年3月1日印发"),
    )
    found = recognise(Original(blocks), KINDS)
    assert left(found) == ["欢迎参加。"]
    assert len(found.blocks) == 1
    assert [one.what for one in found.lost] == ["云山市中心医院文件", "抄送：市卫生局。医院办公室 2026年3月1日印发"]


def test_tables_stay_where_they_are_and_their_dates_sign_nothing() -> None:
    table = Table(
        ((Cell((Paragraph((Run("人事处"),), align="right"), Paragraph((Run("2026年3月1日"),), align="right"))),),)
    )
    found = recognise(Original((Paragraph((Run("值班公告"),)), table, Paragraph((Run("请核对。"),)))), KINDS)
    assert found.blocks[0] == table
    assert "date" not in found.fields
