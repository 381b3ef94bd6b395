"""The syntax of the organisation's own style sheets: what is not closed disables the rest of the sheet."""

from __future__ import annotations

import re

from xuanlan.diagnostics.report import Position, Report

_STYLE = re.compile(
    r"""\\.|/\*|[{}]|url\(\s*+(?!["'])|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|["']""", re.DOTALL | re.IGNORECASE
)
_ENDS = {"/*": "*/", "url(": ")"}
"""What closes a comment and an unquoted url(. A lone quotation mark in `_STYLE` is one that its line does not close."""


def check(content: bytes, name: str, report: Report) -> None:
    """Report the first thing that is not closed: from there on a browser ignores the style sheet without a word."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        _tell(name, before, len(before), "编码不是 UTF-8", report)
        return
    open_braces: list[int] = []
    at = 0
    while token := _STYLE.search(text, at):
        sign, start, at = token[0], token.start(), token.end()
        if sign == "{":
            open_braces.append(start)
        elif sign == "}" and open_braces:
            open_braces.pop()
        elif sign == "}":
            _tell(name, text, start, "多了一个 }", report)
            return
        elif opening := next((word for word in _ENDS if sign.lower().startswith(word)), ""):
            at = text.find(_ENDS[opening], at) + len(_ENDS[opening])
            if at < len(_ENDS[opening]):
                _tell(name, text, start, f"{opening} 没有结束，少了 {_ENDS[opening]}", report)
                return
        elif sign in ("'", '"'):
            _tell(name, text, start, f"引号 {sign} 没有成对", report)
            return
    if open_braces:
        _tell(name, text, open_braces[-1], "{ 没有结束，少了 }", report)


def _tell(name: str, text: str, offset: int, problem: str, report: Report) -> None:
    line, start = text.count("\n", 0, offset) + 1, text.rfind("\n", 0, offset) + 1
    report.add("style-broken", Position(name, line, offset - start + 1), problem=problem)
