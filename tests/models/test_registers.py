"""The national hotlines, a site's register of hotlines, phone numbers."""

from __future__ import annotations

import re

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st

from xuanlan.diagnostics.report import Report
from xuanlan.models.hotline_register import (
    NATIONAL_GROUP,
    OWN_GROUP,
    NationalRegister,
    ResolvedHotline,
    load_hotlines,
    resolve,
    short_number,
    split_phone,
)
from xuanlan.models.hotlines import Hotline

NATIONAL = NationalRegister.shipped()


def loaded(text: str) -> tuple[list[ResolvedHotline], Report]:
    report = Report()
    return load_hotlines(text, "notices/hotlines.yml", report, NATIONAL), report


# The national register


def test_the_national_register_gives_every_number_a_known_status_and_confidence() -> None:
    for number, row in NATIONAL.entries.items():
        assert row.number == number
        assert row.status in {"current", "merging", "cancelled", "web"}
        assert row.confidence in {"V", "V2", "K", "M"}, "nothing uncertain is shipped"
        assert bool(row.replaced_by) == (row.status in {"merging", "cancelled"})
        assert row.replaced_by is None or NATIONAL.entries[row.replaced_by].status == "current"


@pytest.mark.parametrize("number", ["12369", "12301", "12331", "12358", "12365"])
def test_the_numbers_that_were_taken_back_are_cancelled(number: str) -> None:
    assert NATIONAL.entries[number].status == "cancelled"


@pytest.mark.parametrize("number", ["12318", "12319", "12350", "12336", "12316", "12338", "12385"])
def test_the_numbers_that_go_on_merging_are_marked_so(number: str) -> None:
    assert NATIONAL.entries[number].status == "merging"


def test_a_web_platform_is_not_dialled() -> None:
    assert NATIONAL.entries["12337"].status == "web"
    assert resolve(Hotline(national="12337"), NATIONAL).tel == ""


@pytest.mark.parametrize("number", ["110", "119", "120", "122"])
def test_emergency_numbers_are_answered_day_and_night(number: str) -> None:
    assert (NATIONAL.entries[number].status, NATIONAL.entries[number].hours) == ("current", "24小时")


# The site's register


def test_a_national_number_alone_takes_everything_from_the_national_register() -> None:
    [entry], report = loaded('- national: "12345"\n')
    row = NATIONAL.entries["12345"]
    assert (entry.name, entry.number, entry.tel, entry.unit) == (row.name, "12345", "12345", row.authority)
    assert (entry.purpose, entry.hours, entry.source) == (row.purpose, row.hours, row.source)
    assert (entry.group, entry.slug, entry.national) == (NATIONAL_GROUP, "12345", "12345")
    assert not list(report)


def test_what_the_site_says_itself_comes_before_the_national_register() -> None:
    [entry], _ = loaded("- {全国号码: 12345, 名称: 市民热线, 时间: 24小时, 单位: 市政府办公室, 分组: 投诉, 首页: 是}\n")
    assert (entry.name, entry.hours, entry.unit, entry.group, entry.home) == (
        "市民热线",
        "24小时",
        "市政府办公室",
        "投诉",
        True,
    )


def test_an_own_entry_keeps_its_fields_and_its_place() -> None:
    [_, entry], report = loaded(
        "- national: 12345\n"
        "- name: 总值班室\n  number: ００００－８８８８００１\n  extension: 801\n"
        "  checked_on: 2026年3月1日\n  email: a@b.example\n"
    )
    assert (entry.name, entry.number, entry.extension, entry.tel) == (
        "总值班室",
        "0000-8888001",
        "801",
        "00008888001;ext=801",
    )
    assert (entry.checked_on, entry.group, entry.slug) == ("2026-03-01", OWN_GROUP, "0000-8888001-801")
    assert (entry.position.file, entry.position.line) == ("notices/hotlines.yml", 2)
    assert not list(report)


