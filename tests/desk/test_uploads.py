"""Files that are put beside a text: pictures in the text, others in the list of attachments."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import clerk, desk_of
from office_files import png
from playwright.sync_api import Browser
from sites import Site, sample

from xuanlan.diagnostics.report import CallError
from xuanlan.library.placing import put

DRAWN = """async ([wide, tall]) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [wide, tall];
  const context = canvas.getContext("2d");
  for (let at = 0; at < 400; at += 1) {
    context.fillStyle = `hsl(${at * 7} 80% 50%)`;
    context.fillRect((at * 53) % wide, (at * 97) % tall, 90, 60);
  }
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return Array.from(bytes);
}"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "网站").write({"notices/a.md": sample("正文。\n")})


def test_a_file_is_written_once_and_another_of_its_name_beside_it(site: Site) -> None:
    data = png()
    assert put(site.root, "notices/a.md", "校门.PNG", data) == ("附件/校门.png", "校门", True)
    assert put(site.root, "notices/a.md", "校门.png", data).path == "附件/校门.png"
    assert put(site.root, "notices/a.md", "校门.png", png(2, 2)).path == "附件/校门-2.png"
    assert put(site.root, "notices/a.md", "C:\\桌面\\名单?.csv", "姓名\n甲".encode()).path == "附件/C桌面名单.csv"
    found = sorted(file.name for file in (site.root / "notices/附件").iterdir())
    assert found == ["C桌面名单.csv", "校门-2.png", "校门.png"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a", b"x"), ("a.exe", b"MZ"), ("a.php.png", png()), ("con.png", png()), ("a.png", b"<html>"), ("a.docx", b"PK"),
     (".htaccess", b"x"), ("a.csv", b"=cmd|' /C calc'!A0"), ("\u200b.png", png()), ("../../../b.html", b"<p>")],
)  # fmt: skip
def test_what_may_not_be_published_is_not_written(site: Site, name: str, data: bytes) -> None:
    with pytest.raises(CallError):
        put(site.root, "notices/a.md", name, data)
    assert not list((site.root / "notices").rglob("附件/*"))


def test_a_large_picture_is_made_small_unless_told_not_to_and_stands_in_the_text(
    site: Site, tmp_path: Path, browser: Browser
) -> None:
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        picture = tmp_path / "操场.jpg"
        picture.write_bytes(bytes(page.evaluate(DRAWN, [3200, 2400])))
        page.click("[data-notice='case'] a")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        page.click(".cm-content")
        page.keyboard.press("Control+End")
        with page.expect_file_chooser() as chosen:
            page.click("button:text-is('图片')")
        chosen.value.set_files(picture)
        page.wait_for_selector("html[data-saved='false']")
        page.frame_locator("iframe[data-preview='page']").locator("img[alt='操场']").wait_for()
        page.click("[data-action='save']")
        page.wait_for_selector("html[data-saved='true']")
        page.check("label:has-text('原图') input")
        whole = picture.rename(tmp_path / "原样.jpg")
        with page.expect_file_chooser() as chosen:
            page.click("button:text-is('图片')")
        chosen.value.set_files(whole)
        page.frame_locator("iframe[data-preview='page']").locator("img[alt='原样']").wait_for()
    assert (site.root / "notices/附件/原样.jpg").read_bytes() == whole.read_bytes()
    assert "![操场](附件/操场.jpg)" in (site.root / "notices/a.md").read_text(encoding="utf-8")
    written = (site.root / "notices/附件/操场.jpg").read_bytes()
    assert len(written) < whole.stat().st_size
    assert int.from_bytes(written[written.index(b"\xff\xc0") + 7 :][:2], "big") == 1600


def test_another_file_goes_into_the_list_of_attachments(site: Site, tmp_path: Path, browser: Browser) -> None:
    form = tmp_path / "报名表.csv"
    form.write_text("姓名,班级\n", encoding="utf-8")
    with desk_of(site.root, tmp_path / "kept") as desk, clerk(browser, desk) as page:
        page.click("[data-notice='case'] a")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        with page.expect_file_chooser() as chosen:
            page.click("button:text-is('附件')")
        chosen.value.set_files(form)
        page.frame_locator("iframe[data-preview='page']").get_by_text("报名表").first.wait_for()
        page.click("[data-action='save']")
        page.wait_for_selector("html[data-saved='true']")
    assert "附件/报名表.csv" in (site.root / "notices/a.md").read_text(encoding="utf-8")
