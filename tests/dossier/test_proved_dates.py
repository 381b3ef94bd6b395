"""Dates of a dossier: what was really shown, however the ledger, a text or a record of a screen is dated back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from dossiers import gaps, ledger, make, publish, site, write_ledger

from xuanlan.releases.store import Store

JANUARY, FEBRUARY = "2026-01-10T09:00", "2026-02-10T09:00"


@pytest.fixture(scope="module")
def twice_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was published in January and, with another text of one notice, in February."""
    root = site(tmp_path_factory.mktemp("site"))
    publish(root, root / "public", JANUARY)
    text = root / "notices/other.md"
    text.write_text(text.read_text(encoding="utf-8").replace("值班。", "改了值班。"), encoding="utf-8")
    publish(root, root / "public", FEBRUARY)
    return root


@pytest.fixture
def root(twice_published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(twice_published, tmp_path / "site", symlinks=True))


def first_page(root: Path, *more: str, now: str = "2026-03-01T09:00") -> str:
    """The first page of a dossier that was held against the releases, and behind it the notes of all indicators."""
    out = root.parent / "out"
    make(root, out, "--releases", str(root / "public"), *more, now=now)
    files = (out / "index.html", *sorted(out.glob("*/说明.txt")))
    return "".join(file.read_text(encoding="utf-8") for file in files)


def old_only(root: Path) -> None:
    """Let the ledger have nothing but the notice that says that it is from 2019."""
    write_ledger(root, [row for row in ledger(root) if row["id"] == "old"])


def test_a_text_dated_years_back_is_proved_only_from_its_first_release_on(root: Path) -> None:
    page = first_page(root)
    assert "公开日期：<strong>2026-01-10 09:00</strong> 起" in page
    assert "2019" not in page
    assert "要核对的" not in page
    first = min(Store(root / "public").releases(), key=lambda one: one.built_at)
    assert f"网站：2026-01-10 09:00 至今（版本 {first.id}）" in page


SHOWN = "<strong>2026-01-10 09:00</strong>"


@pytest.mark.parametrize(
    ("changed", "wanted", "shown"),
    [
        ({"since": "2019-05-01T08:00:00+08:00"}, "台账写的是 2019-05-01 08:00 起", SHOWN),
        ({"since": "2026-01-01T08:00:00+08:00"}, "台账写的是 2026-01-01 08:00 起", SHOWN),
        ({"digest": "0123456789abcdef"}, "没有哪个版本能证明，没有算", ""),
        ({"place": "屏幕 hall"}, "没有哪个版本能证明，没有算", ""),
        ({"place": "纸质", "since": "2019-05-01T08:00:00+08:00"}, "没有哪个版本能证明，没有算", ""),
        ({"until": "2025-01-01T00:00:00+08:00"}, "不晚于起", ""),
    ],
)
def test_an_edited_row_of_the_ledger_is_told_and_proves_nothing_before_a_release(
    root: Path, changed: dict[str, str], wanted: str, shown: str
) -> None:
    (root / "notices/ledger.yml").unlink()  # which knows better, too
    write_ledger(root, [row | changed if row["id"] == "old" else row for row in ledger(root)])
    page = first_page(root)
    assert wanted in page
    old = page.partition("关于多年以前的通知")[2].partition("</li>")[0]
    assert shown in old
    assert shown or "<strong>" not in old
    assert "2019-05" not in old
    assert "2026-01-01" not in old


def test_without_releases_a_row_is_held_against_the_ledger_of_addresses(root: Path) -> None:
    rows = [row | {"since": "2019-05-01T08:00:00+08:00"} if row["id"] == "old" else row for row in ledger(root)]
    write_ledger(root, rows)
    told = make(root, root.parent / "out")
    assert "登记簿里第一次发布是 2026-01-10 09:00，从那时算起" in told
    assert "2019" not in (root.parent / "out/index.html").read_text(encoding="utf-8").partition("指标和佐证")[2]


def test_a_row_that_goes_on_where_a_release_has_the_text_no_more_is_told(root: Path) -> None:
    (root / "notices/campaigns/tidy.yml").write_text(
        "title: 计划\nsince: 2026-01-05\ntasks:\n  - {id: 1, text: 值班, indicator: 一 值班, notices: [other]}\n",
        encoding="utf-8",
    )
    rows = ledger(root)
    first = next(row for row in rows if row["id"] == "other" and row["place"] == "网站")
    text = root / "notices/other.md"
    text.write_text(text.read_text(encoding="utf-8").replace("改了值班。", "值班。"), encoding="utf-8")
    endless = {key: value for key, value in first.items() if key not in ("until", "end")}
    write_ledger(root, [endless])
    page = first_page(root)
    assert "里已经没有它，台账没有记下，算到那时为止" in page
    assert "网站：2026-01-10 09:00 至 2026-02-10 09:00" in page


