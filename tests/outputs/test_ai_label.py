"""AI-generated content: the label is read as AI tools write it, kept, and shown wherever the text is."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from sites import NOW, Site, front, instead, sample

from xuanlan.diagnostics.console import Console
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.models.ai_label import WORDS
from xuanlan.outputs.slides import Slides
from xuanlan.sheets.fonts import find
from xuanlan.sheets.official import official

FILE = "notices/a.md"
BLOCK = 'AIGC:\n  Label: "1"\n  ContentProducer: 001191\n  ProduceID: a-1\n  ReservedCode1: ""\n  Propagators: {x: 1}'
WAYS = [
    pytest.param(BLOCK, id="block"),
    pytest.param('AIGC: {Label: "1", ContentProducer: 001191}', id="one line"),
    pytest.param("""AIGC: '{"Label":"2","ContentProducer":"001191","ProduceID":"a-1"}'""", id="JSON"),
    pytest.param("人工智能生成: 是", id="by hand"),
]


def site(tmp_path: Path, label: str) -> Site:
    return Site(tmp_path).write({FILE: sample("请各部门按时到场。\n", label)})


@pytest.mark.parametrize("label", WAYS)
def test_a_label_is_read_however_it_is_written(tmp_path: Path, label: str) -> None:
    found = site(tmp_path, label).inspect()
    assert not found.report.errors
    assert dict(found.library.by_id["case"].notice.aigc)["Label"] in "123"


@pytest.mark.parametrize("label", ["AIGC:", "人工智能生成: 否"])
def test_a_text_without_such_content_has_no_label(tmp_path: Path, label: str) -> None:
    found = site(tmp_path, label).inspect()
    assert not found.report.errors
    assert found.library.by_id["case"].notice.aigc == ()


@pytest.mark.parametrize("label", ["AIGC: 也许", "AIGC: [1, 2]"])
def test_what_is_no_label_is_told(tmp_path: Path, label: str) -> None:
    assert [item.code for item in site(tmp_path, label).inspect().report] == ["field-type"]


@pytest.mark.parametrize("label", WAYS)
def test_page_and_open_data_show_and_keep_the_label(tmp_path: Path, label: str) -> None:
    out = site(tmp_path, label).build()
    page = (out / "n/case/index.html").read_text(encoding="utf-8")
    assert WORDS in page
    assert '<meta name="AIGC"' in page
    rows = json.loads((out / "api/notices.json").read_text(encoding="utf-8"))
    mine = next(row for row in rows["notices"] if row["id"] == "case")
    assert mine["aigc"]["Label"] in "123"


def test_the_label_survives_the_cache(tmp_path: Path) -> None:
    there = site(tmp_path, BLOCK)
    for _ in range(2):
        run.build(there.root, tmp_path / "site", Options(now=NOW, console=Console(io.StringIO())))
    assert WORDS in (tmp_path / "site/n/case/index.html").read_text(encoding="utf-8")


def test_paper_and_screen_show_the_label(tmp_path: Path) -> None:
    library = site(tmp_path, BLOCK).inspect().library
    entry = library.by_id["case"]
    assert WORDS in repr(official(library, [entry], find(library.settings, library.site.overrides))[0].data)
    slides = Slides(library)
    assert WORDS in repr(slides.items[slides.notice(entry)])


def test_a_hand_written_page_shows_its_label(tmp_path: Path) -> None:
    out = Site(tmp_path).write({"docs/a.md": f"---\n{BLOCK}\n---\n# 关于我们\n\n正文。\n"}).build()
    assert WORDS in (out / "a.html").read_text(encoding="utf-8")


def test_a_text_that_says_nothing_has_neither(tmp_path: Path) -> None:
    out = Site(tmp_path).write({FILE: front(*instead("title: 通知"))}).build()
    assert "AIGC" not in (out / "n/case/index.html").read_text(encoding="utf-8")
