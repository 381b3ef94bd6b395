"""What channels make of a text while it is written, whether that may go out yet, and the files that are taken away"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xuanlan import channels, qr
from xuanlan.channels import CHANNELS, banners, index, led, led_own, wechat, wechat_blocks
from xuanlan.channels.source import Source, source_of
from xuanlan.desk.downloads import Download, packed
from xuanlan.desk.register_table import REGISTERS
from xuanlan.desk.stages import Files
from xuanlan.desk.trying import read_typed
from xuanlan.diagnostics.report import CallError, ContentError, Diagnostic, Report
from xuanlan.library.approval_gate import CHANGED, WAITS
from xuanlan.library.approved_copies import sha256
from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.library.file_names import storable
from xuanlan.models import schedule
from xuanlan.reading.source import text_of
from xuanlan.reading.written import Written
from xuanlan.render.pages import Pages
from xuanlan.render.texts import printed
from xuanlan.tree.out import Out

MOST_SIGNS = 10_000
"""Signs of a text of which channels are made while it is typed: everybody at the desk waits for them."""
_TOO_LONG = f"这篇文稿超过 {MOST_SIGNS} 字，各渠道的文字请用命令 xuanlan channel 做；这里可以下载 Word 文稿和图片卡。"
_OF_LONG = ("docx", "card")
"""Channels that a long text has here all the same: one takes little time, the other says only the gist."""
ALL = "all"
"""The name of what has the files of all channels."""
_LONGEST = 40
"""Most characters of a title in the name of a file."""
_TEXTS = ("group", "sms", "broadcast")
"""Channels all of whose files are texts."""
_FILES = {"docx": "下载 Word 文稿", "card": "下载图片卡和封面", "led": "下载电子屏文件包", "banner": "下载横幅"}
"""Channels with files that are made when they are asked for, and what is said on the button."""


@dataclass(frozen=True, slots=True)
class Projected:
    """A text in all channels. `words` say why there is none."""

    words: str = ""
    told: Sequence[str] = ()
    """what there is to know for all"""
    rows: list[dict[str, Any]] = field(default_factory=list)
    """the channels for the browser"""
    article: Files = field(default_factory=dict)
    """the article for a frame: a page for each design, light and dark, and what they show"""


def typed(pages: Pages, path: str, data: bytes) -> tuple[Entry, Source]:
    """The file `path` of the site with this content as a source of channels, published now.

    Whoever asks closes the library's cache. Raises CallError.
    """
    if _is_long(data):
        raise CallError(_TOO_LONG)
    entry = read_typed(pages, path, data, Report()).entry
    if entry is None:
        raise CallError("文件头还有错误，改好以后才看得到。")
    return entry, source_of(pages, entry)


def _is_long(data: bytes) -> bool:
    return len(Written(data).text) > MOST_SIGNS


def projected(pages: Pages, path: str, data: bytes) -> Projected:
    """The file `path` of the site with this content in all channels, without what takes longer than a moment."""
    if _is_long(data):
        return Projected(told=[_TOO_LONG], rows=[_row(name, {"files": [_file(name)]}, []) for name in _OF_LONG])
    try:
        entry, source = typed(pages, path, data)
        made = {name: _row(name, *_part(pages, entry, source, name)) for name in CHANNELS}
        rows = [row for row in made.values() if row["texts"] or row["files"] or row["why"] or row["article"]]
        article = {} if made["wechat"]["why"] else _article(source, made["wechat"])
        told = [source.words(key) for key in ("state",) if key in source.fields]
        return Projected(told=told, rows=rows, article=article)
    except CallError as error:
        return Projected(str(error))
    finally:
        pages.library.cache.close()


_Part = tuple[dict[str, Any], list[Diagnostic]]


def _part(pages: Pages, entry: Entry, source: Source, name: str) -> _Part:
    """What there is of a channel, and what to say about it."""
    report = Report()
    try:
        found = _PARTS[name](pages, entry, source)
        if hasattr(CHANNELS[name], "findings"):
            CHANNELS[name].findings(pages, entry, report)  # type: ignore[attr-defined]
    except ContentError as error:
        return {"why": "\n".join(item.as_text for item in error.report)}, []
    return found, list(report)


def _row(name: str, found: Mapping[str, Any], said: Sequence[Diagnostic]) -> dict[str, Any]:
    """A channel for the browser."""
    notes = [{"words": item.as_text, "register": _register(item.position.file)} for item in said]
    empty: dict[str, Any] = {"texts": [], "files": [], "article": None, "why": "", "note": ""}
    return {**empty, "name": name, "title": CHANNELS[name].TITLE, **found, "notes": notes + found.get("notes", [])}


def _register(file: str) -> str:
    """The page of the desk on which the register in `file` is changed; "" for none."""
    return next((f"/registers/{name}" for name, one in REGISTERS.items() if one.path == file), "")


def _of_texts(name: str) -> Callable[[Pages, Entry, Source], dict[str, Any]]:
    def make(pages: Pages, entry: Entry, _: Source) -> dict[str, Any]:
        channel = CHANNELS[name]
        note = str(channel.note(pages, entry)) if hasattr(channel, "note") else ""
        return {"texts": index.channel(name, channel.TITLE, note, list(channel.files(pages, entry)))["texts"]}

    return make


def _of_screens(pages: Pages, _: Entry, source: Source) -> dict[str, Any]:
    texts: list[dict[str, Any]] = []
    for screen in led.screens(pages):
        title = f"{led.TITLE}　{screen.title}" if screen.title and screen.title != led.TITLE else led.TITLE
        for number, out in enumerate(led.texts(source, screen)):
            own = led_own.TITLES.get(out.path.removesuffix(".txt").rpartition("-")[2], "") if number else ""
            what = f"（{own}）" if own else ""
            texts += index.channel(f"led-{screen.id}-{number}", title + what, "", [out])["texts"]
    return {"texts": texts, "files": [_file("led")]}


def _of_article(_: Pages, __: Entry, source: Source) -> dict[str, Any]:
    found = wechat.parts(source)
    pictures = [f"{number}. {one['title'] or '没有说明'}" for number, one in enumerate(found["pictures"], 1)]
    article = {"words": wechat.text(source).strip(), "designs": found["designs"], "pictures": pictures}
    files = [{"name": "wechat", "title": f"下载图片（{len(pictures)} 张）"}] if pictures else []
    texts = [{**one, "id": f"wechat-{one['id']}", "title": f"{wechat.TITLE}{one['title']}"} for one in found["fields"]]
    marks = found["told"][1 if "state" in source.fields else 0 :]  # the state is said of all channels
    return {
        "texts": texts,
        "files": files,
        "article": article,
        "notes": [{"words": one, "register": ""} for one in marks],
    }


def _of_banners(pages: Pages, entry: Entry, _: Source) -> dict[str, Any]:
    found = banners.slogans(pages.library, entry)
    note = f"{len(found)} 条标语，{banners.USUAL.words}" if found else ""
    return {"files": [_file("banner")] if found else [], "note": note}


def _file(name: str) -> dict[str, str]:
    return {"name": name, "title": _FILES[name]}


_PARTS: Mapping[str, Callable[[Pages, Entry, Source], dict[str, Any]]] = {
    **{name: _of_texts(name) for name in _TEXTS},
    "wechat": _of_article,
    "led": _of_screens,
    "docx": lambda *_: {"files": [_file("docx")], "note": "可以流转、修改、签批"},
    "card": lambda *_: {"files": [_file("card")], "note": "发群、发朋友圈，做公众号封面"},
    "banner": _of_banners,
}


def _article(source: Source, row: dict[str, Any]) -> Files:
    """The article for a frame. Its HTML stays in the row, for the clipboard."""
    files: dict[str, bytes | Checked] = {}
    for design in row["article"]["designs"]:
        for dark in (False, True):
            values = {"title": source.words("title"), "article": design["html"], "dark": dark}
            name = f"{design['name']}{'-dark' if dark else ''}.html"
            files[name] = printed("desk/article.html", values).encode()
    for name, (path, digest, _) in wechat_blocks.pictures(source).items():
        files[f"{wechat.FOLDER}/{name}"] = Checked(source.library.root, path, digest)
    if "address" in source.fields:
        files[wechat.CODE] = qr.png(source.words("address"))
    return files


def closed(pages: Pages, path: str, data: bytes, saved: bytes, wrong: bool) -> str:
    """Why nothing of the file `path` may go out yet, in words; "" where it may. `saved` is what it holds, `data` with
    what was typed since, and `wrong` is whether there are errors in it.
    """
    built = pages.library.by_path.get(path)
    if data != saved:
        return "有没保存的改动。下面是改过以后的样子，保存以后才能复制、下载。"
    if built is not None and built.approval in (WAITS, CHANGED):
        return "还没有审批同意。下面是同意以后的样子，同意以后才能复制、下载。"
    if built is None and wrong:
        return "这篇文稿还有要改的错误，改好、保存以后才能复制、下载。"
    if built is None or built.text_sha != sha256(text_of(saved, path, Report()) or ""):
        return "刚刚保存，正在更新，好了就能复制、下载。"
    if built.state == schedule.INTERNAL:
        return "这篇文稿不公开，不发到各渠道。"
    if not built.public:
        label = schedule.label(built.state)
        return f"这篇文稿还没有公开（{label}）。下面是公开以后的样子，公开以后才能复制、下载。"
    return ""


def download(pages: Pages, path: str, name: str) -> Download:
    """The files of the channel `name`, or of all, of the notice in the file `path`: alone, or several in a zip.

    Raises ContentError, CallError and MachineError as the channels do.
    """
    entry = pages.library.by_path[path]
    if name not in _OF_LONG and _is_long((pages.library.root / path).read_bytes()):
        raise CallError(_TOO_LONG)
    try:
        files = channels.folder(pages, entry, Report()) if name == ALL else list(_files(pages, entry, name))
        contents = {out.path: _bytes(out) for out in files}
    finally:
        pages.library.cache.close()
    if not contents:
        raise CallError("这篇文稿没有这样的文件。")
    what = "各渠道" if name == ALL else CHANNELS[name].TITLE
    title = storable(entry.notice.title)[:_LONGEST].strip() or entry.id
    if len(contents) == 1:
        (file,) = contents
        return Download(f"{title}-{what}.{file.rpartition('.')[2]}", contents[file])
    return Download(f"{title}-{what}.zip", packed(contents))


def _files(pages: Pages, entry: Entry, name: str) -> Iterator[Out]:
    files = CHANNELS[name].files(pages, entry)
    yield from (out for out in files if out.path != wechat.NAME)  # the desk shows it itself


def _bytes(out: Out) -> bytes:
    return out.content if isinstance(out.content, bytes) else out.content.read_bytes()
