"""Attached files: the rules that are read everywhere, over what a file says and over what it hides"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from xuanlan.checks.proofread import Proofreader, beside
from xuanlan.diagnostics.report import Diagnostic, MachineError, Position, Report
from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.library.file_texts import text_key
from xuanlan.library.render import Library
from xuanlan.library.rows import finding_rows, findings_of
from xuanlan.office import contents
from xuanlan.office.contents import Contents, Piece, Table, Unreadable
from xuanlan.office.pictures import STRIPPED
from xuanlan.office.read import SUFFIXES, read
from xuanlan.office.text import plain_text
from xuanlan.proofreading.digits import LONGEST_GAP
from xuanlan.proofreading.rule import MOST, SiteRule
from xuanlan.proofreading.rules import TEXT
from xuanlan.runtime.cache import Key, digest, engine
from xuanlan.runtime.json_values import MISSHAPEN, dumps, loads
from xuanlan.runtime.workers import in_processes
from xuanlan.text.person_numbers import without_numbers

_OF_PHOTOGRAPHS = frozenset((contents.LOCATION, contents.PHOTOGRAPHER, contents.OWNER, contents.CAPTION))
_LONGEST = 20
"""Characters of a hidden text that a message shows."""
_MANY = 4
"""Files that are read in about the time that a process takes to start."""
_APART = "\n" * LONGEST_GAP
"""Between texts of which none goes on in the next."""
_NO_SIGN = re.compile(r"[\W_]+")
_EVERYWHERE = frozenset(rule.code for rule in TEXT if rule.everywhere)


class _File(NamedTuple):
    """A file to be read, what is known of the notices that it goes with, and the name of the site's own unit."""

    checked: Checked
    unit: str
    titles: tuple[str, ...] = ("",)
    labelled: bool = False
    """whether the first says that a machine wrote it"""


class _Known(NamedTuple):
    """What is kept of a file that was read."""

    findings: list[Diagnostic]
    plain: Key = b""
    """key of its text; empty where the search may not have it"""
    length: int = 0
    """characters of the text"""


