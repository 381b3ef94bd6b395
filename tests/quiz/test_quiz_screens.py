"""Questions on screens: a slide asks, the next one answers."""

from __future__ import annotations

from pathlib import Path

from sites import bare, notice, write

from xuanlan.build.build import inspect
from xuanlan.models.schedule import parse_now
from xuanlan.models.screens import Play
from xuanlan.outputs.slides import Slides

BODY = (
    "1. 火警电话是（　）。\nA. 110\nB. 119\n答案：B\n解析：全国统一。\n2. 先救火后报警。\n答案：错\n3. 丙。\n答案：对\n"
)


def test_a_slide_asks_and_the_next_one_answers(tmp_path: Path) -> None:
    write(tmp_path / "notices", {"问答.md": notice("值班问答", body=BODY, kind="知识问答", id="quiz")})
    library = inspect(bare(tmp_path), parse_now("2026-03-01T09:00")).library
    slides = Slides(library)
    keys = slides.of(Play(show="quiz", latest=2))
    texts = [str(slides.items[key].get("html")) for key in keys]
    assert len(texts) == 4
    assert "A．110" in texts[0]
    assert "答案" not in texts[0]
    assert "答案：B．119" in texts[1]
    assert "全国统一" in texts[1]
    assert "答案：错" in texts[3]
    assert slides.of(Play(show="quiz", ids=("quiz",), latest=1)) == keys[:2]
    assert slides.of(Play(show="quiz", ids=("gone",))) == []
