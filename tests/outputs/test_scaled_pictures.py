"""Pictures of texts: scaled for pages, with their size, loaded late; the original behind a click, its address as before."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cases import every
from commands import call_build
from office_pictures import AIGC, exif
from PIL import Image
from sites import new_site, notice, write
from trees import Tree, digests, one, stamps

from xuanlan.library.attachments import Checked
from xuanlan.office import pictures as metadata
from xuanlan.office import xmp
from xuanlan.office.blocks import EXIF, XMP, framed
from xuanlan.office.scaling import Size, scaled, size_of
from xuanlan.render.pictures import versions

WIDE = (2400, 1800)


def picture(size: tuple[int, int] = WIDE, form: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A picture with something to see in it, in the mode of its dots."""
    image = Image.linear_gradient("L").resize(size)
    drawn = Image.merge("RGB", (image, image.transpose(Image.Transpose.FLIP_TOP_BOTTOM), image.rotate(90).resize(size)))
    made = BytesIO()
    plain = drawn.quantize(32) if mode == "P" else drawn.convert(mode)
    plain.save(made, form, **options)
    return made.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def told(content: bytes, *blocks: bytes) -> bytes:
    """A JPEG with these blocks behind its beginning."""
    return content[:2] + b"".join(blocks) + content[2:]


TURNED = told(picture(), framed("jpg", EXIF, exif(artist="王小明", place=(30.5, 104.1), turned=6)))
BODY = """\
![合影：志愿者在南门前](图/合影.jpg)

![平面图](图/小图.png)

[![横幅照片](图/横幅.jpg)](../docs/about.md)

<img src="图/窄.jpg" alt="宣传画" width="400">

![动图](图/动.gif)
"""
FILES: dict[str, str | bytes] = {
    "notices/图/合影.jpg": TURNED,
    "notices/图/小图.png": picture((640, 480), "PNG"),
    "notices/图/横幅.jpg": picture((3200, 800)),
    "notices/图/窄.jpg": picture((1800, 2400)),
    "notices/图/动.gif": picture((2000, 100), "GIF", "P"),
    "notices/图/只供下载.jpg": picture((2000, 1000), quality=50),
    "docs/about.md": "# 关于\n\n![校门](照片/校门.jpg)\n",
    "docs/照片/校门.jpg": picture((2000, 1500)),
    "docs/index.md": "欢迎。\n\n![校门](照片/校门.jpg)\n",
}
PUBLISHED = """---
title: 名单公示
kind: 公示
date: 2026-01-06
id: list
open_from: 2026-01-06
open_until: 2026-01-16
list_until_closed: 是
---
![名单照片](图/合影.jpg)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = notice(body=BODY, id="pics", attachments="[{title: 原图, file: 图/只供下载.jpg}]")
    made = new_site(tmp_path_factory.mktemp("pictures") / "site", {"a.md": text})
    write(made, FILES)
    call_build(made, made / "site")
    return made


@pytest.fixture(scope="module")
def tree(root: Path) -> Tree:
    return Tree(root / "site")


def drawn(tree: Tree, page: str = "n/pics/index.html") -> dict[str, dict[str, str | None]]:
    return {str(image.attributes["alt"]): dict(image.attributes) for image in tree.main(page).css(".xl-text img")}


def behind(tree: Tree, page: str, href: str | None) -> Image.Image:
    """The picture that a page's address leads to."""
    return Image.open(tree.folder / Path(page).parent / str(href))


def test_a_large_picture_is_shown_in_two_smaller_sizes_and_none_is_larger_than_1600(tree: Tree) -> None:
    page = "n/pics/index.html"
    image = drawn(tree)["合影：志愿者在南门前"]
    assert (image["width"], image["height"], image["loading"]) == ("1200", "1600", "lazy")
    assert behind(tree, page, image["src"]).size == (1200, 1600)
    sources = [part.split() for part in str(image["srcset"]).split(", ")]
    assert [(behind(tree, page, href).size, width) for href, width in sources] == [
        ((600, 800), "600w"),
        ((1200, 1600), "1200w"),
    ]


def test_the_original_is_behind_a_click_at_the_address_that_it_always_had(tree: Tree) -> None:
    links = {
        link.attributes["aria-label"]: link.attributes["href"]
        for link in tree.main("n/pics/index.html").css(".xl-picture")
    }
    assert links == {
        "合影：志愿者在南门前（查看原图）": "files/%E5%90%88%E5%BD%B1.jpg",
        "宣传画（查看原图）": "files/%E7%AA%84.jpg",
    }
    assert {"合影.jpg", "小图.png", "只供下载.jpg"} <= {file.name for file in (tree.folder / "n/pics/files").iterdir()}


def test_a_small_picture_and_one_that_moves_stay_but_have_their_size(tree: Tree) -> None:
    for name, size in (("平面图", ("640", "480")), ("动图", ("2000", "100"))):
        image = drawn(tree)[name]
        assert (image["width"], image["height"]) == size
        assert "srcset" not in image
        assert str(image["src"]).startswith("files/")


