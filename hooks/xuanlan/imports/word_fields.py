"""Fields of Word (ECMA-376 Part 1, 17.16): what they print, and where they lead"""

from __future__ import annotations

import re

from xuanlan.imports.symbols import sign

_WEB = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_ADDRESS = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))', re.IGNORECASE)
_SYMBOL = re.compile(r'SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s+(?:"([^"]*)"|(\S+)))?', re.IGNORECASE | re.DOTALL)
_FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)')
_COMMAND = re.compile(r"\\([a-z]+)\s*(-?\d*)\s*", re.IGNORECASE)
_RINGS = "○〇◯"
_CHINESE = "一二三四五六七八九十"
_DEEPEST, _LONGEST = 12, 2000
DATES = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE")
"""Fields that print another day each time."""


class Field:
    """A field that is being read."""

    def __init__(self, code: str = "") -> None:
        self.code = code
        self.is_code = not code
        """whether what is being read is its instruction"""
        self.is_ticked = False
        self.choice = 0
        self.choices: list[str] = []
        self.has_result = False
        self.swallowed: list[str] = []
        """words between its beginning and what it prints"""

    def instruct(self, text: str) -> None:
        """More of its instruction."""
        if len(self.code) < _LONGEST:
            self.code += text

    @property
    def name(self) -> str:
        return (self.code.split(None, 1) or [""])[0].upper()

    @property
    def link(self) -> str:
        match = _ADDRESS.search(self.code) if self.name == "HYPERLINK" else None
        return web(match[1] or match[2] or "") if match else ""

    def shown(self) -> str:
        """What it prints when nothing but its instruction is there."""
        name, rest = self.name, self.code.strip()
        if name == "FORMCHECKBOX":
            return "☑" if self.is_ticked else "☐"
        if name == "FORMDROPDOWN":
            return self.choices[self.choice] if self.choice < len(self.choices) else ""
        if name in ("MACROBUTTON", "GOTOBUTTON"):
            return [*rest.split(None, 2), "", ""][2]
        if match := _SYMBOL.match(rest):
            place = int(match[1], 0) if match[1][:2].lower() == "0x" else int(match[1])
            return sign(place, match[2] or match[3] or "")
        return equation(_FORMAT.sub("", rest[2:])) if name == "EQ" else ""


def web(address: str) -> str:
    """`address` where it is one of the web, of a mail or of a telephone; else ""."""
    return address if len(address) < _LONGEST and _WEB.fullmatch(address) else ""


def equation(code: str) -> str:
    """What a field EQ prints, in one line: signs in circles, words with their sound above, fractions, roots."""
    return _sequence(code, 0, 0)[0].strip()


def _sequence(code: str, at: int, depth: int) -> tuple[str, int]:
    """What stands from `at` to the end of an argument, and where that is."""
    found, commands = "", ""
    while at < len(code) and (depth == 0 or code[at] not in ",，;)"):
        match = _COMMAND.match(code, at)
        if match:
            commands += f"\\{match[1].lower()}"
            at = match.end()
        elif code[at] == "(" and commands and depth < _DEEPEST:
            arguments: list[str] = []
            while at < len(code) and (code[at] != ")" or not arguments):
                one, at = _sequence(code, at + 1, depth + 1)
                arguments.append(one)
            at += 1
            found += _applied(commands, arguments)
            commands = ""
        else:
            at += 1 if code[at] == "\\" else 0
            found += code[at : at + 1]
            at += 1
    return found, at


def _applied(commands: str, arguments: list[str]) -> str:
    first, last = arguments[0].strip(), arguments[-1].strip()
    if commands.startswith("\\f") and len(arguments) == 2:
        return f"{first}/{last}"
    if commands.startswith("\\r"):
        return f"{first if len(arguments) > 1 else ''}√({last})"
    if commands.startswith("\\o") and len(arguments) == 2:
        if first in _RINGS and first:
            return ringed(last)
        if "\\a" in commands and len(last) < len(first) * 2 and re.fullmatch(r"[a-zà-ǿ ]+", first, re.IGNORECASE):
            return f"{last}（{first}）"
    return "".join(arguments)


def ringed(word: str) -> str:
    """A word in a circle."""
    if word.isdecimal() and word.isascii() and 0 < int(word[:3]) <= 20:
        return chr(ord("①") + int(word) - 1)
    if word in _CHINESE and word:
        return chr(ord("㊀") + _CHINESE.index(word))
    return f"○{word}"