def test_a_text_changed_since_is_proved_only_from_the_change_on(root: Path) -> None:
    (root / "notices/campaigns/tidy.yml").write_text(
        "title: 计划\nsince: 2026-01-05\ntasks:\n  - {id: 1, text: 值班, indicator: 一 值班, notices: [other]}\n",
        encoding="utf-8",
    )
    page = first_page(root)
    assert "<strong>2026-02-10 09:00</strong>" in page
    copy = next((root.parent / "out").glob("*/1 *.html")).read_text(encoding="utf-8")
    assert "改动以前的稿件　网站：2026-01-10 09:00 至 2026-02-10 09:00" in copy
    text = root / "notices/other.md"
    text.write_text(text.read_text(encoding="utf-8").replace("改了", "又改"), encoding="utf-8")
    assert "现在的稿件改动过，还没有发布记录" in first_page(root)


def test_at_an_earlier_clock_only_what_stood_by_then_proves(root: Path) -> None:
    page = first_page(root, now="2026-01-11T09:00")
    assert "<strong>2026-01-10 09:00</strong>" in page
    assert "II-3" not in gaps(root.parent / "out")
    make(root, root.parent / "out", now="2026-01-09T09:00")  # the texts' own dates are earlier
    assert gaps(root.parent / "out") == ["II-3", "II-4", "II-5"]


def test_a_release_with_an_earlier_clock_written_into_it_confirms_nothing(root: Path) -> None:
    oldest = min(Store(root / "public").releases(), key=lambda one: one.built_at)
    facts = oldest.folder / "release.json"
    forged = f"201905010900-{oldest.tree[:12]}"
    content = facts.read_text(encoding="utf-8").replace(oldest.id, forged)
    facts.unlink()
    facts.write_text(content.replace("2026-01-10T09:00", "2019-05-01T09:00"), encoding="utf-8")
    oldest.folder.rename(oldest.folder.with_name(forged))
    page = first_page(root)
    assert f'版本 {forged} <span class="soft">文件不齐或者被改动过，没有用来核对' in page
    assert "<strong>2019" not in page


def test_a_release_that_was_changed_confirms_nothing(root: Path) -> None:
    oldest = min(Store(root / "public").releases(), key=lambda one: one.built_at)
    listed = oldest.folder / "api/notices.json"
    listed.chmod(0o644)
    content = listed.read_bytes().replace(b"2019-05-01", b"2018-05-01")
    listed.unlink()  # the disk may share it with another release
    listed.write_bytes(content)
    page = first_page(root)
    assert f'版本 {oldest.id} <span class="soft">文件不齐或者被改动过，没有用来核对' in page
    assert "没有保留那么早的版本，从版本" in page
    assert "<strong>2026-02-10 09:00</strong>" in page


def test_a_withdrawn_text_proves_the_time_in_which_it_stood_and_shows_no_more_than_readers_get(root: Path) -> None:
    text = root / "notices/old.md"
    head = text.read_text(encoding="utf-8")
    text.write_text(head.replace("id: old\n", "id: old\nwithdrawn: 内容有误。\n"), encoding="utf-8")
    publish(root, root / "public", "2026-02-20T09:00")
    page = first_page(root)
    assert "网站：2026-01-10 09:00 至 2026-02-20 09:00" in page
    copy = next((root.parent / "out").glob("*/2 *.html")).read_text(encoding="utf-8")
    assert "多年以前就有" not in copy
    assert "内容有误" in copy
    write_ledger(root, [row for row in ledger(root) if row["id"] != "old"])
    assert "关于多年以前的通知" not in first_page(root)


