"""What other programs read: feeds, the calendar, the open list, the map for machines, contact cards, attachments."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from commands import call_build
from icalendar import Calendar
from playwright.sync_api import Page, expect
from sites import new_site, notice
from trees import Built, Tree, line, one, words

from xuanlan import addresses, text
from xuanlan.render.entries import shown
from xuanlan.text.dates import SHANGHAI

SITE = "https://xuanlan.ysvc.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def atom(tree: Tree) -> ElementTree.Element:
    return ElementTree.fromstring(tree.text("feed.xml"))


def texts(element: ElementTree.Element, name: str) -> list[str]:
    return [child.text or "" for child in element.iter(ATOM + name)]


def test_the_atom_feed_names_every_listed_notice_newest_first(demo: Built) -> None:
    titles = [texts(entry, "title")[0] for entry in atom(demo.tree).iter(ATOM + "entry")]
    assert titles == [entry.notice.title for entry in demo.library.listed][:50]


def test_the_atom_feed_has_what_the_standard_asks_of_feed_and_entry(demo: Built) -> None:
    feed = atom(demo.tree)
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "云山职业技术学院宣传栏"
    assert feed.findtext(f"{ATOM}id") == SITE
    links = {link.get("rel", "alternate"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": SITE, "self": f"{SITE}feed.xml"}
    newest = texts(feed, "updated")
    assert newest[0] == max(newest)
    for entry in feed.iter(f"{ATOM}entry"):
        assert all(entry.findtext(ATOM + name) for name in ("id", "title", "updated", "summary"))
        assert texts(entry, "name")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").utcoffset() == timedelta(hours=8)


def test_who_opens_the_feed_in_a_browser_reads_how_to_subscribe_and_finds_the_notices(demo: Built, tab: Page) -> None:
    tab.goto((demo.tree.folder / "feed.xml").as_uri())
    for words_ in ("添加订阅", f"{SITE}feed.xml"):
        expect(tab.locator("h1 ~ p", has_text=words_)).to_be_visible()
    expect(tab.locator("feed")).to_have_css("border-top-width", "4px")
    expect(tab.locator("entry > id").first).to_be_hidden()
    newest = demo.library.listed[0]
    link = tab.locator("entry > a").first
    expect(link).to_have_text(newest.notice.title)
    link.click()
    tab.wait_for_url(f"**/n/{newest.id}/index.html")
    tab.goto((demo.tree.folder / "sitemap.xml").as_uri())
    expect(tab.locator("url").first).to_have_css("display", "block")


def test_ids_in_the_atom_feed_are_absolute_and_each_its_own(demo: Built) -> None:
    ids = texts(atom(demo.tree), "id")
    assert len(ids) == len(set(ids))
    assert all(ident.startswith(SITE) for ident in ids)


def test_the_links_of_both_feeds_lead_to_pages_of_the_site(demo: Built) -> None:
    links = [link.get("href") or "" for link in atom(demo.tree).iter(f"{ATOM}link")]
    links += [item["url"] for item in json.loads(demo.tree.text("feed.json"))["items"]]
    for link in links:
        path = link.removeprefix(SITE)
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in demo.tree.files


def test_the_json_feed_says_the_same_as_the_atom_feed(demo: Built) -> None:
    feed = json.loads(demo.tree.text("feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (SITE, f"{SITE}feed.json")
    rows = [(item["id"], item["title"], item["date_published"], item["content_text"]) for item in feed["items"]]
    assert rows == [
        tuple(entry.findtext(ATOM + name) or "" for name in ("id", "title", "updated", "summary"))
        for entry in atom(demo.tree).iter(f"{ATOM}entry")
    ]


def events(tree: Tree) -> dict[str, Any]:
    """The calendar's events by the part of their UID that names notice and occasion."""
    calendar = Calendar.from_ical((tree.folder / "calendar.ics").read_bytes())
    return {str(event["UID"]).split("@")[0]: event for event in calendar.walk("VEVENT")}


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A site with one notice of each dated sort."""
    folder = tmp_path_factory.mktemp("dated")
    notices = {
        "open.md": notice(
            "关于推荐名单的公示",
            "2026-03-02",
            kind="公示",
            id="open",
            open_from="2026-03-02",
            open_until="2026-03-08",
            objections="{名称: 人事处, 电话: 0000-8888002}",
        ),
        "event.md": notice(
            "关于运动会，以及；分工的通知",
            "2026-03-02",
            id="event",
            deadline="2026-03-20 17:00",
            event_from="2026-04-10 14:00",
            event_until="2026-04-10 16:30",
            place="田径场",
        ),
        "days.md": notice(
            "关于图书周的通知", "2026-03-02", id="days", event_from="2026-04-20", event_until="2026-04-24"
        ),
        "day.md": notice(
            "关于消防演练的通知", "2026-03-02", id="day", event_from="2026-12-01（周二）", deadline="2026-11-30"
        ),
        "hour.md": notice("关于讲座的通知", "2026-03-02", id="hour", event_from="2026年12月1日14时30分"),
        "night.md": notice(
            "关于守岁的通知", "2026-03-02", id="night", event_from="2026-12-31 20:00", event_until="2026-12-31 24:00"
        ),
    }
    return Tree(call_build(new_site(folder / "site", notices), folder / "out", XUANLAN_NOW="2026-03-03T09:00"))


def test_a_period_of_publicity_is_in_the_calendar_as_whole_days_the_last_one_included(dated: Tree) -> None:
    event = events(dated)["open-open"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 3, 2), date(2026, 3, 9))
    assert "关于推荐名单的公示" in event["SUMMARY"]
    assert event["URL"] == "https://board.college.example/n/open/"


def test_a_deadline_ends_at_its_minute(dated: Tree) -> None:
    event = events(dated)["event-deadline"]
    assert event["DTEND"].dt == datetime(2026, 3, 20, 17, 0, tzinfo=SHANGHAI)
    assert event["SUMMARY"] == "截止：关于运动会，以及；分工的通知"


def test_an_event_has_its_hours_and_its_place(dated: Tree) -> None:
    event = events(dated)["event-event"]
    assert event["DTSTART"].dt == datetime(2026, 4, 10, 14, 0, tzinfo=SHANGHAI)
    assert event["DTEND"].dt == datetime(2026, 4, 10, 16, 30, tzinfo=SHANGHAI)
    assert event["LOCATION"] == "田径场"


def test_an_event_of_several_days_has_them_all(dated: Tree) -> None:
    event = events(dated)["days-event"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 4, 20), date(2026, 4, 25))


def test_what_has_a_day_and_no_time_takes_the_whole_day(dated: Tree) -> None:
    event, deadline = events(dated)["day-event"], events(dated)["day-deadline"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 1), date(2026, 12, 2))
    assert (deadline["DTSTART"].dt, deadline["DTEND"].dt) == (date(2026, 11, 30), date(2026, 12, 1))


def test_what_begins_at_a_time_and_has_no_end_takes_an_hour(dated: Tree) -> None:
    event = events(dated)["hour-event"]
    assert event["DTSTART"].dt == datetime(2026, 12, 1, 14, 30, tzinfo=SHANGHAI)
    assert event["DTEND"].dt == datetime(2026, 12, 1, 15, 30, tzinfo=SHANGHAI)


def test_what_ends_at_24_00_ends_with_its_day(dated: Tree) -> None:
    event = events(dated)["night-event"]
    assert event["DTEND"].dt == datetime(2027, 1, 1, tzinfo=SHANGHAI)


def test_the_calendar_holds_the_dates_of_every_listed_notice_and_of_no_other(demo: Built) -> None:
    expected = set()
    for entry in demo.library.listed:
        fields = entry.notice
        expected |= {f"{entry.id}-open"} if fields.open_from and fields.open_until else set()
        expected |= {f"{entry.id}-deadline"} if fields.deadline else set()
        expected |= {f"{entry.id}-event"} if fields.event_from else set()
    assert expected
    assert set(events(demo.tree)) == expected


def test_lines_of_the_calendar_are_folded_and_end_as_the_standard_says(demo: Built) -> None:
    raw = (demo.tree.folder / "calendar.ics").read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(part) for part in raw.split(b"\r\n")) <= 75


def test_the_open_list_gives_every_public_notice_with_its_facts(demo: Built) -> None:
    rows = json.loads(demo.tree.text("api/notices.json"))["notices"]
    assert [row["id"] for row in rows] == [entry.id for entry in demo.library.public]
    for row, entry in zip(rows, demo.library.public, strict=True):
        assert row["title"] == entry.notice.title
        assert row["url"] == f"{SITE}n/{entry.id}/"
        assert row["path"] + "index.html" in demo.tree.files
        assert row["units"] == list(demo.library.units(entry))
        said = shown(entry).notice
        assert (row["place"], row["audience"]) == (said.place, list(said.audience))
        for moment in (
            "published", "expires", "open_from", "open_until", "pinned_until", "deadline", "event_from", "event_until"
        ):  # fmt: skip
            assert row[moment] is None or datetime.fromisoformat(row[moment]).utcoffset() == timedelta(hours=8)


def test_attachments_are_there_with_the_size_and_checksum_that_are_told(demo: Built) -> None:
    rows = json.loads(demo.tree.text("api/notices.json"))["notices"]
    told = {file["path"]: file for row in rows for file in row["attachments"]}
    assert told
    for path, file in told.items():
        content = (demo.tree.folder / path).read_bytes()
        assert (file["size"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_a_notice_page_shows_name_size_and_checksum_of_each_attachment(demo: Built) -> None:
    seen = 0
    for entry in demo.library.public:
        for item in demo.tree.main(entry.address).css(".xl-file"):
            link = one(item, "a")
            name = unquote((link.attributes["href"] or "").rsplit("/", 1)[-1])
            content = (demo.tree.folder / addresses.attachment(entry.id, name)).read_bytes()
            assert line(link)
            assert text.size_words(len(content)) in words(item)
            assert hashlib.sha256(content).hexdigest() in words(item)
            seen += 1
    assert seen >= 4


def test_files_that_a_text_uses_are_copied_and_no_other(demo: Built) -> None:
    copied = {path for path in demo.tree.files if re.match(r"n/[^/]+/files/", path)}
    assert copied
    linked = {
        link.target
        for entry in demo.library.public
        for link in demo.tree.links(entry.address)
        if "files/" in link.value
    }
    assert copied == linked


def test_the_map_for_machines_names_every_page_that_is_to_be_found(demo: Built) -> None:
    root = ElementTree.fromstring(demo.tree.text("sitemap.xml"))
    assert root.tag == f"{MAP}urlset"
    places = [place.text or "" for place in root.iter(f"{MAP}loc")]
    assert len(places) == len(set(places))
    expected = {addresses.public(SITE, entry.address) for entry in demo.library.public}
    assert expected < set(places)
    for place in places:
        path = place.removeprefix(SITE)
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in demo.tree.files
    assert not [place for place in places if "404" in place or "/search/" in place]


def test_the_map_for_people_leads_to_every_column_every_year_and_every_written_page(demo: Built) -> None:
    targets = {link.target for link in demo.tree.links("sitemap/index.html")}
    years = {path for path in demo.tree.pages if re.fullmatch(r"[a-z]+/20\d\d/index.html", path)}
    assert years <= targets
    assert {page.address for page in demo.library.docs.for_readers} <= targets
    assert {"feed.xml", "feed.json", "calendar.ics", "hotlines/index.html", "core-values/index.html"} <= targets


def test_every_hotline_has_a_card_to_save_with_its_name_and_number(demo: Built) -> None:
    page = demo.tree.page("hotlines/index.html")
    entries = page.css(".xl-hotline")
    assert len(entries) == len(demo.library.hotlines)
    for item, hotline in zip(entries, sorted_as_shown(page, demo), strict=True):
        card = demo.tree.text("hotlines/" + (one(item, "a.xl-vcard").attributes["href"] or ""))
        unfolded = card.replace("\n ", "").replace("\r", "")
        assert unfolded.startswith("BEGIN:VCARD\n")
        assert unfolded.endswith("END:VCARD\n")
        assert hotline.name in unfolded
        assert hotline.number in unfolded.replace("tel:", "") or hotline.tel.split(";")[0] in unfolded


def sorted_as_shown(page: Any, demo: Built) -> list[Any]:
    """The register's entries in the order of the page."""
    by_slug = {hotline.slug: hotline for hotline in demo.library.hotlines}
    return [by_slug[node.attributes["id"].removeprefix("h-")] for node in page.css(".xl-hotline")]


def test_every_number_can_be_dialled(demo: Built) -> None:
    shown = {line(one(item, ".xl-tel a")) for item in demo.tree.page("hotlines/index.html").css(".xl-hotline")}
    assert shown == {hotline.number for hotline in demo.library.hotlines}
    for node in demo.tree.page("hotlines/index.html").css(".xl-tel a"):
        assert re.fullmatch(r"tel:\+?[\d]+(;ext=\d+)?", node.attributes["href"] or "")
