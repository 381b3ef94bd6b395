"""notices/screens.yml: whether all that a playlist names exists; whether urgent notices say what one must know."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.library import loops
from xuanlan.library.attachments import check_file
from xuanlan.library.entry import Entry
from xuanlan.library.playlists import candidates, columns_of, picture_path
from xuanlan.library.render import Library
from xuanlan.models.hotline_register import by_name
from xuanlan.models.notice import field_position
from xuanlan.models.screens import OF_NOTICES, SHOWS, Play, Screen
from xuanlan.quiz.playing import SHOW, played
from xuanlan.reading.fields import shown
from xuanlan.reading.keys import nearest

TELLING = 60
"""Characters that somebody who walks by can take in."""
LARGEST = 5_000_000
"""Bytes up to which a screen loads a picture without trouble."""
_ANY = {"show", "dwell", "hours", "start", "end"}
_CHOICE = {"ids", "columns", "kinds", "tags", "units", "latest", "full"}
FIELDS = {
    "notices": _CHOICE,
    "rules": {"ids", "columns", "kinds", "tags", "units", "latest", "each"},
    "values": {"each"},
    "hotlines": set[str](),
    "quiz": {"ids", "latest"},
    "slogans": {"lines"},
    "pictures": {"images", "caption"},
    "photos": _CHOICE - {"full"},
    "countdown": {"event", "date", "on_day", "after"},
    "clock": set[str](),
    "days": set[str](),
    "tasks": {"ids", "units", "latest"},
}
"""The fields that an entry of a playlist may have, by what it shows; `_ANY` may stand in all of them."""
_NEEDED = {"slogans": ["lines"], "pictures": ["images"], "countdown": ["event", "date"]}


def check(library: Library, report: Report) -> None:
    for entry in library.entries:
        if entry.notice.urgent:
            _urgent(library, entry, report)
    for screen in library.screens.screens:
        place = library.screens.place
        if screen.id.lower() in addresses.NO_SCREEN:
            report.add("screen-reserved", place(screen, "id"), id=screen.id)
        if screen.night:
            _picture(library, screen.night, place(screen, "night"), report)
        for number, play in enumerate(screen.play):
            _play(library, screen, number, play, report)
        if screen.id in library.screens.written:
            _loop(library, screen, report)


def _urgent(library: Library, entry: Entry, report: Report) -> None:
    """An emergency says what to do, until when and whom to call, or the clerk is asked to write it."""
    notice, at = entry.notice, field_position(entry.places, "urgent")
    if not notice.expires and entry.listed:
        report.add("urgent-no-end", at)
    if not (entry.listed or entry.state in ("draft", "scheduled")):
        return
    if not notice.summary:
        report.add("urgent-no-summary", at)
    elif len(notice.summary) > TELLING:
        report.add(
            "urgent-summary-long", field_position(entry.places, "summary"), length=len(notice.summary), most=TELLING
        )
    contact = notice.contact
    if not (contact and (contact.phone or by_name(library.hotlines, contact.name or ""))):
        report.add("urgent-no-phone", at)


def _loop(library: Library, screen: Screen, report: Report) -> None:
    """How long one round takes, and what it has no room for."""
    found = loops.loop(library, screen)
    name = screen.title or screen.id
    if found.seconds > loops.LONGEST:
        place = library.screens.place(screen, "play") if screen.play else library.screens.place(screen, "id")
        report.add("screen-loop-long", place, screen=name, time=loops.words(found.seconds))
    for entry, count in found.condensed:
        place = field_position(entry.places, "title")
        report.add("screen-condensed", place, screen=name, count=count, most=screen.max_slides)


def _play(library: Library, screen: Screen, number: int, play: Play, report: Report) -> None:
    def place(*steps: str | int) -> Position:
        return library.screens.place(screen, "play", number, *steps)

    what = next(word for word, show in SHOWS.items() if show == play.show)
    for name in sorted(play.model_fields_set - _ANY - FIELDS[play.show]):
        label = Play.model_fields[name].title
        report.add("screen-field-misplaced", place(name), field=label, show=what)
    for needed in _NEEDED.get(play.show, ()):
        if getattr(play, needed):
            continue
        info = Play.model_fields[needed]
        example = (info.examples or [""])[0]
        report.add("field-missing", place(), label=info.title, key=info.title, example=example)
    if play.start and play.end and play.end <= play.start:
        report.add("screen-dates", place("end"))
    for name in play.images:
        _picture(library, name, place("images"), report)
    _names(play.columns, columns_of(library, play.columns), _columns(library), "栏目", place("columns"), report)
    _names(play.kinds, library.kinds, library.kinds, "文种", place("kinds"), report)
    if play.show == "tasks":
        _plans(library, play, place, report)
        return
    _names(play.ids, library.by_id, library.by_id, "文稿", place("ids"), report)
    found = played(library, play) if play.show == SHOW else candidates(library, play, screen)
    if play.show in (*OF_NOTICES, SHOW) and not play.ids and not found:
        report.add("screen-nothing", place(), show=what)


def _plans(library: Library, play: Play, place: Callable[..., Position], report: Report) -> None:
    """What is due is of public plans, and of units that have tasks in them."""
    public = [planned for planned in library.campaigns if planned.campaign.public]
    _names(play.ids, (), [planned.name for planned in public], "公开的方案", place("ids"), report)
    units = {unit for one in public for task in one.campaign.tasks for unit in one.units_of(task)}
    _names(play.units, (), units, "有任务的单位", place("units"), report)
    if not public:
        report.add("screen-nothing", place(), show="近期任务")


def _columns(library: Library) -> list[str]:
    return [name for slug, column in library.columns.items() for name in (column.title, slug)]


def _names(
    written: Iterable[str], found: Iterable[str], choices: Iterable[str], what: str, place: Position, report: Report
) -> None:
    known = {*found, *choices}
    for name in written:
        if name not in known:
            report.add("screen-unknown", place, what=what, found=shown(name), suggestion=nearest(name, known))


def _picture(library: Library, name: str, place: Position, report: Report) -> None:
    path = picture_path(library, name)
    if not path:
        report.add(
            "image-missing",
            place,
            target=shown(name),
            suggestion="图片从 notices 文件夹算起写路径，例如 图片/夜间.png。",
        )
    elif (stamp := check_file(library.root, path, shown(name), place, report)) and stamp[0] > LARGEST:
        report.add("screen-picture-large", place, target=shown(name), size=f"{stamp[0] / 1e6:.1f} MB")
