"""Mail, WeChat and QQ beside a person's name are found; what an office publishes to be reached by is left alone."""

from __future__ import annotations

from itertools import product

from xuanlan.proofreading.personal_contacts import RULES

MAILS = (
    "nobody0@qq.com",
    "nobody_0@163.com",
    "no.body@126.com",
    "nobody@vip.sina.com",
    "nobody0@foxmail.com",
    "nobody@139.com",
)
IDS = {"QQ：": "0000000000", "QQ号：": "00000000", "微信号：": "nobody_000"}


def codes(text: str) -> list[str]:
    return sorted({rule.code for rule in RULES if list(rule.find(text))})


def test_what_stands_beside_the_name_of_a_person_is_found() -> None:
    forms = (
        "姓名\t班级\t邮箱\n张三\t三班\t{}", "序号\t姓名\t备注\n1\t张某\t{}", "张三 {}", "1．张三，{}", "参赛学生：\n张三：{}\n李四：{}",
        "获奖名单\n张三（三班）{}", "张三（{}）、李四（{}）", "学生\t年级\t方式\n张三\t一年级\t{}", "类别\t作者\t备注\n散文\t张三\t{}",
    )  # fmt: skip
    missed = [
        text for form, mail in product(forms, MAILS) if "personal-email" not in codes(text := form.replace("{}", mail))
    ]
    for form, (word, number) in product(forms, IDS.items()):
        text = form.replace("{}", word + number)
        missed += [text] if not {"personal-qq", "personal-wechat"} & set(codes(text)) else []
    for head, number in (
        ("QQ", "0000000000"),
        ("QQ号码", "00000"),
        ("微信", "nobody_000"),
        ("本人微信号", "nobody000"),
    ):
        for names in ("姓名\t{}\n张三\t{}", "编号\t作者\t{}\n1\t李四\t {} ", "学生\t{}\n张某\t{}"):
            text = names.format(head, number)
            missed += [text] if len(codes(text)) != 1 else []
    assert missed == []


def test_what_an_office_is_reached_by_is_left_alone() -> None:
    forms = (
        "联系邮箱：{}", "请将报名表发送至 {}。", "联系人：张三，{}", "张三负责收稿，{}", "单位\t联系人\t邮箱\n一小\t张三\t{}",
        "部门\t负责人\t联系方式\n教务处\t李四\t{}", "安全科：{}", "文广旅：{}", "投稿方式\n张老师 {}", "咨询服务：\n王五 {}", "学校\t备注\n一小\t{}",
        "来信请寄{}，注明“投稿”。", "办公室 {}", "监督举报：{}",
    )  # fmt: skip
    texts = [form.format(value) for form, value in product(forms, (*MAILS, "QQ：0000000000", "QQ群：0000000000"))]
    texts += [
        "单位\t微信公众号\n一小\tnobody_000",
        "姓名\tQQ群\n张三\t0000000000",
        "姓名\tQQ\n张三\t无",
        "姓名\tQQ\n张三\t00******00",
    ]
    assert [(text, codes(text)) for text in texts if codes(text)] == []
