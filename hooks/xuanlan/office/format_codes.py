"""The codes of number formats (ECMA-376, part 1, 18.8.31), token by token, and those that programs know by a number"""

from __future__ import annotations

import re
from functools import lru_cache

_ACCOUNTS = '_ "¥"* #,##0{0}_ ;_ "¥"* -#,##0{0}_ ;_ "¥"* "-"{1}_ ;_ @_ '
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0;"¥"-#,##0', 6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00', 8: '"¥"#,##0.00;"¥"-#,##0.00', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"',
    29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: _ACCOUNTS.format("", "").replace('"¥"', ""), 42: _ACCOUNTS.format("", ""),
    43: _ACCOUNTS.format(".00", "??").replace('"¥"', ""), 44: _ACCOUNTS.format(".00", "??"), 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
"""The codes of formats that have only a number, as programs in Chinese show them."""
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""What is shown for the errors of BIFF."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*](?P<gap>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<power>E[+-])|(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|e+|a{3,4})"
    r"|(?P<sign>[0#?.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
NUMERALS = {"dbnum1": ("〇一二三四五六七八九", "十百千"), "dbnum2": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")}

SHOWN = ("quoted", "escaped", "other", "currency", "sign", "general")
"""Tokens that are shown as they are, where nothing else is said of them."""

Token = tuple[str, str]
"""What it is (a group of the pattern above), and its words."""


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[tuple[Token, ...], ...]:
    """The sections of a code, token by token."""
    found: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        what = match[kind] or ""
        if kind == "other" and what == ";":
            found.append([])
        elif kind == "bracket":
            found[-1] += _bracket(what)
        elif kind != "gap":
            found[-1].append((kind, what))
    return tuple(map(tuple, found)) if code else ()


def _bracket(what: str) -> list[Token]:
    if what.startswith("$"):
        sign = what[1:].partition("-")[0]
        return [("currency", sign)] if sign else []
    if CONDITION.fullmatch(what):
        return [("condition", what)]
    if _ELAPSED.fullmatch(what):
        return [("elapsed", what.lower())]
    return [("numerals", what.lower())] if what.lower() in NUMERALS else []
