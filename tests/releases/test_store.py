"""The publishing folder in other hands: links, strangers' files, what was lost, what nobody may read."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from releases import Site, left, shown

from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Report
from xuanlan.models import ledger
from xuanlan.releases import ledgers
from xuanlan.releases.publish import Store, rollback
from xuanlan.tree import modes
from xuanlan.tree.release import Release, differences, recovered

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """Somebody's files, in a folder that is a whole site besides: nothing in it may ever change."""
    Site(tmp_path / "another", "x").publish(tmp_path / "other")
    place = shutil.copytree(tmp_path / "other/current", tmp_path / "away")
    (place / "family.jpg").write_text("family", encoding="utf-8")
    return Path(place)


def everything(folder: Path) -> dict[str, bytes | str]:
    """All that lies below `folder`, links by where they lead."""
    return {
        item.relative_to(folder).as_posix(): str(item.readlink()) if item.is_symlink() else item.read_bytes()
        for item in sorted(folder.rglob("*"))
        if item.is_symlink() or item.is_file()
    }


def instead(place: Path, target: Path) -> None:
    """A link to `target` where `place` was."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    place.symlink_to(target)


OURS = [
    ".xuanlan",
    ".xuanlan/work",
    ".xuanlan/lock",
    "releases",
    "ledger.yml",
    "current",
    "previous",
    "a tree",
]
WORK: dict[str, Callable[[Site, Path], object]] = {
    "publish": lambda site, folder: site.publish(folder, "a", "b", "c", force=True, keep=1),
    "rollback": lambda _, folder: rollback(folder, None, force=True),
    "releases": lambda _, folder: Store(folder).require(),
    "place": lambda _, folder: Store(folder).require_place([]),
}


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("target", ["a folder", "a file", "nothing", "itself"])
def test_a_link_under_a_name_of_ours_is_refused_and_nothing_is_touched_anywhere(
    site: Site, folder: Path, away: Path, name: str, work: str, target: str
) -> None:
    first = site.publish(folder)
    site.publish(folder, "a", "b", "c")
    place = folder / (f"releases/{first.id}" if name == "a tree" else name)
    instead(
        place,
        {"a folder": away, "a file": away / "family.jpg", "nothing": away / "nothing", "itself": place}[target],
    )
    before = everything(folder), everything(away)
    with pytest.raises(CallError) as caught:
        WORK[work](site, folder)
    assert str(place) in str(caught.value)
    assert (everything(folder), everything(away)) == before


@pytest.mark.parametrize("name", ["part", "new", "old", "gone", "last", ".xuanlan-work-x"])
def test_a_link_that_lies_where_something_is_under_way_is_removed_and_never_followed(
    site: Site, folder: Path, away: Path, name: str
) -> None:
    site.publish(folder)
    (folder / ".xuanlan" / name).symlink_to(away)
    before = everything(away)
    assert site.publish(folder, "a", "b", "c").id == shown(folder)
    assert left(folder) == {"lock", "work"}
    assert everything(away) == before


@pytest.mark.parametrize("name", ["new", "old"])
def test_a_strangers_link_never_becomes_what_readers_see(site: Site, folder: Path, away: Path, name: str) -> None:
    first = site.publish(folder)
    (folder / "current").unlink()
    (folder / ".xuanlan" / name).symlink_to(away)
    with Store(folder).locked():
        pass
    assert not (folder / "current").exists()
    rollback(folder, first.id)
    assert shown(folder) == first.id


@pytest.mark.parametrize("name", [".xuanlan", "releases", ".xuanlan/lock", "ledger.yml"])
def test_a_file_for_a_folder_and_a_folder_for_a_file_are_refused(site: Site, folder: Path, name: str) -> None:
    site.publish(folder)
    place = folder / name
    kept = place.with_name("kept")
    place.rename(kept)
    if kept.is_dir():
        place.write_text("?", encoding="utf-8")
    else:
        place.mkdir()
    with pytest.raises(CallError, match="移走"):
        site.publish(folder, "a", "b", "c")
    place.rename(folder / "away")
    kept.rename(place)
    site.publish(folder, "a", "b", "c")


def test_a_link_that_is_put_there_while_the_site_is_built_is_refused(site: Site, folder: Path, away: Path) -> None:
    site.publish(folder)
    before, build = everything(away), site.build

    def race(out: Path) -> object:
        made = build(out)
        instead(folder / "releases", away)
        return made

    site.build = race  # type: ignore[method-assign]
    with pytest.raises(CallError, match="releases"):
        site.publish(folder, "a", "b", "c")
    assert everything(away) == before


def test_files_of_others_in_folders_of_ours_stay(site: Site, folder: Path) -> None:
    site.publish(folder)
    strange = [".xuanlan/note.txt", "releases/note.txt", "releases/backup/index.html", "releases/20260301-x/x"]
    for name in strange:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("?", encoding="utf-8")
    for _ in range(3):
        site.publish(folder, keep=1)
    assert all((folder / name).read_text(encoding="utf-8") == "?" for name in strange)


def test_a_file_that_has_another_name_elsewhere_is_not_written_through(site: Site, folder: Path, away: Path) -> None:
    first = site.publish(folder)
    before = everything(away)
    for place in (folder / ".xuanlan/lock", folder / "ledger.yml", folder / ".xuanlan/work/index.html"):
        place.unlink()
        place.hardlink_to(away / "family.jpg")
    assert site.publish(folder, "a", "b", "c", force=True).id == shown(folder) != first.id
    assert everything(away) == before


@pytest.mark.parametrize("target", ["{id}/n", "../releases/{id}", "./{id}", "nowhere"])
def test_current_leads_to_a_release_and_nowhere_else(site: Site, folder: Path, target: str) -> None:
    first = site.publish(folder)
    instead(folder / "current", Path("releases") / target.format(id=first.id))
    if (folder / "current").readlink() == Path("releases") / first.id:
        assert site.publish(folder).id
        return
    with pytest.raises(CallError, match="current"):
        site.publish(folder)


def closed(folder: Path) -> list[str]:
    """What below `folder` a web server could not read, or somebody else could write."""
    wrong = []
    for item in folder.rglob("*"):
        mode = stat.S_IMODE(item.lstat().st_mode)
        if not item.is_symlink() and mode != (0o755 if item.is_dir() else 0o644):
            wrong.append(f"{item.relative_to(folder)} {mode:o}")
    return wrong


@pytest.fixture
def mask() -> Iterator[Callable[[int], int]]:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize("bits", [0o000, 0o002, 0o022, 0o027, 0o077, 0o777])
def test_whatever_the_umask_readers_can_read_and_nobody_else_can_write(
    site: Site, tmp_path: Path, mask: Callable[[int], int], bits: int
) -> None:
    folder = tmp_path / "deep" / "www"
    mask(bits & 0o077 if os.geteuid() else bits)  # only root gets on with 0777, by which it shuts itself out
    site.publish(folder)
    site.publish(folder, "a", "b", "c")
    assert mask(0o022) == (bits & 0o077 if os.geteuid() else bits), "the umask itself is left as it was"
    for place in (folder / "current" / "", folder / "releases", folder.parent, folder):
        assert stat.S_IMODE(place.stat().st_mode) == 0o755, place
    assert closed(folder / "releases") == []


def test_what_a_stricter_umask_has_left_is_opened_by_the_next_publication_and_by_going_back(
    site: Site, folder: Path
) -> None:
    first, second = site.publish(folder), site.publish(folder)

    def shut() -> None:
        for item in folder.glob("releases/2*/**/*"):
            item.chmod(0o700 if item.is_dir() else 0o600)
        for release in (first, second):
            release.folder.chmod(0o700)
        (folder / "releases").chmod(0o700)

    shut()
    third = site.publish(folder, "a", "b", "c")
    assert closed(third.folder) == []
    assert stat.S_IMODE((folder / "releases").stat().st_mode) == 0o755
    shut()
    rollback(folder, first.id)
    assert closed(first.folder) == []


def test_in_a_folder_that_a_group_shares_the_group_may_write(site: Site, folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o2775)
    tree = site.publish(folder).folder
    assert tree.stat().st_mode & 0o070 == 0o070
    assert (tree / "index.html").stat().st_mode & 0o666 == 0o664
    assert modes.folder_mode(folder / "new" / "deep") == 0o2775


def publish(site: Site, folder: Path, *ids: str, **more: bool) -> tuple[Release, list[str]]:
    report = Report()
    return site.publish(folder, *ids, report=report, **more), [item.code for item in report]


def test_without_its_own_notes_the_releases_are_still_known(site: Site, folder: Path) -> None:
    first, second = site.publish(folder), site.publish(folder, "a", "b", "c")
    shutil.rmtree(folder / ".xuanlan")
    Store(folder).require()
    assert rollback(folder, None)[0].id == first.id
    shutil.rmtree(folder / ".xuanlan")
    Store(folder).require_place([])
    with pytest.raises(ContentError):
        site.publish(folder, "a")  # it is still compared with what is out
    shutil.rmtree(folder / ".xuanlan")
    third, said = publish(site, folder, "a", "b", "c", "d")
    assert said == ["store-lost"]
    assert shown(folder) == third.id
    assert {first.id, second.id} < {one.id for one in Store(folder).releases()}
    assert publish(site, folder)[1] == []


@pytest.mark.parametrize("garbage", ["a folder", "a file", "deep"])
def test_garbage_where_the_site_is_built_is_moved_aside_and_told(site: Site, folder: Path, garbage: str) -> None:
    site.publish(folder)
    for number in (1, 2):
        work = folder / ".xuanlan/work"
        shutil.rmtree(work)
        if garbage == "a file":
            work.write_text("family", encoding="utf-8")
        else:
            work.mkdir()
            (work / "family.jpg" if garbage == "a folder" else work / "n").mkdir()
        release, said = publish(site, folder)
        assert said == ["store-set-aside"]
        assert shown(folder) == release.id
        assert (folder / f".xuanlan/set-aside-{number}").exists()
    assert publish(site, folder)[1] == []


def test_a_build_folder_that_is_empty_or_has_lost_only_its_release_is_built_in(site: Site, folder: Path) -> None:
    site.publish(folder)
    work = folder / ".xuanlan/work"
    (work / "release.json").write_text("{", encoding="utf-8")
    assert publish(site, folder)[1] == []
    shutil.rmtree(work)
    work.mkdir()
    assert publish(site, folder)[1] == []


BROKEN = ["", "{", "[]", "null", '{"release": "x"}', '{"release": "202603010900-000000000000", "counts": 3}', "\udcff"]


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("links", [True, False])
def test_a_current_release_that_does_not_say_what_it_is_is_still_compared_with_and_gone_on_from(
    site: Site, folder: Path, text: str, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not links:
        monkeypatch.setattr(os, "symlink", partial(_refused))
    first, second = site.publish(folder), site.publish(folder, "a", "b", "c")
    for place in {folder / "current/release.json", second.folder / "release.json"}:
        place.unlink()
        place.write_bytes(text.encode("utf-8", "surrogateescape"))
    now = Store(folder).current()
    assert now
    assert (now.id, now.notices) == (second.id, 3)
    assert [one.id for one in Store(folder).damaged()] == [second.id]
    assert any("release.json" in line for line in differences(now))
    with pytest.raises(MachineError, match=f"{second.id} 损坏"):
        rollback(folder, second.id)
    with pytest.raises(ContentError):
        site.publish(folder, "a")
    third = site.publish(folder, "a", "b", "c", "d")
    assert shown(folder) == third.id
    assert rollback(folder, first.id, force=True)[0].id == shown(folder) == first.id


def _refused(*_: object, **__: object) -> None:
    raise OSError(1, "Operation not permitted")


def test_where_the_current_release_is_lost_the_newest_is_compared_with(site: Site, folder: Path) -> None:
    site.publish(folder, "a", "b", "c")
    second = site.publish(folder, "a", "b", "c", "d")
    shutil.rmtree(second.folder)
    with pytest.raises(ContentError):
        site.publish(folder, "a")
    assert site.publish(folder, "a", "b", "c", "d").id == shown(folder)


def test_a_damaged_list_is_named_too(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    (first.folder / "release.json").write_text("{", encoding="utf-8")
    (first.folder / "manifest.sha256").write_text("?", encoding="utf-8")
    found = Store(folder).damaged()
    assert [one.id for one in found] == [first.id]
    said = "".join(differences(found[0]))
    assert "release.json" in said
    assert "manifest.sha256" in said
    site.publish(folder, "a", "b", "c")


def test_facts_of_a_release_that_mix_times_with_and_without_a_zone_are_compared(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    facts = json.loads((first.folder / "release.json").read_text())
    (first.folder / "release.json").write_text(json.dumps({**facts, "built_at": facts["built_at"][:19]}))
    site.publish(folder, keep=1, keep_days=3)
    site.publish(folder, keep=1, keep_days=3)
    assert len(Store(folder).releases()) == 3


@pytest.mark.parametrize("ident", ["209913400000-000000000000", "000000000000-000000000000"])
def test_an_id_that_is_no_time_is_no_release(tmp_path: Path, ident: str) -> None:
    (tmp_path / ident).mkdir()
    assert recovered(tmp_path / ident, ident) is None


def codes(site: Site, folder: Path, *ids: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        site.publish(folder, *ids)
    return [item.code for item in caught.value.report]


@pytest.mark.parametrize("harm", ["deleted", "emptied", "cut", "a line less"])
@pytest.mark.parametrize("copy", [True, False])
def test_a_ledger_that_has_lost_something_is_told_and_can_be_brought_back(
    site: Site, folder: Path, harm: str, copy: bool
) -> None:
    site.publish(folder, "a", "b", "c")
    file, spare = site.root / ledger.PATH, folder / "ledger.yml"
    text = file.read_text(encoding="utf-8")
    assert spare.read_text(encoding="utf-8") == text
    if not copy:
        spare.unlink()
    lines = text.splitlines(keepends=True)
    if harm == "deleted":
        file.unlink()
    else:
        file.write_text("".join({"emptied": [], "cut": lines[:2], "a line less": lines[:-1]}[harm]), encoding="utf-8")
    if copy or harm in ("deleted", "emptied"):
        assert codes(site, folder, "a", "b", "c", "d") == ["ledger-lost"]
        assert not file.exists() or file.read_text(encoding="utf-8") != text
        file.write_text(text, encoding="utf-8")
    site.publish(folder, "a", "b", "c", "d")
    assert site.entered == {"a", "b", "c", "d"}


def test_a_ledger_that_is_begun_anew_on_purpose_is_the_one_from_then_on(site: Site, folder: Path) -> None:
    site.publish(folder)
    (site.root / ledger.PATH).unlink()
    site.publish(folder, force=True)
    site.publish(folder)
    assert site.entered == {"a", "b"}


def test_a_copy_that_nobody_can_read_is_done_without(site: Site, folder: Path) -> None:
    site.publish(folder)
    (folder / "ledger.yml").write_bytes(b"\xff\xfe- {")
    assert ledgers.entered(Store(folder)) is None
    site.publish(folder, "a", "b", "c")
    assert ledgers.entered(Store(folder)) == {"a", "b", "c"}


def test_a_copy_of_the_ledger_that_cannot_be_kept_stops_nothing(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledgers, "LEDGER", "no/such/folder")
    assert site.publish(folder).id == shown(folder)
    assert left(folder) <= {"lock", "work", "part"}
