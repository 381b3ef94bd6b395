"""Attached files in the search of a built site: what readers see in them is found, what they do not see never is."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from office_files import archive, png
from office_texts import cell, docx, para, pdf, pptx, row, run, shape, sheet, show, table, xlsx
from persons import id_number
from playwright.sync_api import Page
from rounds import times
from search_index import look, look_for_all, scan, write_reader
from sites import NOW, Site, front

from xuanlan.index import Card
from xuanlan.outputs.search import with_names
from xuanlan.text.folding import fold

ID = id_number(random.Random(7))
PIECES = ("门前三包", "前三名", "包卫生", "学院", "大学", "，", "。", "2026年", "第51号", "的", "A4", "ａ", "ß", "〔", "①", "𠮷",
          "👨‍👩‍👧", "\u200b", "&<b>", "(")  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join).filter(lambda text: text.strip("\u200b"))
SHOWN = st.lists(TEXTS, min_size=1, max_size=4)
KINDS = ("docx", "xlsx", "csv", "txt", "pdf", "pptx", "zip")
ALL = [*((kind, "") for kind in KINDS), *((kind, "person") for kind in KINDS), ("docx", "draft"), ("txt", "later")]
"""Files of a site by their kinds, and what keeps some of them from being found."""
HEADS = {"draft": "draft: 是", "later": "publish_at: 2027-01-01"}
_OTHERS = re.compile("[^0-9A-Z\u4e00-\u9fff，。]")
VANISH = "<w:vanish/>"
SEAMS = "aZ9 \t\n。、\u0301Σσς①門\u200b"
SECOND = "第二栏"
"""What stands in the second column of each list."""


def made(kind: str, shown: Sequence[str], hidden: str) -> bytes:
    """A file that shows some texts and has one that is hidden, in a way of this kind of file."""
    if kind == "docx":
        return docx("".join(para(run(text)) for text in shown) + para(run(hidden, VANISH)))
    if kind == "xlsx":
        cells = [cell(f"{'ABCDEF'[at]}1", text) for at, text in enumerate(shown)]
        return xlsx(("表", "", sheet(row(1, *cells))), ("底稿", "hidden", sheet(row(1, cell("A1", hidden)))))
    if kind == "pptx":
        return pptx("|" + "".join(map(shape, shown)), 'show="0"|' + shape(hidden))
    if kind == "pdf":
        lines = b"".join(show(text, 700 - 20 * at) for at, text in enumerate(shown))
        return pdf(lines + show(hidden, 100, before="3 Tr"))
    if kind == "csv":
        return "\n".join(f'"{text}",{SECOND}' for text in shown).encode()
    if kind == "zip":
        return archive({"inner.docx": made("docx", shown, hidden)}, packed=True)
    return "\n".join(shown).encode()


@settings(
    max_examples=times(4),
    phases=set(Phase) - {Phase.shrink},  # a site is built for each example
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(SHOWN, min_size=len(ALL), max_size=len(ALL)), data=st.data())
def test_any_piece_of_what_a_file_shows_is_found_and_nothing_that_it_hides_or_that_tells_of_persons(
    tab: Page, tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], data: st.DataObject
) -> None:
    site = Site(tmp_path_factory.mktemp("site"))
    site.write({"notices/settings.yml": "审读:\n  轻重: {personal-id: 不查}\n"})
    cards, queries = [], ["三包门前", ID, "没有这个词", "藏着的"]
    for number, ((kind, why), shown) in enumerate(zip(ALL, texts, strict=True)):
        if kind == "pdf":  # whose font has no other signs
            shown = [_OTHERS.sub("", text) or "学院" for text in shown]
        name, hidden = f"表{number}.{kind}", f"藏着的{number}号"
        head = (f"title: 文稿{number}", "kind: 通知", "date: 2026-01-06", f"id: a{number}", f"附件: {name}")
        file = made(kind, [*shown, ID] if why == "person" else shown, hidden)
        site.write({f"notices/a{number}.md": front(*head, *filter(None, [HEADS.get(why)])), f"notices/{name}": file})
        if not why:
            lines = [f"{text} {SECOND}" if kind == "csv" else text for text in shown]
            cards.append(Card(f"n/a{number}/files/{name}", name, "\n".join(lines), 0))
        text = data.draw(st.sampled_from(shown))
        start = data.draw(st.integers(0, len(text)))
        queries += [text[start : data.draw(st.integers(start, len(text)))], hidden, name]
    out = site.build()
    write_reader(out)
    tab.goto((out / "reader.html").as_uri())
    answers = look_for_all(tab, queries)
    found = {query: {hit["id"] for hit in answer["files"]} for query, answer in answers.items()}
    wanted = {query: scan(cards, query) for query in queries}
    assert {query: ids for query, ids in found.items() if ids != wanted[query]} == {}


def test_of_a_very_long_file_the_beginning_is_found(tab: Page, tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    lines = [f"第{number}行，" + "宣" * 90 for number in range(3000)]
    head = ("title: 很长的附件", "kind: 通知", "date: 2026-01-06", "id: a", "附件: 长.txt")
    site.write({"notices/a.md": front(*head), "notices/长.txt": "\n".join(lines)})
    out = site.build()
    write_reader(out)
    tab.goto((out / "reader.html").as_uri())
    assert [look(tab, f"第{number}行")["files_total"] for number in (0, 1990, 2100, 2999)] == [1, 1, 0, 0]


def test_a_file_of_two_notices_is_found_with_each_and_has_the_name_that_each_gives_it(
    tab: Page, tmp_path: Path
) -> None:
    site = Site(tmp_path / "site")
    site.write({"notices/登记.docx": docx(table((para(run("学府路岗亭")), para(run("两人")))))})
    for ident, given_ in (("a", "登记.docx"), ("b", "\n  - 文件: 登记.docx\n    名称: 志愿者登记表")):
        head = (f"title: 文稿{ident}", "kind: 通知", "date: 2026-01-06", f"id: {ident}", f"附件: {given_}")
        site.write({f"notices/{ident}.md": front(*head)})
    out = site.build()
    write_reader(out)
    tab.goto((out / "reader.html").as_uri())
    found = {hit["id"]: (hit["title"], hit["notice"]["title"]) for hit in look(tab, "学府路岗亭 两人")["files"]}
    assert found == {
        "n/a/files/登记.docx": ("登记.docx", "文稿a"),
        "n/b/files/登记.docx": ("志愿者登记表.docx", "文稿b"),
    }
    assert look(tab, "学府路岗亭")["files"][0]["excerpt"] == "学府路岗亭 两人"


def test_a_notice_is_found_by_the_names_of_its_attachments_as_long_as_they_are_public(
    tab: Page, tmp_path: Path
) -> None:
    site = Site(tmp_path / "site")
    period = ("open_from: 2026-01-06", "open_until: 2026-03-10", "list_until_closed: 是")
    picture = png(2, 2)
    for ident, head in {"a": (), "b": period, "c": ("withdrawn: 有误",)}.items():
        attached = f"\n  - 文件: 校园示意{ident}.png\n    名称: 岗位分布图 X{ident}"
        base = (
            f"title: 文稿{ident}",
            "kind: 公示" if head == period else "kind: 通知",
            "date: 2026-01-06",
            f"id: {ident}",
        )
        body = "正文以 End 结束"
        site.write({f"notices/{ident}.md": front(*base, *head, f"附件: {attached}", body=body)})
        site.write({f"notices/校园示意{ident}.png": picture})
    out = site.build()
    write_reader(out)
    tab.goto((out / "reader.html").as_uri())
    before, after = NOW.timestamp(), NOW.timestamp() + 30 * 86_400
    for query in ("岗位分布图", "校园示意", "分布图xb.png", "校园示意b.png", "end 岗位", "岗位分布图 正文以end"):
        one_only = {"b"} if "b.png" in query else {"a", "b"}
        assert (query, set(look(tab, query, before)["ids"])) == (query, one_only)
        assert (query, set(look(tab, query, after)["ids"])) == (query, one_only - {"b"})
    assert "岗位分布图" in look(tab, "校园示意a", before)["hits"][0]["excerpt"]
    assert "岗位分布图" not in "".join(file.read_text() for file in out.glob("search/n/text/c.js"))


@given(body=st.text(st.one_of(st.sampled_from(SEAMS), st.characters(exclude_characters="\ud800"))), names=st.text())
def test_names_are_folded_as_if_they_stood_below_the_text(body: str, names: str) -> None:
    assert with_names(fold(body), names) == fold(f"{body}\n{names}" if names else body)