def check(library: Library, reader: Proofreader, report: Report) -> None:
    """Read every file that is published beside a notice or in the folder of pages; each once for each content.

    What the search may show of files beside notices is noted in `Entry.files`.
    """
    files = [file for file in _files(library) if file.checked.suffix in SUFFIXES]
    keys = [
        digest("attached", engine(), file.checked.path, file.checked.sha256, *map(repr, file[1:])) for file in files
    ]
    kept = library.cache.many(keys)
    known: dict[int, _Known] = {}
    for number, key in enumerate(keys):
        with suppress(*MISSHAPEN):
            row = loads(kept[key])
            known[number] = _Known(findings_of(row["d"]), bytes.fromhex(row["p"]), int(row["n"]))
    missing = [number for number in range(len(files)) if number not in known]
    tasks = [files[number] for number in missing]
    for number, (findings, text) in zip(missing, in_processes(_read, reader, tasks, len(tasks) // _MANY), strict=True):
        plain = text_key(text) if text else b""
        known[number] = _Known(findings, plain, len(text))
        row = {"d": finding_rows(findings), "p": plain.hex(), "n": len(text)}
        library.cache.put({keys[number]: dumps(row)} | ({plain: text.encode()} if text else {}))
    for number in range(len(files)):
        report.extend(known[number].findings)
    _tell(library, {file.checked.path: known[number] for number, file in enumerate(files)})


def _tell(library: Library, known: Mapping[str, _Known]) -> None:
    """Note the texts of files beside their notices, but for those that this site's own strengths stop."""
    strengths = library.settings.gate.strengths if library.settings.gate else {}
    stops = {code for code, strength in strengths.items() if strength == "error" and code in _EVERYWHERE}
    for entry in library.entries:
        for path, attached in entry.files.items():
            one = known.get(path)
            if one and not any(item.code in stops for item in one.findings):
                attached.plain, attached.length = one.plain, one.length
    library.cache.spare(one.plain for one in known.values() if one.plain)


def _files(library: Library) -> Iterator[_File]:
    unit = library.settings.unit or library.site.name
    beside: dict[str, list[Entry]] = {}
    for entry in library.entries:
        for path in entry.files if entry.state != "draft" else ():
            beside.setdefault(path, []).append(entry)
    for path, entries in beside.items():
        titles = tuple(dict.fromkeys(entry.notice.title for entry in entries))
        checked = Checked(library.root, path, entries[0].files[path].sha256)
        yield _File(checked, unit, titles, bool(entries[0].notice.aigc))
    for path, checked in library.originals.items():
        if path not in beside:
            yield _File(checked, unit)


def _read(reader: Proofreader, file: _File) -> tuple[list[Diagnostic], str]:
    """All findings about one file, and its text for the search; "" where a rule that is read everywhere stops it."""
    report, place = Report(), Position(file.checked.path)
    try:
        data = file.checked.original()
    except (MachineError, OSError):
        return [], ""  # reported by whoever publishes it
    found = read(file.checked.suffix, io.BytesIO(data), len(data))
    if isinstance(found, Unreadable):
        report.add("attached-unread", place, found=found.reason)
        return list(report), ""
    if found.facts.unread:
        report.add("attached-unread", place, found=found.facts.unread)
    told = _told(reader, found, file)
    report.extend(told)
    _hidden(found, file, report)
    if found.facts.ai and not file.labelled:
        report.add("ai-unlabelled", place, found=file.checked.path.rpartition("/")[2])
    is_stopped = any(item.severity == "error" for item in told)
    return list(report), "" if is_stopped else plain_text(found)


def _told(reader: Proofreader, found: Contents, file: _File) -> list[Diagnostic]:
    """What the rules that are read everywhere find in a file, as strong as they were made."""
    place = Position(file.checked.path)
    told: list[Diagnostic] = []
    passages = [_of_name(file.checked.path), *_passages(found, file.titles)]
    for rule in (rule for rule in reader.rules if rule.everywhere):
        known: set[str] = set()
        for passage in passages:
            own = Report()
            for hit in rule.hits(passage.text):
                if hit is not None:
                    bare = _NO_SIGN.sub("", passage.text[hit.start : hit.end])
                    if passage.is_rest and bare in known:
                        continue
                    known.add(bare)
                if hit is None:
                    own.add_more(rule.code, place, MOST)
                elif where := passage.where(hit.start):
                    one, words = Report(), passage.text[hit.start : hit.end]
                    around = beside(passage.text, hit)
                    one.add_in_text(None, words, around, rule.code, place, **{"found": words, **hit.values})
                    own.extend(replace(item, message=without_numbers(f"{where}：{item.message}")) for item in one)
            told += own if passage.is_first else (item for item in own if item not in told)
    return told


class _Passage(NamedTuple):
    """A text as rules read it, and what tells where in the file one of its characters stands as a clerk finds it."""

    text: str
    where: Callable[[int], str]
    """the place by the offset in the text; empty for what is not of the file"""
    is_first: bool = True
    """whether the same was not passed before, under the title of another notice"""
    is_rest: bool = False
    """whether what was found elsewhere in the file may stand here once more"""


def _passages(found: Contents, titles: Sequence[str]) -> Iterator[_Passage]:
    yield _of_pieces(found.prose)
    told = [one for one in found.asides if one.kind != contents.REST]
    yield _of_pieces([Piece(text, f"{kind}，{where}") for kind, where, text in told])
    for kind, table in (*(("", table) for table in found.tables), *found.hidden_tables):
        for title in titles:  # which says what a list may tell of people
            passage = _of_table(f"{kind}，" if kind else "", table, title)
            yield passage._replace(is_first=title == titles[0])
    rest = [Piece(f"{text}{_APART}", where) for kind, where, text in found.asides if kind == contents.REST]
    yield _of_pieces(rest)._replace(is_rest=True)


def _of_name(path: str) -> _Passage:
    return _Passage(path.rpartition("/")[2].rpartition(".")[0], lambda _: "文件名")


def _of_pieces(pieces: Sequence[Piece]) -> _Passage:
    text = "\n".join(piece.text for piece in pieces)
    starts = list(accumulate((len(piece.text) + 1 for piece in pieces), initial=0))
    return _Passage(text, lambda at: pieces[min(bisect_right(starts, at), len(pieces)) - 1].where)


def _of_table(kind: str, table: Table, title: str) -> _Passage:
    """Its rows are lines, their cells divided by tabs; the title of the notice stands above."""
    widest = max((max(row.cells, default=0) for row in table.rows), default=0)
    head = f"{title}\n"
    lines = ["\t".join(_line(row.cells.get(column, "")) for column in range(1, widest + 1)) for row in table.rows]
    text = head + "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=len(head)))

    def where(at: int) -> str:
        number = bisect_right(starts, at) - 1
        if not 0 <= number < len(lines):
            return ""
        return kind + table.cell(table.rows[number].number, text.count("\t", starts[number], at) + 1)

    return _Passage(text, where)


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _hidden(found: Contents, file: _File, report: Report) -> None:
    """One finding for each kind of what the file hides, at the first such place."""
    place = Position(file.checked.path)
    counts: dict[str, list[contents.Hidden]] = {}
    for hidden in found.hidden():
        if hidden.kind in contents.ONLY_READ:
            continue
        if hidden.kind.startswith(contents.PROPERTY) and file.unit and file.unit in hidden.text:
            continue  # which everybody knows
        counts.setdefault(hidden.kind, []).append(hidden)
    for kind, places in counts.items():
        first = places[0]
        text = without_numbers(first.text)  # before it is cut: half a number is known by nobody
        shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        more = f"等 {len(places)} 处" if len(places) > 1 else ""
        values = {"found": kind, "where": f"{first.where}{more}", "text": shown}
        if kind in _OF_PHOTOGRAPHS:
            code = "picture-private" if file.checked.suffix in STRIPPED else "attached-photo"
            report.add(code, place, **values)
        elif kind.startswith(contents.PROPERTY):
            report.add("attached-properties", place, **values)
        else:
            report.add("attached-hidden", place, **values)


_SOURCE = "《中华人民共和国个人信息保护法》第二十五条；附件里的隐藏内容曾多次造成泄露"
RULES = (
    SiteRule("attached-hidden", "附件里有读者看不见、下载就能看到的内容，发布前应当删去。", _SOURCE, (), ()),
    SiteRule("attached-properties", "文档属性里写着作者和单位，随附件一起公开。", _SOURCE, (), ()),
    SiteRule("attached-photo", "附件里的照片写着拍摄的位置或者作者，随附件一起公开。", _SOURCE, (), ()),
    SiteRule("picture-private", "照片里写着拍摄的位置或者作者，发布时由程序去掉。", _SOURCE, (), ()),
    SiteRule("attached-unread", "附件读不了或者没有读全，里面有什么要由人来看。", "核对", (), ()),
    SiteRule(
        "ai-unlabelled",
        "图片或附件自己写明由人工智能生成，网页上就要标明。",
        "《人工智能生成合成内容标识办法》；GB 45438-2025",
        (),
        (),
    ),
)
