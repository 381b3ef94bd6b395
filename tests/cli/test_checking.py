"""`xuanlan check`: its forms for other programs, the page for the head of an office, corrections, the baseline."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from commands import call, run_cramped
from persons import PERSONAL
from playwright.sync_api import Browser
from sites import Site, sample

from xuanlan.models.baseline import PATH as BASELINE

FILE = "notices/a.md"
NOW = "2026-03-01T09:00"
FAULTY = sample("请各单位于2月30日前按时报名,逾期不候。\n\n关于关于开放日，首先、要守时。\n")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Site(tmp_path / "site").write({FILE: FAULTY}).root


def check(root: Path, *words: str) -> tuple[int, str]:
    done = call("check", "--now", NOW, *words, cwd=root)
    return done.returncode, done.stdout


def code(root: Path, *words: str) -> int:
    return call(*words, "--now", NOW, cwd=root).returncode


def test_hints_are_counted_and_listed_when_they_are_asked_for(root: Path) -> None:
    done, out = check(root)
    assert done == 1
    assert "mark-ordinal" not in out
    assert "1 个错误，2 个提醒。另有 1 个提示，加 --hints 可以看到。" in out
    done, out = check(root, "--hints")
    assert "提示 “首先、”后面用了顿号 [mark-ordinal]" in out
    assert "1 个错误，2 个提醒，1 个提示。" in out


def test_json_has_strengths_as_severities(root: Path) -> None:
    rows = json.loads(check(root, "--json", "--hints")[1])
    assert [(row["code"], row["severity"]) for row in rows] == [
        ("date-impossible", "error"),
        ("mark-half", "warning"),
        ("word-twice", "warning"),
        ("mark-ordinal", "info"),
    ]
    assert set(rows[0]) == {"code", "severity", "file", "line", "column", "message", "hint"}
    assert "mark-ordinal" not in check(root, "--json")[1]


def test_github_gets_one_command_a_line(root: Path) -> None:
    lines = check(root, "--format", "github", "--hints")[1].splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::warning", "::notice"]
    assert lines[0].startswith(f"::error file={FILE},line=7,col=6,title=date-impossible::没有这一天：“2月30日”")


def test_gitlab_keeps_fingerprints_when_lines_move(root: Path) -> None:
    def marks() -> set[str]:
        return {row["fingerprint"] for row in json.loads(check(root, "--format", "gitlab")[1])}

    before = marks()
    assert len(before) == 3
    (root / FILE).write_text(FAULTY.replace("请各单位", "\n\n新加的一段。\n\n请各单位", 1), encoding="utf-8")
    assert marks() == before


def test_sarif_names_rule_level_and_place_of_each_finding(root: Path) -> None:
    log = json.loads(check(root, "--format", "sarif", "--hints")[1])
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "note"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 7
        assert region["startColumn"] >= 1


def test_corrections_are_shown_line_by_line_and_what_is_left_is_told(root: Path) -> None:
    done, out = check(root, "--fix")
    assert done == 1
    assert (
        "       7 - 请各单位于2月30日前按时报名,逾期不候。\n       7 + 请各单位于2月30日前按时报名，逾期不候。" in out
    )
    assert "1 个错误，0 个提醒" in out
    again = (root / FILE).read_bytes()
    assert "已改好" not in check(root, "--fix")[1]
    assert (root / FILE).read_bytes() == again


def test_an_old_site_begins_with_a_baseline_and_is_told_only_what_is_new(root: Path) -> None:
    done, out = check(root, "--baseline")
    assert done == 0
    assert "已把现有的 4 处问题记进 notices/baseline.yml" in out
    written = (root / BASELINE).read_bytes()
    assert check(root)[0] == 0
    (root / FILE).write_text(FAULTY + "\n补考于6月31日进行。\n", encoding="utf-8")
    done, out = check(root, "--baseline")
    assert done == 1
    assert "“6月31日”" in out
    assert "“2月30日”" not in out
    assert (root / BASELINE).read_bytes() == written


def test_a_site_with_stops_is_not_built_and_warnings_only_stop_a_strict_build(root: Path) -> None:
    assert code(root, "build") == 1
    assert not (root / "site").exists()
    (root / FILE).write_text(FAULTY.replace("2月30日", "2月20日"), encoding="utf-8")
    assert code(root, "build", "--strict") == 1
    assert not (root / "site/index.html").exists()
    assert code(root, "build") == 0


def test_the_report_for_the_head_of_an_office_says_first_whether_it_may_go_out(root: Path, tmp_path: Path) -> None:
    page = tmp_path / "check.html"
    check(root, "--report", str(page), "--hints")
    text = page.read_text(encoding="utf-8")
    assert "有 1 处必须改好，改好以前不能发布。另有 2 处提醒，请看一看。" in text
    assert text.index("数字和日期") < text.index("文字") < text.index("标点")
    assert "关于开放日的通知" in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


def test_a_report_of_a_sound_site_says_so_and_one_of_a_broken_site_is_written_all_the_same(tmp_path: Path) -> None:
    root = Site(tmp_path / "site").root
    page = tmp_path / "check.html"
    check(root, "--report", str(page))
    assert "可以发布，没有发现问题。" in page.read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    assert check(root, "--report", str(page))[0] == 1
    assert "不能发布" in page.read_text(encoding="utf-8")


def test_words_of_authors_are_no_markup_in_the_report(tmp_path: Path) -> None:
    body = "<b>关于关于</b>&lt;script&gt;，2月30日。\n"
    root = Site(tmp_path / "site").write({FILE: sample(body).replace("开放日", "<img src=x>开放日")}).root
    page = tmp_path / "check.html"
    check(root, "--report", str(page))
    assert "<img" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_report_fits_a_telephone_and_a_desk(root: Path, tmp_path: Path, browser: Browser, width: int) -> None:
    page = tmp_path / "check.html"
    check(root, "--report", str(page), "--hints")
    view = browser.new_page(viewport={"width": width, "height": 800})
    view.goto(page.as_uri())
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    view.close()


def test_what_falls_due_is_a_table_and_a_calendar(root: Path, tmp_path: Path) -> None:
    (root / FILE).write_text(sample("请按时到场。\n", "deadline: 2026-03-20"), encoding="utf-8")
    done, out = check(root, "--at", "2026-03-31", "--ics", str(tmp_path / "due.ics"))
    assert done == 0
    assert "2026-03-20" in out
    assert "截止" in out
    assert b"SUMMARY" in (tmp_path / "due.ics").read_bytes()
    assert "2026-03-20" not in check(root, "--at", "2026-03-10")[1]


def test_a_calendar_without_a_day_is_a_wrong_call(root: Path) -> None:
    assert check(root, "--ics", "due.ics")[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--report", FILE), ("--report", "notices/check.html"), ("--report", "mkdocs.yml"), ("--report", "docs/check.html"),
        ("--report", "overrides/../docs/index.html"), ("--report", "docs"), ("--report", "check.ics"),
        ("--at", "2026-12-31", "--ics", "notices/settings.yml"), ("--at", "2026-12-31", "--ics", "due.html"),
    ],
)  # fmt: skip
def test_no_report_is_written_over_the_content_of_a_site(root: Path, words: tuple[str, ...]) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    done = call("check", "--now", NOW, *words, cwd=root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert words[-1].rpartition("/")[2] in done.stderr or "网站的内容" in done.stderr
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_a_full_disk_leaves_the_report_that_was_there(root: Path, tmp_path: Path) -> None:
    there = tmp_path / "check.html"
    there.write_text("旧的\n", encoding="utf-8")
    for option, file in (("--report", there), ("--ics", tmp_path / "due.ics")):
        words = (*(("--at", "2026-12-31") if option == "--ics" else ()), option, str(file))
        done = run_cramped(2, "-m", "xuanlan", "check", "--now", NOW, *words, cwd=root)
        assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    assert there.read_text(encoding="utf-8") == "旧的\n"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["check.html"]


def test_no_form_of_the_findings_has_the_number_of_a_person(tmp_path: Path) -> None:
    """Wherever it stands: in a title, an id, a field nobody knows, words of other rules."""
    number, mobile = "99999919900101" + "001X", "19900001234"
    lines = (f"title: 关于王甲{number}的公示", "kind: 公示", "date: 2026-02-20", "open_from: 2026-02-20", "open_until: 2026-03-05",
             f"王甲{mobile}: 是", f"audience: [王甲 {mobile}, '王甲 １９９ ００００ １２３４']")  # fmt: skip
    text = (
        "---\n"
        + "\n".join(lines)
        + f"\n---\n(电话{mobile})请查。\n\n王甲，{number[:6]} {number[6:14]} {number[14:]}，请查.\n"
    )
    root = Site(tmp_path / "site").write({FILE: text}).root
    page, ics = tmp_path / "check.html", tmp_path / "due.ics"
    told = [check(root, "--hints", "--at", "2026-12-31", "--ics", str(ics), "--report", str(page))[1]]
    told += [check(root, "--hints", "--format", form)[1] for form in ("json", "sarif", "github", "gitlab")]
    check(root, "--baseline")
    told += [page.read_text(encoding="utf-8"), (root / BASELINE).read_text(encoding="utf-8")]
    told += [ics.read_text(encoding="utf-8").replace("\r\n ", "")] if ics.exists() else []
    parts = (number, number[:14], f"{number[:6]} {number[6:14]}", mobile, "００００ １２３４")
    assert [(place, part) for place, words in enumerate(told) for part in parts if part in words] == []


def test_a_number_of_a_person_is_no_id(tmp_path: Path) -> None:
    text = sample("正文。\n").replace("id: case", f"id: '{PERSONAL['id'](random.Random(2))}'")
    root = Site(tmp_path / "site").write({FILE: text}).root
    assert "[personal-id]" in check(root)[1]
    check(root, "--fix")
    assert (root / FILE).read_text(encoding="utf-8") == text


def test_two_forms_of_the_findings_are_a_wrong_call(root: Path) -> None:
    assert check(root, "--json", "--format", "sarif")[0] == 2
    assert check(root, "--json", "--format", "json")[0] != 2


def test_the_words_of_an_official_text_are_never_corrected(tmp_path: Path) -> None:
    text = sample("1. 按装设备。\n", "官方文本: jiu-bu-zhun-2013").replace("kind: 通知", "kind: 规定")
    root = Site(tmp_path / "site").write({FILE: text}).root
    check(root, "--fix")
    assert "按装设备" in (root / FILE).read_text(encoding="utf-8")