def test_printed_sheets_and_a_text_that_came_back_are_proved_by_the_release_of_then(root: Path) -> None:
    (root / "notices/campaigns/tidy.yml").write_text(
        "title: 计划\nsince: 2026-01-05\ntasks:\n  - {id: 1, text: 值班, indicator: 一 值班, notices: [other]}\n",
        encoding="utf-8",
    )
    text = root / "notices/other.md"
    text.write_text(text.read_text(encoding="utf-8").replace("改了值班。", "值班。"), encoding="utf-8")
    rows = ledger(root)
    first = next(row for row in rows if row["id"] == "other" and row["place"] == "网站")
    again = {"id": "other", "title": "文稿", "digest": first["digest"]}
    back = again | {"place": "网站", "since": "2026-02-20T09:00:00+08:00"}  # as a rollback enters it
    printed = again | {"place": "纸质", "since": "2026-01-12T09:00:00+08:00"}
    sent = again | {"place": "渠道 公众号", "since": "2026-01-13T09:00:00+08:00"}
    write_ledger(root, [*rows, back, printed, sent])
    page = first_page(root)
    oldest = min(one.id for one in Store(root / "public").releases())
    for wanted in ("网站：2026-01-10 09:00 至 2026-02-10 09:00", "印发纸质件：2026-01-12 09:00", "公众号：2026-01-13 09:00",
                   "网站：2026-02-20 09:00 至今"):  # fmt: skip
        assert f"{wanted}（版本 {oldest}）" in page
    assert "要核对的" not in page


RECORD = "\ufeff时间,画面,版本\r\n{lines}"


def test_records_of_screens_count_unless_they_cannot_be_true(root: Path) -> None:
    first, last = sorted(one.id for one in Store(root / "public").releases())
    lines = [
        f'2026-02-11 10:00:00,"notice/old",{last}',
        f'2026-02-11 10:00:20,"notice/old/2",{last}',
        f'2026-02-11 11:00:00,"notice/old",{last}',
        f'2026-02-11 11:00:00,"values/all",{last}',
        f'2025-02-11 11:00:00,"notice/old",{last}',
        f'2027-02-11 11:00:00,"notice/old",{last}',
        '2026-02-11 12:00:00,"notice/old",sometime',
        "昨天,notice/old,x",
    ]
    record = root / "播放记录-hall-2026-02-12.csv"
    record.write_bytes(RECORD.format(lines="\r\n".join(lines)).encode())
    again = root / "saved by Excel.csv"
    again.write_bytes(f"时间,画面,版本\r\n2026/2/12 9:00,notice/old,{first}\r\n".encode("gb18030"))
    out = root.parent / "out"
    told = make(root, out, "--plays", str(record), "--plays", str(again), "--plays", str(record))
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "屏幕“hall”：播放 2 次，2026-02-11 10:00 至 2026-02-11 11:00" in page
    assert "屏幕“saved by Excel”：播放 1 次，2026-02-12 09:00" in page
    for wanted in (
        "第 6 行：时间早于那时的版本",
        "第 7 行：时间晚于",
        "第 8 行：版本“sometime”不是",
        "第 9 行：读不懂",
    ):
        assert wanted in told
    record.write_bytes(RECORD.format(lines='2019-05-02 10:00:00,"notice/old",201905010900-0123456789ab\r\n').encode())
    assert "第 2 行：old 那时还没有公开（第一次公开是 2026-01-10 09:00），没有算" in make(
        root, out, "--plays", str(record)
    )
    page = first_page(root, "--plays", str(record), "--plays", str(again))
    assert "old 那时还没有公开（第一次公开是 2026-01-10 09:00），没有算" in page
    assert "这块屏幕不播放 old，没有算" in page
    record.write_text("别的表格,a,b\n", encoding="utf-8")
    assert "不是屏幕的播放记录" in make(root, out, "--plays", str(record))


def test_whatever_a_record_holds_it_is_told_in_a_line_or_not_at_all(root: Path) -> None:
    folder = root / "plays"
    folder.mkdir()
    nasty = "\x1b[2J\u202e<script>" + "长" * 10000
    lines = f'2026-02-11 10:00:00,"notice/{nasty}",{nasty}\r\n2026-02-11 10:00:00,"notice/old/","{nasty}"\r\n2026-02-11 10:00:00\r\n'
    (folder / "播放记录-ha\x1b[2J\u202ell-2026-02-12.csv").write_bytes(RECORD.format(lines=lines).encode())
    (folder / "a.csv").write_bytes(b"\x00\xff\xfe" * 1000)
    (folder / "b.csv").write_bytes(RECORD.format(lines='"' + "x" * 200_000).encode())
    (folder / "c.csv").write_bytes(b"")
    out = root.parent / "out"
    told = make(root, out, "--plays", str(folder), "--releases", str(root / "public"))
    page = (out / "index.html").read_text(encoding="utf-8")
    for words in (told, page):
        assert not {"\x1b", "\u202e"} & set(words)
        assert "长" * 200 not in words
    assert "<script" not in page
    assert all(f"{name}.csv <span" in page for name in "abc")
