"""The pages of screens, and what each of them shows: kiosk/<screen>/.

Everything that a screen loads is a part: a script that calls one function with one text, because a page opened from a
folder may load nothing else. release.js has the digest of each show, and a show those of its pictures, so a screen can
tell a whole release from half of one.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, cast

from xuanlan import addresses
from xuanlan.library import loops
from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.library.loops import SIZE
from xuanlan.library.playlists import candidates
from xuanlan.library.render import Library
from xuanlan.models.screens import OF_NOTICES, USUAL, Dwell, Play, Screen
from xuanlan.outputs.day_slides import coming, day_plays
from xuanlan.outputs.due_slides import due_items, tasks
from xuanlan.outputs.show import FORMAT, Show
from xuanlan.outputs.show import Play as Played
from xuanlan.outputs.slides import Slides
from xuanlan.quiz import gather
from xuanlan.quiz.playing import played
from xuanlan.render.bundles import address as bundle
from xuanlan.render.pages import Pages, Unit, page_view, titled_view
from xuanlan.runtime.cache import Key, digest
from xuanlan.sheets.common import about
from xuanlan.tree.out import Out
from xuanlan.tree.release import screen_part
from xuanlan.views import ScreenView

PLAYER = ("kiosk.css", "kiosk.js")
_BRAND = "assets/brand.css"
IN_TICKER = 8
"""Most titles in the ticker at the foot."""
_DWELL = {
    "brief": "notice", "rule": "rules", "value": "values", "slogan": "slogans", "picture": "pictures",
    "photo": "pictures", "due": "notice",
}  # fmt: skip
"""The field of `Dwell` for kinds of items without a field of their own name."""
_MEDIA_TYPES = {"jpg": "jpeg"}


def units(pages: Pages) -> Iterator[Unit]:
    library = pages.library
    shown: dict[str, Checked] = {}
    for screen in library.screens.screens:
        entries = _entries(library, screen)
        pictures = _pictures(library, screen, entries)
        yield Unit(f"kiosk/{screen.id}", partial(_screen, screen), _key(pages, screen, entries, pictures), 5)
        shown |= pictures
    for key, file in sorted(shown.items()):
        yield Unit(f"kiosk/files/{key}", partial(_picture, key, file), digest(key))
    token = pages.token("screens.html", addresses.SCREENS, "")
    told = [loops.loop(library, screen).seconds for screen in library.screens.screens]
    yield Unit("kiosk", _overview, digest(token, *map(repr, (*library.screens.screens, told))))


def plays(screen: Screen) -> tuple[Play, ...]:
    """The playlist of `screen`; the usual one if it has none."""
    return screen.play or USUAL


def _overview(pages: Pages) -> Iterator[Out]:
    library, address = pages.library, addresses.SCREENS
    page = titled_view(library, address, "screens")
    views = [_view(library, screen, address) for screen in library.screens.screens]
    script = addresses.relative(address, bundle("screens.js"))
    yield pages.page(address, "", page, "screens.html", screens=views, script=script)


def _screen(screen: Screen, pages: Pages) -> Iterator[Out]:
    address = addresses.screen(screen.id)
    view = _view(pages.library, screen, address)
    page = page_view(pages.library, address, "kiosk", view.title)
    yield Out(address, pages.fragment(address, "", page, "kiosk.html", screen=view).encode())
    show = json.dumps(_show(pages.library, screen), ensure_ascii=False)
    yield Out(addresses.screen(screen.id, addresses.SHOW), screen_part(show))


def files(pages: Pages, screen: Screen) -> Iterator[Out]:
    """The page of `screen`, its show, and the pictures that it shows."""
    yield from _screen(screen, pages)
    for key, file in _pictures(pages.library, screen, _entries(pages.library, screen)).items():
        yield from _picture(key, file, pages)


def _view(library: Library, screen: Screen, page: str) -> ScreenView:
    address = addresses.screen(screen.id)
    width, height = screen.size or SIZE
    return ScreenView(
        id=screen.id,
        title=screen.title or screen.id,
        theme=screen.theme,
        width=width,
        height=height,
        href=addresses.relative(page, address),
        address=addresses.public(library.site.url, address),
        player=[addresses.relative(page, bundle(name)) for name in PLAYER],
        loop=loops.words(loops.loop(library, screen).seconds),
        brand=f"{addresses.relative(page, _BRAND)}?{brand}" if (brand := _brand(library)) else "",
    )


def _brand(library: Library) -> str:
    """The first digits of the digest of the organisation's own style, for its address; empty if it has none."""
    file = library.site.overrides / _BRAND
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8] if file.is_file() else ""


