"""What the takers of texts accept: lengths of titles and summaries, lines of groups, minutes and readings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from channel_sources import demo_pages, demo_sources
from sites import Site, notice

from xuanlan.channels import broadcast, group, wechat
from xuanlan.channels.source import Source, Span
from xuanlan.diagnostics.report import Report
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out


def pages_of(root: Path, body: str) -> Pages:
    return Pages(Site(root).write({"notices/a.md": notice(id="case", body=body)}).inspect().library, None)


def words(out: Out) -> str:
    assert isinstance(out.content, bytes)
    return out.content.decode()


def titled(title: str) -> Source:
    source = demo_sources()["2026-021"]
    return replace(source, fields={**source.fields, "title": Span("title", title)})


def test_a_title_has_64_characters_and_a_summary_120_and_neither_ends_within_a_fact() -> None:
    for source in demo_sources().values():
        title, summary = wechat.parts(source)["fields"][:2]
        assert len(title["text"]) <= 64
        assert 0 < len(summary["text"]) <= 120
    for length in range(50, 66):
        title = "关于" * (length // 2) + "2026年11月28日停电的通知"
        cut = wechat.parts(titled(title))["fields"][0]["text"]
        assert len(cut) <= 64
        assert not cut.rstrip("…").endswith(("2", "2026", "年1", "月2", "2026年", "11月"))


@pytest.mark.parametrize(("paragraphs", "is_long"), [(1, False), (60, True)])
def test_an_article_over_20000_characters_says_so(paragraphs: int, is_long: bool, tmp_path: Path) -> None:
    long = "请各部门按照分工做好检查，发现问题及时报告。" * 12
    pages, report = pages_of(tmp_path, "\n\n".join([long] * paragraphs) + "\n"), Report()
    wechat.findings(pages, pages.library.by_id["case"], report)
    assert ("channel-long" in [item.code for item in report]) is is_long


def test_a_message_has_six_lines_and_ends_each_for_dingtalk_with_two_blanks() -> None:
    pages = demo_pages()
    for entry in pages.library.public:
        plain, other = (words(out) for out in group.files(pages, entry))
        assert plain.count("\n") <= group.LINES
        assert len(plain.encode()) <= 2048
        assert [line.removesuffix("  ") for line in other.splitlines()] == plain.splitlines()
        assert all(line.endswith("  ") for line in other.splitlines()[:-1])


def test_a_broadcast_is_measured_at_240_characters_a_minute() -> None:
    assert [broadcast.minutes("字" * count) for count in (1, 120, 240, 300, 480)] == ["0.5", "0.5", "1", "1", "2"]
    assert broadcast.minutes("字 " * 240) == "1"


def test_rare_characters_have_their_reading_beside_the_text(tmp_path: Path) -> None:
    pages = pages_of(tmp_path, "请王喆、李堃、张\u3405到会。\n")
    (out,) = broadcast.files(pages, pages.library.by_id["case"])
    told = words(out)
    assert "【不念】喆，读 zhé。" in told
    assert "【不念】堃，读 kūn。" in told
    assert "【不念】\u3405，请先查好读音。" in told
