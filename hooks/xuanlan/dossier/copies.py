"""A text of a dossier as a page that opens by itself: what readers get, cited parts underlined, its files beside it"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from markupsafe import Markup

from xuanlan import addresses, text
from xuanlan.channels.source import address_of
from xuanlan.dossier.contents import Measured, Proof
from xuanlan.dossier.names import Names
from xuanlan.dossier.words import GONE, Words
from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.render.entries import signatories, state_view
from xuanlan.render.facts import facts_of
from xuanlan.render.texts import printed
from xuanlan.tree.out import Out

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>")
"""As the sanitiser writes them, which leaves no > within an attribute."""
_REFERENCE = re.compile(r' (href|src|srcset|poster)="([^"]*)"')
_ID, _CLASS = re.compile(r' id="([^"]*)"'), re.compile(r' class="')
_HEAD = re.compile("h[1-6]")
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"})
_CITED = "cited"
_ELSEWHERE = ("date", "open")


@dataclass(frozen=True, slots=True)
class Copied:
    """A text in the folder of an indicator; the names are those in that folder."""

    page: str
    files: tuple[tuple[str, str], ...]
    """attachments: title, and path from the folder"""
    outs: tuple[Out, ...]


def copied(
    library: Library, one: Measured, proof: Proof, number: int, folder: str, names: Names, words: Words
) -> Copied:
    """The text of `proof`, the file's name beginning with its `number`, in the `folder` of an indicator."""
    entry, gone = proof.entry, proof.gone
    page = names.free(f"{number} {entry.notice.title}", ".html")
    beside = names.free(f"{number} 附件和图片")
    inside = Names()
    places = {path: f"{beside}/{inside.free_file(file.name)}" for path, file in entry.files.items()}
    by_address = {at: places[path] for at, (path, _) in entry.files_by_address.items()}
    body = "" if gone else _body(library, entry, by_address, [section.anchor for section in proof.sections])
    titles = {file.file: title for title, file in entry.attachments}
    files = tuple(
        (titles.get(file.file, file.name), places[path])
        for path, file in entry.files.items()
        if file.file in titles or not file.pictured
    )
    notice = entry.notice
    to = (notice.to or "").rstrip(":：")
    values = {
        "title": notice.title,
        "indicator": f"{one.indicator.id} {one.indicator.name}",
        "id": entry.id,
        "doc_no": notice.doc_no or "",
        "kind": notice.kind,
        "address": addresses.public(library.site.url, entry.address),
        "state": "" if entry.listed else state_view(library, entry, entry.address).sentence,
        "stood": [words.stretch(stretch) for stretch in proof.stood],
        "earlier": [words.stretch(stretch) for stretch in proof.earlier],
        "plays": [words.plays(plays) for plays in proof.plays],
        "sections": [{"title": one.title, "href": f"#{quote(one.anchor)}"} for one in proof.sections],
        "facts": [(fact.row.label, fact.words) for fact in facts_of(library, entry, apart=_ELSEWHERE)],
        "to": "" if gone or entry.rendered.is_addressed(to) else to,
        "body": Markup(body),
        "gone": GONE if gone else "",
        "files": [{"title": title, "href": quote(path)} for title, path in files],
        "signed": [] if gone or entry.rendered.is_signed(notice.date) else signatories(library, entry),
        "signed_on": "" if gone or entry.rendered.is_signed(notice.date) else text.chinese_date(notice.date),
    }
    outs = [Out(f"{folder}/{page}", printed("dossier/text.html", values).encode())]
    for path, file in entry.files.items():
        outs.append(Out(f"{folder}/{places[path]}", Checked(library.root, path, file.sha256)))
    return Copied(page, files, tuple(outs))


def _body(library: Library, entry: Entry, files: Mapping[str, str], cited: Sequence[str]) -> str:
    """The HTML of a text: its pictures and files beside it, its links whole, what is `cited` marked."""

    def led(match: re.Match[str]) -> str:
        name, value = match[1], unescape(match[2])
        if value in files:
            return f' {name}="{quote(files[value])}"'
        if name != "href":
            return ""  # nothing is loaded from elsewhere
        if value.startswith(("#", "mailto:", "tel:")):
            return match[0]
        address = address_of(library, entry, value)
        return f' href="{escape(address)}"' if address else ""

    return _TAG.sub(lambda tag: _REFERENCE.sub(led, tag[0]), _marked(entry.rendered.html, cited))


def _marked(html: str, cited: Sequence[str]) -> str:
    """`html` with a class for each element of a cited part: one alone, or a heading with all that follows beside it up
    to the next of its level or a higher one."""
    depth, level, at = (
        0,
        0,
        -1,
    )  # how deep the reader is; the level of the heading whose part it is, and how deep that is

    def seen(tag: re.Match[str]) -> str:
        nonlocal depth, level, at
        closing, name, rest = tag[1], tag[2], tag[3]
        if closing:
            depth -= 1
            if depth < at:
                at = -1  # what the heading stands in is over
            return tag[0]
        here, rank = depth, int(name[1]) if _HEAD.fullmatch(name) else 0
        depth += name not in _VOID
        if here == at and rank and rank <= level:
            at = -1
        if (found := _ID.search(rest)) and unescape(found[1]) in cited:
            if rank:
                at, level = here, rank
        elif here != at:
            return tag[0]
        if _CLASS.search(rest):
            return tag[0].replace(' class="', f' class="{_CITED} ', 1)
        return f'<{name} class="{_CITED}"{rest}>'

    return _TAG.sub(seen, html) if cited else html
