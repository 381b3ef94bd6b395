"""What screens show of a text: its own pictures, by the files that they are"""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from office_files import png
from sites import Site, notice, sample

from xuanlan.outputs import show
from xuanlan.outputs.slides import Slides
from xuanlan.sheets.blocks import blocks_of
from xuanlan.sheets.common import with_pictures


def test_a_picture_is_the_file_that_its_address_leads_to_whatever_else_is_called_so(tmp_path: Path) -> None:
    body = "![自己](图/a.png)\n\n![网页的](../docs/a.png)\n\n![另一个](a.png)\n\n[只是链接](b.png)\n"
    files = {name: png(number, 1) for number, name in enumerate(("图/a.png", "../docs/a.png", "a.png", "b.png"), 1)}
    site = Site(tmp_path).write({"notices/case.md": sample(body)} | {f"notices/{name}": b for name, b in files.items()})
    library = site.inspect().library
    entry, slides = library.by_id["case"], Slides(library)
    key = slides.notice(entry)
    shown = re.findall(r'src="media:(\w+)"|（图片：(\w+)）', str(slides.items[key]))
    assert [slides.pictures[key].path if key else words for key, words in shown] == [
        "notices/图/a.png",
        "网页的",
        "notices/a.png",
    ]
    assert len(slides.pictures) == 2
    blocks = with_pictures(blocks_of(entry.rendered.html), entry)
    assert [b["path"] for b in blocks if b["t"] == "image"] == ["notices/图/a.png", "", "notices/a.png"]


def test_the_photographs_of_a_notice_are_its_own_pictures_each_once_with_their_words(tmp_path: Path) -> None:
    body = (
        "![入场式](图/a.png)\n\n文字。\n\n![](图/b.png)\n\n![又一次](图/a.png)\n\n![网页的](../docs/a.png)\n\n"
        '<figure><img src="图/c.png" alt="拔河"><figcaption>拔河<b>决赛</b></figcaption></figure>\n'
    )
    files = {
        name: png(number, 1) for number, name in enumerate(("图/a.png", "图/b.png", "图/c.png", "../docs/a.png"), 1)
    }
    text = "- id: hall\n  play: [{内容: 照片, 编号: case}]\n"
    notices = {"notices/case.md": sample(body), "notices/screens.yml": text}
    library = Site(tmp_path).write(notices | {f"notices/{name}": b for name, b in files.items()}).inspect().library
    (screen,) = library.screens.screens
    slides = Slides(library, screen)
    shown = [slides.items[key] for key in slides.of(screen.play[0])]
    assert [(item["kind"], item["caption"], item["number"], item["count"]) for item in shown] == [  # type: ignore[typeddict-item]
        ("photo", "入场式", 1, 3),
        ("photo", "", 2, 3),
        ("photo", "拔河决赛", 3, 3),
    ]
    assert [slides.pictures[item["media"]].path for item in shown] == [  # type: ignore[typeddict-item]
        f"notices/图/{name}.png" for name in "abc"
    ]


def test_where_an_emergency_has_no_summary_it_begins_with_the_first_sentences(tmp_path: Path) -> None:
    def alarm(name: str, body: str, **more: str) -> show.Alarm:
        text = notice("大风通知", "2026-03-08", body, id="u", urgent="是", expires="2026-04-01", **more)
        library = Site(tmp_path / name).write({"notices/u.md": text}).inspect().library
        slides = Slides(library)
        item = cast(show.Text, slides.items[slides.notice(library.by_id["u"])])
        assert item["alarm"]
        return item["alarm"]

    short = alarm("short", "今晚大风。请关好门窗。\n", contact="{name: 值班室, phone: 0000-8888001}")
    assert short == {
        "text": "今晚大风。请关好门窗。",
        "phrases": short["phrases"],
        "name": "值班室",
        "phone": "0000-8888001",
        "whole": True,
    }
    long = alarm("long", f"各部门：\n\n今晚大风。请关好门窗。{'现将有关事项通知如下，' * 9}。\n", to="各部门")
    assert (long["text"], long["whole"]) == ("今晚大风。请关好门窗。", False)
    told = alarm("told", "今晚大风。\n", summary="请关好门窗。")
    assert (told["text"], told["whole"]) == ("请关好门窗。", False)
