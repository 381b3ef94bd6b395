"""Packs of what has changed: the shell script runs for real, is killed, starved and misled; the one for Windows is read."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import subprocess
import zipfile
from pathlib import Path

import pytest
from commands import call
from rounds import ROUNDS, sampled
from sites import new_site, notice, write
from trees import digests

from xuanlan.diagnostics.report import CallError, MachineError
from xuanlan.releases.delta import steps
from xuanlan.releases.packs import pack
from xuanlan.releases.publish import Store
from xuanlan.tree.release import Release, differences

NAME, OTHER = "名单 一 & 100%!.csv", "附件 二.csv"
NOTICES = {
    "a.md": notice("停水通知", "2026-01-05", f"见[名单](<{NAME}>)。\n", id="a"),
    "b.md": notice("停电通知", "2026-01-06", id="b"),
    NAME: "姓名\n",
}
NOBODY = 65534


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been published twice into `www`: between, an attachment went and a notice came."""
    root = new_site(tmp_path_factory.mktemp("delta") / "project", NOTICES)
    (root / "notices/settings.yml").write_text("打印件: 不做\n", encoding="utf-8")
    for day in (1, 2):
        done = call("publish", "www", "--now", f"2026-02-0{day}", cwd=root)
        assert done.returncode == 0, done.stderr
        write(
            root,
            {
                "notices/a.md": notice("停水通知", "2026-01-05", "没有名单了。\n", id="a"),
                "notices/c.md": notice("新的通知", "2026-01-07", f"见[附件](<{OTHER}>)。\n", id="c"),
                f"notices/{OTHER}": "姓名\n",
            },
        )
    return root


@pytest.fixture(scope="module")
def releases(root: Path) -> list[Release]:
    """The newer and the older one."""
    return Store(root / "www").releases()


