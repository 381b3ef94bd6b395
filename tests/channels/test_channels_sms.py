"""Short messages: what operators count and bill, and what stands first."""

from __future__ import annotations

import random
from pathlib import Path

from channel_sources import demo_sources
from sites import Site

from xuanlan.channels import sms


def counted(message: str) -> tuple[int, int]:
    """Characters and billed parts after the operators' rule, from the numbers of the characters alone."""
    units = 0
    for sign in message:
        units += 2 if ord(sign) > 0xFFFF else 1
    if units <= 70:
        return units, 1
    billed, rest = divmod(units, 67)
    return units, billed + (rest > 0)


def test_ten_thousand_texts_are_counted_and_billed_as_operators_do() -> None:
    chance = random.Random(21)
    signs = [chr(0x4E00 + number) for number in range(500)] + list("abc019，。 \n") + ["😀", "𠮷", "👨‍👩‍👧", "é", "￥"]
    for number in range(10_000):
        text = "".join(chance.choices(signs, k=number % 300))
        assert (sms.length(text), sms.parts(text)) == counted(text)


def test_a_message_begins_with_the_signature_and_ends_with_the_address() -> None:
    for source in demo_sources().values():
        message = sms.text(source)
        assert message.startswith("【云山职院】")
        assert message.endswith(source.words("address"))
        assert sms.length(message) <= sms.MOST


def test_a_signature_that_says_nothing_of_the_sender_is_refused(tmp_path: Path) -> None:
    for written, codes in (
        ("云山学院", []),
        ("【云山学院】", []),
        ("温馨提示", ["field-type"]),
        ("云", ["field-type"]),
    ):
        site = Site(tmp_path / written.strip("【】") / str(len(written)))
        site.write({"notices/settings.yml": f"短信签名: {written}\n"})
        assert [item.code for item in site.inspect().report if item.severity == "error"] == codes, written
