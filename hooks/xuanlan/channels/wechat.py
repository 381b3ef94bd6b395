"""The article for 微信公众号: blocks of a closed set with inline styles, links as notes, pictures as numbered files"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from xuanlan import qr
from xuanlan.channels import wechat_blocks
from xuanlan.channels.look import printed
from xuanlan.channels.pieces import CUT, cut, gist, proven
from xuanlan.channels.source import Source, Span, source_of
from xuanlan.channels.wechat_blocks import DESIGNS, Article
from xuanlan.diagnostics.report import Report
from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.render.pages import Pages
from xuanlan.sheets.colours import colours
from xuanlan.tree.out import Out

TITLE = "公众号"
NAME = "wechat.html"
FOLDER = "wechat"
"""The folder of the pictures."""
CODE = f"{FOLDER}/code.png"
LONGEST_TITLE, LONGEST_SUMMARY = 64, 120
LONGEST = 20_000
"""Characters of HTML that the interface takes."""


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """The page with the article in each design, and the pictures."""
    source = source_of(pages, entry)
    yield Out(NAME, _page(pages, source).encode())
    if "address" in source.fields:
        yield Out(CODE, qr.png(source.words("address")))
    for name, (path, sha256, _) in wechat_blocks.pictures(source).items():
        yield Out(f"{FOLDER}/{name}", Checked(source.library.root, path, sha256).read_bytes())


def findings(pages: Pages, entry: Entry, report: Report) -> None:
    source = source_of(pages, entry)
    count = max(len(html(source, design)) for design in DESIGNS)
    if count > LONGEST:
        report.add("channel-long", entry.places.start, count=count)
    title = _title(source)
    if title.endswith(CUT):
        report.add("channel-cut", entry.places.start, channel=TITLE, part="标题", found=title)


def text(source: Source) -> str:
    """What stands in the article, as words. Raises ContentError as `proven`."""
    article = Article(source, next(iter(DESIGNS.values())), colours(source.library)["main"])
    article.make()
    return proven(source, TITLE, article.pieces)


def html(source: Source, design: str) -> str:
    """The article in `design`, to be pasted. Raises ContentError as `proven`."""
    article = Article(source, DESIGNS[design], colours(source.library)["main"], _code(source))
    made = article.make()
    proven(source, TITLE, article.pieces)
    return made


def _code(source: Source) -> str:
    return CODE if "address" in source.fields else ""


def _title(source: Source) -> str:
    whole = Span("title", source.words("title"))
    return proven(source, TITLE, [cut(whole, LONGEST_TITLE, source.names)])


def _page(pages: Pages, source: Source) -> str:
    return printed(pages, "wechat.html", title=source.words("title"), **parts(source))


def parts(source: Source) -> dict[str, Any]:
    """What there is to copy: title and summary, the article in each design, the pictures in their order; and what to
    tell whoever does. Raises ContentError as `proven`."""
    title = _title(source)
    about = gist(source, LONGEST_SUMMARY)
    summary = proven(source, TITLE, [about]) if about and "state" not in source.fields else title
    fields = [
        {"id": "title", "title": "标题", "text": title, "note": f"{len(title)} 字，最多 {LONGEST_TITLE} 字"},
        {"id": "summary", "title": "摘要", "text": summary, "note": f"{len(summary)} 字，最多 {LONGEST_SUMMARY} 字"},
    ]
    designs: list[dict[str, Any]] = []
    for name, design in DESIGNS.items():
        made = html(source, name)
        note = f"{len(made)} 个字符" + ("，超过接口的 20000 个，请手工粘贴" if len(made) > LONGEST else "")
        designs.append({"name": name, "title": design.title, "note": note, "html": Markup(made)})
    named = wechat_blocks.pictures(source)
    pictures = [{"href": f"{FOLDER}/{name}", "title": alt} for name, (_, _, alt) in named.items()]
    if "address" in source.fields:
        pictures.append({"href": CODE, "title": "文末的二维码"})
    told = [source.words("state")] if "state" in source.fields else []
    if "aigc" in source.fields:
        told.append(f"{source.words('aigc')}，发布时请在公众号后台勾选相应的声明。")
    return {"fields": fields, "designs": designs, "pictures": pictures, "told": told}
