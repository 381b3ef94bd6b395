"""Folding, dates, excerpts, sizes; the browser folds as Python does."""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import date

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from twin import twin_page, vectors

from xuanlan.text.dates import chinese_date, read_date
from xuanlan.text.excerpts import excerpt, size_words
from xuanlan.text.folding import fold
from xuanlan.text.person_numbers import without_numbers

FOLDS = vectors("fold.json")
ORDINARY = st.text(st.sampled_from("金教院第号〔〕[]（）【】１2３aZ 　\n\u200b—-·“”。，ß①"))


@pytest.mark.parametrize("row", FOLDS["rows"], ids=lambda row: ascii(row["text"]))
def test_folds(row: dict[str, str]) -> None:
    assert fold(row["text"]) == row["folds"]


@pytest.mark.parametrize("row", FOLDS["finds"], ids=lambda row: row["query"])
def test_finds(row: dict[str, str | bool]) -> None:
    assert (fold(str(row["query"])) in fold(str(row["text"]))) is row["found"]


@given(ORDINARY)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ORDINARY, ORDINARY)
def test_a_piece_without_spaces_is_found_in_its_text(before: str, piece: str) -> None:
    part = "".join(piece.replace("\u200b", "").split())
    assert fold(part) in fold(before + part)


def assigned() -> list[str]:
    """Every assigned character outside the surrogates."""
    characters = map(chr, range(sys.maxunicode + 1))
    return [sign for sign in characters if unicodedata.category(sign) not in ("Cn", "Cs", "Co")]


def test_case_is_no_weaker_than_casefold() -> None:
    assert [sign for sign in assigned() if fold(sign) != fold(sign.casefold())] == []


def test_browser_folds_every_character_alike(browser: Browser) -> None:
    texts = [row["text"] for row in FOLDS["rows"]] + [f"a{sign} {sign}\u4e2d" for sign in assigned()]
    with twin_page(browser) as page:  # as one text: Playwright takes each of a hundred thousand values apart
        theirs = json.loads(page.evaluate("(all) => JSON.stringify(JSON.parse(all).map(twin.fold))", json.dumps(texts)))
    assert [(ascii(text), other) for text, other in zip(texts, theirs, strict=True) if fold(text) != other] == []


def test_browser_marks_hits_where_they_stand(browser: Browser) -> None:
    cases = [
        ("关于金教院〔2018〕51号", ["(2018)51号"], [[5, 14]]),
        ("门 前 三 包与门前三包", ["门前三包"], [[0, 7], [8, 12]]),
        ("𠮷野家开业", ["野家"], [[2, 4]]),
        ("Ⅻ㎏ kg", ["kg"], [[1, 2], [3, 5]]),
        ("通知通知", ["通", "知通"], [[0, 3]]),
        ("通知", ["告"], []),
    ]
    with twin_page(browser) as page:
        for text, parts, ranges in cases:
            assert page.evaluate("([text, parts]) => twin.hitRanges(text, parts)", [text, parts]) == ranges, text
        assert page.evaluate("twin.queryParts(' 门前　三包  ＡＢ \u200b ')") == ["门前", "三包", "ab"]


def test_browser_tears_no_sign_that_readers_see_as_one(browser: Browser) -> None:
    signs = [
        "全",
        "👨\u200d👩\u200d👧",
        "家",
        "👏🏽",
        "🇨🇳",
        "🇨🇳",
        "1\ufe0f\u20e3",
        "e\u0301",
        "𠮷",
        "❤\ufe0f\u200d🔥",
        "a",
        "b",
    ]
    with twin_page(browser) as page:
        ranges = page.evaluate("([text, parts]) => twin.hitRanges(text, parts)", ["全👨\u200d👩\u200d👧家", ["👩"]])
        assert ranges == [[1, 9]]
        for at in range(2, len(signs) + 1):
            text = "，" + "".join(signs[:at]) * 40
            for length in range(10, 30):
                line = page.evaluate("([text, n]) => twin.excerptAround(text, [], n)", [text, length]).rstrip("…")
                rest = line.removeprefix("，")
                while whole := next((sign for sign in sorted(signs, key=len)[::-1] if rest.startswith(sign)), ""):
                    rest = rest.removeprefix(whole)
                assert rest == "", (text[:40], length, line)


def test_chinese_date() -> None:
    assert chinese_date(date(2026, 3, 8)) == "2026年3月8日"


