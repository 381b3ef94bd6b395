"""Markup with a slip, which stays on the page as written: the author is told the right form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from xuanlan.diagnostics.report import Fix, Report
from xuanlan.markup import unmarked
from xuanlan.markup.inline import DEFINITION, References
from xuanlan.markup.links import ADDRESS
from xuanlan.markup.places import Locator, without_code, without_comments, without_fences

_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp)$", re.IGNORECASE)
_ADDRESS = re.compile(ADDRESS)
_TARGET = r"((?:[^()（）\s]|\([^()（）\s]*\)){1,500})"
_LINK = re.compile(
    r"(?<!\\)((?:(?<![^\n])[!！][ \u3000]|[!！])?)([\[【［〔])([^\[\]【】［］〔〕\n]{1,200})([\]】］〕])([ \u3000]*)"
    rf"([(（])[ \u3000]*{_TARGET}([ ]+\"[^\"\n]*\")?[ \u3000]*([)）])"
)
_REVERSED = re.compile(rf"(?<![\\\]])[(（]([^()（）\[\]\n]{{1,200}})[)）]\[{_TARGET}\]")
_QUOTED = re.compile(
    r"(?<![\\\]])([「『《（(])([^「」『』《》（）()\[\]\n]{1,200})([」』》）)])"
    rf"\((?=https?://){_TARGET}([ ]+\"[^\"\n]*\")?\)"
)
"""Words in brackets that are not [], directly followed by an address."""
_BESIDE = re.compile(
    r"(?<![\\!\]])\[([^\[\]\n]{1,200})\](?:【(?=http)|［(?=http)|「(?=http)|<(?=http)|\[(?=http))(https?://[!-;=?-Z^-~]{1,500})[】］」>\]]"
)
"""Words in brackets, followed by an address in brackets that are not ()."""
_HALF = re.compile(
    r"(?<![\\!])\[([^\[\]\n]{1,200})\]\((https?://[!-'*-~]{1,500})(?=[^\x00-\x7f（）]|$)(?![^\n()（）]*[)）])"
    r"|(?<![\\!\]])\[([^\[\]()\n]{1,200})\((https?://[!-'*-~]{1,500})\)(?![^\[\]\n]*\])",
    re.MULTILINE,
)
"""A link in which one bracket is missing."""
_ENDED = re.compile(r"^[^\[\]【】［］\n]*(\]\((https?://[!-'*-~]{1,500})\))", re.MULTILINE)
"""A link without the bracket that opens it."""
_EMPTY = re.compile(r"(?<![\\!\]])\[[ \t\u3000]*\]\([^()\n]{1,500}\)")
_WIKI = re.compile(
    r"(?<!\\)(?!(?<![^\n])(?i:\[\[_?toc_?\]\])[ \t]*$)"
    r"(!?)\[\[([^\[\]\n|#]{1,200})((?:[|#][^\[\]\n]{0,200})?)\]\](?![(\[:])",
    re.MULTILINE,
)
"""Wiki links; [[toc]] alone on a line is a marker for a table of contents."""
_NUMBER = re.compile(r"[\d\s年月日.,，、—-]+")
_FOOTNOTE = re.compile(r"(?<![!\\])\[\^([^\]\n]{1,200})\](?:([ ]*[:：])[ ]*)?")
_FOOTNOTE_WIDE = re.compile(
    r"(?!\[\^[\w-]{1,50}\])[\[【［〔][\^＾]([\w-]{1,50}+)(?:[\]】］〕]|(?![^\n]*[\]】］〕]))((?:[ ]*[:：][ ]*)?)"
)
"""A footnote with other characters in place of [^]."""
_DEFINED = re.compile(
    DEFINITION.pattern.replace("^[ ]{0,3}", r"^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ ]+)*", 1), re.MULTILINE
)
_ON_WITH_HANZI = re.compile(
    r"""(?<![<("'=])(?<!\]:)(?<!\]:[ ])https?://[A-Za-z0-9.:-]{1,100}/[!-~]{0,500}+(?<=[/=_-])(?=[\u4e00-\u9fff])
    [\u4e00-\u9fffA-Za-z0-9_-]{1,60}+(?:/|[?&=\#%]|\.(?:s?html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""An address that is linked up to its first hanzi, with more characters of an address behind that."""
_NARROW = str.maketrans(
    {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum() or chr(code) in ":;/.-_?#&=%+@"}
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_DOT = r"(?:\.|(?<=www)。|。(?=(?-i:com|cn|net|org|gov|edu|ac|info|top|example)(?![A-Za-z0-9-])))"
_HOST = rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,20}}{_DOT}[A-Za-z]{{2,20}}(?![A-Za-z0-9-])"
_NEAR_ADDRESS = re.compile(
    rf"""(?<![A-Za-z0-9])
    (?:(?P<protocol>https?)[ ]?(?:[:;][ ]?[/\\]{{1,2}}|[/\\]{{2}})[ ]?(?P<host>{_HOST})|(?P<bare>www{_DOT}{_HOST}))
    (?P<rest>(?::\d{{1,5}})?(?:[/\\?\#][!#-&*-;=?-Z\\^-~]{{0,500}}(?<![.,;:!?]))?)
    |(?<![A-Za-z0-9._+-])(?P<mail>[A-Za-z0-9][A-Za-z0-9._+-]{{0,63}}@{_HOST}(?!@))""",
    re.IGNORECASE | re.VERBOSE,
)
"""An address, or nearly one, once full-width characters are made half-width."""
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
    ("^[", r"(?<!\\)\^\[[^\[\]\n]{2,300}\](?!\()", "脚注请在这里写 [^1]，再另起一行写 [^1]: 说明文字。"),
    ("{", r"\{(\+\+|--|~~|==|>>)[^{}\n]{1,500}(?:\+\+|--|~~|==|<<)\}", "修订的痕迹不会处理，请改成定稿。"),
)
_PATTERNS = tuple((sign, re.compile(pattern), advice) for sign, pattern, advice in _FOREIGN)
"""Syntax of editors and other generators: a string that every match contains, the pattern, what to do."""
_SMALL = {
    "~": ("sub", re.compile(r"(?<=[A-Za-z)])~([+-]?[A-Za-z0-9]{1,5}[+-]?|[+-])~(?!~)")),
    "^": ("sup", re.compile(r"(?<=[\w)])\^([+-]?[A-Za-z0-9]{1,5}[+-]?|[+-])\^(?!\^)")),
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
    """Report every such slip in `body`, given the definitions and footnotes that the parser found in it."""
    text = without_comments(without_code(body))
    if "](" in text or any(sign in text for sign in "[【［〔") or ")(" in text or "(http" in text:
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
    _addresses(text, locator, report)
    unmarked.check(without_comments(without_fences(body)), locator, report)


def _addresses(text: str, locator: Locator, report: Report) -> None:
    """Report addresses with full-width or missing characters, of which at most a part is a link."""
    if not any(sign in text for sign in ("ttp", "TTP", "ww", "WW", "ｔｔ", "ｗｗ", "@", "＠")):
        return
    for match in _NEAR_ADDRESS.finditer(text.translate(_NARROW)):
        start, mail = match.start(), match["mail"] or ""
        head = f"{match['protocol']}://{match['host']}" if match["protocol"] else match["bare"] or mail
        head = head.replace("。", ".")
        if not text.startswith(head, start) and text.startswith(mail.partition("@")[0], start):
            fix = Fix(text[start : match.end()], head + (match["rest"] or "").replace("\\", "/"))
            report.add_with_fix(fix, "address-form", locator.at(start), found=fix.found, right=fix.put)


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
        if proper and (bang in ("", "!") or not image):
            continue
        start = match.start() if image or bang == "!" else match.start(2)
        fix = Fix(text[start : match.end()], f"{'!' if image or bang == '!' else ''}[{words}]({target}{title or ''})")
        report.add_with_fix(fix, "link-form", locator.at(start), found=fix.found, right=fix.put)
    for match in _QUOTED.finditer(text):
        words = match[1] + match[2] + match[3] if match[1] == "《" else match[2]
        fix = Fix(match[0], f"[{words}]({match[4]}{match[5] or ''})")
        report.add_with_fix(fix, "link-form", locator.at(match.start()), found=fix.found, right=fix.put)
    for match in (*_BESIDE.finditer(text), *_HALF.finditer(text)):
        words, target = filter(None, match.groups())
        fix = Fix(match[0], f"[{words}]({target})")
        report.add_with_fix(fix, "link-form", locator.at(match.start()), found=fix.found, right=fix.put)
    for match in _EMPTY.finditer(text):
        report.add("link-empty", locator.at(match.start()), found=match[0])
    for match in _ENDED.finditer(text):
        report.add("link-form", locator.at(match.start(1)), found=match[1], right=f"[文字]({match[2]})")
    for match in _REVERSED.finditer(text):
        if "://" in match[2]:
            fix = Fix(match[0], f"[{match[1]}]({match[2]})")
            report.add_with_fix(fix, "link-form", locator.at(match.start()), found=match[0], right=fix.put)
    for match in _WIKI.finditer(text):
        name, words = match[2].strip(), match[3].lstrip("|#").strip()
        if not name or _NUMBER.fullmatch(name):
            continue
        if _NUMBER.fullmatch(words):  # the width of an image
            words = ""
        wiki = None
        if _ADDRESS.fullmatch(name) and not match[3].startswith("#"):
            sign = "!" if match[1] and _IMAGE.search(name) else ""
            wiki = Fix(match[0], f"{sign}[{words or name.rpartition('/')[2].rpartition('.')[0]}]({name})")
        report.add_with_fix(wiki, "link-wiki", locator.at(match.start()), found=match[0])


def _definitions(text: str, locator: Locator, report: Report, references: References) -> None:
    """Report definitions that nothing uses, or that repeat a name: nothing of them is on the page."""
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
        name = unicodedata.normalize("NFKC", match[1])
        first = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip(" \t>")
        defines = first and bool(match[2])
        fix = Fix(match[0] if defines else match[0].removesuffix(match[2]), f"[^{name}]{': ' if defines else ''}")
        right = fix.put + "说明文字" * defines
        report.add_with_fix(fix, "footnote-form", locator.at(match.start()), found=fix.found.strip(), right=right)
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
        name = match[1]
        if name in defined or name in footnotes:
            continue
        narrow = unicodedata.normalize("NFKC", name)
        if narrow in footnotes:
            fix = Fix(f"[^{name}]", f"[^{narrow}]")
            report.add_with_fix(fix, "footnote-form", locator.at(match.start()), found=fix.found, right=fix.put)
        elif name not in told:
            report.add("footnote-missing", locator.at(match.start()), name=name)
            told.add(name)
