"""Versions of the text of a notice of several lengths, of which a sheet takes the longest that it has room for.

None shows a heading without its first sentence, nor a sentence that promises what is not on the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.models.rulesets import numeral
from xuanlan.render.entries import list_gone
from xuanlan.sheets import promises
from xuanlan.sheets.blocks import Block, blocks_of, text_of
from xuanlan.sheets.gist import LINE, NUMBER, SENTENCE, is_heading, lead, line_of, paragraph, paragraphs, pieces
from xuanlan.text.excerpts import excerpt

WHOLE = 640
"""Longest text, in characters, that is offered in full."""
CUTS = ((420, 160), (300, 110), (220, 70), (150, 40), (150, 0), (90, 0), (60, 0))
"""To how many characters a longer text is cut: before its first heading, and below each."""
HEADS = 8
"""Most headings that are listed to tell what a text is about."""
_WHOLE, _LISTED, _CUT, _SHORTEST = 15, 11, 14, 11.5
"""Least size of type on A4, in points: of a text in full, of one with a table, of a part of it, of the last resort."""
_MOST_ROWS, _FEW_ROWS = 60, 6
"""Most rows of a table that is the matter of a text, and of one that stands for the first sentence below a heading."""
_TITLE = 12
"""Characters of a sentence that is not more than the title of those behind it, such as 消防安全。"""
_PLAIN = frozenset({"p", "h", "list", "quote", "table"})


def gists(library: Library, entry: Entry, *, counted: bool = True) -> list[dict[str, Any]]:
    """Versions of the text of `entry`, the longest first, each {least: size of type in points, parts: paragraphs}.
    `counted`: of a list that is left out is told how many it has, which the notice itself may not say."""
    if list_gone(library, entry):
        result = entry.notice.result if entry.state != "withdrawn" else None
        return [{"least": _SHORTEST, "parts": [paragraph([{"s": result}])] if result else []}]
    blocks = blocks_of(entry.rendered.html)
    found = []
    if _is_plain(blocks) and len(text_of(blocks)) <= WHOLE:
        parts = [part for part in pieces(blocks) if part["role"] != "signed"]
        parts = [_bare(part) for part in parts]
        listed = entry.notice.kind == "公示" and any("table" in part for part in parts)
        found.append({"least": _LISTED if listed else _WHOLE, "parts": parts})
    found += _versions(library, entry, blocks, counted=counted)
    found = [version for at, version in enumerate(found) if version["parts"] and version not in found[:at]]
    return [*found, found[-1] | {"least": _SHORTEST}] if found else [{"least": _SHORTEST, "parts": []}]


def _versions(library: Library, entry: Entry, blocks: list[Block], *, counted: bool) -> Iterator[dict[str, Any]]:
    """Parts of the text: its beginning, the list that it is about, and each heading with what it says first."""
    opening, sections = _sections(blocks)
    listed_least = _LISTED if entry.notice.kind == "公示" else _CUT
    where = "扫码查看" if library.site.url else "见网站"
    if entry.notice.summary:
        opening = [{"t": "p", "role": "", "i": [{"s": entry.notice.summary}]}]
    listed = _grouped(opening, entry)
    for block in listed:
        if "many" in block and not (counted and block["many"][0] > 1):
            block["where"] = f"请{where}{block['called']}。"
    listing = [block for block in listed if "many" in block]
    room = CUTS[0][0]
    if listing and sum(block["many"][0] for block in listing) <= _MOST_ROWS:
        lead_in = _cut(listed, room, "", followed=True)
        for said in (_told(sections, 0, where), []):
            yield {"least": listed_least, "parts": lead_in + said}
    if not listing and (words := _attached(entry, where)):
        listed = [*listed, {"t": "names", "many": (0, ""), "where": words}]
    for room, most in CUTS if sections else ():
        yield {"least": _CUT, "parts": _cut(listed, room, where, followed=True) + _told(sections, most, where)}
    if sections:  # small type rather than a beginning that says nothing yet
        yield {"least": _SHORTEST, "parts": _cut(listed, 90, where, followed=True) + _told(sections, 0, where)}
    for room, _ in CUTS:
        yield {"least": _CUT, "parts": _cut(listed, room, where, followed=False)}


def _sections(blocks: list[Block]) -> tuple[list[Block], list[tuple[Block, list[Block]]]]:
    """What stands before the first heading, and each heading with what is below it; without headings, the bold
    beginnings of the numbered items, if all have one. Without either, all stands before the first heading."""
    top = min((block["level"] for block in blocks if block["t"] == "h"), default=0)
    at = [n for n, b in enumerate(blocks) if is_heading(b) and b.get("level", top) == top]
    before = (
        blocks[: at[0]] if at and at[0] and any(b["t"] == "p" and not b["role"] for b in blocks[: at[0]]) else blocks
    )
    numbers = [numeral(match[1]) for n in at if (match := NUMBER.match(line_of(blocks[n]["i"])))]
    if numbers != list(range(1, len(numbers) + 1)):  # a missing number is a sentence, and so may these be
        return before, []
    if 1 < len(at) <= HEADS:
        ends = [*at[1:], len(blocks)]
        found = [
            (paragraph(blocks[start]["i"], head=True), blocks[start + 1 : end])
            for start, end in zip(at, ends, strict=True)
        ]
        return blocks[: at[0]], found
    for place, block in enumerate(blocks):
        if not at and block["t"] == "list" and block["ordered"] and 1 < len(block["items"]) <= HEADS:
            leads = [lead(item) for item in block["items"]]
            if all(leads):
                return blocks[:place], [
                    (paragraph([{"s": words}], sign=sign, head=True), _without_lead(item))
                    for sign, words, item in zip(block["signs"], leads, block["items"], strict=True)
                ]
    return before, []


def _without_lead(item: list[Block]) -> list[Block]:
    """A list item behind the bold words that it begins with."""
    runs = item[0]["i"][1:]
    return [item[0] | {"i": runs}, *item[1:]] if any(str(run.get("s", "")).strip() for run in runs) else item[1:]


def _told(sections: Sequence[tuple[Block, list[Block]]], most: int, where: str) -> list[Block]:
    """Each heading with what is below it, up to `most` characters, but its first sentence at least. A heading that is
    a sentence itself may stand alone; below one with nothing but a table or a picture stands where that is."""
    parts: list[Block] = []
    for head, body in sections:
        said = _cut(_grouped(body, None), most, "", followed=False)
        if not said and not SENTENCE.search(line_of(head["i"])[-2:]):
            small = bool(body) and body[0]["t"] == "table" and len(body[0]["rows"]) <= _FEW_ROWS
            said = list(map(_bare, pieces(body[:1]))) if small else [paragraph([{"s": f"详情请{where}。"}])]
        if not said or "table" in said[0] or (said[0]["sign"] and not head["sign"]):
            parts += [head, *said]
        else:  # a heading that its text begins with takes no line
            parts += [said[0] | {"sign": head["sign"], "lead": line_of(head["i"])}, *said[1:]]
    return parts


def _cut(blocks: Sequence[Block], most: int, where: str, *, followed: bool) -> list[Block]:
    """The first sentences of `blocks`, up to `most` characters, and the lists between them; where `where` is given, it
    says where a list is, instead of the list. `followed`: all the rest of the text is told behind it."""
    found: list[tuple[str, Block]] = []
    room, whole, begun = most, True, False
    for piece in pieces([block for block in blocks if block.get("role", "") == ""]):
        if "many" in piece:
            if where or followed:
                found.append(("list", piece))
            else:
                whole = False
            continue
        if not whole or "gap" in piece:
            whole = False
            continue
        words = line_of(piece["i"]).strip()
        taken = ""
        for sentence in promises.sentences(words):
            if (begun or len(taken) > _TITLE) and len(taken) + len(sentence) > room:
                break
            taken += sentence
        room -= max(len(taken), min(LINE, len(words)))
        whole = taken == words and room > 0
        if len(taken) > max(2.2 * most, 150):
            taken = excerpt(taken, max(most, 120)) + "…"
        if taken:
            found.append((taken if whole else re.sub("[；;]$", "。", taken), piece))
            begun = begun or not piece["head"]
    while found and (found[-1][1]["head"] or (not whole and _is_title(found[-1][1]))):
        found.pop()
    numbered = sum(bool(piece.get("sign")) for _, piece in found) > 1
    parts: list[Block] = []
    for at, (words, piece) in enumerate(found):
        if words == "list":
            parts += _shown_list(piece, where)
            continue
        next_listed = at + 1 < len(found) and found[at + 1][0] == "list"
        fulfilled = not where if next_listed else whole and (followed or at + 1 < len(found))
        said = words if fulfilled else _without_promises(words, told=next_listed)
        if said == line_of(piece["i"]).strip():
            parts.append(piece if numbered else piece | {"sign": ""})
        elif said:
            parts.append(paragraph([{"s": said}], piece["depth"], sign=piece["sign"] if numbered else ""))
    return parts


def _is_title(piece: Block) -> bool:
    """Whether a paragraph is bold and no sentence: the title of what follows it."""
    words = line_of(piece["i"]).strip()
    return bool(words) and all(run.get("b") for run in piece["i"]) and not SENTENCE.search(words[-2:])


def _without_promises(words: str, *, told: bool) -> str:
    found = promises.sentences(words)
    ends = [False] * (len(found) - 1) + [told]
    return "".join(promises.kept(sentence, told=last) for sentence, last in zip(found, ends, strict=True))


def _bare(part: Block) -> Block:
    """`part` without what is known of it and is no text of a sheet."""
    return {name: value for name, value in part.items() if name not in ("many", "called", "where")}


def _shown_list(piece: Block, where: str) -> list[Block]:
    if not where:
        return list(piece.get("parts", [_bare(piece)]))
    count, unit = piece["many"]
    words = piece.get("where") or f"{piece['called']}共 {count} {unit}，{where}。"
    return [paragraph([{"s": words}], head=True)]


def _grouped(blocks: Sequence[Block], entry: Entry | None) -> list[Block]:
    """`blocks` with `many` in each table and each list of names: how many it has, in which unit."""
    found: list[Block] = []
    named = entry is not None and entry.notice.kind == "公示"
    rest = list(blocks)
    while rest:
        block = rest.pop(0)
        before = next((text_of([one]) for one in reversed(found) if one["t"] == "p"), "")
        called = "名单" if named or "名单" in before else "明细"
        if block["t"] == "table":
            many = promises.how_many(_cells(block), block["head"])
            called = "名单" if many[1] != "项" else called
            found.append(block | {"many": many, "called": called})
        elif entry and (count := promises.named([block, *rest])):
            group = [block, *takewhile(lambda one: promises.named([one, one, one, one]) > 0, rest)]
            rest = rest[len(group) - 1 :]
            found.append({"t": "names", "many": (count, "人"), "called": "名单", "parts": list(paragraphs(group))})
        elif named and block["t"] == "list" and promises.promises(before) and len(block["items"]) > 3:
            many = (len(block["items"]), "项")
            found.append({"t": "names", "many": many, "called": called, "parts": list(paragraphs([block]))})
        else:
            found.append(block)
    return found


def _cells(table: Block) -> list[list[str]]:
    return [[text_of(cell["blocks"]).replace("\n", " ") for cell in row] for row in table["rows"]]


def _attached(entry: Entry, where: str) -> str:
    """Where the list is that a 公示 does not have itself."""
    titles = [title for title, _ in entry.attachments]
    given = entry.notice.kind == "公示" and any(re.search("名单|名册|一览|清单|汇总|公示表", title) for title in titles)
    return f"名单见附件，{where}。" if given else ""


def _is_plain(blocks: Sequence[Block]) -> bool:
    """Whether all of `blocks` can be printed as paragraphs."""
    inner = ([*block.get("items", ()), block.get("blocks", ())] for block in blocks)
    return all(block["t"] in _PLAIN for block in blocks) and all(_is_plain(part) for parts in inner for part in parts)