def test_the_address_of_an_entry_is_its_id_or_its_number_or_a_digest_of_its_name() -> None:
    entries, _ = loaded(
        "- {name: 甲, number: 0000-8888001, id: duty}\n- {name: 乙, number: 0000-8888002}\n- {name: 丙}\n"
    )
    assert [entry.slug for entry in entries[:2]] == ["duty", "0000-8888002"]
    assert entries[2].slug.startswith("tel-")
    assert entries[2].slug.isascii()


def test_a_merging_number_carries_a_remark_until_it_was_verified() -> None:
    entries, _ = loaded("- national: 12318\n- {national: 12350, kept: 是}\n")
    assert "12345" in entries[0].note
    assert entries[1].note == ""


def test_mistakes_in_the_register_are_reported_with_their_lines_and_the_sound_entries_stay() -> None:
    entries, report = loaded("- national: 12345\n- nam: 总值班室\n- {name: 门卫, number: 0000-8888003}\n")
    assert [entry.number for entry in entries] == ["12345", "0000-8888003"]
    [finding] = report.errors
    assert (finding.code, finding.position.line) == ("field-unknown", 2)


def test_a_register_that_is_no_list_is_an_error() -> None:
    entries, report = loaded("name: 总值班室\n")
    assert not entries
    assert [item.code for item in report] == ["register-not-list"]


def test_an_empty_register_is_fine() -> None:
    assert loaded("# 还没有\n")[0] == []


# Phone numbers


@every(
    ("written", "expected"),
    [
        ("0000-8888001", ("0000-8888001", "", "00008888001")),
        ("００００—８８８８００１转８０１", ("0000-8888001", "801", "00008888001;ext=801")),
        ("0000-8888001 转 801", ("0000-8888001", "801", "00008888001;ext=801")),
        ("0000-8888001（分机：12）", ("0000-8888001", "12", "00008888001;ext=12")),
        ("0000-8888001 ext. 5", ("0000-8888001", "5", "00008888001;ext=5")),
        ("0000-8888001-801", ("0000-8888001", "801", "00008888001;ext=801")),
        ("(0000)8888001", ("(0000)8888001", "", "00008888001")),
        ("+86-10-12308", ("+86-10-12308", "", "+861012308")),
        ("电话：0000-8888001", ("0000-8888001", "", "00008888001")),
        ("0000-8888001、8888002", ("0000-8888001、8888002", "", "00008888001")),
        ("12345", ("12345", "", "12345")),
        ("", ("", "", "")),
        ("无", ("无", "", "")),
    ],
)
def test_a_phone_number_is_taken_apart_as_people_write_it(written: str, expected: tuple[str, ...]) -> None:
    assert split_phone(written) == expected


@given(st.text(max_size=40))
def test_any_text_as_a_phone_number_gives_a_tel_that_can_stand_in_a_link(text: str) -> None:
    tel = split_phone(text)[2]
    assert re.fullmatch(r"(\+?[0-9]+(;ext=[0-9]{1,6})?)?", tel)


@given(
    st.from_regex(r"0[0-9]{3}-[0-9]{7}", fullmatch=True),
    st.integers(1, 99999),
    st.sampled_from(["转", " 转 ", "分机", " ext "]),
)
def test_number_and_extension_come_back_whatever_word_divides_them(number: str, extension: str, word: str) -> None:
    expected = (number, str(extension), number.replace("-", "") + f";ext={extension}")
    assert split_phone(f"{number}{word}{extension}") == expected


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("12345", "12345"),
        ("020-12345", "12345"),
        ("+86-10-12308", "12308"),
        ("0000-12369", "12369"),
        ("8612345", "8612345"),
    ],
)
def test_a_national_number_is_known_behind_an_area_code(written: str, short: str) -> None:
    assert short_number(written) == short


@pytest.mark.parametrize("local", ["88812369", "86112110", "0000-8812369"])
def test_a_local_number_that_ends_like_a_national_one_is_not_one(local: str) -> None:
    assert NATIONAL.find(local) is None