def _show(library: Library, screen: Screen) -> Show:
    slides = Slides(library, screen)
    playlist: list[Played] = []
    for play in plays(screen):
        if play.show == "days":
            playlist += day_plays(slides, play)
            continue
        items = due_items(slides, play) if play.show == "tasks" else slides.of(play)
        row: dict[str, Any] = {"items": items, "dwell": play.dwell, "hours": play.hours}
        row["limit"] = play.latest if play.show in OF_NOTICES and not play.ids else None
        row |= {"from": _seconds(play.start), "until": _seconds(play.until)}
        playlist.append(cast(Played, {name: value for name, value in row.items() if value is not None}))
    urgent = [slides.notice(entry) for entry in _urgent(library)]
    ticker = [slides.notice(entry, full=False) for entry in _ticker(library, screen)]
    night = slides.night(screen.night) if screen.night else ""
    dwell = {kind: getattr(screen.dwell, _DWELL.get(kind, kind)) for kind in (*Dwell.model_fields, *_DWELL)}
    return {
        "format": FORMAT,
        "player": [bundle(name) for name in PLAYER],
        "screen": {
            "title": screen.title or screen.id, "theme": screen.theme, "hours": screen.hours,
            "site": library.settings.unit or library.site.name, "night": night, "ticker": screen.ticker,
            "maxSlides": screen.max_slides,
        },
        "dwell": dwell, "playlist": playlist, "urgent": urgent, "ticker": ticker, "items": slides.items,
        "media": {
            key: (addresses.screen_picture(key), hashlib.sha256(_picture_part(file)).hexdigest())
            for key, file in sorted(slides.pictures.items())
        },
    }  # fmt: skip


def _seconds(moment: Any) -> int | None:
    return int(moment.timestamp()) if moment else None


def _urgent(library: Library) -> list[Entry]:
    """The urgent notices, which take over every screen; only those that expire."""
    return [entry for entry in library.listed if entry.notice.urgent and entry.notice.expires]


def _ticker(library: Library, screen: Screen) -> list[Entry]:
    return library.listed[:IN_TICKER] if screen.ticker else []


def _entries(library: Library, screen: Screen) -> list[Entry]:
    """Every notice that the screen may show."""
    named = [entry for play in plays(screen) if play.show in OF_NOTICES for entry in candidates(library, play, screen)]
    named += [entry for play in plays(screen) for entry in played(library, play)]
    return [*named, *_urgent(library), *_ticker(library, screen)]


def _pictures(library: Library, screen: Screen, entries: Iterable[Entry]) -> dict[str, Checked]:
    """Every picture that the screen may show with `entries`, by its key."""
    slides = Slides(library)
    names = [name for play in plays(screen) for name in play.images]
    for name in filter(None, [screen.night, *names]):
        slides.night(name)
    for entry in entries:
        for one in slides.own_pictures(entry).values():
            slides.media(one)
    return slides.pictures


def _key(pages: Pages, screen: Screen, entries: Iterable[Entry], pictures: Iterable[str]) -> Key:
    library = pages.library
    return digest(
        pages.token("kiosk.html", addresses.screen(screen.id), ""),
        repr((screen, _brand(library))),
        repr(library.phrasing.own),
        repr([hotline for hotline in library.hotlines if any(play.show == "hotlines" for play in plays(screen))]),
        repr([one for play in plays(screen) if play.show == "days" for one in coming(library)]),
        repr([tasks(library, play) for play in plays(screen) if play.show == "tasks"]),
        *(part for entry in entries for part in (pages.fingerprint(entry), repr(about(library, entry)))),
        *(gather.key(library, entry) for entry in entries),
        repr(sorted(pictures)),
    )


def _picture_part(file: Checked) -> bytes:
    kind = file.suffix
    data = base64.b64encode(file.read_bytes()).decode()
    return screen_part(f"data:image/{_MEDIA_TYPES.get(kind, kind)};base64,{data}")


def _picture(key: str, file: Checked, _: Pages) -> Iterator[Out]:
    yield Out(addresses.screen_picture(key), _picture_part(file))
