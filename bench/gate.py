"""What the gate finds, and what it says too much: `make bench-gate`, or `python -m bench.gate FILE...`

Numbers are made as the tests make them; wrong words are put into clean sentences of the demo site.
Every stop and warning about the texts is printed, for a person to say which of them are right.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from persons import FORMS, HARMLESS, PERSONAL
from rendering import render

from xuanlan.diagnostics.messages import MESSAGES
from xuanlan.markup.visible import Visible
from xuanlan.proofreading import wording, wording_data
from xuanlan.proofreading.personal_numbers import numbers
from xuanlan.proofreading.rule import Hit, Rule
from xuanlan.proofreading.rules import TEXT

ROOT = Path(__file__).parent.parent
EACH, HARMLESS_EACH = 200, 250
AROUND = 12
"""Characters on each side of a finding that are printed."""


def personal() -> tuple[int, int]:
    """Numbers of persons that were found, of how many: each kind in each way of writing it."""
    found = total = 0
    for kind, make in PERSONAL.items():
        for name, form in FORMS.items():
            chance = random.Random(f"{kind} {name}")
            for number in (make(chance) for _ in range(EACH)):
                total += 1
                found += number in {each.value for each in numbers(form(kind, number))}
    return found, total


def harmless() -> tuple[int, int]:
    """False alarms on numbers that nobody need hide, and how many there were."""
    alarms = total = 0
    for kind, make in HARMLESS.items():
        chance = random.Random(kind)
        for text in (make(chance) for _ in range(HARMLESS_EACH)):
            total += 1
            alarms += any(True for _ in numbers(text))
    return alarms, total


def seeded(name: str, code: str, sentences: list[str]) -> tuple[int, int]:
    """Wrong words of a file that were found in clean sentences, of how many; a word that is wrong only beside others is
    put between these."""
    (rule,) = (rule for rule in wording.RULES if rule.code == code)
    chance, found, entries = random.Random(name), 0, wording_data.words(name).pairs
    for entry in entries:
        clean = chance.choice(sentences)
        wrong = chance.choice(entry.only).strip("^$").replace("#", "1") if entry.only else entry.wrong
        at = clean.index("，") + 1
        text = f"{clean[:at]}{wrong}，{clean[at:]}"
        found += any(hit.start <= text.index(wrong) + wrong.index(entry.wrong) < hit.end for hit in rule.find(text))
    return found, len(entries)


def sentences() -> list[str]:
    """Clean sentences with a comma, of the demo site's notices."""
    found = []
    for file in sorted((ROOT / "notices").rglob("*.md")):
        found += [line for line in read(file).split("\n") if "，" in line and "\t" not in line and len(line) > 20]
    return found


def read(file: Path) -> str:
    """A file as readers would see it: Markdown rendered, anything else as it stands."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if file.suffix != ".md":
        return text
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    return Visible(render(body)[0].html).wording


def told(text: str) -> Iterator[tuple[Rule, Hit]]:
    for rule in TEXT:
        yield from ((rule, hit) for hit in rule.find(text))


def texts(files: list[Path]) -> None:
    """Print every stop and warning about `files`, and how many there are for so many characters."""
    characters, strengths = 0, Counter[str]()
    list(told("第一篇"))  # which reads the lists of words
    read_texts = [read(file) for file in files]
    begun = time.process_time()
    for text in read_texts:
        characters += len(text)
        for rule, hit in told(text):
            strength = MESSAGES[rule.code].severity
            strengths[strength] += 1
            if strength != "info":
                around = text[max(hit.start - AROUND, 0) : hit.end + AROUND].replace("\n", "⏎").replace("\t", "⇥")
                print(f"{strength:8} {rule.code:24} {around}")
    seconds = time.process_time() - begun
    counted = ", ".join(f"{strengths[name]} {name}" for name in ("error", "warning", "info"))
    each = seconds / max(characters, 1) * 1e9
    print(f"{len(files)} texts, {characters:,} characters: {counted}; {each:.0f} µs for 1,000")


def main() -> None:
    """Print the table, or what is found in the files that are named."""
    if sys.argv[1:]:
        texts([Path(name) for name in sys.argv[1:]])
        return
    clean = sentences()
    rows = {
        "numbers of persons found": personal(),
        "false alarms on harmless numbers": harmless(),
        "slips found": seeded("slips", "wording-slip", clean),
        "words wrong in their surroundings found": seeded("context", "wording-context", clean),
        "outdated names found": seeded("outdated", "wording-outdated", clean),
        "variants found": seeded("variants", "wording-variant", clean),
    }
    print("| | | of | |\n|---|---:|---:|---:|")
    for name, (count, total) in rows.items():
        print(f"| {name} | {count} | {total} | {count / total:.3f} |")
    print()
    texts(sorted((ROOT / "notices").rglob("*.md")))


if __name__ == "__main__":
    main()