def test_a_picture_within_a_link_of_the_author_stays_in_that_link(tree: Tree) -> None:
    link = one(tree.main("n/pics/index.html"), 'a[href$="about.html"]')
    assert one(link, "img").attributes["width"] == "1600"
    assert tree.main("n/pics/index.html").css("a a") == []


def test_a_width_that_the_author_gives_stays_and_the_height_follows(tree: Tree) -> None:
    image = drawn(tree)["宣传画"]
    assert (image["width"], image["height"], image["sizes"]) == ("400", "533", "400px")


def test_pages_written_by_hand_show_theirs_scaled_too(tree: Tree) -> None:
    images = [
        drawn(tree, "about.html")["校门"],
        *(dict(image.attributes) for image in tree.main("index.html").css('img[alt="校门"]')),
    ]
    assert [image["width"] for image in images] == ["1600", "1600"]
    assert behind(tree, "about.html", images[0]["src"]).size == (1600, 1200)


def test_only_what_a_text_shows_is_scaled(tree: Tree) -> None:
    widths = sorted(file.name.rpartition("-")[2] for file in (tree.folder / "assets/sized").iterdir())
    assert widths == sorted(
        ["600.jpg", "1200.jpg", "800.jpg", "1600.jpg", "600.jpg", "1200.jpg", "800.jpg", "1600.jpg"]
    )


def test_no_smaller_picture_says_by_whom_or_where_it_was_taken(tree: Tree) -> None:
    for file in (tree.folder / "assets/sized").iterdir():
        assert metadata.strip("jpg", file.read_bytes()) == file.read_bytes()
        assert Image.open(file).getexif() == {}


def test_the_same_again_makes_no_picture_and_another_text_makes_none_either(root: Path) -> None:
    sized = root / "site/assets/sized"
    before = stamps(sized)
    file = root / "notices/a.md"
    file.write_text(file.read_text("utf-8") + "\n再加一句。\n", "utf-8")
    call_build(root, root / "site")
    assert stamps(sized) == before
    call_build(root, root / "fresh", "--full")
    assert digests(root / "fresh/assets/sized") == digests(sized)


def test_when_a_list_is_removed_its_pictures_go_in_every_size(tmp_path: Path) -> None:
    root = new_site(tmp_path / "site", {"list.md": PUBLISHED})
    write(root, {"notices/图/合影.jpg": TURNED})
    call_build(root, root / "site", "--now", "2026-01-10T09:00")
    assert len([*(root / "site/assets/sized").iterdir()]) == 2
    call_build(root, root / "site", "--now", "2026-01-20T09:00")
    assert [path for path in digests(root / "site") if path.endswith(".jpg")] == []


@every(
    ("form", "mode", "kept"),
    [("JPEG", "RGB", "RGB"), ("JPEG", "L", "L"), ("JPEG", "CMYK", "RGB"), ("PNG", "P", "P"), ("PNG", "1", "P"),
     ("PNG", "RGBA", "RGBA"), ("PNG", "LA", "LA"), ("WEBP", "RGB", "RGB"),],
)  # fmt: skip
def test_a_format_stays_what_it_is(form: str, mode: str, kept: str) -> None:
    suffix = form.lower().replace("jpeg", "jpg")
    made = opened(scaled(suffix, picture(form=form, mode=mode), 1600, 1200))
    assert (made.format, made.mode, made.size) == (form, kept, (1600, 1200))


@every(
    ("width", "height", "made"),
    [(1600, 1600, []), (1601, 100, [(800, 50), (1600, 100)]), (1200, 1700, [(565, 800), (1129, 1600)]),
     (1080, 9000, []), (3000, 12000, [(800, 3200), (1600, 6400)])],
)  # fmt: skip
def test_the_longer_side_counts_but_of_a_strip_its_width(width: int, height: int, made: list[tuple[int, int]]) -> None:
    found = versions(Checked(Path(), "a.png", "0"), Size(width, height, False))
    assert [one[:2] for one in found] == made


def test_a_picture_that_lies_on_its_side_is_measured_as_it_is_seen() -> None:
    assert size_of(BytesIO(TURNED)) == (1800, 2400, False)


def test_the_mark_of_what_a_machine_has_made_is_in_every_size() -> None:
    for suffix, form in (("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")):
        content = picture(form=form)
        if form == "WEBP":
            made = BytesIO()
            opened(content).save(made, form, xmp=xmp.made(AIGC))
            content = made.getvalue()
        else:
            at = 2 if form == "JPEG" else 33
            content = content[:at] + framed(suffix, XMP, xmp.made(AIGC)) + content[at:]
        assert xmp.mark(scaled(suffix, content, 1600, 1200)) == AIGC
    unclear = told(picture(), framed("jpg", XMP, b"<x>AIGC Label?</x>"))
    assert scaled("jpg", unclear, 1600, 1200) == unclear


def test_a_picture_that_no_library_can_read_stays_as_it_is() -> None:
    for content in (picture()[:2000], b"\xff\xd8\xff"):
        assert scaled("jpg", content, 800, 600) == content
    assert size_of(BytesIO(b"no picture")) is None
