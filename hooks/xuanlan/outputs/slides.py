"""What screens show, as plain values for the browser: each notice, rule, value, number and picture by a key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time
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
from xuanlan.models.screens import DEFAULT, OF_NOTICES, Play, Screen
from xuanlan.outputs import show
from xuanlan.outputs.alarms import alarm
from xuanlan.outputs.photos import photos
from xuanlan.outputs.show import Item
from xuanlan.quiz.playing import SHOW, played, texts
from xuanlan.render.entries import list_gone
from xuanlan.render.facts import fact_of
from xuanlan.render.phrases import html_in_phrases
from xuanlan.runtime.cache import digest
from xuanlan.sheets.common import about, code
from xuanlan.text.dates import SHANGHAI

_ALT = re.compile(r'\balt="([^"]*)"')


@dataclass(slots=True)
class Slides:
    """Items by their keys, and the pictures that they show by theirs."""

    library: Library
    screen: Screen = DEFAULT
    items: dict[str, Item] = field(default_factory=dict)
    pictures: dict[str, Checked] = field(default_factory=dict)

    def of(self, play: Play) -> list[str]:
        """The keys of what `play` shows, in order."""
        if play.show in OF_NOTICES:
            make = self._photos if play.show == "photos" else self._entry
            return [key for entry in candidates(self.library, play, self.screen) for key in make(entry, play)]
        if play.show == "values":
            return self._values(play.each)
        if play.show == "hotlines":
            return self._hotlines()
        if play.show == SHOW:
            return [key for entry in played(self.library, play) for key in self._questions(entry, play.latest)]
        if play.show == "pictures":
            return [key for name in play.images if (key := self._picture(name, play.caption or ""))]
        if play.show == "slogans":
            return [self.slogan(line) for line in play.lines]
        if play.show == "countdown":
            return [self._countdown(play)] if play.event and play.date else []
        return [self.put("clock", {"kind": "clock"})]

    def notice(self, entry: Entry, *, full: bool = True) -> str:
        """The key of `entry`, whole or in brief."""
        rules = self.library.kinds[entry.notice.kind].layout == "rules"
        name = ("rules" if rules else "notice") if full else "brief"
        rows, spare = _rows(self.library, entry)
        item: show.Text = {
            **self._head(entry),
            "kind": "rules" if rules else "notice",
            "html": self._html(entry) if full else "",
            "rows": [*rows, *spare],
            "spare": len(spare),
            "alarm": alarm(self.library, entry) if entry.notice.urgent else None,
        }
        return self.put(f"{name}:{entry.id}", item)

    def night(self, name: str) -> str:
        """The key of the picture called `name`; empty when there is none."""
        file = picture(self.library, name)
        return self.media(file) if file else ""

    def _entry(self, entry: Entry, play: Play) -> list[str]:
        rules = self.library.kinds[entry.notice.kind].layout == "rules"
        items = entry.rendered.items if rules and play.each and not list_gone(self.library, entry) else ()
        if not items:
            return [self.notice(entry, full=play.full)]
        head, keys = self._head(entry), []
        for item in items:
            html = html_in_phrases(self._pictured(entry, item.html), self.library.phrasing.of)
            rule: show.Rule = {**head, "kind": "rule", "number": item.number, "count": len(items), "html": html}
            keys.append(self.put(f"rule:{entry.id}:{item.number}", rule))
        return keys

    def _photos(self, entry: Entry, _: Play) -> list[str]:
        head, keys = self._head(entry), []
        found = list(photos(entry.rendered.html, self.own_pictures(entry)))
        for number, (file, caption) in enumerate(found, start=1):
            photo: show.Photo = {
                **head, "kind": "photo", "media": self.media(file), "caption": caption,
                "captionPhrases": self.library.phrasing.of(caption).lengths, "number": number, "count": len(found),
            }  # fmt: skip
            keys.append(self.put(f"photo:{entry.id}:{number}", photo))
        return keys

    def _countdown(self, play: Play) -> str:
        day = datetime.combine(play.date.astimezone(SHANGHAI), time(), SHANGHAI)  # type: ignore[union-attr]
        event = play.event or ""
        item: show.Countdown = {
            "kind": "countdown", "event": event, "phrases": self.library.phrasing.of(event).lengths,
            "day": int(day.timestamp()), "onDay": play.on_day or "", "after": play.after or "",
        }  # fmt: skip
        return self.put(f"countdown:{digest(repr(item)).hex()[:8]}", item)

    def slogan(self, line: str) -> str:
        """The key of a line that fills a slide."""
        text = line.strip()
        item: show.Slogan = {"kind": "slogan", "text": text, "phrases": self.library.phrasing.of(text).lengths}
        return self.put(f"slogan:{digest(line).hex()[:8]}", item)

    def _questions(self, entry: Entry, most: int) -> list[str]:
        """Each question as one slide, its answer as the next."""
        keys, found = [], texts(self.library, entry, most)
        for number, pair in enumerate(found, start=1):
            place = f"第 {number} 题，共 {len(found)} 题"
            for part, html, told in zip("qa", pair, ("先想一想，稍后给出答案", "答案"), strict=True):
                item: show.Text = {
                    **self._head(entry), "kind": "notice", "html": self._pictured(entry, html),
                    "rows": [(place, told)], "spare": 0, "alarm": None,
                }  # fmt: skip
                keys.append(self.put(f"notice:{entry.id}:{part}{number}", item))
        return keys

    def _values(self, each: bool) -> list[str]:
        library, levels = self.library, core_values().levels
        rows: list[show.Level] = [
            {"title": one.title, "aim": one.aim, "words": [word.word for word in one.words]} for one in levels
        ]
        keys = [self.put("values", {"kind": "values", "levels": rows, "code": code_of(library, addresses.VALUES)})]
        words = [(level, word) for level in levels for word in level.words] if each else []
        for number, (level, word) in enumerate(words, start=1):
            page = f"{addresses.VALUES}#{addresses.value_anchor(number)}"
            item: show.Value = {
                "kind": "value", "number": number, "word": word.word, "english": word.english, "level": level.title,
                "aim": level.aim, "code": code_of(library, page),
            }  # fmt: skip
            keys.append(self.put(f"value:{number}", item))
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
            self.put(
                "hotlines", {"kind": "hotlines", "lines": lines, "code": code_of(self.library, addresses.HOTLINES)}
            )
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
        return self.put(f"picture:{media}", item)

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

    def _head(self, entry: Entry) -> show.Notice:
        """What all slides of `entry` know of it. A 公示 ends with its period, unless the screen asks for it."""
        facts = entry.facts
        asked = self.screen.ended or any(entry.id in play.ids for play in self.screen.play)
        if facts.open_until and (not asked or (facts.list_goes and not entry.notice.result)):
            facts = replace(facts, expires=min(filter(None, (facts.open_until, facts.expires))))
        return _head(self.library, entry) | {"facts": schedule.to_row(facts)}

    def put(self, key: str, item: Item) -> str:
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
        "code": code_of(library, entry.address),
    }


_SPARE = frozenset({"audience", "expires"})
"""Keys of facts that a reader in front of a screen needs least."""
_Row = tuple[str, str] | tuple[str, str, int]


def _rows(library: Library, entry: Entry) -> tuple[list[_Row], list[_Row]]:
    """The facts of `entry`, and those that are left out where there is no room."""
    facts, deadline = about(library, entry), entry.notice.deadline
    rows: list[_Row] = []
    spare: list[_Row] = []
    for row in facts["facts"]:
        over = (int(deadline.timestamp()),) if row["key"] == "deadline" and deadline else ()
        (spare if row["key"] in _SPARE else rows).append((row["label"], row["value"], *over))
    if result := fact_of(library, entry, "result"):
        rows.append((result.row.short, result.words))
    if contact := facts["contact"]:
        rows.append(("联系", " ".join(filter(None, (contact["name"], contact["phone"])))))
    if entry.attachments and not list_gone(library, entry):
        spare.append(("附件", "；".join(title for title, _ in entry.attachments)))
    return rows, spare


def code_of(library: Library, page: str) -> show.Code | None:
    """The code of `page`, and its address as people read it."""
    page, mark, anchor = page.partition("#")
    found = code(library, page, mark + anchor)
    return {"svg": found["svg"], "address": found["address"].partition("//")[2]} if found else None
