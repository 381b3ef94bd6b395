"""Whole little notices, as the examples of rules that see more than words"""

from __future__ import annotations


def notice(
    body: str = "请各部门准时参加。",
    *fields: str,
    title: str = "关于召开会议的通知",
    kind: str = "通知",
    date: str = "2026-03-09",
) -> str:
    """A notice with this body; `fields` are further lines of its front matter."""
    return "\n".join(["---", f"title: {title}", f"kind: {kind}", f"date: {date}", *fields, "---", body, ""])


def rules(*items: str, title: str, fields: tuple[str, ...] = ()) -> str:
    """A rule set of these items."""
    body = "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    return notice(body, *fields, title=title, kind="规定")


def files(*named: tuple[str, str]) -> str:
    """Several files as one example: each its name, without notices/, and its text."""
    return "\n".join(f"# notices/{name}\n{text}" for name, text in named)
