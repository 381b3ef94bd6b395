"""How the head of a note is written: `!!! warning "标题"`, `！！！注意`, `??? note`, `::: tip`, `[!NOTE]`."""

from __future__ import annotations

import re
from typing import NamedTuple

TITLES = {
    "note": "说明",
    "info": "说明",
    "seealso": "参见",
    "abstract": "摘要",
    "summary": "摘要",
    "tldr": "摘要",
    "tip": "提示",
    "hint": "提示",
    "success": "完成",
    "check": "完成",
    "done": "完成",
    "question": "问答",
    "help": "问答",
    "faq": "问答",
    "attention": "注意",
    "caution": "注意",
    "warning": "注意",
    "important": "重要",
    "danger": "警告",
    "error": "警告",
    "bug": "警告",
    "failure": "警告",
    "fail": "警告",
    "missing": "警告",
    "example": "示例",
    "quote": "引用",
    "cite": "引用",
    "todo": "待办",
    "details": "详情",
}
"""The types of MkDocs, GitHub, Obsidian and VitePress, and what a note without a title is called."""
WORDS = {
    "note": "说明 备注 附注 信息 解释 补充 补充说明 情况说明",
    "tip": "提示 温馨提示 友情提示 提醒 温馨提醒 友情提醒 小贴士 建议",
    "warning": "注意 请注意 特别注意 注意事项 警示 预警",
    "important": "重要 重要提示 重要提醒 重要通知 特别提示 特别提醒 重点",
    "danger": "警告 危险 紧急 紧急通知 紧急提醒 紧急提示 禁止 严禁 错误",
    "abstract": "摘要 概要 导读 要点",
    "success": "完成 成功",
    "question": "问答 问题 疑问 常见问题",
    "example": "示例 举例 例子 案例",
    "quote": "引用 引文",
    "details": "详情 展开 折叠",
}
"""Chinese words that stand for a type, by that type."""
_TYPES = {word: name for name, words in WORDS.items() for word in words.split()}
_PLACES = frozenset(("inline", "end"))
"""Words behind a type that say where the note stands."""

_HEAD = re.compile(r"(?P<indent>[ \t]*)(?P<marks>[!！]{3,}|[?？]{3,}\+?|===[!+]?|[:：]{3,}|/{3,})(?P<gap>[ \t\u3000]*)")
_TYPE = re.compile(r"([A-Za-z][\w-]*|[\u4e00-\u9fff]{1,6})(?=$|[\s\u3000:：|\"“”＂「『'‘\[{])")
_QUOTES = "\"“”＂「」『』'‘’"
_ATTRIBUTES = re.compile(r"""\{[ ]*((?:[.#][A-Za-z_][\w-]*+[ ]*|[A-Za-z-]++=(?:"[^"]*"|'[^']*'|[^\s{}"']++)[ ]*)+)\}""")
_TITLE = re.compile(r"""title\s*=\s*("[^"]*"|'[^']*'|“[^”]*”|[^\s"']+)""")
_CALLOUT = re.compile(
    r"[ \t]{0,9}[\[［【][ \t]?[!！][ \t]?([^\s\[\]［］【】]{1,30})[ \t]?[\]］】]([+-]?)[ \t\u3000]*(.*)"
)


class Head(NamedTuple):
    """What the head of a note says."""

    marks: str
    """its first sign in ASCII, and + for a note that is unfolded: ! ? ?+ = : / >"""
    classes: str
    title: str
    """"" for a note without one"""
    text: str = ""
    """words behind a title in quotes: the first line of the note"""
    unknown: str = ""
    """a type that there is none of"""
    sure: bool = True
    """whether it is one even with no text beneath it that is indented"""

    @property
    def folds(self) -> bool:
        return self.marks.startswith("?") or self.classes.split()[0] == "details"


