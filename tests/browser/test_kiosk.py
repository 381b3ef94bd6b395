"""A screen that runs for months: whatever happens to the network, to releases, to the clock."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsers import complaints_of
from commands import call_build
from office_files import png
from playwright.sync_api import Browser, BrowserContext, Page
from screens import Answer, Screen, Source, look_now, serving, wait_until, wait_until_kept
from sites import new_site, notice, themed, write

NOW = "2026-03-03T10:00:00+08:00"
BUILT = "2026-03-03T09:00"
PLAY = """\
- id: lobby
  dwell: {文稿: 10, 标语: 5}
  play:
    - {内容: 文稿, 最新: 3}
    - {内容: 标语, 文字: [强国有我, 请讲普通话]}
"""
NOTICES = {
    "a.md": notice("关于值班的通知", "2026-01-05", "请各部门于月底前报送值班表。\n", id="a"),
    "b.md": notice("关于停水的通知", "2026-01-06", "周六上午停水检修。\n", id="b"),
    "c.md": notice("关于讲座的通知", "2026-01-07", "周五下午有一场讲座。\n", id="c"),
    "screens.yml": PLAY,
}
LOOP = ["notice/c/1", "notice/b/1", "notice/a/1", "slogan/强国有我", "slogan/请讲普通话"]
Show = Callable[..., Screen]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of a site, built."""
    root = new_site(tmp_path_factory.mktemp("kiosk") / "project", NOTICES)
    call_build(root, root / "site", "--now", BUILT)
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Path:
    """That project, for one test alone."""
    return Path(shutil.copytree(first, tmp_path / "project"))


@pytest.fixture
def source(root: Path) -> Iterator[Source]:
    with serving(root / "site") as source:
        yield source


