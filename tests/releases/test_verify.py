"""`xuanlan verify` and `files`: a tree that came back from a stick, and one that goes to a store."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import call, call_build
from sites import new_site, notice

NOTICES = {
    "a.md": notice("关于值班的通知", "2026-01-05", id="a"),
    "b.md": notice("关于停水的通知", "2026-01-06", id="b"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_site(tmp_path_factory.mktemp("verify") / "project", NOTICES)
    for day in ("2026-02-01", "2026-02-02"):
        done = call("publish", "www", "--now", day, cwd=root)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def stick(published: Path, tmp_path: Path) -> Path:
    """A copy of the current tree, as it comes back from a stick."""
    return Path(shutil.copytree(published / "www/current", tmp_path / "stick"))


def verify(folder: Path) -> tuple[int, str]:
    done = call("verify", str(folder), cwd=folder.parent)
    return done.returncode, done.stdout + done.stderr


def test_all_releases_of_a_folder_are_looked_at_the_current_one_first(published: Path) -> None:
    code, said = verify(published / "www")
    assert code == 0
    lines = said.splitlines()
    assert [line[:8] for line in lines] == ["20260202", "20260201"]
    assert all("完整，2 份文稿" in line for line in lines)


def test_a_tree_by_itself_is_whole_and_sha256sum_finds_so_too(stick: Path) -> None:
    assert verify(stick)[0] == 0
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "manifest.sha256"], cwd=stick, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")
    named = {line.split("  ", 1)[1] for line in (stick / "manifest.sha256").read_text(encoding="utf-8").splitlines()}
    there = {path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file()}
    assert there - named == {"manifest.sha256", "release.js", "release.json"}


def test_every_damage_is_named(stick: Path) -> None:
    (stick / "n/a/index.html").unlink()
    (stick / "n/b/index.html").write_text("改", encoding="utf-8")
    (stick / "病毒.exe").write_bytes(b"MZ")
    (stick / "link").symlink_to("index.html")
    code, said = verify(stick)
    assert code == 3
    for line in ("缺少：n/a/index.html", "内容变了：n/b/index.html", "多出：病毒.exe", "不是普通文件：link"):
        assert line in said


@pytest.mark.parametrize("name", ["manifest.sha256", "release.json"])
def test_a_list_or_a_release_that_is_damaged_is_told(stick: Path, name: str) -> None:
    text = (stick / name).read_text(encoding="utf-8")
    (stick / name).write_text(text.replace("tree", "baum").replace("index.html", "index.htm"), encoding="utf-8")
    (stick / "index.html").write_text("改", encoding="utf-8")
    code, said = verify(stick)
    assert code in (2, 3)
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("release.js", lambda text: text + "alert(1);"),
        ("release.js", None),
        ("manifest.sha256", None),
        ("manifest.sha256", lambda text: text + "0" * 64 + "  n/x\n"),
        ("release.json", lambda text: text.replace('"release": "2026', '"release": "2027')),
        ("release.json", lambda text: text.replace("+08:00", "+09:00").replace("T00:00", "T01:01")),
        ("release.json", lambda text: text.replace('"files": ', '"files": 1')),
        (".xuanlan-update/moving", lambda _: ""),
    ],
)
def test_what_says_what_a_release_is_is_looked_at_too(
    stick: Path, name: str, harm: Callable[[str], str] | None
) -> None:
    file = stick / name
    if harm is None:
        file.unlink()
    else:
        file.parent.mkdir(exist_ok=True)
        file.write_text(harm(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")
    code, said = verify(stick)
    assert (code, name.split("/")[0] in said) == (3, True), said


def test_an_unpacked_offline_pack_is_looked_at_from_its_root(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "offline").mkdir()
    stick.rename(tmp_path / "offline/site")
    assert verify(tmp_path / "offline")[0] == 0


def test_a_folder_without_a_site_is_a_wrong_call(tmp_path: Path) -> None:
    assert verify(tmp_path)[0] == 2
    assert verify(tmp_path / "nowhere")[0] == 2


def test_files_go_up_in_an_order_in_which_no_reader_misses_one(published: Path) -> None:
    done = call("files", "www", cwd=published)
    paths = done.stdout.splitlines()
    tree = published / "www/current/"
    assert sorted(paths) == sorted(path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file())
    assert paths[-3:] == ["manifest.sha256", "release.js", "release.json"]
    pages = [at for at, path in enumerate(paths) if path.endswith(".html")]
    style = next(at for at, path in enumerate(paths) if path.endswith(".css"))
    assert style < pages[0]
    assert pages[-1] < paths.index("feed.xml") < len(paths) - 3
    assert paths.index("search/index.js") > pages[-1]


def test_what_an_earlier_upload_had_and_this_has_not_is_listed(published: Path, tmp_path: Path) -> None:
    before = published / "www/current/manifest.sha256"
    out = tmp_path / "out"
    (published / "notices/b.md").rename(tmp_path / "b.md")
    ledger = (published / "notices/ledger.yml").read_text(encoding="utf-8")
    (published / "notices/ledger.yml").unlink()
    call_build(published, out, "--now", "2026-02-03")
    (tmp_path / "b.md").rename(published / "notices/b.md")
    (published / "notices/ledger.yml").write_text(ledger, encoding="utf-8")
    done = call("files", str(out), "--gone", str(before), cwd=published)
    gone = done.stdout.splitlines()
    assert "n/b/index.html" in gone
    assert not any(path.startswith("n/a/") for path in gone)
