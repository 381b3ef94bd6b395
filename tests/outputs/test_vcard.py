"""vCards of hotlines, read back as a telephone would."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from xuanlan.models.hotline_register import NationalRegister, resolve
from xuanlan.models.hotlines import Hotline
from xuanlan.outputs.vcard import vcard

NATIONAL = NationalRegister.shipped()


def card(**fields: str) -> str:
    return vcard(resolve(Hotline.model_validate(fields), NATIONAL))


def fields(text: str) -> dict[str, str]:
    """The card unfolded and unescaped, as a program that reads vCards does it."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCARD", "END:VCARD")
    pairs = (line.split(":", 1) for line in lines[1:-1])
    return {name: re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value) for name, value in pairs}


def test_a_national_hotline_becomes_a_card() -> None:
    found = fields(card(national="12345"))
    assert found["VERSION"] == "3.0"
    assert found["FN"] == "政务服务便民热线"
    assert found["TEL;TYPE=WORK,VOICE"] == "12345"
    assert "7×24小时" in found["NOTE"]


def test_the_extension_stands_in_the_note_and_not_in_the_number() -> None:
    found = fields(
        card(name="总值班室", number="0000-8888001 转 801", address="行政楼 101 室", email="duty@college.example")
    )
    assert found["TEL;TYPE=WORK,VOICE"] == "00008888001"
    assert "请转 801" in found["NOTE"]
    assert found["ADR;TYPE=WORK"] == ";;行政楼 101 室;;;;"
    assert found["EMAIL;TYPE=INTERNET"] == "duty@college.example"


def test_what_is_not_known_is_not_written() -> None:
    assert set(fields(card(name="门卫", number="0000-8888001"))) == {"VERSION", "FN", "N", "TEL;TYPE=WORK,VOICE"}


def test_commas_semicolons_and_backslashes_come_back() -> None:
    found = fields(card(name="甲;乙,丙\\丁", number="0000-8888001", unit="a;b"))
    assert found["FN"] == "甲;乙,丙\\丁"
    assert found["ORG"] == "a;b"


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(str.strip),
    st.text(max_size=300),
)
def test_no_line_is_longer_than_75_octets_and_no_text_breaks_out_of_its_field(name: str, purpose: str) -> None:
    text = card(name=name, purpose=purpose, number="0000-8888001")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\r" not in text.replace("\r\n", "")
    assert "\n" not in text.replace("\r\n", "")
    found = fields(text)
    assert found["FN"] == " ".join(name.split())
    if purpose.strip():
        assert found["NOTE"].splitlines() == f"受理：{purpose.strip()}".splitlines()


@given(st.integers(1, 200))
def test_folding_never_cuts_a_character(length: int) -> None:
    text = card(name="值" * length, number="0000-8888001")
    assert f"FN:{'值' * length}\r\n" in text.replace("\r\n ", "")