def read(line: str) -> Head | None:
    """The head that `line` may be; None when it is none for certain. Containers (`:::`) have a head like notes."""
    match = _HEAD.match(line)
    if match is None:
        # A quote's sign may be forgotten before a type that everybody knows.
        head = callout(line)
        return head if head and not head.unknown else None
    written, gap, rest = match["marks"], match["gap"], line[match.end() :].strip()
    sign = {"！": "!", "？": "?", "：": ":"}.get(written[0], written[0])
    marks = sign + ("+" if sign == "?" and written.endswith("+") else "")
    if not rest:
        return Head(marks, "note", "", sure=False) if sign in "!?:" else None
    if sign == "=":
        quoted = _quoted(rest)
        if quoted and not quoted[1]:
            return Head(marks, "note", quoted[0])
        return Head(marks, "note", rest, sure=False) if gap and not rest.startswith("=") else None
    named = _TYPE.match(rest)
    known = _known(named)
    if sign == "/" and not (gap and known):
        return None
    head = _said(marks, rest)
    if known or head.unknown or rest[0] in "{[":
        return head
    quoted = _quoted(rest)
    ascii_marks = written[0] in "!:"
    if not gap and not quoted:
        return head._replace(sure=False)
    return head._replace(sure=bool(quoted and not quoted[1]) or ascii_marks)


def callout(line: str) -> Head | None:
    """The head that the first line of a quote may be: `[!NOTE]`, `[!IMPORTANT] 标题`, `[!TIP]- 折叠`."""
    match = _CALLOUT.fullmatch(line)
    if match is None:
        return None
    kind, fold, title = match[1], match[2], match[3].strip()
    name = _TYPES.get(kind, kind.lower())
    marks = ">" if not fold else "?" if fold == "-" else "?+"
    if name not in TITLES:
        return Head(marks, "note", f"{kind}：{title}" if title else kind, unknown=kind)
    return Head(marks, name, _titled(kind, title))


def _known(named: re.Match[str] | None) -> bool:
    return named is not None and (named[1].lower() in TITLES or named[1] in _TYPES)


def _said(marks: str, rest: str) -> Head:
    """The type, the title and the text that `rest` names behind the marks."""
    if attributes := _ATTRIBUTES.search(rest):
        types = [word[1:] for word in attributes[1].split() if word.startswith(".")]
        given = _TITLE.search(attributes[1])
        before = rest[: attributes.start()]
        if _known(_TYPE.match(before)) or (before.strip() and not _known(_TYPE.match(" ".join(types)))):
            types = []
        words = " ".join((*types[:1], before, rest[attributes.end() :])).strip()
        rest = f'{words} "{given[1].strip(_QUOTES)}"' if given else words or "note"
    named = _TYPE.match(rest)
    if named is None:
        return _without_type(marks, rest)
    kind, behind = named[1], rest[named.end() :].strip(" \t\u3000")
    name = _TYPES.get(kind, kind.lower())
    known = name in TITLES
    classes = [name]
    while known and (word := behind.split(" ", 1)[0]) in _PLACES:
        classes.append(word)
        behind = behind[len(word) :].strip()
    behind = re.sub(r"^[:：|][ \t\u3000]*", "", behind) if known else behind
    if behind.startswith("[") and behind.endswith("]"):
        behind = behind[1:-1]
    quoted = _quoted(behind)
    if not known:
        if quoted and kind.isascii():
            return Head(marks, f"note {name}", quoted[0], quoted[1], unknown=kind)
        return _without_type(marks, rest)
    if quoted:
        title = _titled(kind, quoted[0]) if quoted[0] else ""
        return Head(marks, " ".join(classes), title, quoted[1])
    return Head(marks, " ".join(classes), _titled(kind, behind))


def _without_type(marks: str, rest: str) -> Head:
    quoted = _quoted(rest)
    return Head(marks, "note", *quoted) if quoted else Head(marks, "note", rest)


def _titled(kind: str, title: str) -> str:
    """The title of a note of the type that is written `kind`. A Chinese type is a word of the text, and stays in it."""
    if kind in _TYPES:
        return f"{kind}：{title}" if title else kind
    return title or TITLES[kind.lower()]


def _quoted(text: str) -> tuple[str, str] | None:
    """What `text` has in quotes of any kind, and what follows; None unless it begins with them."""
    if text[:1] not in _QUOTES or not text:
        return None
    end = max(text.rfind(sign) for sign in _QUOTES)
    inner = text[1:end]
    if end <= 0 or (text[0] != '"' and any(sign in _QUOTES for sign in inner)):
        return None
    return inner.strip(), text[end + 1 :].strip()
