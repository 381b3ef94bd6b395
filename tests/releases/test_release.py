"""Releases on a disk: what is shared, what a crash at any step leaves, what is refused. Trees are made up here."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from kills import lacking
from releases import Site, left, shown
from rounds import sampled
from sites import NOW

from xuanlan.diagnostics.report import CallError, ContentError, MachineError
from xuanlan.models import ledger
from xuanlan.releases.publish import Store, rollback
from xuanlan.tree.release import answer, require_sound

pytestmark = pytest.mark.usefixtures("no_waiting")
STEPS = ("link", "mkdir", "remove", "rename", "replace", "rmdir", "symlink", "unlink", "utime")
"""Functions of `os` that change names on a disk, or come right after content was written."""


def no_links(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """A disk without what `names` do."""
    for name in names:
        monkeypatch.setattr(os, name, lacking(name))


MODES = pytest.mark.parametrize(
    "missing",
    [(), ("replace",), ("symlink",), ("symlink", "link")],
    ids=["links", "links of Windows", "no links", "copies"],
)


@MODES
def test_what_is_published_is_current_whole_and_entered(
    site: Site, folder: Path, missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    no_links(monkeypatch, *missing)
    first = site.publish(folder)
    assert shown(folder) == first.id
    second = site.publish(folder, "a", "b", "c")
    assert shown(folder) == second.id
    assert site.entered == {"a", "b", "c"}
    require_sound(first)
    assert left(folder) == {"lock", "work"}
    assert (folder / "current").is_symlink() == ("symlink" not in missing)
    assert [item.id for item in Store(folder).releases()] == [second.id, first.id]


def test_a_disk_that_loses_and_gains_links_is_published_to_all_the_same(site: Site, folder: Path) -> None:
    for missing in ((), ("symlink",), ()):
        with pytest.MonkeyPatch.context() as patch:
            no_links(patch, *missing)
            assert site.publish(folder).id == shown(folder)
        assert (folder / "current").is_symlink() == (not missing)
        assert left(folder) == {"lock", "work"}


def test_what_stays_the_same_is_on_the_disk_once_and_keeps_its_time(site: Site, folder: Path) -> None:
    first, second = site.publish(folder), site.publish(folder, "a", "b", "c")
    for path, same in {"n/a/index.html": True, "assets/all.css": True, "index.html": False}.items():
        before, after = (release.folder / path for release in (first, second))
        assert before.samefile(after) == same
    work = folder / ".xuanlan" / "work"
    assert not (work / "assets/all.css").samefile(first.folder / "assets/all.css"), "builds write elsewhere"


def test_a_file_that_somebody_has_changed_in_a_release_is_not_taken_over(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    (first.folder / "assets/all.css").write_text("CSS")
    second = site.publish(folder, "a", "b", "c")
    assert (second.folder / "assets/all.css").read_text() == "css"
    assert shown(folder) == second.id


def test_the_same_again_changes_nothing(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    before = (first.folder.stat().st_ino, (folder / "current").lstat().st_ino)
    site.now -= timedelta(minutes=1)
    assert site.publish(folder) == first
    assert first.folder.stat().st_ino == before[0]


def test_a_release_of_that_id_that_was_damaged_is_made_anew(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    (first.folder / "index.html").write_text("?")
    site.now -= timedelta(minutes=1)
    assert site.publish(folder) == first
    require_sound(first)


def test_the_newest_releases_and_the_current_one_stay(site: Site, folder: Path) -> None:
    first, second = site.publish(folder), site.publish(folder)
    third, fourth = site.publish(folder, keep=2), site.publish(folder, keep=2)
    assert [item.id for item in Store(folder).releases()] == [fourth.id, third.id]
    rollback(folder, third.id)
    Store(folder).prune(1)
    assert {item.id for item in Store(folder).releases()} == {fourth.id, third.id}
    assert not first.folder.exists()
    assert not second.folder.exists()


def test_going_back_and_forth(site: Site, folder: Path) -> None:
    first, second = site.publish(folder), site.publish(folder, "a", "b", "c")
    release, lost = rollback(folder, None)
    assert (release.id, lost, shown(folder)) == (first.id, {"c"}, first.id)
    assert rollback(folder, second.id[:14])[0].id == shown(folder) == second.id
    for wrong in ("2030", "2026", second.id):
        with pytest.raises(CallError):
            rollback(folder, wrong)
    rollback(folder, None)
    with pytest.raises(CallError, match="没有更早"):
        rollback(folder, None)


@pytest.mark.parametrize("harm", ["changed", "gone", "added", "a link"])
def test_a_release_that_is_not_whole_is_not_switched_to(site: Site, folder: Path, harm: str) -> None:
    first, second = site.publish(folder), site.publish(folder)
    page = first.folder / "n/a/index.html"
    if harm == "added":
        (first.folder / "more.html").write_text("?")
    else:
        page.unlink()
    if harm == "changed":
        page.write_text("?")
    elif harm == "a link":
        page.symlink_to(second.folder / "n/a/index.html")
    with pytest.raises(MachineError, match="不齐"):
        rollback(folder, None)
    assert shown(folder) == second.id


def refusals(site: Site, folder: Path, *ids: str, **options: Any) -> list[str]:
    with pytest.raises(ContentError) as caught:
        site.publish(folder, *ids, **options)
    return [item.code for item in caught.value.report]


def test_a_site_that_has_lost_notices_is_not_published_unless_forced(site: Site, folder: Path) -> None:
    first = site.publish(folder, "a", "b", "c")
    (site.root / ledger.PATH).unlink()  # as on another machine, which was not brought up to date
    assert refusals(site, folder, "a") == ["release-shrunk", "release-lost", "release-lost"]
    assert refusals(site, folder, "a", "b", "d") == ["release-lost"]
    assert shown(folder) == first.id
    assert site.entered == set()
    site.publish(folder, "a", force=True)
    assert site.entered == {"a"}


def test_a_promised_address_that_does_not_answer_stops_a_publication_even_if_forced(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    assert refusals(site, folder, "a", force=True) == ["ledger-dead"]
    assert shown(folder) == first.id


def test_a_page_answers_only_for_its_own_notice(site: Site, folder: Path) -> None:
    tree = site.publish(folder).folder
    assert answer(tree, "a") == ""
    assert answer(tree, "z")
    (tree / "n/a/index.html").write_text('<article data-notice="A">')
    assert answer(tree, "a")


@pytest.mark.parametrize("wrong", ["a file", "other things", "inside", "the same", "a strange current"])
def test_a_folder_that_is_not_for_this_is_refused(tmp_path: Path, wrong: str) -> None:
    folder, source = tmp_path / "www", tmp_path / "www" if wrong == "the same" else tmp_path / "site"
    source.mkdir()
    if wrong == "a file":
        folder.write_text("")
    elif wrong == "other things":
        folder.mkdir()
        (folder / "family.jpg").write_text("")
    elif wrong == "inside":
        folder = source / "below" / "www"
    elif wrong == "a strange current":
        (folder / ".xuanlan").mkdir(parents=True)
        (folder / "current").mkdir()
    with pytest.raises(CallError):
        Store(folder).require_place([source])


def test_where_nothing_was_published_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="没有发布过"):
        rollback(tmp_path, None)
    assert list(tmp_path.iterdir()) == []


def killed_before(step: int, work: Callable[[], object]) -> bool:
    """Do `work` in a process of its own, which is killed before it does its `step`th step on the disk; whether it was."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    done = 0

    def watched(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*words: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*words, **named)

        return call

    try:
        for name in STEPS:
            setattr(os, name, watched(name))
        work()
        os._exit(0)
    finally:
        os._exit(1)