@pytest.fixture(scope="module")
def update(root: Path, releases: list[Release], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked pack from the older to the newer."""
    folder = tmp_path_factory.mktemp("update pack") / "更新 包"
    done = call("pack", "www", str(folder) + ".zip", "--delta", releases[1].id[:8], cwd=root)
    assert done.returncode == 0, done.stderr
    return unpacked(Path(f"{folder}.zip"), folder)


@pytest.fixture
def stick(releases: list[Release], tmp_path: Path) -> Path:
    """A copy of the older release, somewhere else."""
    return Path(shutil.copytree(releases[1].folder, tmp_path / "U 盘" / "网站 (1) & $HOME"))


def unpacked(file: Path, folder: Path) -> Path:
    with zipfile.ZipFile(file) as pack:
        pack.extractall(folder)
    return folder


def apply(update: Path, target: Path, **more: object) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", str(update / "更新.sh"), str(target)],
        cwd=target.parent, capture_output=True, encoding="utf-8", check=False, **more,
    )  # type: ignore[call-overload]  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_everybody_can_read_the_site_whatever_the_umask_is(update: Path, stick: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(update, tmp_path / "pack")
    for item in pack.rglob("*"):
        item.chmod(0o700 if item.is_dir() else 0o600)  # as a strict umask leaves what is unpacked
    assert apply(pack, stick, umask=0o077)[0] == 0
    closed = [item for item in stick.rglob("*") if item.stat().st_mode & (0o055 if item.is_dir() else 0o044) == 0]
    assert closed == []


def test_a_copy_of_the_older_release_becomes_the_newer_one(update: Path, stick: Path, releases: list[Release]) -> None:
    assert (stick / "n/a/files" / NAME.replace("%", "_")).is_file()
    assert apply(update, stick) == (0, f"已更新到 {releases[0].id}。\n")
    assert digests(stick) == digests(releases[0].folder)
    assert differences(releases[0].at(stick)) == []
    assert not (stick / "n/a/files").exists(), "an empty folder goes too"
    assert any((stick / "n/c/files").iterdir())
    assert apply(update, stick)[0] == 0, "a second time there is nothing to do"


def test_a_pack_has_what_is_new_or_another_and_nothing_else(update: Path, releases: list[Release]) -> None:
    old, new = digests(releases[1].folder), digests(releases[0].folder)
    assert digests(update / "files") == {path: new[path] for path in new if new[path] != old.get(path)}
    assert 0 < len(digests(update / "files")) < len(new)


def test_the_same_two_releases_give_the_same_pack(root: Path, releases: list[Release], tmp_path: Path) -> None:
    by_list = releases[1].folder / "manifest.sha256"
    by_release = releases[1].folder / "release.json"
    files = [
        pack(root / "www", tmp_path / f"{number}.zip", since=str(since))[0]
        for number, since in enumerate((releases[1].id, releases[1].id[:8], by_release))
    ]
    assert len({file.read_bytes() for file in files}) == 1
    odd = Path(shutil.copy(by_list, tmp_path / '$(touch x)";`touch y`.txt'))
    listed = unpacked(pack(root / "www", tmp_path / "list.zip", since=str(odd))[0], tmp_path / "list")
    assert "touch" not in (listed / "更新.sh").read_text(encoding="utf-8")
    assert digests(listed / "files") == digests(unpacked(files[0], tmp_path / "id") / "files")


def test_an_offline_pack_is_brought_up_to_date_at_its_root(
    update: Path, releases: list[Release], tmp_path: Path
) -> None:
    file = pack(releases[1].folder, tmp_path / "offline.zip", offline=True)[0]
    folder = unpacked(file, tmp_path / "offline")
    assert apply(update, folder)[0] == 0
    assert differences(releases[0].at(folder / "site")) == []


SHIM = """#!/bin/sh
n=$(cat "$COUNT"); n=$((n + 1)); echo $n >"$COUNT"
[ $n -ne $STEP ] || kill -9 $PPID
exec {real} "$@"
"""


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Commands that count how often they are called, and kill their shell at one call."""
    folder = tmp_path_factory.mktemp("tools")
    for name in ("cp", "mkdir", "mv", "rm", "rmdir", "sync"):
        file = folder / name
        file.write_text(SHIM.replace("{real}", shutil.which(name) or name), encoding="utf-8")
        file.chmod(0o755)
    return folder


def test_killed_at_any_step_the_site_is_of_one_release_by_its_own_word_and_the_next_run_ends_it(
    update: Path, tools: Path, releases: list[Release], tmp_path: Path
) -> None:
    newer, older = releases
    new, old = digests(newer.folder), digests(older.folder)
    at, seen = tmp_path / "count", set()
    for step in sampled():
        target = Path(shutil.copytree(older.folder, tmp_path / str(step)))
        at.write_text("0", encoding="utf-8")
        variables = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "COUNT": str(at), "STEP": str(step)}
        code, _ = apply(update, target, env=variables)
        if code == 0:
            break
        assert code < 0
        found = Release.of(target)
        assert found is not None
        seen.add(found.id)
        if found.id == newer.id:
            assert {line[:2] for line in differences(newer.at(target))} <= {"多出", "有一"}
        else:
            there = {path: text for path, text in digests(target).items() if not path.startswith(".xuanlan-")}
            assert there.keys() >= old.keys()
            assert all(text in (old.get(path), new.get(path)) for path, text in there.items())
        assert apply(update, target)[0] == 0
        assert differences(newer.at(target)) == []
        shutil.rmtree(target)
    assert step > len(digests(update / "files"))
    assert seen == {newer.id, older.id}


