"""Masked numbers in several texts: what one hides, another must not show."""

from __future__ import annotations

from pathlib import Path

from sites import NOW, Site, sample

from xuanlan.build.build import inspect
from xuanlan.runtime.cache import Cache

FIRST = sample("- 王甲 999999********0012\n")
SECOND = sample("- 王甲 99999919900101****\n").replace("id: case", "id: other").replace("开放日", "校庆日")


def told(site: Site, cache: Cache | None = None) -> list[str]:
    return [
        f"{item.code} {item.position}"
        for item in inspect(site.facts(), NOW, cache=cache).report
        if item.code == "personal-masks-join"
    ]


def test_two_texts_that_give_a_number_away_together_are_told(tmp_path: Path) -> None:
    site = Site(tmp_path).write({"notices/a.md": FIRST, "notices/b.md": SECOND})
    assert told(site) == ["personal-masks-join notices/b.md:7:6"]


def test_masks_are_compared_though_the_texts_come_from_the_cache(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").write({"notices/a.md": FIRST, "notices/b.md": SECOND})
    for _ in range(2):
        assert told(site, Cache.of_site(site.root)) == ["personal-masks-join notices/b.md:7:6"]


def test_masks_of_the_same_places_and_of_other_people_are_no_matter(tmp_path: Path) -> None:
    same = SECOND.replace("99999919900101****", "999999********0012")
    other = SECOND.replace("王甲 99999919900101****", "李乙 99999919900101****")
    for second in (same, other):
        site = Site(tmp_path).write({"notices/a.md": FIRST, "notices/b.md": second})
        assert not told(site)
