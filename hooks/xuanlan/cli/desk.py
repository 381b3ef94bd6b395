"""`xuanlan desk`: the page in the browser in which staff write"""

from __future__ import annotations

import io
import math
import sys
import webbrowser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xuanlan.cli.options import Place, now_option, site_option
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import MachineError, Report, reason
from xuanlan.hosts.configuration import CONFIG
from xuanlan.library.new_site import found_site
from xuanlan.models.schedule import machine_now
from xuanlan.runtime.progress import Progress
from xuanlan.runtime.secret import desktop

if TYPE_CHECKING:
    from xuanlan.build.build import Told
    from xuanlan.desk.office import Founding, Office
    from xuanlan.library.render import Library
    from xuanlan.render.pages import Pages


@click.command(help="打开写稿台：在本机的浏览器里写稿、查看、检查、发布。关掉网页半小时后自己结束。")
@site_option
@now_option
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只给出网址。这个网址只能用一次。")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="用这个端口，默认由系统挑一个空的。")
@click.option("--listen", type=Place(), help="几个人一起用：在这个地址和端口等单位的反向代理，例如 127.0.0.1:8765。")
@click.option(
    "--upload", help="记下发布以后运行的上传命令，{folder} 代表放着网站的文件夹；写空的就取消。不打开写稿台。"
)
@click.option("--shortcut", is_flag=True, help="在桌面上放一个图标，以后双击就打开；不打开写稿台。")
def desk(
    site: Path,
    now: datetime | None,
    no_browser: bool,
    port: int,
    listen: tuple[str, int] | None,
    upload: str | None,
    shortcut: bool,
) -> None:
    if shortcut:
        Console().say(f"桌面上有了图标 {_shortcut(site)}，双击就打开写稿台。", "good")
        return
    if upload is not None:
        _keep_upload(site, upload)
        return

    def clock() -> datetime:
        return now or machine_now()

    if listen:
        _for_several(site, clock, listen)
    else:
        _for_one(site, clock, port, no_browser=no_browser)


def _for_one(site: Path, clock: Callable[[], datetime], port: int, *, no_browser: bool) -> None:
    """Serve whoever sits at this machine. Raises CallError, ContentError, MachineError."""
    from xuanlan.desk.app import Desk
    from xuanlan.desk.doors import Alone
    from xuanlan.desk.serving import serve
    from xuanlan.desk.work import Work

    def found(given: Founding) -> Office:
        found_site(site, clock(), name=given.name, unit=given.unit, colour=given.colour, logo=given.logo)
        return _office(site, clock)

    door = Alone()

    def began(at: int) -> None:
        door.port = at
        _announce(door.address, no_browser=no_browser)

    if not site.exists():
        site.mkdir()
    is_new = not (site / CONFIG).exists() and not any(site.iterdir())
    serve(Desk(Work(None if is_new else _office(site, clock), found, clock), door), ("127.0.0.1", port), began)


def _announce(address: str, *, no_browser: bool) -> None:
    if no_browser:
        click.echo(address)
    elif webbrowser.open(address):
        Console().say("写稿台已经在浏览器里打开。关掉网页半小时后自己结束，也可以按 Ctrl+C。", "good")
    else:
        Console().say(f"请在浏览器里打开 {address} ，这个网址只能用一次。", "good")


def _for_several(site: Path, clock: Callable[[], datetime], place: tuple[str, int]) -> None:
    """Serve those whom the organisation's reverse proxy names. Raises CallError, ContentError, MachineError."""
    from xuanlan.desk.app import Desk
    from xuanlan.desk.doors import Identified
    from xuanlan.desk.roster import Roster
    from xuanlan.desk.serving import serve
    from xuanlan.desk.work import Work

    office = _office(site, clock, is_shared=True)
    roster = Roster(office.texts.root)

    def began(at: int) -> None:
        click.echo(f"写稿台在 {place[0]}:{at} 等反向代理，网址是 {roster.now().address}。按 Ctrl+C 结束。")

    serve(Desk(Work(office, None, clock), Identified(roster.now)), place, began, patience=math.inf)


def _keep_upload(site: Path, command: str) -> None:
    """Keep the command that uploads, for whoever publishes at the desk. Raises CallError, MachineError."""
    from xuanlan.desk.folder import Folder
    from xuanlan.desk.uploading import checked
    from xuanlan.hosts import run

    folder = Folder(run.places(site)[0].root)
    try:
        folder.keep_target(folder.target._replace(upload=checked(command)))
    except OSError as error:
        raise MachineError(f"没有记下上传命令：{reason(error)}。") from error
    Console().say("记下了：每次发布以后上传。" if command.strip() else "记下了：发布以后不上传。", "good")


def _shortcut(site: Path) -> Path:
    """Put the starter on the desktop of whoever asks. Raises CallError, MachineError."""
    from xuanlan.deploy.desk_starter import starter

    name, content = starter(Path(sys.executable), site.resolve(), windows=sys.platform == "win32")
    file = desktop() / name
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.chmod(0o755)
    except OSError as error:
        raise MachineError(f"没有放好图标 {file}：{reason(error)}。") from error
    return file


class _Progress(Console):
    """A console that nobody reads, but for how far a build has come."""

    def __init__(self, told: Progress) -> None:
        super().__init__(io.StringIO(), is_read=False)
        self._told = told

    def progress(self, what: str, done: int, total: int) -> None:
        self._told(what, done, total)


def _office(site: Path, clock: Callable[[], datetime], *, is_shared: bool = False) -> Office:
    """The site as the desk has it. Raises CallError, ContentError."""
    from xuanlan.desk.folder import Folder
    from xuanlan.desk.office import Office
    from xuanlan.desk.publishing import Publishing
    from xuanlan.desk.texts import Texts
    from xuanlan.hosts import run
    from xuanlan.hosts.options import Options

    facts, built = run.places(site)

    def make(out: Path, read: Told, progress: Progress) -> tuple[Pages, Report]:
        options = Options(
            now=clock(), keep_going=True, force=True, strict=False, console=_Progress(progress), told=read
        )
        return run.build_pages(site, out, options)

    def make_all(out: Path, told: Progress) -> Library:
        return run.build_library(site, out, Options(now=clock(), console=_Progress(told)))

    folder = Folder(facts.root)
    sources = [place for place in (facts.root / "notices", facts.docs, facts.overrides, built) if place]
    publishing = Publishing(facts.root, folder, make_all, sources, is_shared=is_shared)
    return Office(facts.name, Texts(facts.root, make, folder), publishing)
