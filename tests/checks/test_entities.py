"""HTML entities in a text: a finding stands where its words are written, and a correction changes just these."""

from __future__ import annotations

import random
from pathlib import Path

from sites import NOW, bare, write

from xuanlan.build.build import inspect
from xuanlan.checks.examples import notice
from xuanlan.reading.repair import repair

WRONG = ("布署", "布&#x7f72;", "&#24067;署", "&#x5e03;&#x7F72;")
AROUND = (
    "甲&amp;乙",
    "&lt;丙&gt;",
    "丁&middot;戊",
    "**己**",
    "`布署&amp;`",
    "[庚](http://a.example/?x=1&amp;y=2)",
    "&emsp;辛",
    "&times;",
    "壬",
)
FILE = "notices/例.md"


def test_words_behind_and_between_entities_are_told_and_corrected_at_their_places(tmp_path: Path) -> None:
    chance, lines, expected = random.Random(4), [], []
    for number in range(40):
        line = ""
        for _ in range(chance.randrange(1, 4)):
            line += "".join(chance.sample(AROUND, chance.randrange(3))) + "要"
            expected.append((6 + 2 * number, len(line) + 1))
            line += chance.choice(WRONG) + "工作，"
        lines += [line + "完。", ""]
    write(tmp_path / "notices", {"例.md": notice("\n".join(lines))})
    report = inspect(bare(tmp_path), NOW, keep_going=True).report
    places = [(item.position.line, item.position.column) for item in report if item.code == "wording-slip"]
    assert places == expected
    before = (tmp_path / FILE).read_text("utf-8")
    repair(tmp_path, report)
    after = (tmp_path / FILE).read_text("utf-8")
    kept = before.replace("`布署&amp;`", "@")
    for wrong in WRONG:
        kept = kept.replace(wrong, "部署")
    assert after == kept.replace("@", "`布署&amp;`")


def test_blanks_and_levels_written_as_entities_have_their_places_and_stay(tmp_path: Path) -> None:
    body = "&emsp;&emsp;一、甲\n\n&emsp;&emsp;三、姓&nbsp;&nbsp;名\n\n手机&#58;199&#48;0000000"
    write(tmp_path / "notices", {"例.md": notice(body)})
    report = inspect(bare(tmp_path), NOW, keep_going=True).report
    found = {item.code: (item.position.line, item.position.column) for item in report}
    assert found["level-order"] == (8, 13)
    assert found["personal-mobile-alone"] == (10, 8)
    repair(tmp_path, report)
    assert "姓&nbsp;&nbsp;名" in (tmp_path / FILE).read_text("utf-8")
