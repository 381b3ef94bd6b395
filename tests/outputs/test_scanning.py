"""The codes of the demo site as they hang on walls: printed small, held askew, worn, and each leads where its page says."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp
from browsers import DESK, PHONE, place, reading
from commands import call, call_build
from playwright.sync_api import Browser, Page
from sites import new_site, notice
from trees import Built, Tree, one, stamps

from xuanlan import addresses, qr
from xuanlan.models.core_values import core_values

MODULES = 25 / 25.4 * 300
"""Pixels that the modules take when they are printed 25 mm wide, at 300 an inch."""
TURN = 3
"""Degrees."""
NOISE = 0.05
"""Share of the printer's dots that come out as the opposite of what was meant."""
EYE = 3
"""Dots that a pixel of a telephone's camera is wide at arm's length: 0.25 mm."""
DRAW = """async ([address, width, turn]) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const height = (width * picture.naturalHeight) / picture.naturalWidth;
  const edge = Math.ceil(Math.hypot(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = edge;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, edge, edge);
  pen.translate(edge / 2, edge / 2);
  pen.rotate((turn * Math.PI) / 180);
  pen.drawImage(picture, -width / 2, -height / 2, width, height);
  const colours = pen.getImageData(0, 0, edge, edge).data;
  let light = "";
  for (let at = 0; at < colours.length; at += 4) light += String.fromCharCode(colours[at]);
  return [edge, btoa(light)];
}"""


@pytest.fixture(scope="module")
def printer(browser: Browser, served: str) -> Iterator[Page]:
    """A tab that draws the site's pictures."""
    with reading(browser, served) as reader:
        yield reader.open("index.html")


