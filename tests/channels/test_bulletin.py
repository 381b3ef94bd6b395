"""A bulletin is gathered, edited and made again: whatever a clerk has written stays, and every medium says it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from random import Random

import paper
import pytest
from cases import every
from commands import call
from office_files import png
from rendering import render
from rounds import times
from sheets import faces, library_of
from sites import new_site, notice
from trees import Built
from word import as_pdf

from xuanlan.channels import bulletin
from xuanlan.channels.bulletin_text import NO_REMARK, Item, Part, begun, escaped, for_reading, known, present, with_new
from xuanlan.diagnostics.report import Report
from xuanlan.reading.written import Written
from xuanlan.render.entries import list_gone

HEAD = "---\n报头: 简报\n期号: 第1期\n编印日期: 2026-11-30\n---\n"
MARK = re.compile(r"<!-- 文稿 (\S+) -->")


def _item(number: int) -> Item:
    return Item(f"2026-{number:03}", f"关于第{number}件事的通知", "做了一件事。", "教务处，2026年1月5日", "")


def _parts(*numbers: int) -> list[Part]:
    """Odd notices are in one column, even ones in another."""
    columns = ((1, "通知公告"), (0, "公示"))
    found = (Part(title, [_item(number) for number in numbers if number % 2 == odd]) for odd, title in columns)
    return [part for part in found if part.items]


def _edited(text: str, chance: Random) -> str:
    """`text` as a clerk may leave it: lines written, changed, removed and moved, items taken out, headings renamed."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                lines.insert(
                    at,
                    chance.choice(["我院召开会议。", "## 领导讲话", "> 按语：很好。", "", "| 甲 | 乙 |", "# 大标题"]),
                )
            case 1:
                lines[at] += "（有改动）"
            case 2:
                del lines[at]
            case 3:
                lines.insert(chance.randrange(len(lines)), lines.pop(at))
            case 4:
                start = next((n for n, line in enumerate(lines) if MARK.match(line)), None)
                if start is not None:
                    del lines[start : start + 5]
            case 5:
                lines = [line.replace("## 公示", "## 公示公告") for line in lines]
            case _:
                lines[at] = lines[at].replace("一", "二")
        lines = lines or [""]
    return "\n".join(lines)


def test_whatever_a_clerk_has_edited_only_new_items_are_added() -> None:
    for seed in range(times(50)):
        chance = Random(seed)
        old = _edited(begun(HEAD, _parts(1, 2, 3, 4)), chance)
        new = with_new(old, _parts(1, 2, 3, 4, 5, 6, 7))
        left = iter(new.split("\n"))
        kept = [line for line in old.split("\n") if line.strip() and "已编入" not in line]
        assert all(line in left for line in kept), seed
        wanted = {item.ident for part in _parts(1, 2, 3, 4, 5, 6, 7) for item in part.items}
        assert present(new) == present(old) | (wanted - known(old)), seed
        for ident in wanted - known(old):
            assert MARK.findall(new).count(ident) == 1, seed
            assert new.count(f"关于第{int(ident[-3:])}件事的通知") == 1 + old.count(
                f"关于第{int(ident[-3:])}件事的通知"
            )
        assert wanted <= known(new), seed
        assert with_new(new, _parts(1, 2, 3, 4, 5, 6, 7)) == new, seed


def test_new_items_stand_under_the_heading_of_their_column_behind_the_others() -> None:
    text = with_new(begun(HEAD, _parts(1, 2)), _parts(1, 2, 3, 4))
    assert re.findall("^##+ .*", text, re.MULTILINE) == [
        "## 通知公告", "### 关于第1件事的通知", "### 关于第3件事的通知",
        "## 公示", "### 关于第2件事的通知", "### 关于第4件事的通知",
    ]  # fmt: skip


def test_an_item_that_was_removed_stays_away_until_its_number_is_removed_too() -> None:
    text = begun(HEAD, _parts(1, 3))
    start = text.index("<!-- 文稿 2026-003")
    without = text[:start] + text[text.index("<!-- 已编入") :]
    assert with_new(without, _parts(1, 3)) == without
    assert "2026-003" in present(with_new(without.replace("、2026-003", ""), _parts(1, 3)))


