"""Numbers of persons are found however they are written, and other numbers are left alone."""

from __future__ import annotations

import random

import pytest
from persons import FORMS, HARMLESS, PERSONAL

from xuanlan.proofreading.personal_numbers import numbers

CODES = {"id": {"personal-id"}, "card": {"personal-bank-card"},
         "mobile": {"personal-mobile", "personal-mobile-alone", "personal-mobile-contact"}}  # fmt: skip


@pytest.mark.parametrize("kind", PERSONAL)
@pytest.mark.parametrize("form", FORMS)
def test_every_number_is_found_in_every_form(kind: str, form: str) -> None:
    chance = random.Random(f"{kind} {form}")
    made = [PERSONAL[kind](chance) for _ in range(200)]
    missed = [number for number in made if number not in {
        found.value for found in numbers(FORMS[form](kind, number)) if found.code in CODES[kind]}]  # fmt: skip
    assert missed == []


@pytest.mark.parametrize("kind", HARMLESS)
def test_no_harmless_number_is_taken_for_one_of_a_person(kind: str) -> None:
    chance = random.Random(kind)
    texts = [HARMLESS[kind](chance) for _ in range(250)]
    assert [(text, found) for text in texts for found in numbers(text)] == []
