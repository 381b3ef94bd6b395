"""Packs for LED screens: for each its texts in GBK, an area a line, its own lines, pictures, and what was replaced"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from xuanlan.channels import group
from xuanlan.channels.led_letters import shown
from xuanlan.channels.led_lines import together
from xuanlan.channels.led_own import own
from xuanlan.channels.led_pictures import can_draw, pictures
from xuanlan.channels.pieces import CUT, Piece, cut, proven, said, text_of
from xuanlan.channels.source import Source, source_of
from xuanlan.diagnostics.report import Report
from xuanlan.library.entry import Entry
from xuanlan.models.screens import Screen
from xuanlan.render.pages import Pages
from xuanlan.tree.out import Out

TITLE = "电子屏"
FOLDER = "led"
AREA = 250
"""Most characters of one area, which controllers take in one packet."""
AREAS = 16
"""Most areas of one screen; what has no room is on the page whose address stands in the last."""
_GAP = "　　"
_LETTERS = "letters"
_NO_LED = Screen(id="default", title="电子屏")


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """The packs of all LED screens; of one without a size and a name where the site has named none."""
    source = source_of(pages, entry)
    for screen in screens(pages):
        yield from texts(source, screen)
        divided = partial(together, names=source.names)
        for number, picture in enumerate(pictures(source.library, screen, areas(source)[:2], divided), 1):
            yield Out(f"{FOLDER}/{screen.id}-{number:02d}.bmp", picture)


def screens(pages: Pages) -> list[Screen]:
    return [screen for screen in pages.library.screens.screens if screen.is_led] or [_NO_LED]


def findings(pages: Pages, entry: Entry, report: Report) -> None:
    """What the clerk should know: which characters were replaced, and that there are no pictures."""
    source = source_of(pages, entry)
    for screen in screens(pages):
        lines = [*areas(source), *chain.from_iterable(own(source.library, screen).values())]
        changed = shown("\n".join(lines))[1]
        place = pages.library.screens.place(screen)
        if changed:
            report.add("channel-letters", place, screen=screen.title or screen.id, found=_table(changed))
    if not can_draw(pages.library):
        report.add("channel-no-pictures", entry.places.start)


def text(source: Source) -> str:
    """The areas, one a line."""
    return "\n".join(areas(source))


def areas(source: Source) -> list[str]:
    """The texts of the areas: head, facts, then the body. Raises ContentError as `proven`."""
    made = [[*group.head(source), cut(source.fields["title"], AREA - 20, source.names)]]
    facts = [row for row in group.rows(source) if row]
    if facts:
        made.append([piece for row in facts for piece in (*row, Piece(_GAP))])
    if "aigc" in source.fields:
        made.append([said(source.fields["aigc"])])
    body: list[Piece] = []
    for part in _body(source):
        if body and sum(len(one.text) for one in (*body, *part)) > AREA:
            made.append(body)
            body = []
        body += part
    made += [body] if body else []
    if len(made) > AREAS:
        made = made[: AREAS - 1]
        address = [said(source.fields["address"])] if "address" in source.fields else []
        made.append([Piece("其余内容请看网页" + CUT), *address])
    found = [proven(source, TITLE, area).strip() for area in made]
    return [area for area in found if area]


def _body(source: Source) -> Iterator[list[Piece]]:
    """The lines of the body in parts that fit into an area, the first of each line behind its number."""
    for line in source.lines:
        sign = [Piece(f"{line.sign} ")] if line.sign not in ("", "·") else []
        room, rest = AREA - len(_GAP) - len(text_of(sign)), line.span
        while len(rest.text) > room:
            piece = cut(rest, room + len(CUT), source.names)
            kept = piece.text.removesuffix(CUT)
            if not kept:  # a single fact that is longer than an area
                break
            yield [*sign, Piece(kept, piece.spans), Piece(_GAP)]
            sign, room = [], AREA - len(_GAP)
            rest = rest.part(rest.text[len(kept) :].lstrip())
        if rest.text:
            yield [*sign, cut(rest, room, source.names), Piece(_GAP)]


def texts(source: Source, screen: Screen) -> Iterator[Out]:
    """The texts of the pack of `screen`, and what was replaced in them."""
    changed: dict[str, str] = {}
    others = {f"-{name}": lines for name, lines in own(source.library, screen).items()}
    for name, lines in {"": areas(source), **others}.items():
        if lines:
            words, replaced = shown("\n".join(lines))
            changed |= replaced
            content = (words.replace("\n", "\r\n") + "\r\n").encode("gbk")
            yield Out(f"{FOLDER}/{screen.id}{name}.txt", content)
    if changed:
        rows = "".join(f"{_named(sign)}\t{instead or '（去掉）'}\r\n" for sign, instead in changed.items())
        yield Out(f"{FOLDER}/{screen.id}-{_LETTERS}.txt", f"原字符\t换成\r\n{rows}".encode("utf-8-sig"))


def _named(sign: str) -> str:
    codes = " ".join(f"U+{ord(one):04X}" for one in sign)
    return f"{sign}（{codes}）" if sign.isprintable() else codes


def _table(changed: dict[str, str]) -> str:
    return "、".join(f"{_named(sign)}换成“{instead}”" for sign, instead in changed.items())