@pytest.fixture
def show(browser: Browser, source: Source) -> Iterator[Show]:
    """Opens screens of the site, which must not complain."""
    opened: list[Screen] = []

    def show(now: str = NOW, screen: str = "lobby", query: str = "", **more: object) -> Screen:
        address = f"{source.address}kiosk/{screen}/{query}"
        opened.append(Screen(browser, address, now, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield show
    for screen in opened:
        screen.close()


def publish(root: Path, files: dict[str, str], now: str = BUILT) -> str:
    """A new release with `files`; its id."""
    write(root, {f"notices/{name}": text for name, text in files.items()})
    call_build(root, root / "site", "--now", now)
    return release_of(root)


def release_of(root: Path) -> str:
    return str(json.loads((root / "site/release.json").read_text(encoding="utf-8"))["release"])


def test_the_loop_shows_everything_in_its_order_and_for_its_time(show: Show, root: Path) -> None:
    screen = show()
    assert screen.release == release_of(root)
    assert screen.around(82) == [*LOOP, *LOOP, "notice/c/1"]
    assert screen.mark == ""


def test_a_lost_network_changes_nothing_and_its_return_brings_the_new_release(
    show: Show, source: Source, root: Path
) -> None:
    screen = show()
    screen.foreseen = ("net::ERR_", "when fetching the script")
    source.down = True
    assert screen.around(82) == [*LOOP, *LOOP, "notice/c/1"]
    assert screen.mark == ""
    wanted = publish(root, {"d.md": notice("关于会议的通知", "2026-01-08", "明天开会。\n", id="d")})
    screen.run(60)
    source.down = False
    screen.run(60)
    assert screen.release == wanted
    screen.until("notice/d", 60)


def test_a_new_release_is_adopted_within_a_minute_and_the_loop_goes_on_where_it_was(show: Show, root: Path) -> None:
    publish(root, {"screens.yml": PLAY.replace("最新: 3", "最新: 4")})
    screen = show()
    screen.until("notice/b", 20)
    wanted = publish(root, {"d.md": notice("关于会议的通知", "2026-01-08", "明天开会。\n", id="d")})
    seen = screen.around(60)
    assert screen.release == wanted
    assert seen[:6] == [*LOOP[1:], "notice/d/1", "notice/c/1"]


def test_what_is_on_stays_on_when_a_release_comes(show: Show, root: Path) -> None:
    publish(root, {"screens.yml": PLAY.replace("文稿: 10", "文稿: 3600")})
    screen = show()
    screen.page.evaluate("() => { window.same = document.querySelector('[data-current]') }")
    wanted = publish(root, {"a.md": notice("关于值班的通知", "2026-01-05", "改了别处。\n", id="a")})
    screen.run(60)
    assert screen.release == wanted
    assert screen.page.evaluate("() => window.same === document.querySelector('[data-current]')")


def test_a_withdrawn_notice_leaves_within_a_minute_in_the_middle_of_an_hour(show: Show, root: Path) -> None:
    publish(root, {"screens.yml": PLAY.replace("文稿: 10", "文稿: 3600")})
    screen = show()
    assert screen.on == "notice/c/1"
    screen.run(100)
    publish(root, {"c.md": notice("关于讲座的通知", "2026-01-07", "周五下午。\n", id="c", withdrawn="时间有误")})
    screen.run(60)
    assert screen.on == "notice/b/1"
    screen.run(2)
    assert "讲座" not in screen.page.content()


def test_an_edited_notice_shows_its_new_text_at_once(show: Show, root: Path) -> None:
    publish(root, {"screens.yml": PLAY.replace("文稿: 10", "文稿: 3600")})
    screen = show()
    publish(root, {"c.md": notice("关于讲座的通知", "2026-01-07", "改在周四下午。\n", id="c")})
    screen.run(60)
    assert screen.on == "notice/c/1"
    assert "改在周四" in screen.page.inner_text("[data-current]")


def test_an_emergency_takes_over_within_a_minute_is_not_interleaved_and_ends_by_itself(show: Show, root: Path) -> None:
    screen = show()
    screen.until("notice/b", 20)
    publish(
        root,
        {"u.md": notice("紧急停课通知", "2026-03-03", "今天停课。\n", id="u", urgent="是", expires="2026-03-03 10:05")},
    )
    passed = screen.until("notice/u", 60)
    assert passed <= 60
    for key in ("Escape", "d", "d", " ", "ArrowRight"):
        screen.page.keyboard.press(key)
    left = 300 - 20 - passed - 5
    assert set(screen.around(left)) == {"notice/u/1"}
    screen.run(60)
    assert not screen.on.startswith("notice/u")
    assert "紧急停课" not in screen.page.inner_text("#stage")


def truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


FAULTS = {
    "a show that has not come yet": ("kiosk/lobby/show.js", lambda _: None),
    "half a show": ("kiosk/lobby/show.js", truncated),
    "a show that somebody has changed": ("kiosk/lobby/show.js", lambda content: content.replace(b"lobby", b"LOBBY")),
    "a show that is none": ("kiosk/lobby/show.js", lambda _: b'xlPart("{broken");\n'),
    "another program's answer": ("kiosk/lobby/show.js", lambda _: b"<!doctype html>login"),
    "a picture that is missing": ("kiosk/files/", lambda _: None),
    "a picture that is another": ("kiosk/files/", lambda content: content[:-30] + content[-20:]),
    "half a release.js": ("release.js", truncated),
    "a release.js that is no JSON": ("release.js", lambda _: b'xlPart("{\\"release\\":");\n'),
    "a release.js without screens": ("release.js", lambda _: b'xlPart("{\\"release\\":\\"x\\"}");\n'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_release_with_a_fault_is_never_adopted_and_the_old_one_plays_on(
    show: Show, source: Source, root: Path, fault: str
) -> None:
    screen = show()
    screen.foreseen = ("404", "error SyntaxError", "error Unexpected", "MIME", "error Invalid", "Failed to load")
    before = screen.release
    shutil.copy(Path(__file__).parents[2] / "notices/图片/校园平面示意图.png", root / "notices/p.png")
    play = PLAY + "    - {内容: 图片, 图片: p.png}\n"
    path, change = FAULTS[fault]
    wanted = publish(root, {"screens.yml": play})
    if path.endswith("/"):
        path = next((root / "site").glob(f"{path}*.js")).relative_to(root / "site").as_posix()
    source.changes[path] = change
    seen = screen.around(80)
    assert screen.release == before
    assert set(seen) == set(LOOP)
    assert re.fullmatch(r"03-03 10:00 起的新内容未能载入，仍在播放原来的内容", screen.mark)
    source.changes.clear()
    screen.run(60)
    assert screen.release == wanted
    assert screen.mark == ""
    screen.until("picture/", 60)


def test_an_old_show_beside_a_new_release_is_not_adopted(show: Show, source: Source, root: Path) -> None:
    screen = show()
    screen.foreseen = ("Failed to load",)  # what is not what its address says counts as no answer
    before, old = screen.release, (root / "site/kiosk/lobby/show.js").read_bytes()
    publish(root, {"d.md": notice("关于会议的通知", "2026-01-08", "明天开会。\n", id="d")})
    source.changes["kiosk/lobby/show.js"] = lambda _: old
    screen.run(60)
    assert screen.release == before
    assert screen.mark


def test_hours_and_expiry_come_within_a_minute_on_a_machine_with_a_wrong_zone(show: Show, root: Path) -> None:
    text = PLAY.replace("- id: lobby", "- id: lobby\n  hours: 每天 8:00—10:03")
    publish(
        root,
        {
            "screens.yml": text,
            "c.md": notice("关于讲座的通知", "2026-01-07", "讲。\n", id="c", expires="2026-03-03 10:01"),
        },
    )
    screen = show(zone="America/New_York")
    assert screen.on == "notice/c/1"
    screen.run(60)
    assert "notice/c/1" not in screen.around(40)
    screen.run(81)
    assert screen.on == "night"
    screen.page.clock.set_system_time("2026-03-04T08:00:01+08:00")
    screen.run(2)
    assert screen.on in LOOP


@pytest.mark.parametrize("jump", ["2026-03-03T04:00:00+08:00", "2027-03-03T10:00:00+08:00", "1970-01-01T00:00:00Z"])
def test_a_clock_that_jumps_does_not_stop_the_show(show: Show, jump: str) -> None:
    screen = show()
    screen.run(3)
    screen.page.clock.set_system_time(jump)
    assert set(screen.around(45)) == set(LOOP)
    assert bool(screen.mark) == (jump < "2026-03-03T09")


def test_a_clock_that_cannot_be_right_gives_way_to_the_time_of_the_build_and_says_so(show: Show, root: Path) -> None:
    publish(root, {"c.md": notice("关于讲座的通知", "2026-01-07", "讲。\n", id="c", expires="2026-06-01")})
    screen = show(now="2027-09-01T10:00:00+08:00")
    assert screen.on == "notice/c/1"
    assert screen.mark == "本机时间不对，按网站生成的时间播放"


def test_a_bad_slide_is_skipped_reported_and_does_not_stop_the_loop(show: Show, root: Path) -> None:
    (root / "notices/p.png").write_bytes(png().replace(b"IDAT", b"IDOT"))
    publish(root, {"screens.yml": PLAY + "    - {内容: 图片, 图片: p.png}\n"})
    screen = show()
    assert screen.around(82) == [*LOOP, *LOOP, "notice/c/1"]
    assert "picture" in screen.errors


def test_an_emergency_with_a_broken_picture_shows_its_text(show: Show, root: Path) -> None:
    screen = show()
    (root / "notices/p.png").write_bytes(png().replace(b"IDAT", b"IDOT"))
    body = "今天停课。\n\n![路线](p.png)\n"
    publish(root, {"u.md": notice("停课通知", "2026-03-03", body, id="u", urgent="是", expires="2026-03-03 10:30")})
    screen.until("notice/u", 60)
    assert "今天停课。" in screen.page.inner_text("[data-current]")


def test_a_second_emergency_does_not_wait_for_the_first(show: Show, root: Path) -> None:
    first = notice("停课通知", "2026-03-03", "今天停课。\n", id="u", urgent="是", expires="2026-03-03 11:00")
    publish(root, {"screens.yml": PLAY.replace("文稿: 10", "文稿: 3600"), "u.md": first})
    screen = show()
    assert screen.on == "notice/u/1"
    publish(
        root,
        {"v.md": notice("停电通知", "2026-03-03", "今天停电。\n", id="v", urgent="是", expires="2026-03-03 11:00")},
    )
    assert screen.until("notice/v", 60) <= 60
    assert {"notice/u/1", "notice/v/1"} <= set(screen.around(90))


def test_an_emergency_ends_when_the_clock_is_set_back_before_the_build(show: Show, root: Path) -> None:
    publish(
        root, {"u.md": notice("停课通知", "2026-03-03", "停课。\n", id="u", urgent="是", expires="2026-03-03 10:05")}
    )
    screen = show()
    assert screen.on == "notice/u/1"
    screen.page.clock.set_system_time("2026-03-03T08:30:00+08:00")
    screen.run(310)
    assert screen.on in LOOP


def test_the_line_at_the_foot_goes_with_the_day_and_with_what_is_listed(show: Show, root: Path) -> None:
    text = PLAY.replace("- id: lobby", "- id: lobby\n  ticker: 是\n  hours: 每天 8:00—10:03")
    files = {
        "screens.yml": text,
        "c.md": notice("关于讲座的通知", "2026-01-07", "讲。\n", id="c", expires="2026-03-03 10:01"),
    }
    publish(root, files)
    screen = show()
    assert "讲座" in str(screen.page.text_content(".kx-ticker"))
    screen.run(61)
    assert "讲座" not in str(screen.page.text_content(".kx-ticker"))
    screen.run(120)
    assert screen.on == "night"
    assert screen.page.locator(".kx-ticker").count() == 0


def test_a_screen_that_is_no_longer_named_shows_nothing_that_was_withdrawn(show: Show, root: Path) -> None:
    screen = show()
    gone = {
        "screens.yml": "- id: hall\n",
        "c.md": notice("关于讲座的通知", "2026-01-07", "讲。\n", id="c", withdrawn="误"),
    }
    wanted = publish(root, gone)
    screen.run(60)
    assert (screen.on, screen.release) == ("clock", wanted)
    publish(root, {"screens.yml": PLAY})
    screen.run(60)
    assert screen.on in LOOP


def test_the_only_message_of_a_strip_runs_again_and_again(show: Show, root: Path) -> None:
    publish(
        root,
        {"screens.yml": "- id: lobby\n  play: [{内容: 标语, 文字: 高高兴兴上学来，平平安安回家去，文明礼让过马路}]\n"},
    )
    screen = show(size=(704, 64))
    screen.page.evaluate(
        "() => { window.runs = 0; const slide = window.xuanlanKiosk.player.stage.slide; const start = slide.start;"
        " slide.start = (element) => { window.runs++; start(element) } }"
    )
    screen.run(60)
    assert screen.page.evaluate("() => window.runs") >= 2


def test_what_another_program_takes_out_of_the_page_is_put_back(show: Show) -> None:
    screen = show()
    for selector in ("[data-current]", "#stage", ".kx-measure"):
        screen.page.evaluate("(selector) => document.querySelector(selector).remove()", selector)
        screen.run(2)
        assert screen.page.locator("#stage [data-current]").count() == 1
    assert set(screen.around(42)) == set(LOOP)


def test_a_loop_that_has_stalled_is_set_going_again(show: Show) -> None:
    screen = show()
    screen.page.evaluate("() => { window.xuanlanKiosk.player.beat = () => undefined }")
    screen.run(30)
    assert screen.on == "notice/c/1"
    screen.page.evaluate("() => { delete window.xuanlanKiosk.player.beat }")
    screen.page.evaluate("() => { window.xuanlanKiosk.player.layOut = () => { throw new Error('provoked') } }")
    screen.run(15)
    screen.page.evaluate("() => { delete window.xuanlanKiosk.player.layOut }")
    assert screen.change(20) == "notice/b/1"
    assert "provoked" in screen.errors


def test_a_preview_shows_what_plays_at_another_time(show: Show, root: Path) -> None:
    publish(root, {"screens.yml": PLAY.replace("- id: lobby", "- id: lobby\n  hours: 每天 8:00—12:00")})
    assert show(query="?clock=2026-03-05T13:00").on == "night"
    assert show(query="?clock=2026-03-05T11:59:30").on == "notice/c/1"


def test_the_diagnosis_opens_on_a_key_and_the_record_is_saved(show: Show, root: Path) -> None:
    screen = show()
    screen.run(25)
    screen.page.keyboard.press("d")
    said = screen.page.inner_text(".kx-diagnosis")
    assert release_of(root) in said
    assert "notice/a" in said
    screen.page.keyboard.press("Escape")
    assert not screen.page.is_visible(".kx-diagnosis")
    with screen.page.expect_download() as found:
        screen.page.keyboard.press("s")
    assert found.value.suggested_filename == "播放记录-lobby-2026-03-03.csv"
    rows = Path(found.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "时间,画面,版本"
    assert [row.split(",")[1] for row in rows[1:]] == [f'"{name}"' for name in LOOP[:3]]
    assert rows[1].startswith("2026-03-03 10:00:0")


def test_the_record_keeps_seven_days(show: Show) -> None:
    screen = show()
    screen.page.evaluate(
        "() => { for (let hour = 0; hour < 400; hour++) localStorage.setItem(`xuanlan-play:lobby:2026-01-${10 + Math.floor(hour / 24)} ${10 + hour % 14}-${hour}`, 'x') }"
    )
    screen.page.clock.set_system_time("2026-03-03T11:00:00+08:00")
    screen.run(15)
    keys = screen.page.evaluate(
        "() => Object.keys(localStorage).filter((key) => key.startsWith('xuanlan-play:')).length"
    )
    assert keys <= 7 * 24 + 1


def test_a_screen_opened_from_a_folder_plays_and_takes_a_new_release(browser: Browser, root: Path) -> None:
    screen = Screen(browser, (root / "site/kiosk/lobby/index.html").as_uri(), NOW)
    screen.origin = "file://"
    assert screen.release == release_of(root)
    assert screen.around(42) == [*LOOP, "notice/c/1"]
    wanted = publish(root, {"c.md": notice("关于讲座的通知", "2026-01-07", "改在周四。\n", id="c")})
    screen.run(60)
    assert screen.release == wanted
    screen.until("notice/c", 60)
    assert "改在周四" in screen.page.inner_text("[data-current]")
    screen.close()


def test_with_a_worker_a_screen_that_was_loaded_once_starts_without_a_network(browser: Browser, source: Source) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, timezone_id="Asia/Shanghai")
    page = context.new_page()
    address = f"{source.address}kiosk/lobby/"
    page.goto(address)
    release = wait_until_kept(page)
    page.close()
    source.down = True
    page = context.new_page()
    page.goto(f"{address}?clock=2026-03-03T10:00")
    page.wait_for_selector("[data-current]")
    assert page.evaluate("() => document.documentElement.dataset.release") == release
    assert page.inner_text("[data-current]")
    assert page.evaluate("() => getComputedStyle(document.body).overflow") == "hidden"
    context.close()


def later(screen: Screen, is_so: Callable[[], bool]) -> None:
    """Turn the screen's clock on, a minute at a time, until something is so."""

    def after_a_minute() -> bool:
        screen.run(60)
        return is_so()

    wait_until(screen.page, after_a_minute)


def programs(page: Page) -> set[str]:
    """The editions of the program that the screen has kept."""
    keys = page.evaluate(
        "() => caches.open('xuanlan-kiosk-lobby').then((cache) => cache.keys()).then((keys) => keys.map((key) => key.url))"
    )
    return {key.rpartition("/")[2] for key in keys if re.search(r"/kiosk\.\w+\.js$", key)}


def test_a_page_that_could_not_be_kept_is_not_said_to_be_and_is_kept_later(show: Show, source: Source) -> None:
    source.changes["kiosk/lobby/index.html"] = lambda _: LOGIN
    screen = show()
    said = "document.querySelector('.kx-diagnosis').textContent.match(/断网时重新开机(还不能播放|能播放)/)[1]"
    screen.page.keyboard.press("d")
    assert screen.page.evaluate(said) == "还不能播放"
    later(screen, lambda: source.asked.count("kiosk/lobby/index.html") > 2)
    assert screen.page.evaluate(said) == "还不能播放"
    source.changes.clear()
    kept = "() => document.documentElement.dataset.kept"
    later(screen, lambda: screen.page.evaluate(kept) == screen.release)
    screen.page.keyboard.press("d")
    screen.page.keyboard.press("d")
    assert screen.page.evaluate(said) == "能播放"


def test_after_a_new_edition_and_past_a_login_page_a_screen_still_starts(
    browser: Browser, source: Source, root: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, timezone_id="Asia/Shanghai")
    page = context.new_page()
    address = f"{source.address}kiosk/lobby/"
    page.goto(address)
    wait_until_kept(page)
    script, html = next((root / "site/assets/xuanlan").glob("kiosk.*.js")), root / "site/kiosk/lobby/index.html"
    old = script.name
    newer = script.read_bytes() + b"\n"
    script.unlink()
    new = f"kiosk.{hashlib.sha256(newer).hexdigest()[:8]}.js"
    script.with_name(new).write_bytes(newer)
    html.write_bytes(html.read_bytes().replace(old.encode(), new.encode()))
    show_js, release_js = root / "site/kiosk/lobby/show.js", root / "site/release.js"
    changed = show_js.read_bytes().replace(old.encode(), new.encode())
    was, now = (hashlib.sha256(content).hexdigest().encode() for content in (show_js.read_bytes(), changed))
    show_js.write_bytes(changed)
    release_js.write_bytes(release_js.read_bytes().replace(was, now))
    look_now(page)
    wait_until(page, lambda: programs(page) == {new})
    page.close()
    source.changes["kiosk/lobby/"] = source.changes["kiosk/lobby/index.html"] = lambda _: (
        b"<!doctype html><title>login</title>"
    )
    for down in (False, True):
        source.down = down
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("[data-current]")
        assert page.evaluate("() => getComputedStyle(document.body).overflow") == "hidden"
        page.close()
    context.close()


LOGIN = b"<!doctype html><html><head><title>login</title></head><body>please log in</body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
SCRIPT = {"Content-Type": "text/javascript"}
ANSWERS: dict[str, Callable[[bytes], Answer]] = {
    "a login page": lambda _: (200, HTML, LOGIN),
    "a login page that calls itself a script": lambda _: (200, SCRIPT, LOGIN),
    "another program's script": lambda _: (200, SCRIPT, b"document.body.textContent = 'portal';"),
    "a login page elsewhere": lambda _: (302, {"Location": "http://localhost:9/login"}, b""),
    "a login page of the same server": lambda _: (302, {"Location": "/login"}, b""),
    "nothing": lambda _: (200, HTML, b""),
    "half a file": lambda content: (200, {}, content[: len(content) // 2]),
    "a file that breaks off": lambda content: (200, {"Content-Length": str(len(content) + 1)}, content[:-1]),
    "a broken server": lambda _: (500, HTML, LOGIN),
    "a server that wants a name": lambda _: (511, HTML, LOGIN),
}
LOADED = ("kiosk/lobby/", "kiosk/lobby/show.js", "kiosk/files/", "assets/", "release.js", "")
"""What a screen asks for, by how it begins; the last: everything."""


@pytest.fixture(scope="module")
def branded(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a picture on its screen and a style of its own."""
    root = Path(shutil.copytree(first, tmp_path_factory.mktemp("branded") / "project"))
    shutil.copy(Path(__file__).parents[2] / "notices/图片/校园平面示意图.png", root / "notices/p.png")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = themed(settings)
    write(root, {"mkdocs.yml": settings, "overrides/assets/brand.css": ":root { --brand: 1 }\n"})
    publish(root, {"screens.yml": PLAY + "    - {内容: 图片, 图片: p.png}\n"})
    return root


@contextmanager
def keeping(browser: Browser, root: Path) -> Iterator[tuple[BrowserContext, Source, str]]:
    with serving(root / "site") as source:
        context = browser.new_context(viewport={"width": 1280, "height": 720}, timezone_id="Asia/Shanghai")
        page = context.new_page()
        page.goto(f"{source.address}kiosk/lobby/")
        wait_until_kept(page)
        page.close()
        yield context, source, release_of(root)
        context.close()


@pytest.fixture
def kept(browser: Browser, branded: Path, tmp_path: Path) -> Iterator[tuple[BrowserContext, Source, str]]:
    """A screen that has kept its show and is off now, its server, and the release that is kept."""
    with keeping(browser, Path(shutil.copytree(branded, tmp_path / "project"))) as everything:
        yield everything


@pytest.fixture(scope="module")
def kept_for_good(browser: Browser, branded: Path) -> Iterator[tuple[BrowserContext, Source, str]]:
    """Such a screen for all answers that must change nothing of what it has kept."""
    with keeping(browser, branded) as everything:
        yield everything


def assert_plays(context: BrowserContext, source: Source, release: str) -> None:
    page = context.new_page()
    page.goto(f"{source.address}kiosk/lobby/?clock=2026-03-03T10:00")
    page.wait_for_selector("[data-current]")
    assert page.evaluate("() => document.documentElement.dataset.release") == release
    assert page.inner_text("[data-current]")
    assert page.evaluate("() => getComputedStyle(document.body).overflow") == "hidden", "with its style"
    brand = page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--brand')")
    assert brand.strip() == "1", "with the organisation's own"
    page.close()


@pytest.mark.parametrize("answer", ANSWERS)
def test_whatever_answers_in_place_of_the_server_a_screen_starts_with_what_it_has_kept(
    kept_for_good: tuple[BrowserContext, Source, str], answer: str
) -> None:
    context, source, release = kept_for_good

    def portal(begin: str) -> Callable[[str], Answer | None]:
        def answers(path: str) -> Answer | None:
            content = source.read(path) or b"missing"
            return ANSWERS[answer](content) if path.startswith(begin) else None

        return answers

    for begin in LOADED if answer == "a login page" else LOADED[-2:]:
        source.portal = portal(begin)
        assert_plays(context, source, release)


def test_a_new_release_behind_a_login_page_is_not_begun_and_comes_whole_later(
    kept: tuple[BrowserContext, Source, str],
) -> None:
    context, source, release = kept
    root = source.folder.parent
    wanted = publish(root, {"d.md": notice("关于会议的通知", "2026-01-08", "明天开会。\n", id="d")})
    assert wanted != release
    source.portal = lambda path: (200, HTML, LOGIN) if path.endswith("show.js") else None
    assert_plays(context, source, release)
    page = context.new_page()
    page.goto(f"{source.address}kiosk/lobby/?clock=2026-03-03T10:00")
    page.wait_for_selector("[data-current]")
    page.wait_for_function("() => document.querySelector('.kx-mark').textContent")  # that something has not come
    source.portal = lambda _: None
    look_now(page)
    page.wait_for_function("(wanted) => document.documentElement.dataset.release === wanted", arg=wanted)
    page.close()


def test_a_new_edition_behind_a_login_page_leaves_the_page_that_was_kept(
    kept: tuple[BrowserContext, Source, str],
) -> None:
    context, source, release = kept
    html = source.folder / "kiosk/lobby/index.html"
    script = next((source.folder / "assets/xuanlan").glob("kiosk.*.js")).name
    html.write_bytes(html.read_bytes().replace(script.encode(), b"kiosk.01234567.js"))
    for portal in (lambda path: (200, HTML, LOGIN) if "01234567" in path else None, lambda _: None):
        source.portal = portal
        assert_plays(context, source, release)


def test_what_was_kept_of_a_screen_that_the_site_has_no_more_is_not_shown(
    kept: tuple[BrowserContext, Source, str],
) -> None:
    context, source, _ = kept
    release_js = source.folder / "release.js"
    release_js.write_bytes(release_js.read_bytes().replace(b'\\"lobby\\"', b'\\"other\\"'))
    page = context.new_page()
    page.goto(f"{source.address}kiosk/lobby/?clock=2026-03-03T10:00")
    page.wait_for_function("() => window.xuanlanKiosk && window.xuanlanKiosk.releases.waiting")
    page.wait_for_function("() => !window.xuanlanKiosk.releases.busy")
    assert page.query_selector("[data-current]") is None
    page.close()


def test_of_a_window_larger_than_a_strip_only_a_part_is_used(show: Show) -> None:
    screen = show(query="?size=704x64")
    box = screen.page.locator("#stage").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 704, 64)
    assert "kx-strip" in (screen.page.get_attribute("[data-current]", "class") or "")


def test_a_new_edition_of_the_program_takes_over_without_leaving_the_page(show: Show, root: Path) -> None:
    screen = show()
    screen.until("notice/b", 20)
    screen.page.evaluate("() => { window.stays = 1; window.old = window.xuanlanKiosk }")
    show_js, release_js = root / "site/kiosk/lobby/show.js", root / "site/release.js"
    script = next((root / "site/assets/xuanlan").glob("kiosk.*.js"))
    newer = script.read_bytes() + b"\n"
    new = f"kiosk.{hashlib.sha256(newer).hexdigest()[:8]}.js"
    script.with_name(new).write_bytes(newer)
    changed = show_js.read_bytes().replace(script.name.encode(), new.encode())
    was, now = (hashlib.sha256(content).hexdigest().encode() for content in (show_js.read_bytes(), changed))
    show_js.write_bytes(changed)
    release_js.write_bytes(release_js.read_bytes().replace(was, now))
    for _ in range(12):  # the program comes over the network, which does not go by the screen's clock
        screen.run(10)
        if screen.page.evaluate("() => window.old !== window.xuanlanKiosk"):
            break
    assert screen.page.evaluate("() => window.stays === 1 && window.old !== window.xuanlanKiosk")
    assert screen.page.evaluate("() => document.querySelectorAll('[data-player]').length") == 2
    assert set(screen.around(45)) == set(LOOP)


def test_a_new_edition_that_does_not_run_changes_nothing(browser: Browser, show: Show, root: Path) -> None:
    # Without a worker, which would not let it come so far: its name is not that of its content.
    screen = show(context=browser.new_context(timezone_id="Asia/Shanghai", service_workers="block"))
    screen.foreseen = ("error", "Service Worker registration blocked")
    show_js, release_js = root / "site/kiosk/lobby/show.js", root / "site/release.js"
    script = next((root / "site/assets/xuanlan").glob("kiosk.*.js"))
    script.with_name("kiosk.01234567.js").write_text("(function () { broken", encoding="utf-8")
    changed = show_js.read_bytes().replace(script.name.encode(), b"kiosk.01234567.js")
    was, now = (hashlib.sha256(content).hexdigest().encode() for content in (show_js.read_bytes(), changed))
    show_js.write_bytes(changed)
    release_js.write_bytes(release_js.read_bytes().replace(was, now))
    screen.run(60)
    assert screen.page.evaluate("() => document.querySelectorAll('[data-player]').length") == 2
    assert screen.page.evaluate("() => getComputedStyle(document.body).cursor") == "none"
    assert set(screen.around(45)) == set(LOOP)
    shutil.copy(script, script.with_name("kiosk.01234567.js"))
    screen.page.evaluate("() => { window.old = window.xuanlanKiosk }")
    screen.run(130)
    assert screen.page.evaluate("() => window.old !== window.xuanlanKiosk")


def test_staff_see_all_screens_in_small_by_the_clock_they_set(browser: Browser, source: Source, root: Path) -> None:
    text = (
        PLAY.replace("- id: lobby", "- id: lobby\n  title: 大厅\n  hours: 每天 8:00—12:00")
        + "- id: gate\n  size: 704×64\n"
    )
    publish(root, {"screens.yml": text})
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints = complaints_of(page)
    page.goto(f"{source.address}kiosk/")
    assert page.locator("iframe").count() == 2
    state = page.locator("[data-preview=lobby] [data-desk-state]")
    page.fill("#desk-day", "2026-03-05")
    page.locator("#desk-time").fill("660")
    page.wait_for_function(
        "() => document.querySelector('[data-preview=lobby] [data-desk-state]').textContent.includes('关于')"
    )
    assert "下次变化：2026-03-05 12:00" in state.inner_text()
    assert page.get_attribute("[data-preview=lobby] a", "href") == "lobby/index.html?clock=2026-03-05T11:00:00"
    page.locator("#desk-time").fill("780")
    page.wait_for_function(
        "() => document.querySelector('[data-preview=lobby] [data-desk-state]').textContent.includes('不开屏')"
    )
    page.close()
    assert complaints == []


def test_while_the_picture_wanders_nothing_beside_it_is_of_another_colour_and_no_edge_moves(
    show: Show, root: Path
) -> None:
    publish(root, {"screens.yml": PLAY.replace("- id: lobby", "- id: lobby\n  theme: 红色\n  ticker: 是")})
    screen = show()
    places = set()
    for _ in range(4):
        screen.run(61)
        ground, beside, *moved = screen.page.evaluate(
            "() => { const of = (name, part) => getComputedStyle(document.querySelector(name), part); return [of('[data-current]')"
            ".backgroundColor, of('#stage', '::before').backgroundColor, of('#stage').transform, of('.kx-ticker').transform] }"
        )
        assert ground == beside
        assert moved[0] == moved[1]
        places.add(moved[0])
    assert len(places) > 2


def test_a_countdown_goes_on_at_midnight_says_its_day_and_leaves_by_itself(show: Show, root: Path) -> None:
    publish(root, {"screens.yml": "- id: lobby\n  play: [{内容: 倒计时, 事项: 高考, 日期: 2026-03-05}]\n"})
    screen = show()
    said = [screen.page.inner_text("[data-current]")]
    for night in ("2026-03-04", "2026-03-05", "2026-03-06"):
        screen.page.clock.set_system_time(f"{night}T00:00:01+08:00")
        screen.run(2)
        said.append(screen.page.inner_text("[data-current]"))
    assert ["".join(re.findall("还有|今天：高考|[0-9]+天", text)) for text in said[:3]] == [
        "还有2天",
        "还有1天",
        "今天：高考",
    ]
    assert (screen.on, screen.errors) == ("clock", "")


def test_a_long_emergency_says_again_and_again_what_to_do(show: Show, root: Path) -> None:
    body = "请大家留在室内，关好门窗，切断室外电源。\n\n" * 60
    more = {"id": "u", "urgent": "是", "expires": "2026-03-03 11:00", "summary": "今晚大风，不要外出。"}
    publish(root, {"u.md": notice("大风紧急通知", "2026-03-03", body, **more)})
    screen = show()
    seen = [name.rpartition("/")[2] for name in screen.around(90)]
    assert seen[:7] == list("1231451")
    screen.until("notice/u/1", 60)
    assert "今晚大风，不要外出。" in screen.page.inner_text("[data-current]")
