"""Whatever has happened to a site, a build gives the bytes that a build from nothing gives, and touches only what differs."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from office_files import png
from persons import id_number
from rounds import times
from sites import CONFIG, SOUND, SOUND_NOTICE, Site
from trees import changed, digests, stamps

from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import ContentError
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.library import front_matter
from xuanlan.models.schedule import parse_now
from xuanlan.render.pages import THEME
from xuanlan.runtime.cache import Cache
from xuanlan.tree import folder

NAMES = ("a", "b", "c", "d", "夏/e")
KINDS = ("通知", "公告", "公示", "倡议书")
SENTENCES = (
    "请各部门认真落实门前三包。",
    "见[另一份](a.md)。",
    "附[表格](表格.csv)，还有 **𠮷田** 的说明。",
    "## 一个标题\n\n见[上文](b.md#一个标题)和[手写页](../docs/about.md)。",
    "![图](图.png)\n",
    "1. 甲\n2. 乙\n",
    "投诉请拨打 12345。",
)
PNG = png()
FIRST = parse_now("2026-03-01T09:00")
BODIES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3).map("\n\n".join)
SETTINGS = (
    "slogan: 便民利民\n",
    "unit: 城管办\nphone: 0000-8888001\n",
    "columns:\n  - {slug: events, title: 活动, description: 活动安排}\nkinds:\n  - {name: 启事, column: events}\n",
    "traditional: 否\nlatest: 3\n",
    "审读:\n  轻重: {personal-id: 提示}\n",
    "审读:\n  轻重: {personal-id: 提示, personal-private-column: 停发}\n",
    "",
)
TABLES = (
    "姓名,电话\n",
    "姓名,电话\n" * 3,
    "责任区,单位\n行政楼,总值班室\n",
    f"姓名,编号\n王甲,{id_number(random.Random(7))}\n",
    "姓名,家庭住址\n张三丰,学府路 9 号\n",
)
HOTLINES = (
    "- {name: 总值班室, number: 0000-8888001, hours: 工作日 8:30—17:00}\n",
    "- {name: 总值班室, number: 0000-8888002}\n- {national: '12345'}\n",
    "",
)
OWN_TEMPLATE = "parts/notice_foot.html"


def built(site: Site, out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("XUANLAN_CACHE", str(cache))
    run.build(site.root, out, Options(now=FIRST, console=Console(io.StringIO())))
    return digests(out)


def head(name: str, kind: str, *more: str) -> str:
    lines = [f"title: 关于{name}的{kind}", f"kind: {kind}", "date: 2026-02-20", f"id: {name}", *more]
    return "\n".join(["---", *lines, "---", "正文。\n"])


ANSWERED = "{rule: personal-private-column, words: 家庭住址, who: 宣传部, why: 核对过, until: 2027-01-01}"
MOVED = "columns:\n  - {slug: events, title: 活动, description: 活动安排}\nkinds:\n  - {name: 公告, column: events}\n"


@pytest.mark.parametrize(
    "edit",
    [
        {"notices/settings.yml": MOVED},
        {"overrides/xuanlan/parts/notice_foot.html": "<p>本单位</p>{% include 'parts/none.html' ignore missing %}"},
        {"overrides/release.json": "{}", "notices/a.md": head("a", "通知", "tags: 安全", "place: 礼堂")},
        {"notices/a.md": head("a", "通知", "tags: 安全", "replaces: b")},
        {"overrides/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'},
        {"docs/other.md": "# 另一页\n"},
        {"mkdocs.yml": CONFIG.replace("云山", "海边")},
        {"mkdocs.yml": CONFIG.replace("board.college", "notice.college")},
        {"notices/甲.csv": "责任区,单位\n行政楼,总值班室\n"},
        {"notices/settings.yml": "审读:\n  轻重: {personal-private-column: 停发}\n"},
    ],
    ids=lambda edit: " ".join(edit),
)
def test_an_edit_reaches_every_page_that_shows_it(
    edit: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "网站").write(
        {
            "notices/a.md": head("a", "通知", "tags: 安全"),
            "notices/b.md": head("b", "公告", "tags: 安全", "附件: 甲.csv", f"放行:\n  - {ANSWERED}"),
            "notices/甲.csv": "姓名,家庭住址\n张三丰,学府路9号\n",
            "mkdocs.yml": CONFIG,
            "overrides/readme.txt": "本单位的样式放在这里。",
        }
    )
    before = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    for _ in range(2):  # the second build after an edit finds what the first has left
        site.write(edit)
        after = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    assert after != before
    assert after == built(site, tmp_path / "beside", tmp_path / "nothing", monkeypatch)


def test_an_edited_attachment_changes_what_tells_of_it_and_no_other_text_of_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "网站")
    for name in "abc":
        body = "".join(chr(0x4E00 + 37 * number % 5000) for number in range(9000))
        site.write({f"notices/{name}.md": head(name, "通知", f"附件: {name}.txt"), f"notices/{name}.txt": name + body})
    before = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    site.write({"notices/b.txt": "b" + body + "新增一行"})
    after = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    edited = {path for path in changed(before, after) if path.startswith("search/")}
    lists = {path for path in edited if path.startswith("search/a/0-0/")}
    assert len({path for path in after if path.startswith("search/a/0-0/")}) > 10 > len(lists) > 0
    assert edited - lists == {"search/index.js", next(path for path in after if path.startswith("search/a/text/b-"))}
    assert after == built(site, tmp_path / "beside", tmp_path / "nothing", monkeypatch)


def test_a_file_of_the_output_that_was_edited_and_dated_back_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "网站")
    before = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    page = tmp_path / "out/n/duty/index.html"
    status = page.stat()
    page.write_bytes(page.read_bytes().replace("值班".encode(), "休息".encode()))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert built(site, tmp_path / "out", tmp_path / "cache", monkeypatch) == before


SHAPES: dict[str, object] = {
    "a number": 5,
    "a list": [[], {}, 1],
    "an object": {"title": 5},
    "deep": json.loads("[" * 50 + "]" * 50),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_values_that_this_program_has_not_written_are_not_believed(
    shape: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "网站").write({"docs/about.md": "# 关于\n\n见[值班](../notices/2026/值班.md)。\n"})
    wanted = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    rows = forged(tmp_path / "cache", lambda _: json.dumps(shape).encode())
    assert rows > 5
    assert built(site, tmp_path / "out", tmp_path / "cache", monkeypatch) == wanted
    assert built(site, tmp_path / "beside", tmp_path / "cache", monkeypatch) == wanted


def test_a_forged_id_writes_nothing_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path / "网站")
    wanted = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    forged(tmp_path / "cache", lambda value: value.replace(b'"duty"', b'"../../../evil"'))
    assert built(site, tmp_path / "beside", tmp_path / "cache", monkeypatch) == wanted
    assert not list(tmp_path.glob("**/evil"))


def forged(cache: Path, change: Callable[[bytes], bytes]) -> int:
    """Change every value of a cache, with the seal that belongs to it; how many there are."""
    file = sqlite3.connect(cache / "cache.sqlite")
    rows = file.execute("SELECT key, value FROM parts").fetchall()
    file.close()
    own = Cache(cache)
    own.put({key: change(value[8:]) for key, value in rows})
    own.close()
    return len(rows)


def test_what_a_killed_build_has_left_is_removed_once_it_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, now = Site(tmp_path / "网站"), time.time()
    for name, age in ((".xuanlan-out-old", 7200), (".xuanlan-out-new", 60), (".xuanlan-other", 7200)):
        (tmp_path / name / "n").mkdir(parents=True)
        os.utime(tmp_path / name, (now - age, now - age))
    built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    assert sorted(path.name for path in tmp_path.glob(".xuanlan-*")) == [".xuanlan-other", ".xuanlan-out-new"]


def test_an_output_on_another_disk_is_built_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path / "网站")
    wanted = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)
    other = tmp_path / "disk"
    other.mkdir()
    monkeypatch.setattr(folder, "own_disk", lambda place: place == other)
    for _ in range(2):
        assert built(site, other, tmp_path / "cache", monkeypatch) == wanted
        assert not list(tmp_path.glob("**/.xuanlan-*"))
        site.write({SOUND: SOUND_NOTICE.replace("二十日", "三十日")})
        wanted = built(site, tmp_path / "out", tmp_path / "cache", monkeypatch)


Fresh = tuple[bool, str, dict[str, str]]
FRESH: dict[str, Fresh] = {}
"""What builds from nothing have given, by the digest of all that they were made from."""


class History(RuleBasedStateMachine):
    """One site through its edits. After each of them it is built on top of the last output, and beside it from nothing:
    once for each state that it comes into, for the cache and the output in which many a rule meddles are no part of it.
    """

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.site = Site(self.folder / "网站")
        self.site.write({"docs/about.md": "# 关于\n\n见[通知](../notices/a.md)。\n", "mkdocs.yml": CONFIG})
        self.site.write({f"notices/{name}": PNG + bytes(9) for name in ("图.png", "夏/图.png")})
        self.site.write({f"notices/{name}": "姓名,电话\n" for name in ("表格.csv", "夏/表格.csv")})
        self.now = FIRST
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(front_matter, "TICK", 0)  # the edits of a person are seconds apart, those of a test are not
        for name in NAMES[:3]:
            self.edit(name, "通知", "请各部门认真落实门前三包。", 10, frozenset())

    def write(self, name: str, content: str) -> None:
        self.site.write({name: content})

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.patch.undo()
            shutil.rmtree(self.folder)

    @rule(
        name=st.sampled_from(NAMES),
        kind=st.sampled_from(KINDS),
        body=BODIES,
        day=st.integers(1, 28),
        more=st.frozensets(
            st.sampled_from(("pin", "urgent", "expires", "tags", "contact", "no number", "draft", "table")), max_size=3
        ),
    )
    def edit(self, name: str, kind: str, body: str, day: int, more: frozenset[str]) -> None:
        head = [f"title: 关于{name[-1]}事项的{kind}", f"kind: {kind}", f"date: 2026-02-{day:02}"]
        head += [] if "no number" in more else [f"id: notice-{name[-1]}"]
        head += (
            [f"open_from: 2026-02-{day:02}", "open_until: 2026-03-05", "list_until_closed: 是"]
            if kind == "公示"
            else []
        )
        head += ["pinned_until: 2026-03-04"] if "pin" in more else []
        head += ["urgent: 是"] if "urgent" in more else []
        head += ["expires: 2026-03-03"] if "expires" in more else []
        head += ["tags: [安全, 假期]", "values: [诚信]"] if "tags" in more else []
        head += ["contact: 总值班室"] if "contact" in more else []
        head += ["draft: 是"] if "draft" in more else []
        head += ["附件: 表格.csv"] if "table" in more else []
        self.write(f"notices/{name}.md", "\n".join(["---", *head, "---", body]))

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES), how=st.sampled_from(("replaces", "withdrawn")))
    def overtake(self, name: str, other: str, how: str) -> None:
        value = f"[notice-{other[-1]}]" if how == "replaces" else "内容有误。"
        head = [f"title: 新的{name[-1]}", "kind: 通知", "date: 2026-02-20", f"id: notice-{name[-1]}", f"{how}: {value}"]
        self.write(f"notices/{name}.md", "\n".join(["---", *head, "---", "正文。"]))

    @rule(name=st.sampled_from(NAMES), to=st.sampled_from(NAMES))
    def rename(self, name: str, to: str) -> None:
        old, new = (self.site.root / f"notices/{one}.md" for one in (name, to))
        if old.is_file():
            new.parent.mkdir(exist_ok=True)
            old.replace(new)

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        (self.site.root / f"notices/{name}.md").unlink(missing_ok=True)

    @rule(text=st.sampled_from(SETTINGS))
    def set(self, text: str) -> None:
        self.write("notices/settings.yml", text)

    @rule(text=st.sampled_from(HOTLINES))
    def register(self, text: str) -> None:
        self.write("notices/hotlines.yml", text)

    @rule(table=st.sampled_from(TABLES), folder=st.sampled_from(("", "夏/")))
    def new_table(self, table: str, folder: str) -> None:
        self.write(f"notices/{folder}表格.csv", table)

    @rule(body=BODIES)
    def about(self, body: str) -> None:
        self.write(
            "docs/about.md", f"# 关于\n\n{body.replace('](', '](../notices/').replace('../notices/../', '../')}\n"
        )

    @rule(there=st.booleans())
    def own_template(self, there: bool) -> None:
        target = self.site.root / "overrides/xuanlan" / OWN_TEMPLATE
        if there:
            shipped = (THEME / "templates" / OWN_TEMPLATE).read_text(encoding="utf-8")
            self.write(f"overrides/xuanlan/{OWN_TEMPLATE}", shipped + "<!-- 本单位 -->")
        else:
            target.unlink(missing_ok=True)

    @rule(hours=st.integers(-50, 400))
    def pass_time(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(what=st.sampled_from(("lost", "damaged", "cut")), at=st.integers(0, 10**6))
    def hurt_cache(self, what: str, at: int) -> None:
        for file in (self.folder / "cache").glob("*"):
            data = bytearray(file.read_bytes())
            if what == "lost":
                file.unlink()
            elif what == "cut":
                file.write_bytes(data[: len(data) // 2])
            elif data:
                start = at % len(data)
                data[start : start + 100] = bytes(len(data[start : start + 100]))
                file.write_bytes(data)

    @rule(number=st.integers(0, 10**6), what=st.sampled_from(("gone", "other", "more")))
    def meddle(self, number: int, what: str) -> None:
        out = self.site.root / "site"
        files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != "release.json")
        if files:
            file = files[number % len(files)]
            if what == "gone":
                file.unlink()
            elif what == "other":
                file.write_bytes(b"x" * file.stat().st_size)
            else:
                (file.parent / "stray.txt").write_text("多余", encoding="utf-8")

    @invariant()
    def a_build_from_nothing_gives_the_same(self) -> None:
        if not hasattr(self, "folder"):
            return
        out = self.site.root / "site"
        before, when = (digests(out), stamps(out)) if out.is_dir() else ({}, {})
        done, said = self.build(out, "cache")
        after, later = digests(out) if done else {}, stamps(out)
        assert (done, said, after) == self.fresh()
        for path, digest in after.items():
            if before.get(path) == digest:
                assert later[path] == when[path], f"{path} was written though it is the same"

    def fresh(self) -> Fresh:
        """Whether a build from nothing is done, what it says and what it makes."""
        sources = {path: digest for path, digest in digests(self.site.root).items() if not path.startswith("site/")}
        state = repr((self.now, sorted(sources.items())))
        if state not in FRESH:
            beside = self.folder / "beside"
            done, said = self.build(beside, "nothing")
            FRESH[state] = (done, said, digests(beside))
            shutil.rmtree(beside, ignore_errors=True)
            shutil.rmtree(self.folder / "nothing")
        return FRESH[state]

    def build(self, out: Path, cache: str) -> tuple[bool, str]:
        """Build into `out`; whether it was done, and what was said."""
        self.patch.setenv("XUANLAN_CACHE", str(self.folder / cache))
        said = io.StringIO()
        try:
            run.build(self.site.root, out, Options(now=self.now, console=Console(said, is_read=False)))
        except ContentError:
            return False, said.getvalue()
        return True, said.getvalue()


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=times(3),
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
