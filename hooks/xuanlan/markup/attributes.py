"""Attribute lists: {#id}, {.class} and {a=b} set the attributes of an element; all other braces are text."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor

_ITEM = r"""(?:\#[^\s{}=#.\"'，。、；：]+|\.[A-Za-z][\w-]*|[A-Za-z_][\w:.-]*=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s"'={}]+))"""
LIST = rf"\{{:?[ ]*({_ITEM}(?:[ ]+{_ITEM})*)[ ]*\}}"
ALONE = re.compile(LIST)
"""A line that is an attribute list: it belongs to the paragraph above."""


class StrictAttributes(AttrListTreeprocessor):
    """Python-Markdown's processor, restricted to attribute lists of the form above."""

    BASE_RE = LIST  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]*{LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{LIST}")  # type: ignore[misc]


class Attributes(Extension):
    """Registers the processor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.treeprocessors.register(StrictAttributes(md), "attr_list", 8)
