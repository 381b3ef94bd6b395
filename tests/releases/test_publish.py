"""`xuanlan publish` as staff run it: what it does and says, and what it does when it is cut off."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commands import call, call_build, environment, run_cramped
from forks import Forked
from releases import shown
from sites import new_site, notice, themed, write
from trees import digests

from xuanlan.diagnostics.report import Report
from xuanlan.models import ledger

NOTICES = {"a.md": notice("停水通知", "2026-01-05", id="a"), "b.md": notice("停电通知", "2026-01-06", id="b")}
LEDGER = "notices/ledger.yml"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been published into its folder `www`."""
    root = new_site(tmp_path_factory.mktemp("original") / "project", NOTICES)
    assert call("publish", "www", cwd=root, XUANLAN_NOW="2026-11-20").returncode == 0
    return root


@pytest.fixture
def root(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "project", symlinks=True)


def entered(root: Path) -> list[str]:
    return sorted(ledger.load(root, Report()).entries)


def publish(root: Path, *words: str, code: int = 0, **variables: str) -> str:
    """What the command says on its way to the exit code `code`."""
    done = call("publish", "www", *words, cwd=root, **variables)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_a_publication_is_the_tree_of_a_build_and_enters_every_notice(root: Path, tmp_path: Path) -> None:
    write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c")})
    said = publish(root)
    assert digests(root / "www/current") == digests(call_build(root, tmp_path / "out"))
    assert (root / LEDGER).read_text(encoding="utf-8").splitlines()[1:] == [
        '- {id: "a", address: "/n/a/", title: "停水通知", first_published: "2026-11-20T00:00:00+08:00"}',
        '- {id: "b", address: "/n/b/", title: "停电通知", first_published: "2026-11-20T00:00:00+08:00"}',
        '- {id: "c", address: "/n/c/", title: "新的通知", first_published: "2026-11-22T10:00:00+08:00"}',
    ]
    assert shown(root / "www") in said
    assert "登记簿新记了 1 个网址" in said


def test_publishing_leaves_the_earlier_releases_as_they_are(root: Path) -> None:
    first = root / "www/releases" / shown(root / "www")
    before = digests(first)
    write(root, {"notices/a.md": NOTICES["a.md"] + "改过。\n"})
    publish(root)
    publish(root, XUANLAN_NOW="2026-11-23")
    assert digests(first) == before
    assert (first / "n/b/index.html").samefile(root / "www/current/n/b/index.html")
    assert "改过。" in (root / "www/current/n/a/index.html").read_text(encoding="utf-8")


def test_an_error_publishes_nothing(root: Path) -> None:
    before = shown(root / "www")
    (root / "notices/b.md").unlink()
    assert "ledger-vanished" in publish(root, code=1)
    assert shown(root / "www") == before


def test_an_emptied_folder_of_notices_does_not_wipe_the_site(root: Path) -> None:
    before = shown(root / "www")
    shutil.rmtree(root / "notices")
    assert "release-shrunk" in publish(root, code=1)
    assert shown(root / "www") == before
    publish(root, "--force")
    assert shown(root / "www") != before


def test_a_page_with_a_link_that_leads_nowhere_is_not_published_unless_forced(root: Path) -> None:
    before = shown(root / "www")
    foot = '<a href="../../none.html">更多</a>'
    write(root, {"overrides/xuanlan/parts/notice_foot.html": foot, "notices/c.md": notice("新", "2026-01-07", id="c")})
    said = publish(root, code=1)
    assert "n/a/index.html 里的链接打不开：none.html（另有 2 页）" in said
    assert shown(root / "www") == before
    publish(root, "--force")
    assert shown(root / "www") != before


