"""The red bar on every page of a preview whose last build failed: what is wrong, where, and what to do"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from xuanlan.build.preview import Problem

STYLE = "/livereload/problems.css"
"""Where the preview server has the bar's style: the pages' policy allows none within a page."""
_FILE = Path(__file__).parent.parent / "data" / "preview" / "problems.css"
_SHOWN = 8
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)


def style() -> str:
    """The style of the bar."""
    return _FILE.read_text(encoding="utf-8")


def with_bar(page: bytes, problems: Sequence[Problem]) -> bytes:
    """The `page` with the bar as the first thing that readers see; as it is when there is no problem."""
    if not problems:
        return page
    begin = _BODY.search(page)
    at = begin.end() if begin else 0
    return page[:at] + _bar(problems).encode() + page[at:]


def _bar(problems: Sequence[Problem]) -> str:
    rows = "".join(
        f"<li>{f'<b>{escape(one.place)}</b> ' if one.place else ''}{escape(one.message)}"
        f"{f'<small>{escape(one.hint)}</small>' if one.hint else ''}</li>"
        for one in problems[:_SHOWN]
    )
    more = f"<p>还有 {len(problems) - _SHOWN} 个，见黑色窗口里的提示。</p>" if len(problems) > _SHOWN else ""
    head = f"有 {len(problems)} 个错误，网页没有更新，下面是上一次的内容。改好再保存，这里就会消失。"
    return (
        f'<link rel="stylesheet" href="{STYLE}">'
        f'<div class="preview-problems" role="alert" data-problems="{len(problems)}">'
        f"<p>{head}</p><ul>{rows}</ul>{more}</div>"
    )
