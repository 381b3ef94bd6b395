"""`xuanlan pack` and `publish --pack`: zips that are the same everywhere and open without anything of ours."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from browsers import reading
from commands import call, environment, run_cramped
from forks import Forked
from playwright.sync_api import Browser
from sites import new_site, notice, write
from trees import Built, digests

from xuanlan.releases.packs import pack
from xuanlan.tree.release import Release, differences

NAME = "名单 一（2026）& 说明.csv"
NOTICES = {
    "a.md": notice("停水通知", "2026-01-05", f"见[名单](<{NAME}>)。\n", id="a"),
    "b.md": notice("停电通知", "2026-01-06", id="b"),
    NAME: "姓名\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been published into its folder `www`."""
    root = new_site(tmp_path_factory.mktemp("packs") / "project", NOTICES)
    done = call("publish", "www", cwd=root, XUANLAN_NOW="2026-11-20T08:30:12")
    assert done.returncode == 0, done.stderr
    return root


def packed(root: Path, file: Path, *words: str, **variables: str) -> str:
    done = call("pack", "www", str(file), *words, cwd=root, **variables)
    assert done.returncode == 0, done.stderr
    return done.stderr


def unpacked(files: list[Path], folder: Path) -> Path:
    for file in files:
        with zipfile.ZipFile(file) as pack:
            assert pack.testzip() is None
            pack.extractall(folder)
    return folder


def test_a_pack_unpacks_to_the_release_with_the_names_and_the_times_it_has(root: Path, tmp_path: Path) -> None:
    assert "网站.zip（" in packed(root, tmp_path / "网站.zip")
    folder = unpacked([tmp_path / "网站.zip"], tmp_path / "out")
    assert digests(folder) == digests(root / "www/current")
    assert call("verify", str(folder), cwd=root).returncode == 0
    with zipfile.ZipFile(tmp_path / "网站.zip") as pack:
        infos = pack.infolist()
    assert {info.date_time for info in infos} == {(2026, 11, 20, 8, 30, 12)}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}
    assert all(bool(info.flag_bits & 0x800) != info.filename.isascii() for info in infos), "names are UTF-8"
    assert f"n/a/files/{NAME}" in {info.filename for info in infos}
    assert [info.filename for info in infos][-1] == "release.json", "what is half unpacked is no release"


def test_the_same_release_gives_the_same_pack_wherever_and_by_whomever(root: Path, tmp_path: Path) -> None:
    packed(root, tmp_path / "one.zip")
    other = shutil.copytree(root / "www/releases", tmp_path / "别处")
    for file in other.rglob("*"):
        os.utime(file, (0, 0))
        file.chmod(0o700)
    command = [sys.executable, "-m", "xuanlan", "pack", str(next(other.iterdir())), str(tmp_path / "two.zip")]
    variables = environment(TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="3", HOME=str(tmp_path))
    subprocess.run(command, cwd=tmp_path, env=variables, umask=0o077, check=True, capture_output=True)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_publish_packs_what_it_has_published(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "project", symlinks=True)
    write(copy, {"notices/c.md": notice("新的通知", "2026-01-07", id="c")})
    done = call("publish", "www", "--pack", "../site.zip", cwd=copy)
    assert done.returncode == 0, done.stderr
    folder = unpacked([tmp_path / "site.zip"], tmp_path / "out")
    assert digests(folder) == digests(copy / "www/current")
    assert (folder / "n/c/index.html").is_file()


def test_parts_are_zips_of_their_own_that_unpack_into_one_folder_in_any_order(root: Path, tmp_path: Path) -> None:
    release = Release.of(root / "www/current")
    assert release
    written = pack(root / "www", tmp_path / "site.zip", limit=300_000)
    assert len(written) > 1
    assert [file.name for file in written] == [f"site-{n + 1}of{len(written)}.zip" for n in range(len(written))]
    assert all(file.stat().st_size <= 300_000 for file in written)
    folder = unpacked(written[::-1], tmp_path / "out")
    assert differences(release.at(folder)) == []
    assert sorted(tmp_path.iterdir()) == sorted([*written, folder]), "nothing else is left"


def test_parts_of_an_earlier_pack_do_not_stay_and_other_files_do(root: Path, tmp_path: Path) -> None:
    others = [tmp_path / "site-2of3.txt", tmp_path / "my-1of2.zip", tmp_path / "site-old.zip"]
    for file in others:
        file.write_bytes(b"")
    before = pack(root / "www", tmp_path / "site.zip", limit=300_000)
    after = pack(root / "www", tmp_path / "site.zip", limit=600_000)
    assert len(before) != len(after)
    assert sorted(tmp_path.iterdir()) == sorted([*others, *after])


def test_of_two_packs_of_one_name_at_once_one_is_there_whole(root: Path, tmp_path: Path) -> None:
    words = ("xuanlan", "pack", "www", str(tmp_path / "site.zip"))
    both = [Forked((*words, *more), root, environment()) for more in ((), ("--offline",))]
    for one in both:
        one.communicate(120)
    assert [one.returncode for one in both] == [0, 0]
    with zipfile.ZipFile(tmp_path / "site.zip") as file:
        assert file.testzip() is None


@pytest.mark.parametrize("name", ["长" * 100 + ".zip", "loop/site.zip"])
def test_a_name_that_the_disk_refuses_is_told(root: Path, tmp_path: Path, name: str) -> None:
    root = shutil.copytree(root, tmp_path / "project", symlinks=True)
    (tmp_path / "loop").symlink_to("loop")
    for command in (("pack", "www"), ("publish", "www", "--pack")):
        done = call(*command, str(tmp_path / name), cwd=root)
        assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr


