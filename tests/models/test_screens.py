"""The file of screens: what may be written in it, where its mistakes are, what a screen plays."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from sites import Site, codes, findings, front, lines, notice, rules

from xuanlan.diagnostics.report import Report
from xuanlan.library import playlists
from xuanlan.library.render import Library
from xuanlan.models import schedule, screens
from xuanlan.models.screens import Play
from xuanlan.outputs.show import Text
from xuanlan.outputs.slides import Slides

NINE = [f"不准做第{number}件事" for number in range(1, 4)]


def read(tmp_path: Path, text: str) -> tuple[screens.Screens, list[str]]:
    (tmp_path / "notices").mkdir()
    (tmp_path / screens.PATH).write_text(text, encoding="utf-8")
    report = Report()
    return screens.load(tmp_path, report), lines(report)


def library(root: Path, count: int = 0, text: str = "", **fields: str) -> Library:
    """A site with `count` more notices, the newest first n<count>, `text` as its file of screens."""
    files = {
        f"notices/n{number}.md": front(
            f"title: 第{number}份通知", "kind: 通知", f"date: 2026-02-{number:02}", f"id: n{number}",
            *(f"{name}: {value}" for name, value in fields.items()),
        )
        for number in range(1, count + 1)
    }  # fmt: skip
    return Site(root).write(files | ({screens.PATH: text} if text else {})).inspect().library


def test_a_site_without_a_file_has_one_screen_that_plays_the_usual_things(tmp_path: Path) -> None:
    assert screens.load(tmp_path, Report()).screens == [screens.DEFAULT]
    assert [play.show for play in screens.USUAL] == ["notices", "rules", "values", "hotlines", "clock"]


def test_both_names_of_every_field_mean_the_same(tmp_path: Path) -> None:
    text = (
        "- 编号: a\n  名称: 大厅\n  尺寸: 1080 X 1920\n  主题: 深色\n  时间: 工作日 7:00—21:00\n  滚动字幕: 是\n"
        "  停留: {文稿: 30}\n  播放:\n    - {内容: 文稿, 栏目: 公示, 最新: 3, 停留: 9, 开始: 2026-01-01}\n"
        "- id: b\n  title: 大厅\n  size: 1080×1920\n  theme: dark\n  hours: 工作日 7:00—21:00\n  ticker: true\n"
        "  dwell: {notice: 30}\n  play:\n    - {show: notices, columns: 公示, latest: 3, dwell: 9, start: 2026-01-01}\n"
    )
    found, said = read(tmp_path, text)
    assert said == []
    first, second = found.screens
    assert first.model_dump(exclude={"id"}) == second.model_dump(exclude={"id"})
    assert first.size == (1080, 1920)
    assert first.dwell.notice == 30
    assert first.dwell.clock == 8


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("尺寸: 大", "error field-type notices/screens.yml:2:7"),
        ("尺寸: 00×00", "error field-type notices/screens.yml:2:7"),
        ("尺寸: 99999×99999", "error field-type notices/screens.yml:2:7"),
        ("主题: 蓝色", "error choice-invalid notices/screens.yml:2:7"),
        ("时间: 有时候", "error hours-unclear notices/screens.yml:2:7"),
        ("停留: {文稿: 1}", "error field-type notices/screens.yml:2:12"),
        ("停留: {文稿: 0x10}", "error field-type notices/screens.yml:2:12"),
        ("播放: [{栏目: 公示}]", "error field-missing notices/screens.yml:2:8"),
        ("播放: [{内容: 广告}]", "error choice-invalid notices/screens.yml:2:13"),
        ("播放: [{内容: 标语, 文字: {a: b}}]", "error field-type notices/screens.yml:2:21"),
        ("播放: [{内容: 文稿, 最新: 1000}]", "error field-type notices/screens.yml:2:21"),
        ("播放: 文稿", "error field-type notices/screens.yml:2:7"),
        ("夜间图片: /etc/passwd", "error path-invalid notices/screens.yml:2:9"),
        ("屏保: 是", "error field-unknown notices/screens.yml:2:3"),
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    found, all_said = read(tmp_path, f"- id: a\n  {line}\n")
    assert all_said == [said]
    assert found.screens == []


def test_screens_whose_names_differ_only_in_case_are_one_on_some_disks(tmp_path: Path) -> None:
    assert read(tmp_path, "- id: hall\n- id: Hall\n")[1] == ["error screen-twice notices/screens.yml:2:3"]


@pytest.mark.parametrize("text", ["lobby\n", "id: lobby\n", "{}\n"])
def test_a_file_that_is_no_list_is_an_error(tmp_path: Path, text: str) -> None:
    found, said = read(tmp_path, text)
    assert [line.split()[1] for line in said] == ["register-not-list"]
    assert found.screens == [screens.DEFAULT]


PLACES = [
    ("- id: files\n", ["screen-reserved 1:7"]),
    ("- id: a\n  night: 没有.png\n", ["image-missing 2:10"]),
    ("- id: a\n  night: ../mkdocs.yml\n", ["image-missing 2:10"]),
    ("- id: a\n  play:\n    - {show: clock, latest: 3}\n", ["screen-field-misplaced 3:29"]),
    ("- id: a\n  播放:\n    - 内容: 标语\n", ["field-missing 3:7"]),
    ("- id: a\n  play:\n    - {show: pictures, images: 没有.png}\n", ["image-missing 3:32"]),
    ("- id: a\n  play:\n    - {show: notices, columns: 公式}\n", ["screen-nothing 3:7", "screen-unknown 3:32"]),
    ("- id: a\n  play:\n    - {show: notices, ids: n7}\n", ["screen-unknown 3:28"]),
    ("- id: a\n  play:\n    - {show: notices, start: 2026-02-02, end: 2026-02-01}\n", ["screen-dates 3:47"]),
]


@pytest.mark.parametrize(("text", "said"), PLACES)
def test_what_a_playlist_names_must_be_there(tmp_path: Path, text: str, said: list[str]) -> None:
    found = findings(tmp_path, {"a.md": notice(id="a"), "screens.yml": text})
    assert [f"{item.code} {item.position.line}:{item.position.column}" for item in found] == said


@pytest.mark.parametrize("content", [b"", b"text\n", b"GIF89a"])
def test_a_picture_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notices").mkdir()
    (tmp_path / "notices/p.png").write_bytes(content)
    text = "- id: a\n  play:\n    - {show: pictures, images: p.png}\n"
    assert codes(tmp_path, {"a.md": notice(id="a"), "screens.yml": text}) == ["file-disguised"]


def test_an_emergency_says_until_when_what_to_do_and_whom_to_call_or_the_clerk_is_told(tmp_path: Path) -> None:
    whole = {
        "urgent": "是", "expires": "2026-04-01", "summary": "今晚大风，请关好门窗。",
        "contact": "{name: 值班室, phone: 0000-8888001}",
    }  # fmt: skip
    missing = {"expires": "urgent-no-end", "summary": "urgent-no-summary", "contact": "urgent-no-phone"}
    assert codes(tmp_path / "whole", {"a.md": notice(id="a", **whole)}) == []
    for name, code in missing.items():
        left = {key: value for key, value in whole.items() if key != name}
        assert codes(tmp_path / name, {"a.md": notice(id="a", **left)}) == [code]
    long = whole | {"summary": "今晚大风，请关好门窗。" * 6}
    assert codes(tmp_path / "long", {"a.md": notice(id="a", **long)}) == ["urgent-summary-long"]


def test_a_loop_that_takes_too_long_and_what_has_no_room_in_it_are_told(tmp_path: Path) -> None:
    text = "一段文字，说明情况和办法，请大家周知。\n\n" * 60
    play = "- id: a\n  max-slides: {}\n  play: [{{内容: 文稿, 最新: {}}}]\n"

    def told(name: str, *settings: int) -> list[str]:
        files = {f"{n}.md": notice(f"关于第{n}件事的通知", f"2026-01-0{n}", text, id=f"n{n}") for n in (1, 2, 3, 4)}
        found = findings(tmp_path / name, files | {"screens.yml": play.format(*settings)})
        return sorted(
            f"{item.code} {Path(item.position.file).name}" for item in found if item.code.startswith("screen-")
        )

    condensed = [f"screen-condensed {n}.md" for n in (1, 2, 3, 4)]
    assert told("long", 5, 4) == [*condensed, "screen-loop-long screens.yml"]
    assert told("short", 2, 4) == condensed
    assert told("one", 50, 1) == []


def test_a_countdown_ends_by_itself(tmp_path: Path) -> None:
    def until(**fields: object) -> str:
        play = Play.model_validate({"show": "countdown", "event": "高考", "date": "2027-06-07", **fields})
        return str(play.until)[:10]

    assert until() == "2027-06-08"
    assert until(end="2027-06-01") == "2027-06-02"
    assert until(end="2027-07-01") == "2027-06-08"
    assert until(after="祝贺") == "2027-06-15"
    assert until(after="祝贺", end="2027-06-30") == "2027-07-01"
    text = "- id: a\n  play: [{内容: 倒计时, 事项: 高考}, {内容: 照片, 说明: 图}]\n"
    files = {"a.md": notice(id="a"), "screens.yml": text}
    assert sorted(codes(tmp_path, files)) == ["field-missing", "screen-field-misplaced", "screen-nothing"]


def test_a_publicity_that_is_over_leaves_the_screen_unless_it_is_asked_for(tmp_path: Path) -> None:
    def played(name: str, *lines: str, **fields: str) -> list[str]:
        more = {"open_from": "2026-02-01", "open_until": "2026-02-05"} | fields
        files = {
            "notices/old.md": notice("名单的公示", "2026-02-01", "名单。\n", kind="公示", id="old", **more),
            "notices/screens.yml": "- id: a\n" + "".join(f"  {line}\n" for line in lines),
        }
        found = Site(tmp_path / name).write(files).inspect().library
        screen = found.screens.screens[0]
        slides = Slides(found, screen)
        keys = [key for play in screen.play for key in slides.of(play)]
        moment = schedule.parse_now("2026-03-08").timestamp()
        items = {key: cast(Text, slides.items[key]) for key in keys if key != "notice:duty"}
        return [key for key, item in items.items() if moment < item["facts"].get("e", moment + 1)]

    goes = {"list_until_closed": "是"}
    every = "play: [{内容: 文稿}]"
    assert played("left", every) == []
    assert played("asked", "结束的公示: 是", every) == ["notice:old"]
    assert played("named", "play: [{内容: 文稿, 编号: old}]") == ["notice:old"]
    assert played("gone", "结束的公示: 是", every, **goes) == []
    assert played("result", "结束的公示: 是", every, **goes, result="无异议。") == ["notice:old"]


def test_so_many_notices_are_known_that_the_latest_are_there_when_others_have_ended(tmp_path: Path) -> None:
    plain = library(tmp_path / "a", 9)
    assert [entry.id for entry in playlists.candidates(plain, Play(show="notices", latest=3))] == ["n9", "n8", "n7"]
    ending = library(tmp_path / "b", 9, expires="2026-03-20")
    found = [entry.id for entry in playlists.candidates(ending, Play(show="notices", latest=2))]
    assert found == ["n9", "n8", "n7", "n6", "n5", "n4", "n3", "n2"]


def test_a_query_by_column_tag_kind_unit_and_id_finds_what_it_says(tmp_path: Path) -> None:
    files = {
        "notices/rule.md": rules(NINE, "值班三不准", id="rule"),
        "notices/tag.md": notice(id="tag", tags="安全、假期", unit="学生工作处"),
        "notices/gone.md": notice(id="gone", tags="安全", withdrawn="写错了"),
    }
    found = Site(tmp_path).write(files).inspect().library

    def ids(**fields: object) -> list[str]:
        return [entry.id for entry in playlists.candidates(found, Play.model_validate({"show": "notices", **fields}))]

    assert ids() == ["tag", "duty"]
    assert ids(tags="安全") == ["tag"]
    assert ids(units="学生工作处、教务处") == ["tag"]
    assert ids(columns="规章制度") == ["rule"]
    assert ids(columns="rules") == ["rule"]
    assert ids(kinds="通知", tags="假期") == ["tag"]
    assert ids(ids="duty、gone、tag") == ["duty", "tag"]
    assert [entry.id for entry in playlists.candidates(found, Play(show="rules"))] == ["rule"]