def test_a_site_that_is_another_release_is_left_alone(
    root: Path, update: Path, releases: list[Release], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    assert call("build", "--out", str(other), "--now", "2026-02-03", cwd=root).returncode == 0
    before = digests(other)
    code, said = apply(update, other)
    assert (code, f"不是 {releases[1].id}" in said) == (2, True)
    assert digests(other) == before
    (tmp_path / "empty").mkdir()
    assert apply(update, tmp_path / "empty")[0] == 2
    assert list((tmp_path / "empty").iterdir()) == []
    assert subprocess.run(["sh", update / "更新.sh"], capture_output=True, check=False).returncode == 2
    assert subprocess.run(["sh", update / "更新.sh", tmp_path / "no"], capture_output=True, check=False).returncode == 2


def test_a_published_folder_is_left_alone(root: Path, update: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root / "www", tmp_path / "www", symlinks=True))
    assert call("rollback", str(copy), "--force", cwd=root).returncode == 0
    before = digests(copy)
    for name in ("current", f"releases/{Store(copy).releases()[1].id}"):
        code, said = apply(update, copy / name)
        assert (code, "重新发布" in said) == (2, True)
    assert digests(copy) == before


TOOLS = {
    "sha256sum": ("sha256sum",),
    "shasum": ("shasum", "perl"),
    "openssl": ("openssl",),
    "cksum": (),
}
EVERYWHERE = [
    "sh",
    "cat",
    "cksum",
    "cp",
    "dirname",
    "find",
    "grep",
    "head",
    "mkdir",
    "mv",
    "rm",
    "rmdir",
    "sed",
    "sort",
    "sync",
    "uniq",
]


MACHINES = [*TOOLS, "bash", "busybox"]


@pytest.fixture(scope="module", params=MACHINES)
def machine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine with so many commands and no more: `sh` is what the script is run by."""
    folder = tmp_path_factory.mktemp("bin")
    if request.param == "busybox":
        busybox = shutil.which("busybox")
        assert busybox, "tests/servers.sh installs it"
        for name in (*EVERYWHERE, "sha256sum"):
            (folder / name).symlink_to(busybox)
    else:
        for name in (*EVERYWHERE, *TOOLS.get(request.param, ("sha256sum",))):
            there = shutil.which("bash" if (name, request.param) == ("sh", "bash") else name)
            assert there, name
            (folder / name).symlink_to(there)
    return {"PATH": str(folder), "HOME": str(folder)}


def on(machine: dict[str, str], update: Path, target: Path) -> tuple[int, str]:
    return apply(update, target, env=machine)


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below `folder`, as it lies on the disk: another content has another time."""
    found = {str(item): item.stat() for item in folder.rglob("*") if item.is_file()}
    return {path: (status.st_ino, status.st_mtime_ns) for path, status in found.items()}


def one_sentence(said: str) -> bool:
    return said.count("\n") == 1 and re.search("[\u4e00-\u9fff]", said) is not None and said.endswith("\n")


def test_with_the_commands_of_any_system_a_copy_becomes_the_newer_release(
    machine: dict[str, str], update: Path, stick: Path, releases: list[Release]
) -> None:
    assert on(machine, update, stick) == (0, f"已更新到 {releases[0].id}。\n")
    assert digests(stick) == digests(releases[0].folder)
    assert on(machine, update, stick)[0] == 0


