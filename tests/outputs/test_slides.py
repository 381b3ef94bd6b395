"""What screens show of a text: its own pictures, by the files that they are"""

from __future__ import annotations

import re
from pathlib import Path

from office_files import png
from sites import Site, sample

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