@MODES
def test_a_crash_at_any_step_leaves_a_whole_release_and_the_next_run_clears_up(
    site: Site, folder: Path, missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    no_links(monkeypatch, *missing)
    site.publish(folder, "a", "b")
    gaps = 0
    for step in sampled(1 + len(missing)):  # each kind of disk begins at another one
        new = f"new-{step}"
        if not killed_before(step, partial(site.publish, folder, "a", "b", new, force=True, keep=1)):
            break
        if not (folder / "current").exists():
            gaps += 1
            assert missing, "where links can be replaced, readers see a site at any time"
            with Store(folder).locked():
                pass
        assert shown(folder) in {item.id for item in Store(folder).releases()}
        site.now += timedelta(hours=1)
        assert site.publish(folder, "a", "b", new).id == shown(folder)
        assert left(folder) == {"lock", "work"}
        assert {"a", "b", new} <= site.entered
        assert [item.name for item in (site.root / "notices").iterdir()] == ["ledger.yml"]
        (site.root / ledger.PATH).unlink()
        site.publish(folder, "a", "b", force=True)
    assert step > 30
    assert gaps <= 1, "only between two renamings that follow one another"


def test_a_second_publication_at_the_same_time_is_refused(site: Site, folder: Path) -> None:
    store = Store(folder)
    with store.locked():
        child = os.fork()
        if not child:
            try:
                site.publish(folder)
            except MachineError as error:
                os._exit(0 if "另一个发布" in str(error) else 1)
            os._exit(2)
        assert os.waitpid(child, 0)[1] == 0
    site.publish(folder)


def test_the_previous_release_stays_at_hand_for_pages_that_are_still_open(site: Site, folder: Path) -> None:
    first = site.publish(folder, "a")
    assert not (folder / "previous").exists()
    second = site.publish(folder, "a", "b")
    assert (folder / "previous").resolve() == first.folder.resolve()
    for _ in range(4):
        site.publish(folder, "a", "b", keep=1)
    third = site.publish(folder, "a", "b", keep=1)
    assert second.id not in [one.id for one in Store(folder).releases()]
    assert len(Store(folder).releases()) == 2
    last = (folder / "previous").resolve().name
    rollback(folder, None)
    assert (folder / "current").resolve().name == last
    assert (folder / "previous").resolve().name == third.id


def test_a_release_of_the_future_does_not_make_the_others_old(site: Site, folder: Path) -> None:
    site.publish(folder)
    first = site.publish(folder)
    site.now += timedelta(days=1500)
    future = site.publish(folder)
    site.now = NOW + timedelta(days=2)
    last = site.publish(folder, keep=1, keep_days=30)
    assert {first.id, future.id, last.id} <= {release.id for release in Store(folder).releases()}
    assert len(Store(folder).releases()) == 4


def test_a_link_that_leads_nowhere_in_the_last_release_stops_nothing(site: Site, folder: Path) -> None:
    first = site.publish(folder)
    (first.folder / "strange").symlink_to("nowhere")
    (first.folder / "loop").symlink_to("loop")
    assert site.publish(folder).id != first.id


def test_releases_stay_by_number_or_by_age_whichever_is_more(site: Site, folder: Path) -> None:
    for _ in range(4):
        site.publish(folder)
        site.now += timedelta(days=2)
    site.publish(folder, keep=1, keep_days=5)
    assert len(Store(folder).releases()) == 3
