"""Lines of questions as people type them: numbers, options, answers, however they are written"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

FIELDS = {
    "answer": "参考答案 正确答案 标准答案 答案 答",
    "reason": "答案解析 试题解析 解析 解释 理由 说明",
    "basis": "出题依据 依据 来源 出处",
    "quote": "原文",
    "kind": "题目类型 题型 类型",
    "stem": "题目 题干 试题",
    "aside": "难易程度 难度 分值 知识点 章节 分类 考点",
}
"""The names under which the parts of a question are written; `aside` is what a site has no use for."""
NAMES = {name: key for key, names in FIELDS.items() for name in names.split()}
_NAME = "|".join(sorted(NAMES, key=len, reverse=True))
_FIELD = re.compile(rf"(?:[【\[](?P<in>{_NAME})[】\]]\s*[:：]?|(?P<out>{_NAME})\s*[:：])\s*(?P<rest>.*)", re.DOTALL)
_BARE_ANSWER = re.compile(r"(?:参考|正确)?答案\s*(?P<rest>[A-H]{1,8}|[√×✓✗对错])\s*$")
_BREAK = re.compile(rf"(?<=\S)\s*(?=[【\[](?:{_NAME})[】\]])|(?<=\S)[\s；;]+(?=(?:{_NAME})\s*[:：])")
_KIND = r"(?:单项?选择?题?|多项?选择?题?|不定项选择题?|判断(?:正误|对错)?题?|是非题|填空题?|选择题)"
LABELS = (
    ("不定", "multiple"),
    ("单", "single"),
    ("多", "multiple"),
    ("判断", "judge"),
    ("是非", "judge"),
    ("填空", "blank"),
)
_LABEL = re.compile(rf"^[【\[(（]\s*({_KIND})\s*[】\])）]\s*")
_TAIL_LABEL = re.compile(rf"\s*[【\[(（]\s*({_KIND})\s*[】\])）]\s*$")
_NUMBER = re.compile(
    r"(?:第\s*(\d{1,4})\s*题\s*[.．、:：]?|[(（]\s*(\d{1,4})\s*[)）]\s*[.．、]?|(\d{1,4})\s*[.．、:：)）])\s*(.*)",
    re.DOTALL,
)
_SECTION = re.compile(
    rf"[(（]?[一二三四五六七八九十]{{1,3}}\s*[)）、.．]\s*(?P<name>.*?{_KIND}.*)|(?P<bare>{_KIND})\s*[(（:：]?[^\n]{{0,40}}"
)
_OPTION = re.compile(
    r"(?:[(（【]\s*([A-H])\s*[)）】]\s*[.．、:：]?|([A-H])\s*[.．、:：)）]|([A-H])[ \t\u3000]+(?=\S))\s*"
)
_LIST = re.compile(r"^(?:[-*+]\s+(?:\[[ xX]\]\s+)?|>\s*)")
_STRONG = re.compile(r"\*\*((?:(?!\*\*).)+)\*\*")
_ESCAPED = re.compile(r"\\(?=_|[^\w\s*<\[`\\~=&!])")
"""A backslash before a sign that is no mark of Markdown where it stands in a question."""
_HEADING = re.compile(r"^#{1,6}\s*(.*?)\s*#*$")
MADE = re.compile(
    r"自动出题\s*[:：]\s*\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)\s*[，,、]?\s*(?:最?多?出?\s*(?P<count>\d{1,2})\s*题)?[。.]?\s*$"
)
LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
EMPTY = re.compile(r"_{2,}|＿+|﹍+|[(（][\s\u3000_]*[)）]")
"""A blank, or the brackets in which an answer goes."""
_WIDE = {ord(sign): unicodedata.normalize("NFKC", sign) for sign in "ＡＢＣＤＥＦＧＨ０１２３４５６７８９"} | {
    0xA0: " "
}


class Line(NamedTuple):
    """A part of a line: what it is, its words, and for a question its number."""

    what: str
    """a key of FIELDS, or heading, section, question, options, made, text"""
    text: str
    number: int = 0


def pieces(raw: str) -> list[str]:
    """A line without list marks, divided where another part of a question begins in it. Of emphasis remains what is of
    some of its words, of backslashes those that keep a sign from being a mark."""
    text = raw.translate(_WIDE).strip()
    text = _LIST.sub("", text) if not re.match(r"[*_]{3,}$", text) else text
    text = _ESCAPED.sub("", text).strip()
    if strong := _STRONG.match(text):
        rest = text[strong.end() :].strip()
        if not rest or _opens(strong[1] + rest):
            text = (strong[1] + rest if rest else strong[1]).strip()
    return [part.strip() for part in _BREAK.split(text) if part.strip()]


def _opens(text: str) -> bool:
    """Whether `text` begins a part of a question."""
    return any(pattern.match(text) for pattern in (_NUMBER, _OPTION, _FIELD, _LABEL))


def read(text: str) -> Line:
    """What `text`, one of `pieces`, is by itself."""
    if heading := _HEADING.match(text):
        inner = read(heading[1]) if heading[1] else Line("text", "")
        return inner if inner.what in ("section", "question") else Line("heading", heading[1])
    if MADE.match(text) or re.match(r"自动出题\s*[:：]", text):
        return Line("made", text)
    if field := _FIELD.fullmatch(text):
        return Line(NAMES[field["in"] or field["out"]], field["rest"].strip())
    if bare := _BARE_ANSWER.match(text):
        return Line("answer", bare["rest"])
    if re.fullmatch(r"(?:参考|标准|正确)?答案(?:与解析|及解析)?\s*[:：]?", text):
        return Line("key", "")
    if number := _NUMBER.fullmatch(text):
        return Line("question", number[4].strip(), int(number[1] or number[2] or number[3]))
    if _LABEL.match(text):
        rest = _LABEL.sub("", text)
        number = _NUMBER.fullmatch(rest)
        label = text[: len(text) - len(rest)]
        return Line(
            "question",
            label + (number[4] if number else rest),
            int(number[1] or number[2] or number[3]) if number else 0,
        )
    if _OPTION.match(text):
        return Line("options", text)
    section = _SECTION.fullmatch(text)
    if section and len(text) <= 60:
        return Line("section", section["name"] or text)
    return Line("text", text)


def label_of(text: str) -> tuple[str, str]:
    """The kind of question that `text` names in brackets at its beginning or end ("" if none), and the rest."""
    for pattern in (_LABEL, _TAIL_LABEL):
        if found := pattern.search(text):
            return kind_named(found[1]), pattern.sub("", text).strip()
    return "", text


def kind_named(words: str) -> str:
    """The kind of question that `words`, such as 一、单项选择题, speak of; "" if none."""
    return next((kind for word, kind in LABELS if word in words), "")


def options(text: str) -> list[tuple[str, str]]:
    """The options in `text`, each with its letter."""
    start = _OPTION.match(text)
    if not start:
        return []
    letter = start[1] or start[2] or start[3]
    found, begin = [], start.end()
    mark = text[: start.end()]
    glued = any(sign in mark for sign in ".．:：")
    while True:
        nxt = chr(ord(letter) + 1)
        inner = _next(text, begin, nxt, glued)
        if inner is None:
            found.append((letter, text[begin:].strip(" \t\u3000；;")))
            return found
        found.append((letter, text[begin : inner.start()].strip(" \t\u3000；;")))
        letter, begin = nxt, inner.end()


def _next(text: str, begin: int, letter: str, glued: bool) -> re.Match[str] | None:
    """Where the option `letter` begins: behind a blank; without one only before a point, which no prose has there."""
    marked = rf"[(（【]{letter}[)）】]\s*[.．、:：]?|{letter}\s*[.．、:：)）]|{letter}[ \t\u3000]+(?=\S)"
    parted = rf"(?<=[\s\u3000；;])(?:{marked})\s*"
    bracket = rf"[(（]{letter}[)）]\s*"
    close = rf"(?<=[\u3400-\u9fff0-9”》）)%。]){letter}\s*[.．:：]\s*" if glued else bracket
    return re.compile(f"{parted}|{close}").search(text, begin)


def with_options(text: str) -> tuple[str, str]:
    """A stem, and the options that follow it on the same line; "" if there are none."""
    for found in re.finditer(r"(?<=[\s\u3000）)。？?])[(（]?A[)）]?\s*[.．、:：)）]", text):
        if len(options(text[found.start() :].strip())) >= 2:
            return text[: found.start()].strip(), text[found.start() :].strip()
    return text, ""
