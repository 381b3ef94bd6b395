"""Leaders and telephone numbers in texts that nobody has written: read in time that grows with the text."""

from __future__ import annotations

from datetime import date

import pytest

from xuanlan.models.names import RegisteredName, Tenure
from xuanlan.proofreading.leaders import Leaders
from xuanlan.proofreading.told import Numbers

PEOPLE = (
    RegisteredName(kind="领导", name="王甲", posts=(Tenure(post="院长", rank=1),)),
    RegisteredName(kind="领导", name="李乙", posts=(Tenure(post="副院长", rank=2),)),
)


@pytest.mark.parametrize("piece", ["院长", "院长、", "王甲", "王甲、", "王甲\n", "李乙院长", "院长 "])
def test_leaders_over_and_over_stop_nothing(piece: str) -> None:
    leaders, text = Leaders(PEOPLE, ("学院",), date(2026, 1, 6)), piece * (100_000 // len(piece))
    assert all(0 <= hit.start < hit.end <= len(text) for find in (leaders.posts, leaders.order) for hit in find(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("值班电话（总值班室）0000-8888002", ["总值班室）0000-8888002"]),
        ("总值班室：0000－8888002", ["总值班室：0000－8888002"]),
        ("总值班室 8888001", []),
        ("分院总值班室 8888002", []),
        ("总值班室、保卫处 8888002", []),
        ("总值班室 8888002、8888001", []),
        ("总值班室成立于 2026 年", []),
    ],
)
def test_a_number_beside_a_registered_name_is_compared_with_the_register(text: str, told: list[str]) -> None:
    numbers = Numbers({"总值班室": (("0000-8888001", "notices/hotlines.yml 第 2 行"),)})
    assert [text[hit.start : hit.end] for hit in numbers.find(text)] == told
