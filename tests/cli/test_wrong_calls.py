"""Mistakes in a command line are told in Chinese, whatever they are."""

from __future__ import annotations

import re
from pathlib import Path

from cases import every
from commands import call

CALLS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("nonsense",), "没有 nonsense 这个命令"),
    (("check", "--nonsense"), "没有选项 --nonsense"),
    (("check", "--hint"), "没有选项 --hint。是不是 --hints"),
    (("approve", "x", "--by"), "--by 后面要写内容"),
    (("approve", "x", "--submit=1"), "--submit 后面不写内容"),
    (("new", "通知"), "缺少 标题"),
    (("new", "通知", "关于", "放假"), "多写了参数"),
    (("print", "x", "--size", "b5"), "--size 的值不能用：可以写 a4、a3、a2、a1"),
    (("import",), "缺少 FILE"),
    (("agree", "x"), "缺少 --for。可以写 wechat、group、sms"),
    (("bulletin", "--to", "2026-01-01"), "缺少 --from。"),
    (("dossier", "x", "out", "--plays", "没有.csv"), "--plays 的值不能用：没有.csv 不存在"),
    (("dossier", "x", "out", "--releases", __file__), "是文件，这里要写文件夹"),
    (("campaign", "indicators", "x", "没有.xlsx"), "表格的值不能用：没有.xlsx 不存在"),
    (("campaign", "indicators", "x", "."), ". 是文件夹，这里要写文件"),
    (("check", "--site", __file__), "是文件，这里要写文件夹"),
)


@every(("words", "said"), CALLS)
def test_a_wrong_call_is_told_in_chinese_and_exits_with_2(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    called = call(*words, cwd=tmp_path)
    told = called.stdout + called.stderr
    assert called.returncode == 2
    assert said in told
    assert not re.search(r"\b(?:Error|option|argument|requires|Usage|exist|file|directory)\b", told)
