"""How long the bound PDF of a dossier takes: 60 indicators, 300 notices of a page or two, a photograph for every fifth.

    python -m bench.book [INDICATORS NOTICES] [--twice]

Prints pages, processor seconds of this process and of the typesetter, and the peak memory of both.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path

import pypdfium2
from PIL import Image

from bench import corpus
from xuanlan.diagnostics.report import Report
from xuanlan.dossier.contents import Dossier, Measured, Plays, Proof, Section, Stretch
from xuanlan.dossier.paper import bound
from xuanlan.hosts import run
from xuanlan.library.read import read
from xuanlan.library.render import Library, render
from xuanlan.models.campaign import Campaign, Planned
from xuanlan.models.schedule import parse_now
from xuanlan.reading.yaml_marks import parse
from xuanlan.runtime.cache import VARIABLE
from xuanlan.sheets.process import SETTER

INDICATORS, NOTICES, PICTURED = 60, 300, 5
LENGTH, SHORT = 1000, 20
"""Most characters of a text, and of a paragraph that is a heading."""


def main() -> None:
    indicators, notices = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (INDICATORS, NOTICES)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ[VARIABLE] = f"{temporary}/cache"
        library = site(Path(temporary) / "site", notices)
        dossier = made(library, indicators)
        began, cpu = time.perf_counter(), time.process_time()
        pdf = bound(library, dossier)
        seconds, own = time.perf_counter() - began, time.process_time() - cpu
        again: bool | str = bound(library, dossier) == pdf if "--twice" in sys.argv else "not tried"
        SETTER.stop()
        theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{len(pypdfium2.PdfDocument(pdf))} pages, {len(pdf) / 1e6:.1f} MB, the same bytes twice: {again}")
        print(f"{seconds:.1f} s by the clock; this process {own:.1f} s of a processor")
        print(
            f"typesetter {theirs.ru_utime + theirs.ru_stime:.1f} s of processors, peak {theirs.ru_maxrss / 1024:.0f} MB"
        )
        print(f"this process: peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def site(folder: Path, count: int) -> Library:
    """A site of `count` notices with headings; every fifth has a photograph of 12 megapixels."""
    samples = [corpus.Sample(one.id, one.fields, shortened(one.body)) for one in islice(corpus.notices(), count)]
    for number, sample in enumerate(samples):
        if number % PICTURED == 0:
            body = f"{sample.body}\n\n![活动现场之{number}]({number}.jpg)"
            samples[number] = corpus.Sample(sample.id, sample.fields, body)
    corpus.write_site(folder, samples)
    for number, sample in enumerate(samples):
        if number % PICTURED == 0:
            (folder / sample.path).with_name(f"{number}.jpg").write_bytes(photo(number))
    report = Report()
    return render(read(run.facts(folder), parse_now(corpus.NOW), report), report)


def shortened(body: str) -> str:
    """The paragraphs of `body` that fill a page or two, some of them under headings."""
    kept: list[str] = []
    for paragraph in body.split("\n\n"):
        if sum(map(len, kept)) + len(paragraph) <= LENGTH:
            kept.append(f"## {paragraph}" if len(paragraph) < SHORT else paragraph)
    return "\n\n".join(kept)


def photo(number: int) -> bytes:
    noise = (
        Image.effect_noise((400, 300), 60 + number % 40).resize((4000, 3000), Image.Resampling.BICUBIC).convert("RGB")
    )
    made = BytesIO()
    noise.save(made, "JPEG", quality=85)
    return made.getvalue()


def made(library: Library, count: int) -> Dossier:
    """A dossier of `count` indicators, each proved by its share of the notices."""
    campaign = Campaign.model_validate(
        {
            "title": "创建文明校园（2026—2028年）",
            "since": "2026-03-09",
            "basis": "云教〔2026〕8号",
            "indicators": [
                {"id": f"II-{number}", "name": f"第{number}项测评内容", "wanted": "有方案、有落实、有成效"}
                for number in range(1, count + 1)
            ],
            "tasks": [
                {
                    "id": f"{number}",
                    "text": f"完成第{number}项测评内容",
                    "lead": ["后勤保障处"],
                    "term": "2026年12月",
                    "indicator": f"II-{number}",
                    "done": ["2026-11-20"],
                }
                for number in range(1, count + 1)
            ],
        }
    )
    tasks = campaign.tasks
    marked = parse("标题: 创建文明校园\n", "notices/campaigns/wenming.yml", Report())
    assert marked
    entries = sorted(library.public, key=lambda entry: entry.id)
    shares = [entries[at::count] for at in range(count)]
    now = library.now

    def proof(number: int, at: int) -> Proof:
        entry = shares[number][at]
        headings = entry.rendered.outline[:1] if at % 2 else ()
        sections = tuple(Section(one.anchor, one.title) for one in headings)
        stood = (Stretch("网站", now - timedelta(days=90), None, f"20261001T090000-{number:04x}"),)
        plays = (Plays("lobby", 40 + at, now - timedelta(days=80), now - timedelta(days=10)),)
        return Proof(entry, entry.digest, False, sections, (tasks[number],), stood, plays)

    measured = tuple(
        Measured(indicator, (), (tasks[number],), tuple(proof(number, at) for at in range(len(shares[number]))))
        for number, indicator in enumerate(campaign.indicators)
    )
    return Dossier(Planned("wenming", campaign, marked), now, measured)


if __name__ == "__main__":
    main()
