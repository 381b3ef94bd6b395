"""The picture of a notice to share, drawn in the reader's browser: its code leads to the page; it works from a folder."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO

import zxingcpp
from browsers import PHONE, reading
from PIL import Image
from playwright.sync_api import Browser
from trees import Built


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
