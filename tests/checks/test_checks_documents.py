"""Documents and the ledger: little sites, and the findings they must give."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import codes, findings, notice

from xuanlan.checks.documents import corrected


@pytest.mark.parametrize(
    "written", ["云职院[2026]17号", "云职院（2026）17号", "云职院【2026】第17号", "云职院［2026］017号"]
)
def test_a_number_of_a_document_with_wrong_brackets_is_corrected(tmp_path: Path, written: str) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(id="a", doc_no=f'"{written}"')})
    assert (finding.code, finding.severity, finding.position.line) == ("docno-brackets", "error", 6)
    assert "云职院〔2026〕17号" in finding.hint


@pytest.mark.parametrize("written", ["云职院〔2026〕第17号", "云职院〔26〕17号", "云职院〔2026〕017号", "17号"])
def test_a_number_of_a_document_in_another_shape_is_a_warning(tmp_path: Path, written: str) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(id="a", doc_no=written)})
    assert (finding.code, finding.severity) == ("docno-shape", "warning")


def test_a_correct_number_stays_as_it_is() -> None:
    assert corrected("云职院〔2026〕17号") == "云职院〔2026〕17号"
    assert corrected("内部资料") == "内部资料"


def test_one_document_number_in_two_notices_names_both(tmp_path: Path) -> None:
    files = {
        "a.md": notice(id="a", doc_no="云职院〔2026〕17号"),
        "b.md": notice(id="b", title="关于报到的通知", doc_no="云职院〔2026〕17号"),
    }
    [finding] = findings(tmp_path, files)
    assert (finding.code, finding.position.file) == ("docno-twice", "notices/b.md")
    assert "notices/a.md 第 6 行" in finding.message


def test_a_notice_issued_again_may_keep_the_number_of_the_withdrawn_one(tmp_path: Path) -> None:
    files = {
        "a.md": notice(id="a", doc_no="云职院〔2026〕17号", withdrawn="内容有误，已重新发布。"),
        "b.md": notice(id="b", doc_no="云职院〔2026〕17号"),
    }
    assert codes(tmp_path, files) == []


def test_one_id_in_two_notices_names_both(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(id="x"), "b.md": notice(id="x", title="关于报到的通知")})
    assert (finding.code, finding.position.file, finding.position.line) == ("id-twice", "notices/b.md", 5)
    assert "notices/a.md" in finding.message


def test_ids_that_differ_in_case_only_name_both(tmp_path: Path) -> None:
    [finding] = findings(
        tmp_path, {"a.md": notice(id="Open-day"), "b.md": notice(id="open-day", title="关于报到的通知")}
    )
    assert finding.code == "id-twice-case"
    assert "Open-day" in finding.message


def test_the_same_title_on_the_same_day_is_a_warning(tmp_path: Path) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(id="a"), "b.md": notice(id="b")})
    assert (finding.code, finding.severity) == ("title-twice", "warning")


def test_a_notice_can_only_replace_another_that_exists(tmp_path: Path) -> None:
    files = {"a.md": notice(id="a-2026", replaces="b-205"), "b.md": notice(id="b-2025", title="关于报到的通知")}
    [finding] = findings(tmp_path, files)
    assert finding.code == "replaces-unknown"
    assert "是不是“b-2025”" in finding.hint


def test_a_notice_cannot_replace_itself(tmp_path: Path) -> None:
    assert "replaces-self" in codes(tmp_path, {"a.md": notice(id="a", replaces="a")})


def test_notices_cannot_replace_each_other_in_a_circle(tmp_path: Path) -> None:
    files = {
        "a.md": notice(id="a", replaces="b"),
        "b.md": notice(id="b", title="关于报到的通知", replaces="c"),
        "c.md": notice(id="c", title="关于选课的通知", replaces="a"),
    }
    assert set(codes(tmp_path, files)) == {"replaces-circle"}


# The ledger


def test_what_is_in_the_ledger_and_on_the_site_is_fine(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.md": notice(id="a"), "ledger.yml": "- {id: a, title: 关于开放日的通知}\n"}) == []


def test_a_published_notice_that_vanished_is_named_with_its_probable_new_id(tmp_path: Path) -> None:
    files = {"a.md": notice(id="a-new"), "ledger.yml": "# 登记簿\n- {id: a-old, title: 关于开放日的通知}\n"}
    [finding] = findings(tmp_path, files)
    assert (finding.code, finding.severity) == ("ledger-vanished", "error")
    assert (finding.position.file, finding.position.line) == ("notices/ledger.yml", 2)
    assert "关于开放日的通知" in finding.message
    assert "是不是给 notices/a.md 改了编号？" in finding.hint


@pytest.mark.parametrize("fields", [{"draft": "是"}, {"publish_at": "2026-05-01"}])
def test_a_published_notice_that_went_back_to_the_drawer_is_named_with_its_file(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    [finding] = findings(tmp_path, {"a.md": notice(id="a", **fields), "ledger.yml": "- {id: a, title: 通知}\n"})
    assert finding.code == "ledger-hidden"
    assert "notices/a.md" in finding.message


def test_a_withdrawn_notice_still_answers(tmp_path: Path) -> None:
    assert codes(tmp_path, {"a.md": notice(id="a", withdrawn="内容有误。"), "ledger.yml": "- {id: a}\n"}) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("withdrawn: 活动取消", []),
        ("moved_to: a", []),
        ("moved_to: b", ["ledger-moved-unknown"]),
        ("moved_to: old", ["ledger-moved-unknown"]),
        ('moved_to: "https://www.college.example/old"', []),
        ('moved_to: "https://WWW.college.example/old"', []),
        ('moved_to: "https://evil.example/"', ["ledger-moved-outside"]),
        ('moved_to: "https://www.college.example@evil.example/"', ["ledger-moved-outside"]),
        ('moved_to: "javascript:alert(1)"', ["ledger-moved-outside"]),
        ('moved_to: "//evil.example/"', ["ledger-moved-outside"]),
    ],
)
def test_an_id_may_move_only_to_a_public_notice_or_an_allowed_host(
    tmp_path: Path, fields: str, expected: list[str]
) -> None:
    files = {
        "a.md": notice(id="a"),
        "ledger.yml": f"- {{id: old, title: 旧通知, {fields}}}\n",
        "settings.yml": "link_hosts: www.college.example\n",
    }
    assert codes(tmp_path, files) == expected


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("1. 甲\n2. 乙\n3. 丙\n", []),
        ("1. 甲\n1. 乙\n1. 丙\n", []),
        ("3. 甲\n4. 乙\n", []),
        ("1. 甲\n\n   续\n2. 乙\n", []),
        ("1. 甲\n另外：\n1. 乙\n", []),
        ("```\n1. 甲\n5. 乙\n```\n", []),
        ("1. 甲\n3. 丙\n", ["list-number"]),
        ("1. 甲\n2. 乙\n\n1. 丙\n", ["list-number"]),
        ("1. 甲\n   1. 子\n   2. 丑\n2. 乙\n", []),
        ("1. 甲\n   1. 子\n   3. 丑\n2. 乙\n", ["list-number"]),
        ("1. 甲\n   - 子\n\n   段\n3. 乙\n", ["list-number"]),
        ("１. 甲\n２. 乙\n", []),
        ("１. 甲\n３. 丙\n", ["list-number"]),
        ("1. 甲\n1) 子\n2) 丑\n2. 乙\n", []),
    ],
)
def test_a_list_is_numbered_as_it_is_written(tmp_path: Path, body: str, found: list[str]) -> None:
    assert codes(tmp_path, {"a.md": notice(body=body)}) == found
