"""A file that is swapped while a site is made: what was looked at is published, or nothing."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from office_files import png
from sites import CONFIG, Site, sample, themed

from xuanlan.build.build import Inspected, inspect
from xuanlan.diagnostics.report import ContentError, MachineError, Position, Report
from xuanlan.library import attachments, front_matter
from xuanlan.library.attachments import Checked, ReplacedError, check_file, opened

SECRET = "绝密"
SCREENS = "- id: hall\n  play:\n    - {show: pictures, images: 图/screen.png}\n"
FILES: dict[str, str | bytes] = {
    "mkdocs.yml": themed(CONFIG),
    "notices/附件/a.txt": "公开",
    "notices/图/a.png": png(3, 3),
    "notices/图/screen.png": png(5, 5),
    "notices/screens.yml": SCREENS,
    "docs/files/b.txt": "公开",
    "docs/files/c.png": png(2, 2),
    "overrides/assets/logo.png": png(4, 4),
    "overrides/assets/own.css": "p { color: red }",
    "notices/case.md": sample("[表](附件/a.txt)\n\n![图](图/a.png)\n", "urgent: 是"),
    "docs/index.md": "[表](files/b.txt)\n",
}
SWAPPED = ("notices/附件/a.txt", "notices/图/a.png", "notices/图/screen.png", "docs/files/b.txt", "docs/files/c.png",
           "overrides/assets/logo.png", "overrides/assets/own.css")  # fmt: skip


LOOKED_AT_LATE = "notices/图/screen.png"
"""The pictures of screens are looked at once more when a screen is made."""


def _link(file: Path, secret: Path) -> None:
    file.unlink()
    file.symlink_to(secret / file.name)


def _folder(file: Path, secret: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.symlink_to(secret)


def _other(file: Path, secret: Path) -> None:
    file.unlink()
    shutil.copy(secret / file.name, file)


def _pipe(file: Path, _: Path) -> None:
    file.unlink()
    os.mkfifo(file)


SWAPS: tuple[Callable[[Path, Path], None], ...] = (_link, _folder, _other, _pipe)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    secret = tmp_path / "secret"
    secret.mkdir()
    for path in SWAPPED:
        (secret / Path(path).name).write_text(SECRET, encoding="utf-8")
    return Site(tmp_path / "site").write(FILES)


@pytest.mark.parametrize("path", [path for path in SWAPPED if path != LOOKED_AT_LATE])
def test_what_is_swapped_after_it_was_looked_at_is_not_published(
    site: Site, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap = SWAPS[SWAPPED.index(path) % 3]

    def then_swapped(*given: Any, **more: Any) -> Inspected:
        found = inspect(*given, **more)
        swap(site.root / path, tmp_path / "secret")
        return found

    monkeypatch.setattr("xuanlan.hosts.mkdocs.inspect", then_swapped)
    with pytest.raises(MachineError) as caught:
        site.build()
    assert path.rpartition("/")[0] in str(caught.value)  # another file of a folder may come first
    assert "换掉了" in str(caught.value)
    assert not (site.root / "site").exists()


@pytest.mark.parametrize("path", SWAPPED)
def test_a_swap_while_it_is_looked_at_is_an_error_or_without_effect(
    site: Site, tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = attachments.sha256_of

    def swapped_first(root: Path, asked: str, stamp: attachments.FileState) -> bytes:
        if asked == path and (root / path).read_bytes() != SECRET.encode():
            SWAPS[SWAPPED.index(path) % 3](root / path, tmp_path / "secret")
        return digest(root, asked, stamp)

    monkeypatch.setattr(attachments, "sha256_of", swapped_first)
    monkeypatch.setattr(front_matter, "sha256_of", swapped_first)
    try:
        out = site.build()
    except (ContentError, MachineError):
        return
    assert not [file for file in out.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]


@pytest.mark.parametrize("swap", SWAPS)
def test_a_screen_never_shows_what_is_no_picture_of_the_site(
    site: Site, tmp_path: Path, swap: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:

    def then_swapped(*given: Any, **more: Any) -> Inspected:
        found = inspect(*given, **more)
        if swap is not _folder:  # another picture lies there too
            swap(site.root / LOOKED_AT_LATE, tmp_path / "secret")
        return found

    monkeypatch.setattr("xuanlan.hosts.mkdocs.inspect", then_swapped)
    out = site.build()
    secret = base64.b64encode(SECRET.encode())
    assert not [file for file in out.rglob("*") if file.is_file() and secret in file.read_bytes()]


def test_all_of_it_is_published_when_nothing_is_swapped(site: Site) -> None:
    out = site.build()
    assert (out / "n/case/files/a.txt").read_text(encoding="utf-8") == "公开"
    assert (out / "files/b.txt").read_text(encoding="utf-8") == "公开"
    assert (out / "assets/logo.png").read_bytes() == png(4, 4)
    assert (out / "assets/own.css").exists()
    assert len(list(out.glob("kiosk/files/*"))) >= 1
    assert (out / "print/case.pdf").exists()


@pytest.mark.parametrize("swap", SWAPS)
@pytest.mark.parametrize("path", ["a/b/c.txt", "c.txt"])
def test_only_the_file_that_was_looked_at_is_read(
    tmp_path: Path, swap: Callable[[Path, Path], None], path: str
) -> None:
    root, secret = tmp_path / "root", tmp_path / "secret"
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text("公开", encoding="utf-8")
    secret.mkdir()
    (secret / "c.txt").write_text("其他", encoding="utf-8")
    report = Report()
    stamp = check_file(root, path, path, Position("x"), report)
    assert stamp is not None
    assert not list(report)
    original = Checked(root, path, hashlib.sha256("公开".encode()).hexdigest())
    assert original.read_bytes() == "公开".encode()
    if swap is _folder and path == "c.txt":  # that folder is the site itself
        return
    swap(root / path, secret)
    with pytest.raises(MachineError):
        original.read_bytes()


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/passwd", "", "a//b", "./x"])
def test_a_path_that_leads_elsewhere_is_not_opened(tmp_path: Path, path: str) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    (tmp_path / "root/a").mkdir(parents=True)
    with pytest.raises(ReplacedError):
        opened(tmp_path / "root", path)
