"""What a browser would load from another host: addresses in style sheets, markup and scripts, each with its place.

Links that a reader has to click are not meant. All functions search plain text, in linear time: HTML parsers know no
Jinja and give no positions.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

Found = tuple[int, str]
"""The offset of an address in the text, and the address."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INSIDE = frozenset(("data", "blob", "about", "javascript", "mailto", "tel"))
"""Schemes that load nothing from a host; those that are wrong for another reason are reported elsewhere."""
_STRIPPED = re.compile(r"[\t\r\n]")
_CSS = re.compile(
    r"""(?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/)?)
    | (?P<string>"(?:[^"\\\n]|\\.|\\\n)*+"? | '(?:[^'\\\n]|\\.|\\\n)*+'?)
    | (?P<word>[@\#]?(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n0-9a-fA-F])++)(?P<call>\()?
    | (?P<sign>[(){};])""",
    re.VERBOSE | re.DOTALL,
)
_UNQUOTED = re.compile(r"""\s*+(?P<address>(?:[^\s"'()\\]|\\.)++)""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|\s)?|(\r\n|\n)|(.))", re.DOTALL)
_LOADING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"))
"""CSS functions whose strings are addresses to load."""
_TAG = re.compile(
    r"""<(?P<name>[a-z][\w:-]*+)(?P<rest>(?:[^<>"'{]++|"(?:[^"{]|\{(?![{%])|\{\{[^{}]*+\}\}|\{%[^%]*+%\}|\{)*+"
    |'(?:[^'{]|\{(?![{%])|\{\{[^{}]*+\}\}|\{%[^%]*+%\}|\{)*+'|\{\{[^{}]*+\}\}|\{%[^%]*+%\}|\{)*+)>?""",
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/={}]++)\s*+=\s*+(?:"(?P<double>(?:[^"{]|\{\{[^{}]*+\}\}|\{%[^%]*+%\}|\{)*+)"
    |'(?P<single>(?:[^'{]|\{\{[^{}]*+\}\}|\{%[^%]*+%\}|\{)*+)'|(?P<bare>[^\s"'>]++))""",
    re.VERBOSE,
)
_ATTRIBUTES = "srcset imagesrcset poster background data archive classid codebase manifest lowsrc dynsrc ping style"
_ALWAYS = frozenset(_ATTRIBUTES.split())
"""Attributes that load on any element; src and href need a closer look (`_loads`)."""
_IN_TEXT = frozenset(("srcset", "imagesrcset", "poster", "background", "lowsrc", "dynsrc"))
"""Those of them that authors write for images; the sanitiser removes the others, or their elements."""
_RARE = re.compile(rf"\b(?:{'|'.join(sorted(_IN_TEXT))})\s*=", re.IGNORECASE)
_SETS = frozenset(("srcset", "imagesrcset"))
_ELEMENTS = "base image use feimage script pattern lineargradient radialgradient filter textpath mpath"
_HREF_LOADS = frozenset(_ELEMENTS.split())
_REL_LOADS = re.compile(
    r"""\brel\s*=\s*(?:"[^"]*|'[^']*|[^\s"'>]*)(?:stylesheet|icon|pre(?:load|fetch|connect|render)|modulepreload|manifest)""",
    re.IGNORECASE,
)
_JINJA_STRING = re.compile(r"""\{[{%](?:[^{}"']|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(r"""["']([^"']*+)["']""")
_COMMENT = re.compile(r"<!--(?:[^-]|-(?!->))*+(?:-->)?|\{\#(?:[^#]|\#(?!\}))*+(?:\#\})?")
_LIST = re.compile(r"\{:?([^{}\n]*+)\}")
"""An attribute list of Markdown."""
_STYLE = re.compile(r"<style\b[^>]*+>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(
    r"""(?:\bimport\s*+\(?|\bfrom|\bimportScripts\s*+\(|\bfetch\s*+\(|\bWorker\s*+\(|\bEventSource\s*+\(|\bWebSocket\s*+\(
    |\.src\s*+=|\.href\s*+=)\s*+["'`]([^"'`\n]*+)["'`]""",
    re.VERBOSE,
)


def is_outside(address: str) -> bool:
    """Whether a browser that loads `address` for a page would ask another host for it."""
    plain = _STRIPPED.sub("", address).strip("".join(map(chr, range(33)))).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    return plain.startswith("//") or (scheme is not None and scheme[1].lower() not in _INSIDE)


def of_css(text: str) -> Iterator[Found]:
    """What a style sheet loads from elsewhere: by url(), @import, image-set() and the like."""
    if "//" not in text and ":" not in text and "\\" not in text:
        return
    functions: list[str] = []
    rule = ""
    at = 0
    while token := _CSS.search(text, at):
        at = token.end()
        if token["word"]:
            name = _unescaped(token["word"]).lower()
            if name.startswith("@"):
                rule = name
            if token["call"]:
                functions.append(name)
                if name in ("url", "src") and (bare := _UNQUOTED.match(text, at)) and rule != "@namespace":
                    at = bare.end()
                    if is_outside(address := _unescaped(bare["address"])):
                        yield bare.start("address"), address
        elif token["string"]:
            address = _unescaped(token["string"].strip(token["string"][0]))
            loads = (rule == "@import" and not functions) or not _LOADING.isdisjoint(functions)
            if loads and rule != "@namespace" and "type" not in functions and is_outside(address):
                yield token.start() + 1, address
        elif token["sign"] == "(":
            functions.append("")
        elif token["sign"] == ")":
            functions[-1:] = []
        elif token["sign"]:
            rule, functions = "", []


def _unescaped(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        if match[1]:
            number = int(match[1], 16)
            return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
        return match[3] or ""

    return _ESCAPE.sub(plain, text) if "\\" in text else text


def of_template(text: str) -> Iterator[Found]:
    """What the pages of a template would load, its <style> elements included."""
    yield from _of_markup(_COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text), sources=True)


def of_text(text: str) -> Iterator[Found]:
    """What an author's text, without comments, would load; not by src and href, which are checked elsewhere."""
    if not _RARE.search(text):
        return
    yield from _of_markup(text, sources=False)
    for attributes in _LIST.finditer(text):
        yield from _of_tag("", attributes[1], attributes.start(1), sources=False)


def _of_markup(text: str, *, sources: bool) -> Iterator[Found]:
    for style in _STYLE.finditer(text) if sources else ():
        for place, address in of_css(style[1]):
            yield style.start(1) + place, address
    for tag in _TAG.finditer(text):
        yield from _of_tag(tag["name"].lower(), tag["rest"], tag.start("rest"), sources=sources)


def _of_tag(name: str, rest: str, begin: int, *, sources: bool) -> Iterator[Found]:
    for attribute in _ATTRIBUTE.finditer(rest):
        kind = attribute["name"].lower().rpartition(":")[2]
        if _loads(name, kind, rest, sources):
            group = next(key for key in ("double", "single", "bare") if attribute[key] is not None)
            for inner, address in _addresses(kind, html.unescape(attribute[group])):
                yield begin + attribute.start(group) + inner, address


def _loads(tag: str, attribute: str, rest: str, sources: bool) -> bool:
    if not sources:
        return attribute in _IN_TEXT
    if attribute in _ALWAYS:
        return True
    if tag == "link":
        return attribute == "href" and _REL_LOADS.search(rest) is not None
    return attribute == "src" or (attribute == "href" and tag.rpartition(":")[2] in _HREF_LOADS)


def _addresses(attribute: str, value: str) -> Iterator[Found]:
    """The addresses of other hosts in an attribute's `value`, also in the strings of Jinja expressions in it."""
    if attribute == "style":
        yield from of_css(value)
    elif attribute in _SETS:
        for one in re.finditer(r"[^\s,]++", value):
            if is_outside(one[0]):
                yield one.start(), one[0]
    elif is_outside(value):
        yield 0, value.strip()
    for expression in _JINJA_STRING.finditer(value):
        for string in _QUOTED.finditer(expression[0]):
            if is_outside(string[1]):
                yield expression.start() + string.start(1), string[1]


def of_script(text: str) -> Iterator[Found]:
    """What a script loads by a literal address: import "…", fetch("…"), image.src = "…"."""
    for match in _SCRIPT.finditer(text):
        if is_outside(match[1]):
            yield match.start(1), match[1]


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1, of the offset `at` in `text`."""
    begin = max(text.rfind(mark, 0, at) for mark in "\n\r\f") + 1
    return len(re.findall(r"\r\n|[\n\r\f]", text[:begin])) + 1, at - begin + 1
