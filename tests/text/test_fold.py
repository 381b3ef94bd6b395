"""Folding piece by piece gives what its definition gives for the whole text."""

from __future__ import annotations

import re
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from xuanlan.text.folding import FAMILIES, SAME, UNSEEN, fold

SPACE = re.compile(r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
MARKS = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.combining(sign)]
NEIGHBOURS = "a<=Zß9 ，（。、《·国あ가ᄀα\u200b\u3000"
TEXTS = st.text(
    st.one_of(st.sampled_from(NEIGHBOURS), st.sampled_from(MARKS), st.characters(exclude_categories=["Cs"]))
)


def defined(text: str) -> str:
    wide = unicodedata.normalize("NFKC", UNSEEN.sub("", text))
    case = unicodedata.normalize("NFKC", wide.lower().upper().lower())
    same = FAMILIES.sub(lambda sign: SAME[sign[0]], case)
    return re.sub(r" (?![0-9a-z])|(?<![0-9a-z]) ", "", SPACE.sub(" ", same))


@given(TEXTS)
def test_folds_any_text_as_defined(text: str) -> None:
    assert fold(text) == defined(text)


def test_what_is_left_out_of_the_pieces_combines_with_no_mark() -> None:
    plain = "".join(map(chr, range(0x21, 0x7F))) + "\xb7\u3001\u3002\u3007\u300a\u300b\u4e00\u9fff \n"
    for mark in ["\u1161", "\u11a8", "\u3099", "\u0345", *MARKS]:
        texts = [f"{sign}{mark}" for sign in plain]
        assert "|".join(map(fold, texts)) == "|".join(map(defined, texts)), ascii(mark)
