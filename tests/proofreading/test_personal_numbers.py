"""Numbers of persons are found however they are written, and other numbers are left alone."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Callable

import pytest
from cases import every
from persons import FORMS, HARMLESS, PERSONAL

from xuanlan.proofreading.personal_numbers import numbers
from xuanlan.proofreading.proofs import is_unit

CODES = {"id": {"personal-id"}, "card": {"personal-bank-card"},
         "mobile": {"personal-mobile", "personal-mobile-alone", "personal-mobile-contact"}}  # fmt: skip


@every("kind", PERSONAL)
@every("form", FORMS)
def test_every_number_is_found_in_every_form(kind: str, form: str) -> None:
    chance = random.Random(f"{kind} {form}")
    made = [PERSONAL[kind](chance) for _ in range(200)]
    missed = [number for number in made if number not in {
        found.value for found in numbers(FORMS[form](kind, number)) if found.code in CODES[kind]}]  # fmt: skip
    assert missed == []


@every("kind", HARMLESS)
def test_no_harmless_number_is_taken_for_one_of_a_person(kind: str) -> None:
    chance = random.Random(kind)
    texts = [HARMLESS[kind](chance) for _ in range(250)]
    assert [(text, found) for text in texts for found in numbers(text)] == []


@every("kind", PERSONAL)
@every("row", ["20,{},35,三班", "王某，20，{}，35岁", "1、{}，2、三班", "[{}]", "({})", "{}\n\n20"])
def test_figures_beside_a_number_do_not_hide_it(kind: str, row: str) -> None:
    number = PERSONAL[kind](random.Random(row))
    assert [found.value for found in numbers(row.format(number))] == [number]


@every(
    "text",
    ["{}", "项目代码：2403-999999-04-01-123456", "不动产单元号：999999 001001 GB00001 F00010001", "版本 1.13800000000.2",
     "3.13800000000", "a{}b", "13800000000 元", "第13800000000号", "统一编码 13800000000", "0.{}", "会议号 139 000 000"],
)  # fmt: skip
def test_parts_of_longer_numbers_are_none_of_a_person(text: str) -> None:
    assert numbers(text.format("13800000000" if text != "{}" else "2026-11-30 08:30:00")) == ()


WRITTEN_BY_MACHINES: dict[str, Callable[[random.Random], str]] = {
    "hexadecimal": lambda chance: chance.randbytes(1_000_000).hex(),
    "base64": lambda chance: base64.b64encode(chance.randbytes(1_000_000)).decode(),
    "base32": lambda chance: base64.b32encode(chance.randbytes(1_000_000)).decode(),
    "digests": lambda chance: "\n".join(hashlib.sha256(chance.randbytes(9)).hexdigest() for _ in range(20_000)),
}


@pytest.mark.parametrize("kind", WRITTEN_BY_MACHINES)
def test_digits_in_what_machines_write_are_no_numbers_of_persons(kind: str) -> None:
    chance = random.Random(kind)
    digits = [PERSONAL[each](chance) for each in PERSONAL for _ in range(20)]
    bits = [f"b06e{number}b06ec9d" for number in digits if number.isdigit()]
    assert [numbers(text) for text in (WRITTEN_BY_MACHINES[kind](chance), "\n".join(bits))] == [(), ()]


@pytest.mark.parametrize("kind", PERSONAL)
def test_letters_before_a_number_do_not_hide_it(kind: str) -> None:
    """As words and single letters stand before numbers in tables and forms."""
    number = PERSONAL[kind](random.Random(kind))
    words = {"id": ("ID", "No"), "card": ("卡号ICBC", "卡号A"), "mobile": ("Tel", "mobile")}[kind]
    assert [[found.value for found in numbers(word + number)] for word in words] == [[number]] * 2


def test_a_unit_code_of_digits_alone_is_told_by_its_name() -> None:
    """Eighteen digits can be an ID number and the code of a unit at once."""
    chance = random.Random(1)
    both = next(number for number in iter(lambda: PERSONAL["id"](chance), "") if is_unit(number))
    assert numbers(f"统一社会信用代码：{both}") == ()
    assert [found.code for found in numbers(f"身份证号：{both}")] == ["personal-id"]
