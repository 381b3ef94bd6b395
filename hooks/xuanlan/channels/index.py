"""The start page of a notice's channels: every text with a button that copies it, every file with a link"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xuanlan.channels import group
from xuanlan.channels.look import printed
from xuanlan.channels.source import source_of
from xuanlan.library.entry import Entry
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out

NAME = "index.html"
_ENCODINGS = {"led/": "gbk"}
_NAMES = group.NAMES
_NO_TEXT = "-letters.txt"


def page(pages: Pages, entry: Entry, made: Mapping[str, tuple[str, str, Sequence[Out]]], told: Iterable[str]) -> Out:
    """The page of what was made: by the names of channels their titles, a note, and their files. `told` is for all."""
    channels = [channel(name, *one) for name, one in made.items()]
    title = source_of(pages, entry).words("title")
    return Out(NAME, printed(pages, "index.html", title=title, channels=channels, told=list(told)).encode())


def channel(name: str, title: str, note: str, files: Sequence[Out]) -> dict[str, Any]:
    """One channel for a page: its texts as they are copied, each with a title, and its other files."""
    texts = [file for file in files if file.path.endswith(".txt") and not file.path.endswith(_NO_TEXT)]
    pages = [file.path for file in files if file.path.endswith(".html")]
    return {
        "name": name,
        "title": title,
        "note": note,
        "page": pages[0] if pages else "",
        "texts": [
            {
                "id": f"{name}-{number}",
                "title": _NAMES.get(file.path) or (title if len(texts) == 1 else f"{title}　{file.path}"),
                "text": _words(file),
                "note": note if number == 1 else "",
            }
            for number, file in enumerate(texts, 1)
        ],
        "files": [{"href": file.path, "name": file.path} for file in files if file.path not in pages],
    }


def _words(file: Out) -> str:
    encoding = next((encoding for start, encoding in _ENCODINGS.items() if file.path.startswith(start)), "utf-8")
    assert isinstance(file.content, bytes)
    return file.content.decode(encoding).replace("\r\n", "\n").rstrip("\n")
