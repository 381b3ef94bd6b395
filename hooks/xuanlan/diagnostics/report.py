"""Positions, diagnostics and the report that collects them.

A diagnostic is what an author reads: where, what was found, what was expected, what to do.
Its wording lives in `messages`, so that every text stands in one place.
"""

from __future__ import annotations

import errno
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from xuanlan.diagnostics.messages import MESSAGES, MORE
from xuanlan.text.person_numbers import without_numbers

Severity = Literal["error", "warning", "info"]
"""A stop, a warning, a hint; hints are told to those who ask for them."""


@dataclass(frozen=True, order=True, slots=True)
class Position:
    """A place in a file of the site: POSIX path from the site's root; line and column count from 1, 0 means none."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Fix(NamedTuple):
    """A safe correction: at the finding's position, `put` is to replace `found`."""

    found: str
    put: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding, worded for the author."""

    code: str
    severity: Severity
    position: Position
    message: str
    hint: str
    fix: Fix | None = None
    """what `check --fix` may do about it; None where a person has to decide"""
    words: str = ""
    """what was found, as the message has it: a waiver names it, so personal data are masked in it"""
    beside: tuple[str, str] = ("", "")
    """what stands before and behind it in its line, where it is a single sign, which by itself says nothing"""
    mark: str = ""
    """tells apart numbers of persons whose masked words are the same; in no message or file for people"""

    @property
    def as_text(self) -> str:
        """What was found and what to do about it, without the place."""
        return f"{self.message}。{self.hint}"

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.position.file, self.position.line, self.position.column, self.code, self.message)

    def as_json(self) -> dict[str, str | int]:
        """The row that `xuanlan check --json` prints."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.position.file,
            "line": self.position.line,
            "column": self.position.column,
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(slots=True)
class Report:
    """All diagnostics of one run. Adding never raises: the author sees every mistake at once.

    No number of a person is in any of them: findings end up in reports and logs, whatever they are of.
    """

    _items: list[Diagnostic] = field(default_factory=list)
    error_count: int = 0
    """how many errors were added so far; to compare it before and after a step is cheap"""

    def add(self, code: str, position: Position, **values: object) -> None:
        """Record finding `code`, filling `values` into its wording. Raises KeyError for an unknown code."""
        self._record(code, position, None, values)

    def add_with_fix(self, fix: Fix | None, code: str, position: Position, **values: object) -> None:
        """Like `add`, with a correction that `check --fix` may make; None when there is no safe one."""
        self._record(code, position, fix, values)

    def add_in_text(
        self, fix: Fix | None, text: str, beside: tuple[str, str], code: str, position: Position, **values: object
    ) -> None:
        """The same for words that stand in a text as `text`, `beside` others of their line."""
        self._record(code, position, fix, values, beside, text)

    def add_more(self, code: str, position: Position, most: int) -> None:
        """Record that finding `code` was told `most` times of a text and that there are more.

        It is a finding of that code, so whatever a site, a waiver or a baseline says of the code holds for it too.
        """
        values = {"code": code, "most": most, "found": MORE.found}
        text, hint = MORE.text.format_map(values), MORE.hint.format_map(values)
        self.extend([Diagnostic(code, MESSAGES[code].severity, position, text, hint, None, MORE.found)])

    def _record(
        self,
        code: str,
        position: Position,
        fix: Fix | None,
        values: dict[str, object],
        beside: tuple[str, str] = ("", ""),
        written: str = "",
    ) -> None:
        message = MESSAGES[code]
        self.error_count += message.severity == "error"
        text, hint = without_numbers(message.text.format_map(values)), without_numbers(message.hint.format_map(values))
        words = without_numbers(str(values.get("found", "")))
        around = (without_numbers(beside[0]), without_numbers(beside[1])) if len(words.strip()) == 1 else ("", "")
        mark = _mark(written) if words.count("*") > written.count("*") and written else ""
        self._items.append(Diagnostic(code, message.severity, position, text, hint, fix, words, around, mark))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        for item in others:
            self.error_count += item.severity == "error"
            self._items.append(item)

    def stricter(self) -> Report:
        """The same findings, all as errors: for a command that any of them makes fail."""
        found = Report()
        found.extend(replace(item, severity="error") for item in self._items)
        return found

    def without_hints(self) -> Report:
        """The same findings but for those that only people who ask for hints want to know."""
        kept = Report()
        kept.extend(item for item in self._items if item.severity != "info")
        return kept

    def __iter__(self) -> Iterator[Diagnostic]:
        """Each finding once, by file, line and column."""
        return iter(_in_order(self._items))

    @property
    def errors(self) -> list[Diagnostic]:
        return self._of("error")

    @property
    def warnings(self) -> list[Diagnostic]:
        return self._of("warning")

    @property
    def hints(self) -> list[Diagnostic]:
        return self._of("info")

    def _of(self, severity: Severity) -> list[Diagnostic]:
        return _in_order(item for item in self._items if item.severity == severity)

    def files_with_errors(self) -> set[str]:
        return {item.position.file for item in self._items if item.severity == "error"}


def _mark(written: str) -> str:
    """The same for a number however it is written."""
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", written) if sign.isalnum())
    return hashlib.blake2s(signs.upper().encode(), digest_size=6).hexdigest()


def _in_order(items: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(dict.fromkeys(items), key=lambda item: item.sort_key)


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EBADF: "已经关闭",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EFBIG: "文件太大，磁盘不收",
    errno.EROFS: "磁盘是只读的",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EADDRINUSE: "这个端口已经被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.ELOOP: "链接绕成了圈",
    errno.EXDEV: "不在同一个磁盘上",
}


def reason(error: OSError) -> str:
    """The system's reason for `error`: in Chinese where it is common, else in the system's words."""
    return _REASONS.get(error.errno or 0, error.strerror or "未知原因")


class ContentError(Exception):
    """The content has errors (exit code 1): the report says which. What was published stays published.

    `is_told` when the console of the command has shown the report already.
    """

    def __init__(self, report: Report, *, is_told: bool = False) -> None:
        super().__init__(report)
        self.report, self.is_told = report, is_told

    def __str__(self) -> str:
        return f"{len(self.report.errors)} errors"


class CallError(Exception):
    """The call itself was wrong (exit code 2); the message is Chinese and complete."""


class MachineError(Exception):
    """The machine failed: disk full, no permission (exit code 3); the message is Chinese and complete."""
