"""The heads of admonitions, however written: `!!! warning "标题"`, `！！！注意`, `??? note`, `::: tip`, `[!NOTE]`."""

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
"""The types of MkDocs, GitHub, Obsidian and VitePress, each with the title of an admonition that has none."""
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
"""Chinese names of types, by the type."""
_TYPES = {word: name for name, words in WORDS.items() for word in words.split()}
_PLACES = frozenset(("inline", "end"))
"""Words behind a type that say where the admonition is placed."""

_HEAD = re.compile(r"(?P<indent>[ \t]*)(?P<marks>[!！]{3,}|[?？]{3,}\+?|===[!+]?|[:：]{3,}|/{3,})(?P<gap>[ \t\u3000]*)")
_TYPE = re.compile(r"([A-Za-z][\w-]*|[\u4e00-\u9fff]{1,6})(?=$|[\s\u3000:：|\"“”＂「『'‘\[{])")
_QUOTES = "\"“”＂「」『』'‘’"
_ATTRIBUTES = re.compile(r"""\{[ ]*((?:[.#][A-Za-z_][\w-]*+[ ]*|[A-Za-z-]++=(?:"[^"]*"|'[^']*'|[^\s{}"']++)[ ]*)+)\}""")
_TITLE = re.compile(r"""title\s*=\s*("[^"]*"|'[^']*'|“[^”]*”|[^\s"']+)""")
_CALLOUT = re.compile(
    r"[ \t]{0,9}[\[［【][ \t]?[!！][ \t]?([^\s\[\]［］【】]{1,30})[ \t]?[\]］】]([+-]?)[ \t\u3000]*(.*)"
)


class Head(NamedTuple):
    """The head of an admonition."""

    marks: str
    """its first character in ASCII, and + for a <details> that is open: ! ? ?+ = : / >"""
    classes: str
    title: str
    """empty when there is none"""
    text: str = ""
    """words behind a quoted title: the first line of the content"""
    unknown: str = ""
    """a type that does not exist"""
    sure: bool = True
    """whether it is a head even without indented text below"""

    @property
    def folds(self) -> bool:
        return self.marks.startswith("?") or self.classes.split()[0] == "details"


def read(line: str) -> Head | None:
    """The head that `line` may be, of a container (`:::`) too; None when it certainly is none."""
    match = _HEAD.match(line)
    if match is None:
        # The > of a callout may have been forgotten; then only known types count.
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
    """The head with `marks`, whose type, title and text are in `rest`."""
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
    """The title of an admonition whose type is written `kind`. A Chinese type is a word of the text and stays in it."""
    if kind in _TYPES:
        return f"{kind}：{title}" if title else kind
    return title or TITLES[kind.lower()]


def _quoted(text: str) -> tuple[str, str] | None:
    """The words in quotes of any kind that `text` begins with, and the rest; None without quotes."""
    if text[:1] not in _QUOTES or not text:
        return None
    end = max(text.rfind(sign) for sign in _QUOTES)
    inner = text[1:end]
    if end <= 0 or (text[0] != '"' and any(sign in _QUOTES for sign in inner)):
        return None
    return inner.strip(), text[end + 1 :].strip()