@every(
    ("text", "length", "expected"),
    [
        ("短文。", 10, "短文。"),
        ("一行\n  两行", 10, "一行 两行"),
        ("各系部要高度重视，认真组织，确保落实到位。", 15, "各系部要高度重视，认真组织…"),
        ("各系部要高度重视。认真组织确保落实到位。", 14, "各系部要高度重视…"),
        ("一二三四五六七八九十一二三四五", 10, "一二三四五六七八九…"),
        ("请登录网站 example 查看", 11, "请登录网站…"),
        ("共收到捐款12345.5元整", 11, "共收到捐款12345.5元整"[:5] + "…"),
        ("合格率为3.5以上的单位继续", 7, "合格率为…"),
        ("合格率为3.5以上的单位继续", 8, "合格率为3.5…"),
        ("葛\U000e0100城葛\U000e0100城葛\U000e0100城", 8, "葛\U000e0100城葛\U000e0100城…"),
        ("亲子活动日欢迎👨\u200d👩\u200d👧全家参加", 10, "亲子活动日欢迎…"),
        ("亲子活动日欢迎👨\u200d👩\u200d👧全家参加", 13, "亲子活动日欢迎👨\u200d👩\u200d👧…"),
        ("请大家为他鼓掌👏🏽谢谢各位老师", 9, "请大家为他鼓掌…"),
        ("升国旗仪式照常🇨🇳🇨🇳请准时到场", 9, "升国旗仪式照常…"),
        ("升国旗仪式照常🇨🇳🇨🇳请准时到场", 11, "升国旗仪式照常🇨🇳…"),
        ("请依次按电梯的1\ufe0f\u20e3号按钮", 10, "请依次按电梯的…"),
    ],
)
def test_excerpt(text: str, length: int, expected: str) -> None:
    assert excerpt(text, length) == expected


@given(st.text(), st.integers(2, 40))
def test_excerpt_keeps_its_length(text: str, length: int) -> None:
    short = excerpt(text, length)
    assert len(short) <= length
    assert short == " ".join(text.split()) or short.endswith("…")


@every(
    ("size", "expected"),
    [
        (0, "0 字节"),
        (1023, "1023 字节"),
        (1024, "1 KB"),
        (88_000, "86 KB"),
        (1024 * 1023, "1023 KB"),
        (1024 * 1024 - 1, "1.0 MB"),
        (1_258_291, "1.2 MB"),
        (1024**3 - 1, "1.0 GB"),
        (5 * 1024**3, "5.0 GB"),
    ],
)
def test_size_words(size: int, expected: str) -> None:
    assert size_words(size) == expected


@every(
    ("written", "day"),
    [
        ("2026年3月8日", date(2026, 3, 8)),
        ("2026 年 3 月 8 日", date(2026, 3, 8)),
        ("二〇二六年三月八日", date(2026, 3, 8)),
        ("二○二六年十月十日", date(2026, 10, 10)),
        ("二〇二六年十二月二十五日", date(2026, 12, 25)),
        ("二〇二六年十一月三十日", date(2026, 11, 30)),
        ("2026. 3. 8", date(2026, 3, 8)),
        ("2026 . 3 . 8", date(2026, 3, 8)),
        ("2026.03.08", date(2026, 3, 8)),
        ("２０２６．３．８", date(2026, 3, 8)),
        ("2026/3/8", date(2026, 3, 8)),
        ("2026-03-08", date(2026, 3, 8)),
        ("2026年3月8号", date(2026, 3, 8)),
        ("2026.3-8", None),
        ("2026.3", None),
        ("8888-12-1", None),
        ("第2026.3.8", None),
        ("2026年13月8日", None),
        ("3月8日", None),
        ("", None),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str, day: date | None) -> None:
    assert read_date(written) == day


@every(
    ("words", "shown"),
    [
        ("证号99999919900101001X。", "证号99*************01X。"),
        ("９９９９９９　１９９００１０１　００１Ｘ", "99*************01X"),
        ("999999 19900101 001x", "99*************01x"),
        ("999999-19900101-0012", "99*************012"),
        ("电话19900001234，", "电话199****1234，"),
        ("199 0000 1234", "199****1234"),
        ("199-0000-1234", "199****1234"),
        ("1990 0001234", "199****1234"),
        ("１９９００００１２３４", "１９９****１２３４"),
        ("标题“证号9999991990010100”太长", "标题“证号99**************”太长"),
        ("电话199000012…", "电话19*******…"),
        *((same, same) for same in ("199000012元", "999999199001010元", "12345678901234567", "0000-88881234", "1990000123456", "2026 2025 2024 2023 2022 20",
                                    "91350100M000100Y43", "1 3 4 5 6 7 8 9 1 0 1", "12000元", "20260301", "〔2026〕12号")),
    ],
)  # fmt: skip
def test_numbers_of_persons_are_hidden_and_others_are_not(words: str, shown: str) -> None:
    assert without_numbers(words) == shown
