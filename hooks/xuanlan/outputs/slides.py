"""What screens show, as plain values for the browser: each notice, rule, value, number and picture by a key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from xuanlan import addresses
from xuanlan.library.attachments import IMAGES, Checked
from xuanlan.library.entry import Entry
from xuanlan.library.playlists import candidates, picture
from xuanlan.library.render import Library
from xuanlan.markup.rendered import PICTURE
from xuanlan.models import hours, schedule
from xuanlan.models.core_values import core_values
from xuanlan.models.hotline_register import phone_words
from xuanlan.models.screens import Play
from xuanlan.outputs import show
from xuanlan.outputs.show import Item
from xuanlan.render.entries import list_gone
from xuanlan.render.facts import fact_of
from xuanlan.render.phrases import html_in_phrases
from xuanlan.runtime.cache import digest
from xuanlan.sheets.common import about, code

_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(slots=True)
class Slides:
    """Items by their keys, and the pictures that they show by theirs."""

    library: Library
    items: dict[str, Item] = field(default_factory=dict)
    pictures: dict[str, Checked] = field(default_factory=dict)

    def of(self, play: Play) -> list[str]:
        """The keys of what `play` shows, in order."""
        if play.show in ("notices", "rules"):
            return [key for entry in candidates(self.library, play) for key in self._entry(entry, play)]
        if play.show == "values":
            return self._values(play.each)
        if play.show == "hotlines":
            return self._hotlines()
        if play.show == "pictures":
            return [key for name in play.images if (key := self._picture(name, play.caption or ""))]
        if play.show == "slogans":
            return [self._put(f"slogan:{digest(line).hex()[:8]}", self._slogan(line.strip())) for line in play.lines]
        return [self._put("clock", {"kind": "clock"})]

    def notice(self, entry: Entry, *, full: bool = True) -> str:
        """The key of `entry`, whole or in brief."""
        rules = self.library.kinds[entry.notice.kind].layout == "rules"
        name = ("rules" if rules else "notice") if full else "brief"
        item: show.Text = {
            **_head(self.library, entry),
            "kind": "rules" if rules else "notice",
            "html": self._html(entry) if full else "",
            "rows": _rows(self.library, entry),
        }
        return self._put(f"{name}:{entry.id}", item)

    def night(self, name: str) -> str:
        """The key of the picture called `name`; empty when there is none."""
        file = picture(self.library, name)
        return self.media(file) if file else ""

    def _entry(self, entry: Entry, play: Play) -> list[str]:
        rules = self.library.kinds[entry.notice.kind].layout == "rules"
        items = entry.rendered.items if rules and play.each and not list_gone(self.library, entry) else ()
        if not items:
            return [self.notice(entry, full=play.full)]
        head, keys = _head(self.library, entry), []
        for item in items:
            html = html_in_phrases(self._pictured(entry, item.html), self.library.phrasing.of)
            rule: show.Rule = {**head, "kind": "rule", "number": item.number, "count": len(items), "html": html}
            keys.append(self._put(f"rule:{entry.id}:{item.number}", rule))
        return keys

    def _slogan(self, text: str) -> show.Slogan:
        return {"kind": "slogan", "text": text, "phrases": self.library.phrasing.of(text).lengths}

    def _values(self, each: bool) -> list[str]:
        library, levels = self.library, core_values().levels
        rows: list[show.Level] = [
            {"title": one.title, "aim": one.aim, "words": [word.word for word in one.words]} for one in levels
        ]
        keys = [self._put("values", {"kind": "values", "levels": rows, "code": _code(library, addresses.VALUES)})]
        words = [(level, word) for level in levels for word in level.words] if each else []
        for number, (level, word) in enumerate(words, start=1):
            page = f"{addresses.VALUES}#{addresses.value_anchor(number)}"
            item: show.Value = {
                "kind": "value", "number": number, "word": word.word, "english": word.english, "level": level.title,
                "aim": level.aim, "code": _code(library, page),
            }  # fmt: skip
            keys.append(self._put(f"value:{number}", item))
        return keys

    def _hotlines(self) -> list[str]:
        lines: list[show.Line] = [
            {
                "name": line.name,
                "number": phone_words(line.number, line.extension),
                "hours": line.hours,
                "open": hours.parse_hours(line.hours) if line.hours else None,
                "purpose": line.purpose,
                "note": line.note,
            }
            for line in self.library.hotlines
            if line.number
        ]
        if not lines:
            return []
        return [
            self._put("hotlines", {"kind": "hotlines", "lines": lines, "code": _code(self.library, addresses.HOTLINES)})
        ]

    def _picture(self, name: str, caption: str) -> str:
        file = picture(self.library, name)
        if file is None:
            return ""
        media = self.media(file)
        item: show.Picture = {
            "kind": "picture",
            "media": media,
            "alt": caption or Path(file.path).stem,
            "caption": caption,
        }
        return self._put(f"picture:{media}", item)

    def own_pictures(self, entry: Entry) -> dict[str, Checked]:
        """The pictures that lie beside the text of `entry`, by the addresses that it has for them."""
        files = {} if list_gone(self.library, entry) else entry.files_by_address
        pictures = {at: Checked(self.library.root, path, one.sha256) for at, (path, one) in files.items()}
        return {at: picture for at, picture in pictures.items() if picture.suffix in IMAGES}

    def _html(self, entry: Entry) -> str:
        return "" if list_gone(self.library, entry) else self._pictured(entry, entry.rendered.html)

    def _pictured(self, entry: Entry, html: str) -> str:
        """`html` with its pictures named by their keys; one that is no file of its own gives way to its words."""
        own = self.own_pictures(entry)

        def image(match: re.Match[str]) -> str:
            picture = own.get(match[1])
            if picture is None:
                alt = _ALT.search(match[0])
                return f"（图片：{alt[1]}）" if alt and alt[1] else ""
            return match[0].replace(f'src="{match[1]}"', f'src="media:{self.media(picture)}"')

        return PICTURE.sub(image, html)

    def media(self, picture: Checked) -> str:
        """The key of `picture`, which is shown."""
        key = picture.sha256[:16]
        self.pictures[key] = picture
        return key

    def _put(self, key: str, item: Item) -> str:
        self.items[key] = item
        return key


def _head(library: Library, entry: Entry) -> show.Notice:
    facts = about(library, entry)
    return {
        "id": entry.id,
        "title": facts["title"],
        "phrases": library.phrasing.of(facts["title"]).lengths,
        "label": facts["kind"],
        "docNo": facts["doc_no"],
        "unit": "　".join(facts["units"]),
        "date": facts["date"],
        "facts": schedule.to_row(entry.facts),
        "urgent": entry.notice.urgent,
        "code": _code(library, entry.address),
    }


def _rows(library: Library, entry: Entry) -> list[tuple[str, str]]:
    facts = about(library, entry)
    rows = [(row["label"], row["value"]) for row in facts["facts"]]
    if result := fact_of(library, entry, "result"):
        rows.append((result.row.short, result.words))
    if contact := facts["contact"]:
        rows.append(("联系", " ".join(filter(None, (contact["name"], contact["phone"])))))
    if entry.attachments and not list_gone(library, entry):
        rows.append(("附件", "；".join(title for title, _ in entry.attachments)))
    return rows


def _code(library: Library, page: str) -> show.Code | None:
    """The code of `page`, and its address as people read it."""
    page, mark, anchor = page.partition("#")
    found = code(library, page, mark + anchor)
    return {"svg": found["svg"], "address": found["address"].partition("//")[2]} if found else None
