"""Initials of pinyin, by the reading that a character has in its word."""

from __future__ import annotations

from cases import every

from xuanlan.text.initials import initials

TITLES = {
    "门前三包": "mqsb",
    "校园“门前三包”责任制": "xymqsbzrz",
    "关于2026年寒假放假的通知": "gy2026nhjfjdtz",
    "家长会、校长信箱": "jzhxzxx",
    "长期有效、长江路": "cqyxcjl",
    "银行业务和行政服务": "yhywhxzfw",
    "重阳节、重点工作": "cyjzdgz",
    "会计与会议": "kjyhy",
    "调整时间、调查问卷": "tzsjdcwj",
    "音乐会和快乐": "yyhhkl",
    "启用 WiFi（校园网）": "qywifixyw",
    "倡议书，溺水，祭扫": "cysnsjs",
    "𠀀一": "y",
    "": "",
}


@every(("title", "letters"), TITLES.items())
def test_every_ideograph_gives_the_letter_that_a_reader_types(title: str, letters: str) -> None:
    assert initials(title) == letters
