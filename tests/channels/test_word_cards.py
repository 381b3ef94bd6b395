"""`xuanlan card`: a picture of a core value or of a festival, of the size that chats show, or a sentence why not."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from cases import every
from commands import call
from sites import CONFIG, SOUND, SOUND_NOTICE, write

from xuanlan.models.core_values import core_values


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "欢迎。\n", SOUND: SOUND_NOTICE}
    return write(tmp_path_factory.mktemp("site"), files)


def size(picture: Path) -> tuple[int, int]:
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


def test_each_core_value_and_a_festival_with_its_line_become_a_card(root: Path, tmp_path: Path) -> None:
    done = call(
        "card", "核心价值观", "春节", "--line", "团团圆圆过大年，平平安安守岁长", "--out", str(tmp_path), cwd=root
    )
    assert done.returncode == 0, done.stderr
    assert {file.name for file in tmp_path.iterdir()} == {
        f"图片卡-{word}.png" for word in (*core_values().words, "春节")
    }
    assert {size(file) for file in tmp_path.iterdir()} == {(1080, 1440)}


@every(("words", "told"), [
    (["立夏"], "请再写一句话"), (["春", "节快乐大家好啊", "--line", "甲"], "1 到 6 个字"), (["  ", "--line", "甲"], "1 到 6 个字"),
    (["春节", "--line", "甲" * 61], "最多 60 个字"), (["爱国", "--out", "notices/图片"], "不能写进"),
    (["春节", "--line", "<b>甲\U0001f9ff乙"], "字体"),
])  # fmt: skip
def test_what_no_card_can_say_is_refused_in_words(words: list[str], told: str, root: Path) -> None:
    done = call("card", *words, cwd=root)
    assert done.returncode in (1, 2)
    assert told in done.stderr, done.stderr
    assert not list(root.rglob("*.png"))