def test_what_fits_into_one_part_is_one_pack(root: Path, tmp_path: Path) -> None:
    packed(root, tmp_path / "site.zip", "--split", "4000")
    assert [file.name for file in tmp_path.iterdir()] == ["site.zip"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pack", "www", "site.tar"), ".zip"),
        (("pack", "www", "www/site.zip"), "只放网站"),
        (("pack", "www/current", "www/current/site.zip"), "只放网站"),
        (("pack", "www/current", "www/site.zip"), "只放网站"),
        (("pack", "www", "../site.zip", "--delta", ""), "版本"),
        (("pack", "docs", "../site.zip"), "没有发布过"),
        (("pack", "nowhere", "../site.zip"), "没有发布过"),
        (("pack", "www"), "缺少"),
        (("pack", "www", "../site.zip", "--offline", "--delta", "2026"), "只能写一样"),
        (("pack", "www", "../site.zip", "--delta", "2030"), "没有版本 2030"),
        (("pack", "www", "../site.zip", "--delta", "2026"), "内容一样"),
        (("pack", "www", "../site.zip", "--delta", "mkdocs.yml"), "不是网站的 manifest.sha256"),
        (("pack", "www", "../site.zip", "--split", "0"), "--split"),
        (("publish", "www", "--pack", "www/site.zip"), "只放网站"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call_exits_with_2_and_leaves_nothing(root: Path, words: tuple[str, ...], said: str) -> None:
    before = sorted(root.parent.rglob("*"))
    done = call(*words, cwd=root)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert sorted(root.parent.rglob("*")) == before


def test_a_file_that_is_larger_than_a_part_is_named(tmp_path: Path) -> None:
    big = tmp_path / "project"
    new_site(big, NOTICES)
    (big / "notices/大.txt").write_bytes(random.Random(1).randbytes(1_100_000).hex().encode())
    write(big, {"notices/a.md": notice("附件通知", "2026-01-05", "见[大](大.txt)。\n", id="a")})
    assert call("build", "--out", "out", cwd=big).returncode == 0
    done = call("pack", "out", "site.zip", "--split", "1", cwd=big)
    assert done.returncode == 2
    assert "大.txt 有 2 MB，比一个包还大" in done.stderr
    assert not list(big.glob("site*"))


def test_a_damaged_tree_is_not_packed_and_a_disk_that_refuses_is_told(root: Path, tmp_path: Path) -> None:
    stick = Path(shutil.copytree(root / "www/current", tmp_path / "stick"))
    (stick / "index.html").write_text("改", encoding="utf-8")
    done = call("pack", str(stick), str(tmp_path / "site.zip"), cwd=root)
    assert (done.returncode, "没有打包" in done.stderr) == (3, True)
    done = call("pack", "www", str(root / "mkdocs.yml/site.zip"), cwd=root)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert not (tmp_path / "site.zip").exists()


def test_a_disk_that_is_full_leaves_the_earlier_pack(root: Path, tmp_path: Path) -> None:
    packed(root, tmp_path / "site.zip")
    before = (tmp_path / "site.zip").read_bytes()
    done = run_cramped(40_000, "-m", "xuanlan", "pack", "www", str(tmp_path / "site.zip"), cwd=root)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [before]


@pytest.fixture(scope="module")
def offline(demo: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site's offline pack, unpacked on a stick."""
    folder = tmp_path_factory.mktemp("offline")
    done = call("pack", str(demo.tree.folder), str(folder / "off.zip"), "--offline", cwd=folder)
    assert done.returncode == 0, done.stderr
    return unpacked([folder / "off.zip"], folder / "U 盘 100%#1")


def test_an_offline_pack_has_two_files_to_open_first_and_a_tree_that_is_whole(demo: Built, offline: Path) -> None:
    assert {item.name for item in offline.iterdir()} == {"打开首页.html", "请先看这里.txt", "site"}
    assert call("verify", "site", cwd=offline).returncode == 0
    text = (offline / "请先看这里.txt").read_bytes()
    release = Release.of(demo.tree.folder)
    assert release
    assert text.decode("utf-8-sig").splitlines()[1] == f"版本 {release.id}"
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")


def test_from_a_stick_the_home_page_notices_search_files_and_screens_work(
    browser: Browser, demo: Built, offline: Path
) -> None:
    home = offline.as_uri() + "/"
    with reading(browser, home) as reader:
        page = reader.open(quote("打开首页.html"))
        page.wait_for_url(home + "site/index.html")
        first = page.locator("main a[href*='n/']").first
        first.click()
        page.wait_for_selector("article[data-notice]")
        assert page.url.startswith(home + "site/n/")
        page = reader.open("site/search/index.html?q=" + quote("通知"))
        page.locator("#search-results a").first.click()
        page.wait_for_selector("article[data-notice]")
        for path in ("site/hotlines/index.html", "site/notices/index.html", "site/kiosk/index.html"):
            assert reader.open(path).title()
        page = reader.open("site/kiosk/lobby/index.html")
        page.wait_for_selector("[data-current]")
        sheet = min(path for path in demo.tree.files if path.startswith("print/"))
        page = reader.open(f"site/n/{Path(sheet).stem}/index.html")
        address = page.locator("a[href$='.pdf']").first.evaluate("link => link.href")
        assert Path(unquote(urlsplit(address).path)) == offline / "site" / sheet