def test_going_back_takes_a_moment_and_is_listed(root: Path) -> None:
    first = shown(root / "www")
    write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c")})
    publish(root)
    second = shown(root / "www")
    done = call("rollback", "www", cwd=root)
    assert (done.returncode, shown(root / "www")) == (0, first)
    assert "1 份后来发布的文稿" in done.stderr
    listed = call("releases", "www", cwd=root).stdout.splitlines()
    assert listed == [f"  {second}  2026-11-22 10:00  3 份文稿", f"* {first}  2026-11-20 00:00  2 份文稿"]
    assert call("rollback", "www", second, cwd=root).returncode == 0
    assert shown(root / "www") == second


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("publish", "mkdocs.yml"), "不是文件夹"),
        (("publish", "docs"), "不能发布到"),
        (("publish", "notices/www"), "不能发布到"),
        (("publish", "site"), "不能发布到"),
        (("publish", "."), "里有别的文件"),
        (("publish", "www", "--keep", "0"), "--keep"),
        (("publish", "www", "--site", "nowhere"), "mkdocs.yml"),
        (("publish",), "缺少 DIR"),
        (("rollback", "docs"), "没有发布过"),
        (("rollback", "www", "2030"), "没有以“2030”开头"),
        (("rollback", "www"), "没有更早"),
        (("releases", "nowhere"), "没有发布过"),
        (("check", "--qr"), "没有生成的网站"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call_exits_with_2_and_changes_nothing(root: Path, words: tuple[str, ...], said: str) -> None:
    before = digests(root)
    done = call(*words, cwd=root)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert digests(root) == before


def test_a_folder_that_cannot_be_made_exits_with_3(root: Path) -> None:
    done = call("publish", "mkdocs.yml/below", cwd=root)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr


FULL = """
import errno, os, pathlib, sys
from xuanlan.cli.app import main
opened = pathlib.Path.open
def open_(self, *words, **more):
    if self.name.endswith(".part"): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
    return opened(self, *words, **more)
pathlib.Path.open = open_
sys.exit(main(["publish", "www"]))
"""


def test_a_ledger_that_cannot_be_written_stops_before_the_switch(root: Path) -> None:
    before = shown(root / "www")
    write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c")})
    done = subprocess.run(
        [sys.executable, "-c", FULL], cwd=root, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 3, done.stderr
    assert f"{LEDGER} 没有更新" in done.stderr
    assert shown(root / "www") == before


def test_a_disk_that_takes_no_more_exits_with_3_and_leaves_the_site(root: Path) -> None:
    before = shown(root / "www")
    write(root, {"notices/a.md": NOTICES["a.md"] + "改过。\n"})
    done = run_cramped(4000, "-m", "xuanlan", "publish", "www", cwd=root)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert shown(root / "www") == before
    publish(root)


def test_cut_off_between_the_switch_and_the_ledger_the_next_publication_enters_what_is_out(root: Path) -> None:
    write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c")})
    cut = (
        "import os, pathlib, signal, sys\n"
        "from xuanlan.models import ledger\nfrom xuanlan.cli.app import main\n"
        "def replace(self, target):\n"
        "    if target.name == 'ledger.yml': os.kill(os.getpid(), signal.SIGKILL)\n"
        "    os.replace(self, target)\n"
        "pathlib.Path.replace = replace\n"
        "sys.exit(main(['publish', 'www']))\n"
    )
    done = subprocess.run([sys.executable, "-c", cut], cwd=root, env=environment(), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (root / "www/current/n/c/index.html").is_file()
    assert entered(root) == ["a", "b"]
    publish(root)
    assert entered(root) == ["a", "b", "c"]
    assert not list((root / LEDGER).parent.glob("*.part"))


def test_of_two_publications_at_once_one_waits_for_another_day(root: Path) -> None:
    write(root, {f"notices/{n}.md": notice(f"第{n}份通知", "2026-01-07", id=f"n{n}") for n in range(40)})
    both = [Forked(("xuanlan", "publish", "www"), root, environment()) for _ in range(2)]
    said = [one.communicate(120)[1] for one in both]
    codes = [one.returncode for one in both]
    assert set(codes) <= {0, 3}, said
    assert 0 in codes
    assert all("另一个发布" in text for text, code in zip(said, codes, strict=True) if code == 3)
    shown(root / "www")
    assert len(entered(root)) == 42


def test_names_titles_folders_and_colours_change_no_address(root: Path) -> None:
    write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c")})
    publish(root)
    before = entered(root)
    (root / "notices/2027/后勤").mkdir(parents=True)
    (root / "notices/a.md").rename(root / "notices/2027/后勤/停水（改期）.md")
    config = themed((root / "mkdocs.yml").read_text(encoding="utf-8"))
    write(
        root,
        {
            "notices/b.md": NOTICES["b.md"].replace("停电通知", "停电改期的通知"),
            "overrides/assets/brand.css": ":root { --xl-main: #1f4e8c; }\n",
            "mkdocs.yml": config + "extra_css: [assets/brand.css]\n",
        },
    )
    publish(root, XUANLAN_NOW="2026-12-01")
    assert entered(root) == before
    assert call("check", "--qr", "--tree", "www/current", cwd=root).returncode == 0
    texts = {item.id: item.title for item in ledger.load(root, Report()).entries.values()}
    assert texts["b"] == "停电改期的通知"


def test_every_printed_address_is_opened_in_the_built_tree(root: Path) -> None:
    assert call("check", "--qr", "--tree", "www/current", cwd=root).returncode == 0
    write(root, {"notices/c.md": notice("新的通知", "2026-01-07", id="c"), LEDGER: "- {id: z, withdrawn: 重复}\n"})
    call_build(root, root / "site")
    page = root / "site/n/a/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace('data-notice="a"', 'data-notice="A"'), encoding="utf-8")
    shutil.rmtree(root / "site/n/z")
    shutil.rmtree(root / "site/n/c")
    done = call("check", "--qr", cwd=root)
    assert done.returncode == 1
    places = [line.split(": ")[0] for line in done.stdout.splitlines() if "[ledger-dead]" in line]
    assert places == ["notices/a.md:5:5", "notices/c.md:5:5", f"{LEDGER}:1:3"]
