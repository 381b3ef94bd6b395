"""Slips in YAML by people who have never heard of it, and how to explain them."""

from __future__ import annotations

import re
from typing import NamedTuple

_KEY = r"\s*(?:- +)?[^\s:：#'\"\[{-][^:：]{0,30}"
_FULL_COLON = re.compile(rf"({_KEY})：")
_NO_SPACE = re.compile(rf"({_KEY}):(?=[^\s/\\])")
_FULL_SPACE = re.compile(rf"({_KEY}):(?=[ ]*\u3000)")
_QUOTED = re.compile(rf"({_KEY}:\s+)([\"'])")
_COLON_LAST = re.compile(rf"{_KEY}:\s+[^\"'].*?(:)\s*$")
_COMMENT = re.compile(r"\S[ \t]+#")
_CUT_LIST = re.compile(rf"{_KEY}:\s+[\[{{][^\]}}\"']*[ \t](#)")
_SPECIAL = re.compile(rf"({_KEY}:\s+)(?=[-?] |[!%@`&*|>\[{{,\]}}])")
_BRACES = re.compile(r"\s*(?:-\s*)?(?:[^\s:：{｛]{1,30}[:：]\s*)?[{｛]")
_IN_BRACES = (
    (re.compile("[｛｝]"), "用了全角花括号“{sign}”", "请改成半角的 { 和 }。"),
    (re.compile(r"，(?=\s*[^\s:：,，{}]{1,12}[:：])"), "各项之间用了全角逗号“，”", "请改成半角逗号加一个空格。"),
    (re.compile(r"(?<=[{,，｛])\s*[^\s:：,，{}\"']{1,12}(：)"), "用了全角冒号“：”", "请改成半角冒号加一个空格。"),
    (
        re.compile(r"(?<=[{,])\s*[^\s:：,{}]{1,12}: *([*&!%@`|>])"),
        "内容以特殊符号“{sign}”开头",
        "请给这一处内容加上英文双引号。",
    ),
)
_FORM = "写法是 {名称: 内容, 名称: 内容}。"

_HASH_PROBLEM = "“#”前面有空格，后面的字成了注释"
_HASH_ADVICE = "要它算作内容，请给这一处内容加上英文双引号；确是注释，请另起一行写。"


class Slip(NamedTuple):
    """What is wrong, what to do, and where: line and column count from 0 here."""

    problem: str
    advice: str
    line: int
    column: int


def explain(lines: list[str], line: int, column: int, problem: str) -> Slip:
    """The likely slip behind a syntax error that the parser met at `line` and `column` with the words `problem`."""
    return (
        _conflict(lines)
        or _earlier(lines[: line + 1])
        or _nearby(lines, line, column, problem)
        or (
            Slip("这一行没有写成“名称: 内容”", "请补上半角冒号和空格，例如 title: 内容", line, column)
            if "could not find expected ':'" in problem or "simple key" in problem
            else Slip("无法读懂这一行", "请检查冒号、引号和缩进；内容里有特殊符号时加英文双引号。", line, column)
        )
    )


def colon(lines: list[str]) -> Slip | None:
    """The first line that would be `name: content` but for its colon or space; None when there is none."""
    for number, text in enumerate(lines):
        if (match := _FULL_COLON.match(text)) and ": " not in text[: match.end()]:
            advice = "字段名后面要用半角冒号加一个空格，例如 title: 内容"
            return Slip("用了全角冒号“：”", advice, number, match.end() - 1)
        if match := _FULL_SPACE.match(text):
            return Slip("冒号后面是全角空格", "请改用半角空格，例如 title: 内容", number, match.end())
        if match := _NO_SPACE.match(text):
            return Slip("冒号后面缺一个空格", "请写成 title: 内容", number, match.end())
    return None


def _conflict(lines: list[str]) -> Slip | None:
    """A conflict marker, which version control leaves where two people have changed the same lines."""
    for number, text in enumerate(lines):
        if re.match(r"(?:<{7}|>{7}) |={7}$", text):
            advice = "两个人改了同一处：请留下该留的行，删去 <<<<<<<、=======、>>>>>>> 这几行。"
            return Slip("这里有合并时留下的冲突标记", advice, number, 0)
    return None


def _earlier(lines: list[str]) -> Slip | None:
    """Slips that the parser may report on a much later line."""
    for number, text in enumerate(lines):
        if match := re.match(r" *\t", text):
            return Slip("行首用了制表符（Tab）", "请把行首的 Tab 换成两个空格。", number, match.end() - 1)
        if match := _CUT_LIST.match(text):
            return Slip(_HASH_PROBLEM, _HASH_ADVICE, number, match.start(1))
        if (match := _FULL_COLON.match(text)) and ": " not in text:
            return colon([""] * number + [text])
        if match := _QUOTED.match(text):
            rest = text[match.end() :]
            closed = rest.find(match[2])
            if text.count(match[2]) % 2:
                advice = "请补上后一个引号；内容里不需要引号时，前一个也删去。"
                return Slip(f"引号 {match[2]} 没有成对", advice, number, match.end(1))
            if closed >= 0 and rest[closed + 1 :].strip(" ,]}") and not rest[closed + 1 :].lstrip().startswith("#"):
                advice = "请把整行内容放进一对英文双引号，里面的引号改用中文引号“”。"
                return Slip("引号后面还有文字", advice, number, match.end() + closed + 1)
    return None


def _in_braces(text: str, number: int) -> Slip | None:
    """Slips in items that are written in one line, between braces."""
    if not _BRACES.match(text):
        return None
    for slip, problem, advice in _IN_BRACES:
        if found := slip.search(text):
            sign = found[1] if slip.groups else found[0]
            at = found.start(1) if slip.groups else found.start()
            return Slip(problem.replace("{sign}", sign), f"{advice}{_FORM}", number, at)
    if text.count("{") != text.count("}"):
        missing = "}" if text.count("{") > text.count("}") else "{"
        return Slip("花括号没有成对", f"请补上“{missing}”。{_FORM}", number, len(text.rstrip()))
    return None


def _nearby(lines: list[str], line: int, column: int, problem: str) -> Slip | None:
    """Slips in the line where the parser stopped, or in the one before."""
    quote = '请给这一行的内容加上英文双引号，例如 title: "通知: 某事"'
    for number in (line, line - 1):
        text = lines[number] if 0 <= number < len(lines) else ""
        if match := _COMMENT.search(text):
            return Slip(_HASH_PROBLEM, _HASH_ADVICE, number, match.end() - 1)
        if slip := _in_braces(text, number):
            return slip
        if text.count(": ") > 1 and not _BRACES.match(text):
            second = text.index(": ", text.index(": ") + 1)
            return Slip("内容里有“冒号加空格”", quote, number, column if number == line and column else second)
        if "escape" in problem and number == line and "\\" in text:
            advice = "请把外面的双引号改成英文单引号 '…'，或者把每个 \\ 写成两个。"
            return Slip("双引号里的反斜杠“\\”有特别的意思", advice, number, text.index("\\"))
        if match := _COLON_LAST.match(text):
            return Slip("内容以冒号结尾", quote, number, match.start(1))
        if match := _SPECIAL.match(text):
            return Slip("内容以特殊符号开头", "请给这一行的内容加上英文双引号。", number, match.end())
        if slip := colon([""] * number + [text]):
            return slip
    return None
