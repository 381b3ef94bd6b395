"""Texts for other programs: XML is escaped, other texts are not, and nothing stays empty unnoticed."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from xuanlan.render.texts import printed
from xuanlan.views import FeedEntryView, FeedView, PlaceView


def test_xml_is_escaped() -> None:
    hard = "<甲> & \"乙\" 'c'"
    entry = FeedEntryView(hard, hard, hard, hard, "2026-01-05", hard, hard, hard)
    text = printed(
        "feeds/feed.xml", {"feed": FeedView(hard, hard, "2026-01-05", hard, hard, hard, hard, hard, hard, [entry])}
    )
    assert text.count("&lt;甲&gt; &amp; &quot;乙&quot; &#x27;c&#x27;") == 18
    assert hard not in text


def test_a_place_without_a_day_says_none() -> None:
    text = printed("feeds/sitemap.xml", {"places": [PlaceView("a"), PlaceView("b", "2026-01-05")], "style": "a.css"})
    assert "<url><loc>a</loc></url>\n<url><loc>b</loc><lastmod>2026-01-05</lastmod></url>\n" in text


def test_a_script_is_printed_as_it_is() -> None:
    assert "\naddress='a&b'\n" in printed("kiosk/xuanlan-screen.sh", {"address": "'a&b'", "origin": "", "path": ""})


def test_a_name_without_a_value_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'to' is undefined"):
        printed("offline/readme.txt", {"home": "site/index.html"})
