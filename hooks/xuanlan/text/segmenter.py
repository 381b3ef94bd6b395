"""What `phrases` needs to know of words: jieba's dictionary, and the words of the field, both loaded when needed"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from xuanlan.text.phrases import Lexicon, Phrases, WordList, phrases_of

_FILE = Path(__file__).parent.parent / "data" / "field_words.txt"


@cache
def lexicon() -> Lexicon:
    """The words that every site shares."""
    sections: dict[str, list[str]] = {}
    name = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            sections.setdefault(name, []).extend(line.split())
    return Lexicon(_cut, WordList(sections["whole"]), frozenset(sections["heads"]), frozenset(sections["acts"]))


def dictionary_loaded() -> bool:
    """Whether the dictionary is in memory. Where it has no room, the library ends the process."""
    return "rjieba" in sys.modules


def usual_phrases(text: str) -> Phrases:
    """`text` in phrases, whatever the site."""
    return phrases_of(text, lexicon())


def _cut(text: str) -> list[str]:
    import rjieba  # here: its dictionary takes 0.17 s and 34 MB, and most builds need it for no text

    return rjieba.cut(text)
