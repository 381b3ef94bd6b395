"""Time rules: the shared vectors in Python and in the browser, the words, the facts of a notice."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from twin import ZONES, twin_page, vectors

from xuanlan.models import schedule
from xuanlan.models.notice import Notice
from xuanlan.models.schedule import Facts, facts_of, parse_now
from xuanlan.text.dates import SHANGHAI

TABLE = vectors("schedule.json")
MOMENTS = ("publish", "expires", "open_from", "open_until", "pinned_until")
START = datetime(2026, 3, 1, tzinfo=SHANGHAI)
FIXED = ("", "", "draft", "withdrawn", "superseded", "repealed")


def facts_from(written: dict[str, Any]) -> Facts:
    """Facts as a vector writes them."""
    moments = {name: parse_now(written[name]) for name in MOMENTS if name in written}
    return Facts(**moments, fixed=written.get("fixed", ""), list_goes=written.get("list_goes", False))


def seen(facts: Facts, now: datetime) -> list[Any]:
    """Everything the twin in the browser answers too."""
    word = schedule.state(facts, now)
    return [
        word,
        schedule.is_listed(word),
        schedule.is_pinned(facts, now),
        schedule.list_removed(facts, now),
        schedule.days_left(facts, now),
        schedule.sentence(word, facts, now),
    ]


def wanted(row: dict[str, Any]) -> list[Any]:
    """What a vector expects of `seen`."""
    listed = row["state"] in ("current", "open", "closed")
    flags = [row.get("pinned", False), row.get("removed", False), row.get("days")]
    return [row["state"], listed, *flags, row.get("sentence", "")]


def random_facts(source: random.Random) -> tuple[Facts, datetime]:
    """Facts whose moments lie within ten days, so that they meet and cross, and a clock among them."""

    def moment() -> datetime:
        return START + timedelta(hours=source.choice((0, 24, 48, 96, 17, 33.5)) + 24 * source.randrange(6))

    chosen = {name: moment() for name in MOMENTS if name == "publish" or source.random() < 0.6}
    facts = Facts(**chosen, fixed=source.choice(FIXED), list_goes=source.random() < 0.5)
    edge = source.choice(list(chosen.values())) + timedelta(seconds=source.choice((-1, 0, 1)))
    return facts, edge


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: row["name"])
def test_vectors(row: dict[str, Any]) -> None:
    facts, now = facts_from(row["facts"]), parse_now(row["now"])
    assert seen(facts, now) == wanted(row)
    following = schedule.next_change(facts, now)
    assert following == (parse_now(row["next"]) if row.get("next") else None)


@pytest.mark.parametrize("zone", ZONES)
def test_browser_agrees(browser: Browser, zone: str) -> None:
    source = random.Random(20260308)
    cases = [(facts_from(row["facts"]), parse_now(row["now"])) for row in TABLE["rows"]]
    cases += [random_facts(source) for _ in range(2000)]
    calls = [[schedule.to_json(facts), now.timestamp()] for facts, now in cases]
    with twin_page(browser, zone) as page:
        theirs = page.evaluate("calls => calls.map(call => twin.at(...call))", calls)
    for (facts, now), answer in zip(cases, theirs, strict=True):
        assert answer == seen(facts, now), (facts, now)


@pytest.mark.parametrize("zone", ZONES)
def test_both_count_the_days_to_an_end_and_say_when_it_is_past(browser: Browser, zone: str) -> None:
    ends = [(parse_now(row["end"]), parse_now(row["now"])) for row in TABLE["ends"]]
    wanted = [[row["days"], row["over"]] for row in TABLE["ends"]]
    assert [[schedule.days_until(*pair), schedule.over_words(*pair)] for pair in ends] == wanted
    with twin_page(browser, zone) as page:
        calls = [[end.timestamp(), now.timestamp()] for end, now in ends]
        assert page.evaluate("calls => calls.map(call => twin.end(...call))", calls) == wanted


@pytest.mark.parametrize("row", TABLE["clocks"], ids=lambda row: row["name"])
def test_implausible_clocks(browser: Browser, row: dict[str, str | None]) -> None:
    clock, built, now = (value and parse_now(value).timestamp() for value in (row["clock"], row["built"], row["now"]))
    with twin_page(browser) as page:
        assert page.evaluate("([clock, built]) => twin.plausibleNow(clock, built)", [clock, built]) == now


def test_broken_facts_are_refused_by_the_browser(browser: Browser) -> None:
    broken = ["", "{", "null", "1", "[]", "{}", '{"p":"1"}', '{"p":1,"e":"x"}', "[[],[],[],[],[],[],3]", "[[[1]]]"]
    with twin_page(browser) as page:
        assert page.evaluate("texts => texts.map(twin.readable)", broken) == [[False, False]] * len(broken)
        assert page.evaluate("twin.readable(null)") == [False, False]


@given(st.randoms(use_true_random=False))
def test_nothing_changes_before_the_next_change(source: random.Random) -> None:
    facts, now = random_facts(source)

    def shown(at: datetime) -> list[Any]:
        return [schedule.state(facts, at), schedule.is_pinned(facts, at), schedule.list_removed(facts, at)]

    following = schedule.next_change(facts, now)
    end = following or now + timedelta(days=20)
    assert following is None or shown(following) != shown(now)
    step = now
    while step < end:
        assert shown(step) == shown(now)
        step += timedelta(minutes=30)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-08", "2026-03-08T00:00:00+08:00"),
        (" 2026-03-08T09:30 ", "2026-03-08T09:30:00+08:00"),
        ("2026-03-08 09:30:15", "2026-03-08T09:30:15+08:00"),
        ("2026-03-08T01:30Z", "2026-03-08T09:30:00+08:00"),
        ("2026-03-07T20:30-05:00", "2026-03-08T09:30:00+08:00"),
    ],
)
def test_parse_now(text: str, moment: str) -> None:
    assert parse_now(text).isoformat() == moment


@pytest.mark.parametrize("text", ["", "明天", "2026-02-30", "2026-03-08T25:00", "9999-12-31T23:00-10:00"])
def test_parse_now_refuses_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match="不是有效的时间，请写成"):
        parse_now(text)


def notice(**fields: Any) -> Notice:
    return Notice.model_validate({"title": "关于值班的通知", "kind": "通知", "date": "2026-03-08", **fields})


def test_facts_of_a_bare_notice() -> None:
    facts = facts_of(notice(), superseded=False)
    assert facts == Facts(publish=datetime(2026, 3, 8, tzinfo=SHANGHAI))
    assert schedule.to_json(facts) == '{"p":1772899200}'


def test_facts_of_a_full_notice() -> None:
    full = notice(
        publish_at="2026-03-08 09:00",
        expires="2026-06-30",
        open_from="2026-03-08",
        open_until="2026-03-14",
        pinned_until="2026-03-20",
        list_until_closed="是",
        repealed="不再适用",
    )
    facts = facts_of(full, superseded=False)
    assert schedule.to_json(facts) == (
        '{"p":1772931600,"e":1782835200,"o":1772899200,"c":1773504000,"t":1774022400,"f":"repealed","r":1}'
    )
    assert json.loads(schedule.to_json(facts_of(full, superseded=True)))["f"] == "superseded"


@pytest.mark.parametrize(
    ("fields", "superseded", "fixed"),
    [
        ({}, False, ""),
        ({"repealed": "废止"}, False, "repealed"),
        ({"repealed": "废止"}, True, "superseded"),
        ({"withdrawn": "有误"}, True, "withdrawn"),
        ({"withdrawn": "有误", "draft": "是"}, True, "draft"),
    ],
)
def test_which_fixed_state(fields: dict[str, str], superseded: bool, fixed: str) -> None:
    assert facts_of(notice(**fields), superseded).fixed == fixed


def test_unknown_fixed_state() -> None:
    with pytest.raises(ValueError, match="lost"):
        Facts(publish=START, fixed="lost")


@pytest.mark.parametrize(
    ("word", "reason", "words"),
    [
        ("withdrawn", "内容有误，已重新发布", "本文已撤回：内容有误，已重新发布。"),
        ("withdrawn", "内容有误。 ", "本文已撤回：内容有误。"),
        ("repealed", "自2026年1月1日起废止。", "本文已废止：自2026年1月1日起废止。"),
        ("repealed", " ", "本文已废止，仅供查阅。"),
        ("expired", "与此无关", "本文有效期至2026年2月28日，现已失效，仅供查阅。"),
    ],
)
def test_reasons(word: str, reason: str, words: str) -> None:
    facts = Facts(publish=START - timedelta(days=90), expires=START)
    assert schedule.sentence(word, facts, START, reason) == words


def test_every_state_has_its_words() -> None:
    words = (
        *("draft", "internal", "scheduled"),
        *("current", "open", "closed", "expired", "withdrawn", "superseded", "repealed"),
    )
    assert set(schedule.wording()["labels"]) == set(words)
    assert set(words) <= set(schedule.wording()["sentences"])
    assert [word for word in words if not schedule.label(word)] == ["current"]
    assert [word for word in words if schedule.is_listed(word)] == ["current", "open", "closed"]
