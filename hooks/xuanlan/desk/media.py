"""What a text becomes besides its page, as it is typed: the printed sheet, the poster, what screens show of it"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from itertools import islice

from xuanlan import addresses
from xuanlan.desk.trying import Tried, read_typed
from xuanlan.diagnostics.report import ContentError, Diagnostic, MachineError, Report
from xuanlan.library.entry import Entry
from xuanlan.library.playlists import candidates, with_entry
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.screens import OF_NOTICES, PATH, Play, Screen
from xuanlan.outputs import kiosk
from xuanlan.reading.written import Written
from xuanlan.render.entries import shown
from xuanlan.render.pages import Pages
from xuanlan.sheets import KINDS, order, usual
from xuanlan.sheets.order import Order
from xuanlan.tree.release import Listed, release_part

DOTS_PER_INCH = 100
MOST_PAGES = 12
"""Pages of a sheet that are shown."""
TOO_LONG = "sheet-too-long"
_MOST_SIGNS = 50_000
"""Signs of a text that is set beside it: two hundred pages take some seconds, for which everybody at the desk waits."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A text in one medium. `words` say why there is nothing, or what else there is to know."""

    tried: Tried
    """what there is to say of the text in this medium"""
    words: str = ""
    pictures: Sequence[bytes] = ()
    """a PNG of each page"""
    screens: Sequence[Screen] = ()
    """those that show the text"""
    clock: datetime | None = None
    """what the screens are to take for now"""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """what the screens load, by address, but for what every site has"""


Make = Callable[[Pages, Entry, str, Tried], Medium]


def made(pages: Pages, path: str, data: bytes, name: str) -> Medium:
    """The file `path` of the site with this content in the medium `name`, a key of `MEDIA`."""
    try:
        tried = replace(read_typed(pages, path, data, Report()), findings=[])  # the page tells the others
        entry = tried.entry
        if entry is None:
            return Medium(tried, "文件头还有错误，改好以后才看得到。")
        if entry.state == "withdrawn":
            return Medium(tried, "这篇文稿已经撤回，只留网页上的说明。")
        return MEDIA[name](pages, shown(entry), Written(data).text, tried)
    finally:
        pages.library.cache.close()


def _on_paper(asked: str) -> Make:
    def make(pages: Pages, entry: Entry, text: str, tried: Tried) -> Medium:
        beside = usual(pages.library, entry)
        kind = beside if asked == "sheet" and KINDS[beside].only == "quiz" else asked
        label, problems = KINDS[kind].label, list[Diagnostic]()
        if len(text) > _MOST_SIGNS:
            return Medium(tried, f"内容太多，{label}在这里不排。发布以后在网页上打印，或者用 xuanlan print 做。")
        for paper in KINDS[kind].papers:
            report = Report()
            try:
                wanted = Order([entry], kind, paper, typed={entry.path: text})
                found = order.pictures(pages.library, wanted, report, DOTS_PER_INCH)
            except MachineError as error:
                return Medium(tried, f"这台电脑上做不了{label}：{error}")
            except ContentError:
                problems = problems or list(report)
                continue
            size = f"{paper.upper()} 纸{'（A4 放不下）' if problems else ''}，共 {len(found)} 页"
            more = f"，先看前 {MOST_PAGES} 页" if len(found) > MOST_PAGES else ""
            return Medium(replace(tried, findings=list(report)), f"{size}{more}。", found[:MOST_PAGES])
        if any(item.code == TOO_LONG for item in problems):
            return Medium(tried, f"内容太多，一张{label}排不下，请印纸样。")
        return Medium(replace(tried, findings=problems), f"{label}没有排出来：{problems[0].as_text}")

    return make


def _on_screens(pages: Pages, entry: Entry, _: str, tried: Tried) -> Medium:
    library = pages.library
    if not library.screens.screens:
        return Medium(tried, f"网站还没有登记屏幕，登记在 {PATH} 里。")
    if not entry.listed:
        return Medium(tried, f"这篇文稿{schedule.label(entry.state)}，屏幕不播。")
    plays = list(_playing(library, entry))
    if not plays:
        if entry.state == "closed":
            return Medium(tried, "公示期已经过了，屏幕不再播；要接着播，给这块屏幕写“结束的公示: 是”。")
        why = "它们要播的栏目、文种里没有它，或者比它新的已经够了"
        return Medium(tried, f"没有一块屏幕会播这篇文稿：{why}。哪块屏幕播什么，写在 {PATH} 里。")
    alone = Pages(replace(library, listed=[entry], by_id={entry.id: entry}), pages.make_shell, pages.docs_nav)
    files = {out.path: out.content for screen in plays for out in kiosk.files(alone, screen)}
    whole = {path: content for path, content in files.items() if isinstance(content, bytes)}
    listed = [Listed(path, sha256(content).hexdigest()) for path, content in whole.items()]
    facts = {"release": "trial", "built_at": library.now.isoformat()}
    whole[addresses.RELEASE_SCRIPT] = release_part(facts, listed)
    words, clock = "这里只放这一篇，到时间自己换下一屏。", max(library.now, entry.facts.publish)
    return Medium(tried, words, screens=plays, clock=clock, files=whole)


def _playing(library: Library, entry: Entry) -> Iterator[Screen]:
    """The screens that show `entry`, each with nothing else to show and at any hour."""
    whole = with_entry(library, entry)
    for screen in library.screens.screens:
        found = next((play for play in kiosk.plays(screen) if _shows(whole, screen, play, entry)), None)
        if found is None and entry.notice.urgent and entry.notice.expires:
            found = Play(show="notices")
        if found:
            play = found.model_copy(update={"ids": (entry.id,), "hours": None, "start": None, "end": None})
            yield screen.model_copy(update={"play": (play,), "hours": None, "night": None, "ticker": False})


def _shows(library: Library, screen: Screen, play: Play, entry: Entry) -> bool:
    found = candidates(library, play, screen) if play.show in OF_NOTICES else []
    return any(one is entry for one in (found if play.ids else islice(found, play.latest)))


MEDIA: dict[str, Make] = {"sheet": _on_paper("sheet"), "poster": _on_paper("poster"), "screen": _on_screens}
"""How each medium is made, by the name that the desk's page has for it."""