@every("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_lines_of_a_file_of_another_program_keep_their_bytes(encoding: str) -> None:
    old = begun(HEAD, _parts(1)).replace("\n", "\r\n").encode(encoding)
    written = Written(old)
    new = written.with_text(with_new(written.text, _parts(1, 3)))
    assert new.decode(encoding).count("\r\n") == new.decode(encoding).count("\n")
    assert new.startswith(old[: old.index("做了".encode(encoding.removesuffix("-sig").replace("utf-16", "utf-16-le")))])
    assert present(Written(new).text) == {"2026-001", "2026-003"}


@every(
    "words",
    [
        "*重要*",
        "1. 第一",
        "# 标题",
        "<b>字</b>",
        "[链接](x)",
        "- 甲",
        "a_b_c",
        "`码`",
        "> 引",
        "12. 月",
        "==亮==",
        "甲|乙",
        "&amp;",
    ],
)
def test_titles_and_texts_are_never_read_as_markdown(words: str) -> None:
    rendered, _ = render(f"{escaped(words)}\n")
    assert rendered.text.strip() == words


def test_what_is_only_for_the_clerk_is_in_no_medium() -> None:
    text = begun(HEAD, _parts(1))
    seen = for_reading(text)
    assert seen.count("\n") == text.count("\n")
    assert "<!--" not in seen
    assert NO_REMARK not in seen


def test_everything_of_a_period_is_gathered_but_what_is_withdrawn_and_lists_that_go(demo: Built) -> None:
    library = demo.library
    items = {
        item.ident: item
        for part in bulletin.gathered(library, date(2024, 1, 1), date(2026, 12, 31))
        for item in part.items
    }
    expected = {entry.id for entry in library.public if entry.state not in ("withdrawn", "superseded", "repealed")}
    assert items.keys() == expected
    for ident, item in items.items():
        entry = library.by_id[ident]
        assert item.title == entry.notice.title
        assert item.address == f"https://xuanlan.ysvc.example/n/{ident}/"
        if list_gone(library, entry) or entry.notice.list_until_closed:
            assert item.words == ""
        else:
            words = paper.letters(entry.notice.summary or entry.rendered.text)
            assert paper.letters(item.words.removesuffix("……")) in words
    days = {library.by_id[item.ident].facts.publish.date()
            for part in bulletin.gathered(library, date(2026, 11, 5), date(2026, 11, 16)) for item in part.items}  # fmt: skip
    assert min(days) >= date(2026, 11, 5)
    assert max(days) == date(2026, 11, 16)


def test_the_bulletin_of_the_demo_site_says_the_same_in_every_medium(demo: Built, tmp_path: Path) -> None:
    library, report = demo.library, Report()
    parts = bulletin.gathered(library, date(2026, 10, 1), date(2026, 11, 30))
    text = begun(bulletin.head_of(library, 3, date(2026, 11, 30)), parts).replace(NO_REMARK, "> 按语：**很好**。")
    text = text.replace("报送:", "报送: 市教育局").replace("发送:", "发送: 各系部、各处室")
    read = bulletin.read(library, tmp_path, text.encode(), report)
    assert read is not None
    assert list(report) == []
    made = {out.path: out.content for out in bulletin.files(library, faces(library), tmp_path, read)}
    again = {out.path: out.content for out in bulletin.files(library, faces(library), tmp_path, read)}
    assert made == again
    page, pdf, docx = (made[f"简报.{suffix}"] for suffix in ("html", "pdf", "docx"))
    assert isinstance(page, bytes)
    assert isinstance(pdf, bytes)
    assert isinstance(docx, bytes)
    word = as_pdf(tmp_path, {"word": docx})["word"]
    anchors = re.findall('href="#([^"]+)"', page.decode())
    assert len(anchors) == len(set(anchors)) > 5
    assert all(page.decode().count(f'id="{anchor}"') == 1 for anchor in anchors)
    titles = [
        item.title for part in bulletin.gathered(library, date(2026, 10, 1), date(2026, 11, 30)) for item in part.items
    ]
    plain = paper.letters(re.sub("<[^>]*>", "", page.decode()))
    for said in (plain, paper.letters(paper.text(pdf)), paper.letters(paper.text(word))):
        assert "第3期" in said
        assert "按语：很好。" in said
        assert "市教育局" in said
        assert "各系部、各处室" in said
        for title in titles:
            assert said.count(paper.letters(title)) >= 2, title
        assert "文稿2026" not in said
        assert "已编入" not in said


NOTICES = {
    "a.md": notice("关于开学的通知", "2026-11-02", "11月5日开学。", id="a"),
    "b.md": notice("关于放假的通知", "2026-11-10", "11月20日放假。", id="b"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return new_site(tmp_path / "网站", NOTICES)


def _again(site: Path, out: Path, *more: str) -> str:
    done = call("bulletin", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(out), *more, cwd=site)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_the_command_keeps_what_was_edited_and_adds_what_is_new(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "简报"
    assert "编入 2 篇" in _again(site, out, "--issue", "7")
    source = out / "简报.md"
    text = source.read_text(encoding="utf-8")
    assert "期号: 第7期" in text
    edited = text.replace(NO_REMARK, "> 按语：本月工作有序。").replace("11月5日开学。", "11月5日开学，一切顺利。")
    edited = edited.replace("期号: 第7期", "期号: 总第七期") + "\n![开学](开学.png)\n"
    source.write_text(edited, encoding="utf-8")
    (out / "开学.png").write_bytes(png(300, 200))
    (site / "notices" / "c.md").write_text(notice("关于考试的通知", "2026-11-12", "考试。", id="c"), encoding="utf-8")
    assert "编入 1 篇" in _again(site, out, "--issue", "8")
    again = source.read_text(encoding="utf-8")
    left = iter(again.split("\n"))
    assert all(line in left for line in edited.split("\n") if line and "已编入" not in line)
    assert present(again) == {"a", "b", "c"}
    page, pdf = (
        (out / "简报.html").read_text(encoding="utf-8"),
        paper.letters(paper.text((out / "简报.pdf").read_bytes())),
    )
    for said in (page, pdf):
        assert "总第七期" in said
        assert "一切顺利" in said
        assert "关于考试的通知" in said
    assert 'src="开学.png"' in page
    stamp = source.stat().st_mtime_ns
    assert "编入" not in _again(site, out)
    assert source.stat().st_mtime_ns == stamp


def test_what_cannot_be_told_any_more_is_refused_and_the_old_files_stay(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "简报"
    _again(site, out)
    before = (out / "简报.pdf").read_bytes()
    (site / "notices" / "a.md").write_text(
        NOTICES["a.md"].replace("id: a", "id: a\nwithdrawn: 内容有误。"), encoding="utf-8"
    )
    done = call("bulletin", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(out), cwd=site)
    assert done.returncode == 1
    assert "a 已经撤回或不再公开" in done.stdout + done.stderr
    assert (out / "简报.pdf").read_bytes() == before


@every(
    ("change", "code"),
    [
        (("开学。", "开学。![图](没有.png)"), "bulletin-reference"),
        (("开学。", "开学。[表](附件/表.docx)"), "bulletin-reference"),
        (("编印日期: 2026-11-22", "编印日期: 明天"), "date-invalid"),
        (("编印单位", "编印单立"), "field-unknown"),
        (("---\n", "--\n"), "front-matter-missing"),
    ],
)
def test_mistakes_in_the_file_are_found_at_their_place(
    tmp_path_factory: pytest.TempPathFactory, change: tuple[str, str], code: str
) -> None:
    root = tmp_path_factory.mktemp("mistakes")
    site, out = new_site(root / "网站", NOTICES), root / "简报"
    _again(site, out)
    source = out / "简报.md"
    text = source.read_text(encoding="utf-8").replace(*change, 1)
    source.write_text(text, encoding="utf-8")
    done = call("bulletin", "--from", "2026-11-01", "--to", "2026-11-30", "--out", str(out), cwd=site)
    assert done.returncode == 1
    assert f"[{code}]" in done.stdout + done.stderr
    assert source.read_text(encoding="utf-8") == text


def test_a_wrong_call_is_told_in_chinese(site: Path) -> None:
    for arguments, told in (
        (("--from", "2026-11-30", "--to", "2026-11-01"), "早"),
        (("--from", "2025-01-01", "--to", "2025-01-31"), "没有发布过文稿"),
        (("--from", "2026-11-01", "--to", "2026-11-30", "--out", "notices/简报"), "那里是网站的内容"),
    ):
        done = call("bulletin", *arguments, cwd=site)
        assert done.returncode == 2
        assert told in done.stderr


def test_an_item_of_generated_content_says_so(tmp_path: Path) -> None:
    library = library_of(tmp_path, "正文。", "aigc: 是")
    (part,) = bulletin.gathered(library, date(2026, 1, 1), date(2026, 1, 31))
    origins = {item.ident: item.origin for item in part.items}
    assert {ident for ident, origin in origins.items() if "本文含人工智能生成内容" in origin} == {"case"}
