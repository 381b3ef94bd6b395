"""Titles in phrases: no line may end inside a word, a number, 《》 or “”; the browser writes them as the build does"""

from __future__ import annotations

import re

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from titles import KEPT, USED, ends_of, found, titles
from twin import twin_page

from xuanlan.render.phrases import html_in_phrases, in_phrases
from xuanlan.text.phrases import LONGEST, SHORT, Lexicon, WordList, phrases_of

SIGNS = st.text(st.sampled_from("关于开展的通知和第8年月日“”《》（）〔〕、，：— -.aZ😀\u0301&<\n"), max_size=40)
_CLOSERS, _WORDS, _NEVER_LAST = "》”’）〕，。、：；！？", "了和与及或", "《“‘（〔第"


def by_sign(text: str) -> list[str]:
    return list(text)


NAIVE = Lexicon(by_sign, WordList(), frozenset(), frozenset())
"""Knows no word at all."""


@every("name", [USED, KEPT])
def test_no_title_may_be_broken_where_the_sense_does_not(name: str) -> None:
    wrong = [place for title in titles(name) for place in title.wrong(ends_of(found(title.text)))]
    assert wrong == []


@every("name", [USED, KEPT])
def test_phrases_are_short_enough_for_a_phone(name: str) -> None:
    parts = [part for title in titles(name) for part in found(title.text).parts]
    assert [part for part in parts if len(part) > SHORT + 2 + len("的紧急通知")] == []
    assert sum(len(part) <= LONGEST for part in parts) > 0.95 * len(parts)


@every(
    ("text", "phrases"),
    [
        ("关于做好2026年11月28日停电工作的紧急通知", "关于做好|2026年11月28日|停电工作的紧急通知"),
        ("云政办〔2026〕12号", "云政办〔2026〕12号"),
        ("办公电话0000-8888001", "办公电话|0000-8888001"),
        ("16:00—18:30停水", "16:00—18:30|停水"),
        ("使用Wi-Fi和Python3.11", "使用|Wi-Fi和|Python3.11"),
        ("学习《道路交通法》和“八个必须”", "学习|《道路交通法》和|“八个必须”"),
    ],
)
def test_what_is_one_thing_is_one_phrase(text: str, phrases: str) -> None:
    assert "|".join(found(text).parts) == phrases


def test_a_long_title_of_a_document_is_tied_together() -> None:
    text = "关于印发《云山学院文明校园创建工作方案》的通知"
    first, whole = found(text).wholes
    assert (first, whole[0][0], whole[-1][-3:]) == (("关于印发",), "《", "的通知")
    assert len(whole) > 2


def test_words_of_the_site_stay_whole() -> None:
    text = "欢迎来到明德笃学广场参观"
    assert any("笃学" not in part for part in found(text).parts if "明德" in part)
    own = phrases_of(text, Lexicon(found_cut, WordList(), frozenset(), frozenset()), WordList(["明德笃学广场"]))
    assert any("明德笃学广场" in part for part in own.parts)


def found_cut(text: str) -> list[str]:
    return list(found(text).parts)


def test_words_of_a_list_are_found_longest_first_and_never_one_over_another() -> None:
    words = WordList(["文明", "文明校园", "校园网络", " ", "网", "超过八个字的词语一律不收"])
    assert words.found("文明校园网络文明") == [(0, 4), (6, 8)]


@given(SIGNS)
def test_phrases_are_the_text_and_no_line_begins_or_ends_with_what_may_not(text: str) -> None:
    for known in (NAIVE, None):
        phrases = found(text) if known is None else phrases_of(text, known)
        assert "".join(phrases.parts) == text
        assert all(phrases.parts) or not text
        never = "的" + _CLOSERS + _WORDS * bool(known)  # to a dictionary 和平 is a word, and 和关 a name
        assert not any(part[0] in never for part in phrases.parts[1:])
        assert not any(part[-1] in _NEVER_LAST for part in phrases.parts[:-1])
        assert [part for whole in phrases.wholes for part in whole] == list(phrases.parts)


@given(SIGNS)
def test_as_html_a_text_is_what_it_was_but_for_where_lines_may_end(text: str) -> None:
    html = str(in_phrases(found(text)))
    plain = re.sub("<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert plain == text


@every(
    "html",
    [
        "<p>包<strong>门前卫生</strong>：无纸屑、烟头&amp;痰迹</p><ul><li>不乱扔<br>垃圾</li></ul>",
        "不准接受任何形式的回扣",
        "",
        '<p><a href="x">参见</a>《云山市容环境卫生管理办法》</p>',
    ],
)
def test_html_in_phrases_is_the_same_html_with_places_for_line_ends(html: str) -> None:
    made = html_in_phrases(html, found)
    assert re.sub('<wbr>|<span class="xl-kept">|</span>', "", made) == html


@pytest.mark.slow
def test_the_browser_writes_phrases_as_the_build_does(browser: Browser) -> None:
    texts = [*(title.text for title in titles(USED)), "😀表情与“引号”的公告", "A<b>&公告"]
    with twin_page(browser) as page:
        rows = [[text, found(text).lengths] for text in texts]
        made = page.evaluate("rows => rows.map(([text, lengths]) => twin.phrased(text, lengths))", rows)
        unfit = page.evaluate("twin.phrased('改过的标题', '2,9')")
    assert made == [str(in_phrases(found(text))) for text in texts]
    assert unfit == "改过的标题"
