"""Marks that were meant and are none: they stand on the page as written, and the author is told the right form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from xuanlan.diagnostics.report import Fix, Report
from xuanlan.markup.emphasis import unclosed
from xuanlan.markup.inline import DEFINITION, References
from xuanlan.markup.links import ADDRESS
from xuanlan.markup.places import Locator, without_code, without_comments, without_fences

_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp)$", re.IGNORECASE)
_ADDRESS = re.compile(ADDRESS)
_TARGET = r"((?:[^()（）\s]|\([^()（）\s]*\)){1,500})"
_LINK = re.compile(
    r"(?<!\\)([!！]?)([\[【［〔])([^\[\]【】［］〔〕\n]{1,200})([\]】］〕])([ \u3000]*)"
    rf"([(（])[ \u3000]*{_TARGET}([ ]+\"[^\"\n]*\")?[ \u3000]*([)）])"
)
_REVERSED = re.compile(rf"(?<![\\\]])[(（]([^()（）\[\]\n]{{1,200}})[)）]\[{_TARGET}\]")
_WIKI = re.compile(
    r"(?<!\\)(?!(?<![^\n])(?i:\[\[_?toc_?\]\])[ \t]*$)"
    r"(!?)\[\[([^\[\]\n|#]{1,200})((?:[|#][^\[\]\n]{0,200})?)\]\](?![(\[:])",
    re.MULTILINE,
)
"""Links of a wiki; a line of nothing but [[toc]] asks for the contents."""
_NUMBER = re.compile(r"[\d\s年月日.,，、—-]+")
_FOOTNOTE = re.compile(r"(?<![!\\])\[\^([^\]\n]{1,200})\](?:([ ]*[:：])[ ]*)?")
_FOOTNOTE_WIDE = re.compile(r"[【［]\^([\w-]{1,50})[】］]")
_DEFINED = re.compile(
    DEFINITION.pattern.replace("^[ ]{0,3}", r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ ]+)*", 1), re.MULTILINE
)
_ON_WITH_HANZI = re.compile(
    r"""(?<![<("'=])(?<!\]:)(?<!\]:[ ])https?://[A-Za-z0-9.:-]{1,100}/[!-~]{0,500}+(?<=[/=_-])(?=[\u4e00-\u9fff])
    [\u4e00-\u9fffA-Za-z0-9_-]{1,60}+(?:/|[?&=\#%]|\.(?:s?html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""An address that was linked up to its first hanzi, and goes on with signs of an address behind it."""
_FORMULA = "这里不排数学公式，请写成文字，或者做成图片。"
_EMPHASIS = "要强调，请写 **文字**。"
_FOREIGN = (
    (
        ":",
        r":(?<![A-Za-z0-9:/\\]:)(?!\d)[a-z0-9][a-z0-9_+-]{1,30}:(?![A-Za-z0-9:/])",
        "请直接输入这个表情符号，或删去。",
    ),
    (
        "$",
        r"(?<![\\$])(\$\$?)(?![\s$])[^$\n\\^_{]{0,300}(?:\\[A-Za-z]|[\^_{])[^$\n]{0,300}?(?<!\s)\1(?![$\d])",
        _FORMULA,
    ),
    ("$$", r"(?m:^[ ]{0,3}\$\$[ ]*$)", _FORMULA),
    ("\\(", r"\\\([^\n\\^]{0,200}(?:\\[A-Za-z]|(?<=\w)\^)[^\n]{0,300}?\\\)", _FORMULA),
    ("\\[", r"\\\[[^\n\\^]{0,200}(?:\\[A-Za-z]|(?<=\w)\^)[^\n]{0,300}?\\\]", _FORMULA),
    ("++", r"(?<![\w+{])\+\+(?![\s+])[^+\n]{1,200}(?<!\s)\+\+(?![\w+}])", _EMPHASIS),
    ("^^", r"(?<![\w^])\^\^(?![\s^])[^\^\n]{1,200}(?<!\s)\^\^(?!\^)", _EMPHASIS),
    ("{", r"\{(\+\+|--|~~|==|>>)[^{}\n]{1,500}(?:\+\+|--|~~|==|<<)\}", "修订的痕迹不会处理，请改成定稿。"),
)
_PATTERNS = tuple((sign, re.compile(pattern), advice) for sign, pattern, advice in _FOREIGN)
"""Marks that editors and other generators know: signs without which there is none, the pattern, and what to do."""
_SMALL = {
    "~": ("sub", re.compile(r"(?<=[A-Za-z)])~([A-Za-z0-9+-]{1,5})~(?!~)")),
    "^": ("sup", re.compile(r"(?<=[\w)])\^([A-Za-z0-9+-]{1,5})\^(?!\^)")),
}
_BEFORE = re.compile(r"[!-~]{0,300}\Z")


def check(
    body: str,
    locator: Locator,
    report: Report,
    references: References,
    footnotes: Mapping[str, str],
    used: Iterable[str],
) -> None:
    """Tell of every such mark in `body`, given what the parser has found of definitions and notes in it."""
    text = without_comments(without_code(body))
    if "[" in text or "【" in text or "［" in text or "〔" in text:
        _links(text, locator, report)
        _definitions(text, locator, report, references)
        _footnotes(text, locator, report, footnotes, frozenset(used))
    for match in _ON_WITH_HANZI.finditer(text) if "://" in text else ():
        report.add("address-hanzi", locator.at(match.start()), found=match[0])
    for sign, pattern, advice in _PATTERNS:
        for match in pattern.finditer(text) if sign in text else ():
            if not _in_address(text, match.start()):
                report.add("mark-foreign", locator.at(match.start()), found=match[0][:60], advice=advice)
    for sign, (name, small) in _SMALL.items():
        for match in small.finditer(text) if sign in text else ():
            if not _in_address(text, match.start()):
                fix = Fix(match[0], f"<{name}>{match[1]}</{name}>")
                advice = f"请写 {fix.put}。"
                report.add_with_fix(fix, "mark-foreign", locator.at(match.start()), found=match[0], advice=advice)
    for offset in unclosed(without_comments(without_fences(body))) if "**" in text else ():
        report.add("bold-unclosed", locator.at(offset))


def _in_address(text: str, at: int) -> bool:
    before = _BEFORE.search(text, max(at - 300, 0), at)
    return before is not None and ("://" in before[0] or "](" in before[0])


def _links(text: str, locator: Locator, report: Report) -> None:
    for match in _LINK.finditer(text):
        bang, opening, words, closing, blank, left, target, title, right = match.groups()
        if not _ADDRESS.fullmatch(target) or target.startswith(("见", "详见")):
            continue
        image = bool(bang) and bool(_IMAGE.search(target))
        proper = (opening, closing, blank, left, right) == ("[", "]", "", "(", ")")
        if proper and (bang != "！" or not image):
            continue
        start = match.start() + (bang == "！" and not image)
        fix = Fix(text[start : match.end()], f"{'!' if image or bang == '!' else ''}[{words}]({target}{title or ''})")
        report.add_with_fix(fix, "link-form", locator.at(start), found=fix.found, right=fix.put)
    for match in _REVERSED.finditer(text):
        if "://" in match[2]:
            fix = Fix(match[0], f"[{match[1]}]({match[2]})")
            report.add_with_fix(fix, "link-form", locator.at(match.start()), found=match[0], right=fix.put)
    for match in _WIKI.finditer(text):
        name, words = match[2].strip(), match[3].lstrip("|#").strip()
        if not name or _NUMBER.fullmatch(name):
            continue
        if _NUMBER.fullmatch(words):  # how wide it is to be
            words = ""
        wiki = None
        if _ADDRESS.fullmatch(name) and not match[3].startswith("#"):
            sign = "!" if match[1] and _IMAGE.search(name) else ""
            wiki = Fix(match[0], f"{sign}[{words or name.rpartition('/')[2].rpartition('.')[0]}]({name})")
        report.add_with_fix(wiki, "link-wiki", locator.at(match.start()), found=match[0])


def _definitions(text: str, locator: Locator, report: Report, references: References) -> None:
    """Definitions stand on no page; of those that nothing uses, or that another has preceded, nothing is left."""
    seen: set[str] = set()
    for match in _DEFINED.finditer(text) if references else ():
        name = match[1].strip().lower()
        if name in references:
            place = locator.at(match.start() + match[0].index("["))
            if name in seen:
                report.add("link-definition-twice", place, name=match[1])
            elif name not in references.used:
                report.add("link-definition-unused", place, name=match[1])
            seen.add(name)


def _footnotes(text: str, locator: Locator, report: Report, footnotes: Mapping[str, str], used: frozenset[str]) -> None:
    for match in _FOOTNOTE_WIDE.finditer(text):
        fix = Fix(match[0], f"[^{match[1]}]")
        report.add_with_fix(fix, "footnote-form", locator.at(match.start()), found=fix.found, right=fix.put)
    if "[^" not in text:
        return
    defined: set[str] = set()
    told: set[str] = set()
    marks = list(_FOOTNOTE.finditer(text))
    for match in marks:
        name, colon = match[1], match[2]
        line = text[text.rfind("\n", max(match.start() - 300, 0), match.start()) + 1 : match.start()]
        if not colon or line.strip(" \t>"):
            continue
        place = locator.at(match.start())
        if colon != ":":
            fix = Fix(match[0], f"[^{name}]: ")
            report.add_with_fix(fix, "footnote-form", place, found=fix.found.strip(), right=fix.put + "说明文字")
        elif name in defined:
            report.add("footnote-twice", place, name=name)
        elif name in footnotes and not footnotes[name].strip():
            report.add("footnote-empty", place, name=name)
        elif name in footnotes and name not in used:
            report.add("footnote-unused", place, name=name)
        defined.add(name)
    for match in marks:
        if match[1] not in defined and match[1] not in footnotes and match[1] not in told:
            report.add("footnote-missing", locator.at(match.start()), name=match[1])
            told.add(match[1])