def test_a_pack_with_a_file_that_is_cut_changed_or_gone_changes_nothing(
    machine: dict[str, str], update: Path, stick: Path, request: pytest.FixtureRequest
) -> None:
    """Each harm to each file on two of the six machines, and on each machine to some file; on all of them in a soak."""
    kind = MACHINES.index(request.node.callspec.params["machine"])
    before = files_of(stick)
    used = sorted(
        {*update.glob("update/*.txt"), *update.glob("update/files.*")} - {*update.glob("update/*-windows.txt")}
    )
    pages = [update / "files" / name for name in ("index.html", "n/a/index.html", "manifest.sha256", "release.json")]
    for number, file in enumerate((*(one for one in used if one.name.isascii()), *pages)):
        whole = file.read_bytes()
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 1
        cuts = [whole[:size] for size in (0, 1, len(whole) // 2, len(whole) - 1)]
        harms = [*cuts, bytes(flipped), whole + b"\n", whole + b"remove ../x\n", None]
        try:
            for content in harms if ROUNDS > 1 else harms[(kind + number) % 3 :: 3]:
                file.unlink()
                if content is not None:
                    file.write_bytes(content)
                else:
                    file.with_name("elsewhere").write_bytes(whole)
                    file.symlink_to(file.with_name("elsewhere"))
                code, said = on(machine, update, stick)
                assert (code, one_sentence(said)) == (3, True), (file, content, said)
                file.with_name("elsewhere").unlink(missing_ok=True)
            file.unlink()
            assert on(machine, update, stick)[0] == 3, "a file that is not there"
        finally:
            file.write_bytes(whole)
    assert files_of(stick) == before


@pytest.mark.parametrize("part", [0.0, 0.02, 0.3, 0.5, 0.8, 0.95, 0.999])
def test_half_a_script_does_nothing(update: Path, stick: Path, tmp_path: Path, part: float) -> None:
    before = files_of(stick)
    broken = Path(shutil.copytree(update, tmp_path / "broken"))
    script = (broken / "更新.sh").read_bytes()
    (broken / "更新.sh").write_bytes(script[: int(len(script) * part)])
    assert "已更新" not in apply(broken, stick)[1]
    assert files_of(stick) == before


OUTSIDE = ("../x", "/etc/x", "a/../../x", "..", "", "C:/x", "c:x", "a\\b", "a//b", "./x", "a/.", "x/../y")


@pytest.mark.parametrize("way", OUTSIDE)
@pytest.mark.parametrize("word", ["remove", "empty", "folder", "move", "unlink"])
def test_a_list_that_was_forged_with_its_digests_still_touches_nothing_outside(
    update: Path, stick: Path, tmp_path: Path, way: str, word: str
) -> None:
    """Who forges a script as well may do anything; but no list of ours leads out of a site, whoever has made it."""
    before = files_of(stick)
    for name in ("switch.txt", "clear.txt"):
        broken = Path(shutil.copytree(update, tmp_path / name))
        listing, script = broken / "update" / name, broken / "更新.sh"
        text = listing.read_bytes()
        listing.write_bytes(text + f"{word} {way}\n".encode())
        old, new = (hashlib.sha256(content).hexdigest() for content in (text, listing.read_bytes()))
        script.write_text(script.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        code, said = apply(broken, stick)
        assert (code, one_sentence(said)) == (3, True), said
    assert files_of(stick) == before


def test_a_line_of_a_list_with_nothing_in_it_is_refused(update: Path, stick: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(update, tmp_path / "broken"))
    listing, script = broken / "update/clear.txt", broken / "更新.sh"
    text = listing.read_bytes()
    listing.write_bytes(b"\n" + text)
    old, new = (hashlib.sha256(content).hexdigest() for content in (text, listing.read_bytes()))
    script.write_text(script.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert apply(broken, stick)[0] == 3


def test_what_a_pack_has_beside_its_own_files_goes_nowhere(
    update: Path, stick: Path, tmp_path: Path, releases: list[Release]
) -> None:
    more = Path(shutil.copytree(update, tmp_path / "more"))
    write(more, {"files/x.html": "别的", "files/n/x/index.html": "别的", "update/x.txt": "remove index.html\n"})
    assert apply(more, stick)[0] == 0
    assert digests(stick) == digests(releases[0].folder)


def _page(stick: Path) -> Path:
    return next(item for item in sorted((stick / "hotlines").rglob("*")) if item.suffix == ".html")


@pytest.mark.parametrize("harm", ["changed", "gone", "more", "in another case", "list"])
def test_a_copy_that_is_not_the_older_release_to_the_letter_is_left_alone_and_the_file_is_named(
    machine: dict[str, str], update: Path, stick: Path, harm: str
) -> None:
    page = _page(stick)
    match harm:
        case "changed":
            page.write_bytes(page.read_bytes()[:100])
        case "gone":
            page.unlink()
        case "more":
            page.with_name("旧.html").write_text("早就撤下了", encoding="utf-8")
        case "in another case":
            page.rename(page.with_name("INDEX.html"))
        case "list":
            (stick / "manifest.sha256").write_bytes((stick / "manifest.sha256").read_bytes()[:-1])
    before = files_of(stick)
    code, said = on(machine, update, stick)
    if harm == "changed" and not any((Path(machine["PATH"]) / name).exists() for name in TOOLS if name != "cksum"):
        assert code == 0, "a list without checksums that this machine could compute"
        return
    assert (code, one_sentence(said), "网站没有变" in said) == (1, True, True), said
    assert ("hotlines/" in said) == (harm in ("gone", "more", "in another case"))
    assert files_of(stick) == before


@pytest.mark.parametrize("name", [".DS_Store", "n/.DS_Store", "Thumbs.db", "n/desktop.ini", "web.config", ".htaccess"])
def test_what_systems_and_servers_put_into_a_folder_does_not_matter(
    update: Path, stick: Path, releases: list[Release], name: str
) -> None:
    (stick / name).write_bytes(b"x")
    assert apply(update, stick)[0] == 0
    assert (stick / name).read_bytes() == b"x"
    assert releases[0].tree in (stick / "release.json").read_text(encoding="utf-8")


def test_a_target_that_is_a_link_to_a_copy_is_brought_up_to_date(
    update: Path, stick: Path, tmp_path: Path, releases: list[Release]
) -> None:
    (tmp_path / "link").symlink_to(stick)
    assert apply(update, tmp_path / "link")[0] == 0
    assert digests(stick) == digests(releases[0].folder)


def test_a_folder_that_cannot_be_written_is_found_before_anything_moves(update: Path, stick: Path) -> None:
    before = files_of(stick)
    for above in [stick, update, *stick.parents, *update.parents]:
        if len(above.parts) > 2:
            above.chmod(above.stat().st_mode | 0o055)
    for item in (stick, *stick.rglob("*")):
        os.chown(item, NOBODY, NOBODY) if os.geteuid() == 0 else None
    (stick / "n/a").chmod(0o555)
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    code, said = apply(update, stick, **user)
    (stick / "n/a").chmod(0o755)
    assert (code, "写不进" in said, one_sentence(said)) == (1, True, True), said
    assert files_of(stick) == before


def test_a_pipe_in_a_site_is_never_read(update: Path, stick: Path) -> None:
    page = _page(stick)
    page.unlink()
    os.mkfifo(page)
    assert apply(update, stick)[0] == 2


def test_a_site_that_cannot_be_written_is_left_alone(update: Path, stick: Path) -> None:
    before = digests(stick)
    for folder in (stick, *(item for item in stick.rglob("*") if item.is_dir())):
        folder.chmod(0o555)
    for above in [stick, *stick.parents][:-2]:
        above.chmod(above.stat().st_mode | 0o055)
    for above in [update, *update.parents][:-2]:
        above.chmod(above.stat().st_mode | 0o055)
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    code, said = apply(update, stick, **user)
    for folder in (stick, *(item for item in stick.rglob("*") if item.is_dir())):
        folder.chmod(0o755)
    assert (code, "写不进" in said) == (1, True), said
    assert digests(stick) == before


def test_a_disk_that_is_full_leaves_the_site_as_it_was(update: Path, stick: Path) -> None:
    before = digests(stick)
    command = ["sh", "-c", 'ulimit -f 8; trap "" XFSZ; exec sh "$0" "$1"', str(update / "更新.sh"), str(stick)]
    done = subprocess.run(command, cwd=stick, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, "写不进" in done.stderr) == (1, True)
    assert digests(stick) == before


def test_another_update_that_was_not_ended_comes_first(update: Path, stick: Path) -> None:
    (stick / ".xuanlan-update").mkdir()
    (stick / ".xuanlan-update/moving-0").write_text("", encoding="utf-8")
    page = next(path for path in sorted(digests(stick)) if path.endswith(".html"))
    before = (stick / page).read_bytes()
    (stick / page).unlink()
    code, said = apply(update, stick)
    assert (code, "没有做完" in said) == (2, True)
    (stick / page).write_bytes(before)
    assert apply(update, stick)[0] == 0, "a whole pack has taken its place"


@pytest.mark.parametrize("place", [".xuanlan-update", "notices", "n/a/link"])
def test_a_site_with_links_to_elsewhere_is_left_alone(update: Path, stick: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "out/files").mkdir(parents=True)
    shutil.rmtree(stick / place, ignore_errors=True)
    (stick / place).symlink_to(tmp_path / "out")
    before = digests(stick)
    code, said = apply(update, stick)
    assert (code, "里有链接" in said) == (2, True)
    assert digests(stick) == before
    assert [item.name for item in (tmp_path / "out").rglob("*")] == ["files"]


WRONG = (b"../victim.txt", b"/etc/x", b"a//b", b"a/./b", b"a\\b", b"x\x0b" + b"0" * 64 + b"  /etc/x", b"", b"\xff")


def test_a_list_that_leads_out_of_the_site_is_refused(root: Path, stick: Path, tmp_path: Path) -> None:
    listing = stick / "manifest.sha256"
    text = listing.read_bytes()
    for wrong in WRONG:
        listing.write_bytes(text + b"0" * 64 + b"  " + wrong + b"\n")
        with pytest.raises(CallError, match="不是网站的"):
            pack(root / "www", tmp_path / "x.zip", since=str(listing))
    done = call("files", "www", "--gone", str(listing), cwd=root)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_list_of_ours_that_was_damaged_makes_no_pack(root: Path, releases: list[Release], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(root / "www", tmp_path / "www", symlinks=True))
    for release in releases:
        listing = copy / "releases" / release.id / "manifest.sha256"
        text = listing.read_bytes()
        listing.write_bytes(text[text.index(b"\n") + 1 :])
        with pytest.raises((CallError, MachineError), match="改动过"):
            pack(copy, tmp_path / "x.zip", since=releases[1].id)
        listing.write_bytes(text)
    assert pack(copy, tmp_path / "x.zip", since=releases[1].id)


def test_a_name_that_begins_with_a_blank_is_moved_too(tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"settings.yml": "打印件: 不做\n"})
    publish = ("publish", "www", "--now")
    assert call(*publish, "2026-02-01", cwd=root).returncode == 0
    write(root, {"docs/ 名单.csv": "姓名\n", "docs/index.md": "欢迎。见[名单](<./ 名单.csv>)。\n"})
    assert call(*publish, "2026-02-02", cwd=root).returncode == 0
    newer, older = Store(root / "www").releases()
    target = Path(shutil.copytree(older.folder, tmp_path / "target"))
    folder = unpacked(pack(root / "www", tmp_path / "x.zip", since=older.id)[0], tmp_path / "x")
    assert apply(folder, target)[0] == 0
    assert differences(newer.at(target)) == []
    assert (target / " 名单.csv").is_file()
    assert "move .\\ 名单.csv\r\n" in (folder / "update/switch-windows.txt").read_bytes().decode()


def test_a_copy_that_was_damaged_before_is_told_and_stays_as_it_is(update: Path, stick: Path) -> None:
    page = next(path for path in sorted(digests(stick)) if path.endswith(".css"))
    (stick / page).write_text("", encoding="utf-8")
    before = files_of(stick)
    code, said = apply(update, stick)
    assert (code, "有损坏" in said) == (1, True)
    assert files_of(stick) == before


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (["a", "b/c"], ["a", "r"], ["move r", "| remove b/c", "empty b"]),
        (["a"], ["a", "b/c/d", "r"], ["folder b", "folder b/c", "move b/c/d", "move r", "|"]),
        (["x"], ["x/y", "r"], ["remove x", "folder x", "move x/y", "move r", "|"]),
        (["x/y/z"], ["x", "r"], ["remove x/y/z", "empty x/y", "empty x", "move x", "move r", "|"]),
        (["A.txt"], ["a.txt", "r"], ["remove A.txt", "move a.txt", "move r", "|"]),
        (["A/b"], ["a/b", "r"], ["remove A/b", "folder a", "move a/b", "move r", "| empty A"]),
    ],
    ids=["gone", "new folders", "a file becomes a folder", "a folder becomes a file", "case", "case of a folder"],
)
def test_what_is_in_the_way_goes_before_the_switch_and_the_rest_after_it(
    old: list[str], new: list[str], wanted: list[str]
) -> None:
    switch, clear = steps(old, new, [path for path in new if path not in old])
    assert ", ".join([*switch, "| " + ", ".join(clear)]).replace("| ", "|") == ", ".join(wanted).replace("| ", "|")


def test_a_list_that_is_none_or_was_changed_on_its_way_is_refused(
    root: Path, releases: list[Release], tmp_path: Path
) -> None:
    text = (releases[1].folder / "manifest.sha256").read_bytes()
    for wrong in (b"", b"{}", text.replace(b"\n", b"\r\n"), b"\xff" + text, text[:-1], b"[" * 100_000):
        for name in ("manifest.sha256", "release.json"):
            (tmp_path / name).write_bytes(wrong)
            with pytest.raises(CallError, match="不是网站的"):
                pack(root / "www", tmp_path / "x.zip", since=str(tmp_path / name))


def batch(update: Path, name: str, encoding: str) -> str:
    """The text of a script for Windows, whose lines end as cmd.exe wants them."""
    content = (update / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    return content.decode(encoding).replace("\r\n", "\n")


def test_the_scripts_for_windows_are_in_encodings_that_it_reads_and_word_every_outcome(update: Path) -> None:
    start, work = batch(update, "更新.cmd", "gb2312"), batch(update, "update/apply.cmd", "ascii")
    assert "@" not in re.sub("@echo off", "", start + work)
    outcomes = set(re.findall(r"exit /b (\d+)", work)) | {"0"}
    assert outcomes == set(re.findall(r"%code%==(\d+)", start)) == {str(number) for number in range(15)}
    for label in re.findall(r"(?:goto|call :?)\s*(\w+)\n", work + start):
        assert f"\n:{label}\n" in work + start
    assert work.index("chcp 65001") < work.index("call :work") < work.index("chcp %page%")
    assert work.index("exit /b 6") < work.index("xcopy") < work.index("move /y") < work.index("\n:clear\n")


def test_the_lists_for_windows_say_the_same_as_the_others(update: Path) -> None:
    for name in ("switch", "clear"):
        lines = (update / f"update/{name}.txt").read_text(encoding="utf-8").splitlines()
        windows = batch(update, f"update/{name}-windows.txt", "utf-8").splitlines()
        known = [line for line in windows if line.startswith("known ")]
        assert [line.replace("\\", "/") for line in windows if line not in known] == lines
        assert all((update / "update" / line.removeprefix("known ")).is_file() for line in known)
        assert bool(known) == (name == "switch")
    assert lines, "something is cleared away"


def test_the_shell_script_may_be_run_and_uses_no_more_than_every_shell_has(update: Path) -> None:
    with zipfile.ZipFile(update.with_suffix(".zip")) as file:
        modes = {info.filename: stat.S_IMODE(info.external_attr >> 16) for info in file.infolist()}
    assert modes["更新.sh"] == 0o755
    text = (update / "更新.sh").read_text(encoding="utf-8")
    assert not re.search(r"\[\[|\blocal\b|\bfunction\b|<<<|\$'|&>", text)
    assert subprocess.run(["sh", "-n", update / "更新.sh"], check=False).returncode == 0
