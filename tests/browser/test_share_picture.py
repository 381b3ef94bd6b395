"""The picture of a notice to share, drawn in the reader's browser: its code leads to the page; it works from a folder."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from io import BytesIO

import zxingcpp
from browsers import PHONE, Reader, reading
from PIL import Image
from playwright.sync_api import Browser
from trees import Built

WRITTEN = """(() => {
  window.written = [];
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    window.written.push(text);
    return fill.call(this, text, ...place);
  };
})()"""
"""Notes every line that a canvas is given."""


def written(reader: Reader, address: str) -> list[str]:
    """The lines of text in the picture of the notice at `address`."""
    page = reader.open(address)
    page.evaluate(WRITTEN)
    page.get_by_role("button", name="分享图片").click()
    page.locator(".xl-share__picture").wait_for()
    return list(page.evaluate("window.written"))


def test_a_picture_names_each_fact_once_and_says_what_is_urgent(demo: Built, browser: Browser) -> None:
    entry = next(one for one in demo.library.listed if one.notice.urgent and one.state == "current")
    with reading(browser, demo.tree.folder.as_uri() + "/", viewport=PHONE) as reader:
        lines = written(reader, entry.address)
    assert [lines.count(one) for one in ("紧急", "发布单位", "发布时间")] == [1, 1, 1]


def test_a_list_that_its_period_has_taken_down_leaves_nothing_in_the_picture(demo: Built, browser: Browser) -> None:
    entry = next(one for one in demo.library.listed if one.notice.list_until_closed and one.state == "open")
    with reading(browser, demo.tree.folder.as_uri() + "/", viewport=PHONE) as reader:
        assert any("拟推荐" in line or "评审" in line for line in written(reader, entry.address))
        reader.page.clock.set_fixed_time(datetime(2027, 6, 1))
        lines = written(reader, entry.address)
        assert "公示期" in lines
        assert not any("拟推荐" in line or "评审" in line for line in lines)
        assert reader.page.locator('meta[name="Description"], meta[itemprop="description"]').count() == 0


def test_the_picture_is_drawn_from_a_folder_and_its_code_leads_to_the_page(demo: Built, browser: Browser) -> None:
    entry = next(one for one in demo.library.listed if one.notice.doc_no)
    with reading(browser, demo.tree.folder.as_uri() + "/", viewport=PHONE) as reader:
        page = reader.open(entry.address)
        page.get_by_role("button", name="分享图片").click()
        shown = page.locator(".xl-share__picture")
        source = str(shown.get_attribute("src"))
        assert entry.notice.title in str(shown.get_attribute("alt"))
        picture = Image.open(BytesIO(b64decode(source.partition(",")[2])))
        assert picture.width == 1080
        code = zxingcpp.read_barcode(picture)
        assert code is not None
        assert code.text.endswith(f"/n/{entry.id}/")
        assert page.locator(".xl-share a[download]").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
