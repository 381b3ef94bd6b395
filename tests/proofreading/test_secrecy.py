"""Marks of secrecy are found where marks stand, however they are spaced, and words about secrecy are left alone."""

from __future__ import annotations

from itertools import product

from xuanlan.proofreading.secrecy import RULES

(RULE,) = RULES
TITLE = "关于做好值班工作的通知"
BODY = "各处室：\n请遵照执行。\n办公室\n2026年3月9日"
LEVELS = ("绝密", "机密", "秘密", "工作秘密")
STARRED = tuple(f"{level}★{time}" for level in LEVELS for time in ("", "1年", "10年", "6个月", "长期"))
INSIDE = tuple(
    f"{what}{between}{order}"
    for what in ("内部资料", "内部文件", "仅供内部参考", "内部传阅")
    for between in ("", " ", "，", "　", "\u200b")
    for order in ("注意保存", "不得外传", "请勿扩散", "妥善保管", "严禁上网")
)
PLACES = {
    "alone": "{}",
    "above the title": "{}\n" + TITLE + "\n" + BODY,
    "below the title": TITLE + "\n{}\n" + BODY,
    "below all": TITLE + "\n" + BODY + "\n{}",
    "framed": "—— {} ——\n" + TITLE + "\n" + BODY,
}
BESIDE = ("【{}】" + TITLE, "（{}）" + TITLE, "[{}] " + TITLE, TITLE + "（{}）", TITLE + "【{}】", TITLE + " 〔{}〕")
HIDDEN = ("{}", "{} ", "{}\u200b", "{}\ufeff", "{}\u3000", "{}\xa0")


def spread(mark: str, between: str) -> str:
    return between.replace("{}", "").join(mark)


def test_a_mark_is_found_at_every_place_where_marks_stand() -> None:
    texts = [place.format(mark) for place, mark in product(PLACES.values(), (*STARRED, *INSIDE))]
    marks = (*STARRED, *INSIDE, "绝密", "机密", "秘密", "内部资料", "此件不公开", "不予公开")
    texts += [form.format(mark) + below for form, mark, below in product(BESIDE, marks, ("", "\n" + BODY))]
    texts += [f"{TITLE} {mark}\n{BODY}" for mark in (*STARRED, *INSIDE) if not mark.endswith("★")]
    assert [text for text in texts if not list(RULE.find(text))] == []


def test_blanks_and_signs_without_width_hide_no_mark() -> None:
    texts = [
        form.format(spread(mark, between))
        for form, mark, between in product((*PLACES.values(), *BESIDE), ("机密★1年", "内部文件不得外传"), HIDDEN)
    ]
    assert [text for text in texts if not list(RULE.find(text))] == []


def test_what_is_found_is_the_mark_and_not_the_title() -> None:
    texts = (f"【机密】{TITLE}", f"{TITLE}（机 密★1年）\n{BODY}", f"{TITLE} 秘密★长期")
    assert [text[hit.start : hit.end] for text in texts for hit in RULE.find(text)] == [
        "【机密】",
        "（机 密★1年）",
        "秘密★长期",
    ]


def test_words_about_secrecy_are_no_marks() -> None:
    phrases = (
        "保守国家秘密", "机密文件清退", "秘密级计算机保管", "商业秘密保护", "内部资料性出版物管理", "《保密法》宣传",
        "试卷（绝密）保管", "不予公开事项清理", "工作秘密管理", "内部审计", "政府信息公开", "个人秘密和隐私保护",
    )  # fmt: skip
    forms = (
        "关于{}的通知", "{}办法（试行）", "要做好{}，不得外传。", "一、{}\n二、监督检查", "下列工作由办公室负责：{}。",
        "事项\t部门\n{}\t办公室", "【通知公告】关于{}的通知", "（一）{}", "根据有关规定，{}工作安排如下：", "附件：{}清单",
    )  # fmt: skip
    texts = [form.format(phrase) for form, phrase in product(forms, phrases)]
    texts += [
        "定密时在首页左上角标注“机密★1年”。", "密级的写法（机密★1年）由制发机关确定。", "【机密】是重要的国家秘密。",
        "序号\t文件\t公开方式\n1\t值班工作方案（秘密）\t不公开\n2\t值班工作通知\t主动公开", "秘密花园摄影展公告",
        "国家秘密的密级：\n绝密\n机密\n秘密", "（此件公开发布）", f"（公开）{TITLE}", f"【内部招聘】{TITLE}", f"{TITLE}（征求意见稿）",
        "信息公开申请答复书（不予公开类）", "考试大纲：★ 掌握 ☆ 了解", f"{TITLE}（内部使用的除外）",
    ]  # fmt: skip
    assert [text for text in texts if list(RULE.find(text))] == []
