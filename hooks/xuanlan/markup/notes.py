"""Notes (admonitions) with Chinese titles where the author gives none."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension, AdmonitionProcessor

_TITLES = {
    "note": "说明",
    "info": "说明",
    "abstract": "摘要",
    "tip": "提示",
    "hint": "提示",
    "success": "完成",
    "question": "问答",
    "attention": "注意",
    "caution": "注意",
    "warning": "注意",
    "important": "重要",
    "danger": "警告",
    "error": "警告",
    "failure": "警告",
    "example": "示例",
    "quote": "引用",
}


class ChineseNotes(AdmonitionProcessor):
    """`!!! warning` is titled 注意; an empty title in quotes still means none."""

    def get_class_and_title(self, match: re.Match[str]) -> tuple[str, str | None]:
        classes, title = super().get_class_and_title(match)
        if match.group(2) is None:
            title = _TITLES.get(classes.split()[0], "说明")
        return classes, title


class Notes(AdmonitionExtension):
    """Python-Markdown's admonitions with our titles."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(ChineseNotes(md.parser), "admonition", 105)
