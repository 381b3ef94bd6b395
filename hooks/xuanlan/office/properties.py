"""What every package of OOXML (ECMA-376) has beside its text: properties, links to outside, files inside, figures"""

from __future__ import annotations

import re

from xuanlan.office import xmp
from xuanlan.office.contents import LINK, SAYING, Collector
from xuanlan.office.package import Package, is_path
from xuanlan.office.xml import local

_CORE = {"dc:creator": "author", "cp:lastModifiedBy": "editor"}
_WORDS = {
    "dc:title": "标题", "dc:subject": "主题", "dc:description": "备注", "cp:keywords": "关键词", "cp:category": "类别",
    "cp:contentStatus": "状态", "Manager": "经理", "HyperlinkBase": "超链接基础",
}  # fmt: skip
PROPERTIES = "文件属性"
_DISK = re.compile(r"file:|[A-Za-z]:\\|\\\\", re.IGNORECASE)


def properties(package: Package, found: Collector) -> None:
    """Who wrote it, for whom, and what else the dialogue of properties shows."""
    for part in package.under(r"docProps/(core|app|custom)\.xml"):
        name, words = "", ""
        for mark, what, attributes in package.events(part):
            if mark == "<":
                name, words = attributes.get("name", name), ""
            elif not mark:
                words += what
            elif what in _CORE:
                found.fact(_CORE[what], words, PROPERTIES)
            elif local(what) == "Company":
                found.fact("company", words, PROPERTIES)
            elif label := _WORDS.get(what) or _WORDS.get(local(what)):
                found.own_word(label, PROPERTIES, words)
            elif part.lower().endswith("custom.xml") and name == xmp.UNCLEAR:
                marked(words, found)
                words = ""
            elif part.lower().endswith("custom.xml"):
                found.own_word("自定义", PROPERTIES, f"{name}：{words}" if words.strip() else "")
                words = ""


def marked(words: str, found: Collector) -> None:
    """The property AIGC, in which programs say after GB 45438-2025 that a machine has made the document."""
    if words.strip() and xmp.is_label(words.strip()):
        found.facts.setdefault("ai", words.strip())


def is_disk(words: str) -> bool:
    """Whether words begin as a path of a disk or a server does."""
    return bool(_DISK.match(words))


def alternative(attributes: dict[str, str], where: str, found: Collector) -> None:
    """What is read aloud in place of a picture, or the path that a program has left there instead."""
    words, place = attributes.get("descr", ""), f"{where} 图片的替代文字".strip()
    if is_disk(words):
        found.hide(LINK, place, words)
    elif SAYING.search(words):
        found.see(words, place)


def outside(package: Package, part: str, found: Collector, seen: str) -> None:
    """Disks, servers and mailboxes that a part refers to, but for those that stand in `seen`, the text that readers
    see."""
    told = set()
    for kind, target, is_outside in package.relations(part).values():
        if is_outside and not is_path(target):
            found.lead("链接", target)
        elif is_outside and target not in told and target.rpartition(":")[2] not in seen:
            told.add(target)
            found.hide(LINK, "模板" if kind == "attachedTemplate" else "链接", target)


def figures(package: Package, found: Collector) -> None:
    """What charts and diagrams print."""
    for part in package.under(r"(?:word|xl|ppt)/charts/chart[^/]*\.xml"):
        for text in package.texts(part, "c:v"):
            found.see(text, "图表")
        for text in package.texts(part, "a:t", "a:p"):
            found.see(text, "图表")
    for part in package.under(r"(?:word|xl|ppt)/diagrams/data\d*\.xml"):
        for text in package.texts(part, "a:t", "a:p"):
            found.see(text, "图示")
