"""Pictures without words: these are read aloud to those who cannot see them, and stand where they do not load"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from xuanlan.checks.examples import notice as example
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.docs import DocPage
from xuanlan.markup.places import blanked, comments, without_code
from xuanlan.markup.rendered import DECORATION, PICTURE, Rendered
from xuanlan.markup.visible import Shown
from xuanlan.proofreading.rule import SiteRule

_PICTURE = re.compile(
    r"(?<!\\)!\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*)\]"
    r"(?:\([ ]*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^\s()\"']*))|\[(?P<label>[^\[\]\n]*)\])|<img\b(?P<given>[^<>]*)>",
    re.IGNORECASE,
)
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_ALT, _SRC = re.compile(rf"\balt{_VALUE}", re.IGNORECASE), re.compile(rf"\bsrc{_VALUE}", re.IGNORECASE)
_FILE = re.compile(r".*\.(?:png|jpe?g|gif|webp|bmp|heic|tiff?|svg)", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(
    r"(?:IMG|DSC[NF]?|PXL|MVIMG|VID|WX|mmexport|image|img|picture|pic|photo|screenshot|untitled|alt|"
    r"QQ图片|QQ截图|微信图片|微信截图|屏幕截图|截屏|截图|图片说明|图片|图像|照片|相片|插图|图|未命名|未标题|无标题|说明)?"
    r"[\s\d_.\-（）()年月日时分秒副本]*",
    re.IGNORECASE,
)
"""What cameras, chats and programs call a picture; nobody knows from it what there is to see."""
_DIGEST = re.compile(r"[0-9a-f-]{12,}", re.IGNORECASE)
_MOST = 50


def notice(manuscript: Manuscript, report: Report) -> None:
    """Look at the pictures in the text of a notice."""
    _tell(manuscript.body, manuscript.rendered, lambda: manuscript.shown, report)


def page(page: DocPage, body: str, rendered: Rendered, report: Report) -> None:
    """Look at the pictures in the text of a hand-written page."""
    _tell(body, rendered, lambda: Shown(rendered.html, body, page.path, page.body_line), report)


def says_nothing(words: str) -> bool:
    """Whether the words of a picture are only what its file is called, or none."""
    plain = words.strip()
    return any(pattern.fullmatch(plain) for pattern in (_NUMBERED, _FILE, _DIGEST))


class _Written(NamedTuple):
    """A picture as its author wrote it."""

    at: int
    words: str
    name: str
    """of its file; of a definition, where that has the address"""


def _tell(body: str, rendered: Rendered, shown: Callable[[], Shown], report: Report) -> None:
    sources = [match[1] for match in PICTURE.finditer(rendered.html)] if rendered.media else []
    if not sources:
        return
    pictures = list(_pictures(body))
    names = {posixpath.basename(unquote(unescape(source))) for source in sources}
    # One that is not on the page, because its file is missing, is told for that.
    seen = pictures if len(pictures) == len(sources) else [one for one in pictures if one.name in names]
    wordless = (one for one in seen if one.words != DECORATION and says_nothing(one.words))
    for one in islice(wordless, _MOST):
        place = shown().locator.at(one.at)
        if one.words:
            report.add("picture-named", place, found=one.words)
        else:
            report.add("picture-wordless", place, found=one.name)


def _pictures(body: str) -> Iterator[_Written]:
    text = without_code(body)
    for match in _PICTURE.finditer(blanked(text, comments(text)) if "<!--" in text else text):
        if match["given"] is None:
            yield _Written(
                match.start(),
                match["words"].strip(),
                _named(match["angled"] or match["target"] or match["label"] or "图片"),
            )
            continue
        source, alt = _SRC.search(match["given"]), _ALT.search(match["given"])
        # alt="" is how HTML calls a decoration.
        words = next(filter(None, alt.groups()), DECORATION) if alt else ""
        yield _Written(match.start(), words.strip(), _named(next(filter(None, source.groups()), "") if source else ""))


def _named(target: str) -> str:
    return posixpath.basename(unquote(target.partition("?")[0])) or "图片"


_SOURCE = "GB/T 37668-2019《信息技术互联网内容无障碍可访问性技术要求与测试方法》：非文本内容要有替代文本"
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "picture-wordless",
        "图片要有说明：看不见图的人听得到，图没有显示时看得到。",
        _SOURCE,
        (
            example("请看示意图：\n\n![](图.png)"),
            example('请看示意图：\n\n<img src="图.png">'),
            example("请看示意图：\n\n![ ][图]\n\n[图]: 图.png"),
        ),
        (
            example("请看示意图：\n\n![南门在图的下方，东门在右侧](图.png)"),
            example("请看分隔线：\n\n![装饰](图.png)"),
            example('请看分隔线：\n\n<img src="图.png" alt="">'),
            example("图片这样写：`![](图.png)`"),
        ),
    ),
    SiteRule(
        "picture-named",
        "图片的说明写图上有什么，不写文件名和编号。",
        _SOURCE,
        (
            example("现场：\n\n![IMG_2034](图.png)"),
            example("现场：\n\n![图片1](图.png)"),
            example("现场：\n\n![微信图片_20260301120000.jpg](图.png)"),
            example('现场：\n\n<img src="图.png" alt="1.png">'),
        ),
        (
            example("现场：\n\n![志愿者在南门前清扫落叶](图.png)"),
            example("现场：\n\n![图1 各楼栋位置](图.png)"),
            example("现场：\n\n![2026年合影](图.png)"),
        ),
    ),
)
