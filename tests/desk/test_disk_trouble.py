"""A disk that takes nothing more, or a name that no disk can have, is told in plain words; the desk goes on."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cases import every
from desks import DeskProcess, desk_of
from sites import NOW, Site, sample

from xuanlan.desk.folder import Folder
from xuanlan.desk.office import Office
from xuanlan.desk.publishing import Publishing
from xuanlan.desk.texts import Texts
from xuanlan.desk.work import Work


class Desk:
    """A desk at a site with one text, and who sits at it."""

    def __init__(self, desk: DeskProcess, site: Site, kept: Path) -> None:
        self.desk, self.file, self.kept = desk, site.root / "notices/a.md", kept
        self.cookie = desk.login()
        desk.until_read(self.cookie)

    def get(self, path: str) -> tuple[int, str]:
        status, _, content = self.desk.request("GET", path, Cookie=self.cookie)
        return status, content.decode()

    def post(self, path: str, sent: Any) -> tuple[int, str]:
        own = {"Cookie": self.cookie, "Origin": self.desk.home.rstrip("/"), "Content_Type": "application/json"}
        status, _, content = self.desk.request("POST", path, json.dumps(sent).encode(), **own)
        return status, content.decode()

    def typed(self, words: str) -> dict[str, Any]:
        return {"base": self.desk.ask(self.cookie, "/api/texts/case")["base"], "body": words}

    def without_room_for(self, what: str) -> Path:
        """Instead of a folder of the desk's own a file, which even an administrator cannot write into."""
        place = next(self.kept.iterdir()) / what
        shutil.rmtree(place, ignore_errors=True)
        place.write_bytes(b"")
        return place


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    site = Site(folder / "网站").write({"notices/a.md": sample("正文。\n")})
    with desk_of(site.root, folder / "kept") as running:
        yield Desk(running, site, folder / "kept")


def test_a_text_whose_earlier_version_has_no_place_is_not_saved_and_is_told_why(desk: Desk) -> None:
    before, edit = desk.file.read_bytes(), desk.typed("改过的。")
    place = desk.without_room_for("versions")
    status, said = desk.post("/api/texts/case/save", edit)
    place.unlink()
    assert (status, desk.file.read_bytes()) == (409, before)
    assert "没有保存" in said
    assert "Errno" not in said
    assert desk.post("/api/texts/case/save", edit)[0] == 200


def test_a_text_that_was_saved_is_not_said_to_be_lost(desk: Desk) -> None:
    edit = desk.typed("存好的。")
    place = desk.without_room_for("unsaved")
    status, _ = desk.post("/api/texts/case/save", edit)
    kept, said = desk.post("/api/texts/case/keep", edit)
    place.unlink()
    assert status == 200
    assert desk.file.read_text(encoding="utf-8").endswith("存好的。")
    assert kept == 409
    assert "Errno" not in said


@every("name", ("%00", "a" * 300, "." * 300, "%ff", "a/" * 3000))
def test_a_name_that_no_disk_has_is_not_found(name: str, desk: Desk) -> None:
    preview = desk.desk.ask(desk.cookie, "/api/texts/case/try", desk.typed("正文。"))["page"].split("/n/")[0]
    for path in (f"{preview}/{name}", f"/files/desk/{name}.css", f"/api/texts/{name}"):
        assert desk.get(path)[0] == 404, path


def test_after_a_build_that_broke_off_the_next_one_is_made(tmp_path: Path) -> None:
    said: list[str] = []

    def make(*_: Any) -> Any:
        said.append(work.texts.problem)
        raise OSError(28, "No space left on device") if len(said) == 1 else RuntimeError("odd")

    texts = Texts(Site(tmp_path / "网站").root, make, Folder(tmp_path))
    publishing = Publishing(tmp_path, texts.folder, make, [], is_shared=False)
    work = Work(Office("网站", texts, publishing), None, lambda: NOW)

    async def three() -> None:
        builds = asyncio.create_task(work.run_builds())
        for number in range(1, 4):
            while work.builds < number and not builds.done():
                await asyncio.sleep(0.01)
            work.build_soon()
        builds.cancel()

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may have a loop in this thread
        apart.submit(asyncio.run, three()).result()
    assert said[1] == "网站没有更新：磁盘满了"
    assert "odd" in said[2]


def test_what_a_killed_desk_left_half_written_goes_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.keep_unsaved("notices/a.md", {"body": "正文。"})
    folder.keep_version("notices/a.md", b"a", NOW)
    whole = {file for file in folder.path.rglob("*") if file.is_file()}
    left = [file.with_name(f"{file.name}.{number}.part") for file in whole for number in (1, 2)]
    for file in left:
        file.write_bytes(b"")
    for file in (*whole, *left[::2]):
        os.utime(file, (0, 0))
    Texts(tmp_path, NotImplemented, folder)
    assert {file for file in folder.path.rglob("*") if file.is_file()} == {*whole, *left[1::2]}
