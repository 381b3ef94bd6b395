"""Personal data in texts: all rules of the family"""

from __future__ import annotations

from xuanlan.proofreading import (
    personal_contacts,
    personal_lists,
    personal_masks,
    personal_numbers,
    personal_tables,
    personal_words,
)
from xuanlan.proofreading.rule import Rule

RULES: tuple[Rule, ...] = (
    *personal_numbers.RULES,
    *personal_masks.RULES,
    *personal_tables.RULES,
    *personal_words.RULES,
    *personal_contacts.RULES,
    *personal_lists.RULES,
)
