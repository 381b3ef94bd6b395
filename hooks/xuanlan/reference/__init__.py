"""The reference pages of the handbook, and JSON Schemas for editors, generated from the declarations of the fields"""

from __future__ import annotations

from xuanlan.reference.fields import field_page
from xuanlan.reference.rules import code_page, number_page, rule_page


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {
        "fields.md": field_page(),
        "codes.md": code_page(),
        "rules.md": rule_page(),
        "numbers.md": number_page(),
    }
