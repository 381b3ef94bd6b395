"""Paragraphs whose lines would be torn if they were justified: those with long words that no line may divide"""

from __future__ import annotations

import re

from markupsafe import Markup

CLASS = "xl-ragged"
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WHOLE = re.compile(r"[!-~]{9}")
"""Nine letters, digits and signs, as wide as five Chinese characters: more room than 36 others can share unseen."""


def ragged(fragment: Markup) -> Markup:
    """The HTML of a text for a page, with `CLASS` on each such paragraph: the style sheet does not justify it."""
    if not _WHOLE.search(_TAG.sub("", fragment)):
        return fragment
    return Markup(_PARAGRAPH.sub(_set, fragment))


def _set(paragraph: re.Match[str]) -> str:
    whole = _WHOLE.search(_TAG.sub("", paragraph[1]))
    return f'<p class="{CLASS}">{paragraph[1]}</p>' if whole else paragraph[0]