def seen(printer: Page, picture: str, says: str, seed: int) -> npt.NDArray[np.uint8]:
    """What a camera sees of a picture of the code that `says` so, printed small, askew and with noise: light, 0 to 255."""
    modules = 17 + 4 * qr.version(says)
    width = MODULES * (modules + 2 * qr.QUIET) / modules
    edge, light = printer.evaluate(DRAW, [picture, width, TURN])
    pixels = np.frombuffer(base64.b64decode(light), np.uint8).reshape(edge, edge)
    noise = np.random.default_rng(seed).random(pixels.shape) < NOISE
    dots = np.where(noise, 255 - pixels, pixels).astype(np.uint16)
    for _ in range(2):  # the sums of EYE dots in a column, then of EYE such sums in a row
        dots = np.add.reduce([dots[at : len(dots) - EYE + 1 + at] for at in range(EYE)], dtype=np.uint16).T
    return (dots // EYE**2).astype(np.uint8)


def canonical(tree: Tree, page: str) -> str:
    """The address that a page itself declares."""
    return one(tree.page(page), "link[rel=canonical]").attributes["href"] or ""


def expected(demo: Built) -> dict[str, str]:
    """What the code of each name must say."""
    pages = {entry.id: entry.address for entry in demo.library.public}
    pages |= {"hotlines": "hotlines/index.html", "core-values": "core-values/index.html"}
    found = {name: canonical(demo.tree, page) for name, page in pages.items()}
    words = range(1, len(core_values().words) + 1)
    return found | {f"value-{number}": f"{found['core-values']}#v{number}" for number in words}


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_every_code_of_the_site_is_read_when_small_askew_and_worn(
    demo: Built, printer: Page, served: str, kind: str
) -> None:
    names = expected(demo)
    assert {path for path in demo.tree.files if path.endswith(f".{kind}") and path.startswith("qr/")} == {
        addresses.qr(name, kind) for name in names
    }
    read = {}
    for seed, (name, address) in enumerate(names.items()):
        found = zxingcpp.read_barcodes(seen(printer, served + addresses.qr(name, kind), address, seed))
        read[name] = [code.text for code in found]
    assert read == {name: [address] for name, address in names.items()}


def test_the_code_of_a_core_value_leads_to_an_anchor_of_its_page(demo: Built) -> None:
    ids = demo.tree.ids("core-values/index.html")
    for number, word in enumerate(core_values().words, 1):
        assert {f"v{number}", word} <= set(ids)


@pytest.mark.parametrize("name", ["notice", "rules", "publicity", "expired", "hotlines", "values"])
@pytest.mark.parametrize("way", ["server", "folder"])
def test_a_page_shows_its_code_and_offers_both_pictures(
    demo: Built, browser: Browser, served: str, name: str, way: str
) -> None:
    home = served if way == "server" else demo.tree.folder.as_uri() + "/"
    path = place(demo, name)
    with reading(browser, home) as reader:
        page = reader.open(path)
        picture = page.locator(".xl-code__picture")
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("node => node.decode().then(() => node.naturalWidth > 100)")
        assert canonical(demo.tree, path) in (picture.get_attribute("alt") or "")
        links = page.locator(".xl-code a").evaluate_all("links => links.map((link) => link.href)")
        code = path.split("/")[1] if path.startswith("n/") else path.split("/")[0]
        assert links == [f"{home}qr/{code}.{kind}" for kind in ("svg", "png")]
        assert picture.evaluate("node => node.src") == links[0]


def test_on_a_phone_the_code_stands_small_after_what_there_is_to_read(
    demo: Built, browser: Browser, served: str
) -> None:
    with reading(browser, served, viewport=PHONE) as reader:
        page = reader.open(place(demo, "notice"))
        box = page.locator(".xl-code__picture").bounding_box()
        assert box is not None
        assert box["width"] <= PHONE["width"] * 0.4
        for part in (".xl-article__body", ".xl-article__more"):
            above = page.locator(part).bounding_box()
            assert above is not None
            assert above["y"] + above["height"] <= box["y"]


@pytest.mark.parametrize("name", ["notice", "rules", "hotlines", "values"])
def test_on_paper_the_code_is_large_enough_and_nothing_is_left_to_click(
    demo: Built, browser: Browser, served: str, name: str
) -> None:
    millimetre = 96 / 25.4
    with reading(browser, served, viewport=DESK) as reader:
        page = reader.open(place(demo, name))
        page.emulate_media(media="print")
        box = page.locator(".xl-code__picture").bounding_box()
        assert box is not None
        assert 20 * millimetre <= box["width"] <= 30 * millimetre
        assert page.locator(".xl-code a:visible, .xl-code-words:visible").count() == 0


OPEN_DAY = notice("关于开放日的通知", "2026-01-05", id="open-day")
LATER = {
    "draft.md": notice("关于草稿的通知", "2026-01-06", id="draft-1", draft="是"),
    "soon.md": notice("关于以后的通知", "2026-01-06", id="soon-1", publish_at="2027-05-01 08:00"),
    "gone.md": notice("关于撤回的通知", "2026-01-06", id="gone-1", withdrawn="内容有误"),
}


def codes_in(folder: Path) -> dict[str, int]:
    """Time of the last change of every picture of a code."""
    return {path: stamp for path, stamp in stamps(folder).items() if path.startswith("qr/")}


def test_an_edit_writes_no_code_and_a_new_notice_only_its_own(tmp_path: Path) -> None:
    root = new_site(tmp_path / "site", {"a.md": OPEN_DAY, **LATER})
    before = codes_in(call_build(root, tmp_path / "out"))
    names = {Path(path).stem for path in before if not path.startswith("qr/value-")}
    assert names == {"open-day", "gone-1", "hotlines", "core-values"}, "nothing tells of what is not public"
    (root / "notices" / "a.md").rename(root / "notices" / "b.md")
    changed = OPEN_DAY.replace("开放日", "校园开放日").replace("正文", "改过的正文").replace("01-05", "01-07")
    (root / "notices" / "b.md").write_text(changed, encoding="utf-8")
    assert codes_in(call_build(root, tmp_path / "out")) == before
    more = {f"{number}.md": notice(f"第{number}号通知", "2026-01-08", id=f"2026-{number}") for number in range(20)}
    for name, text in more.items():
        (root / "notices" / name).write_text(text, encoding="utf-8")
    after = codes_in(call_build(root, tmp_path / "out"))
    assert {path: after.get(path) for path in before} == before
    assert after.keys() - before.keys() == {
        f"qr/2026-{number}.{kind}" for number in range(20) for kind in ("svg", "png")
    }
    for name in more:
        (root / "notices" / name).unlink()
    assert codes_in(call_build(root, tmp_path / "out", "--force")) == before


def test_a_site_without_an_address_has_no_codes_and_says_so(tmp_path: Path) -> None:
    root = new_site(tmp_path / "site", {"a.md": OPEN_DAY}, config="")
    done = call("build", "--out", str(tmp_path / "out"), cwd=root)
    assert done.returncode == 0
    assert (done.stdout + done.stderr).count("site_url") == 2, "what is wrong, and what to do"
    tree = Tree(tmp_path / "out")
    assert not [path for path in tree.files if path.startswith("qr/")]
    for path in ("n/open-day/index.html", "hotlines/index.html", "core-values/index.html"):
        assert not tree.page(path).css(".xl-code, [href*='qr/'], [src*='qr/']")
