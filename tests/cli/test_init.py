"""`xuanlan init`: the site it makes is sound, and takes bare notices as they come."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from xuanlan.cli.app import main
from xuanlan.library.new_site import SKELETON
from xuanlan.models.kinds import Column, Kind
from xuanlan.models.settings import Settings
from xuanlan.reading.keys import aliases

BARE = {
    "停电通知.md": ("关于检修停电的通知", "2026-03-02", "通知"),
    "更早/garden.md": ("花园开放须知", "2025-06-01", "须知"),
    "更早/评选结果.md": ("先进集体评选结果公示", "2025-12-20", "公示"),
}


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may depend on the day of the run, but for the day that `init` writes down."""
    monkeypatch.setenv("XUANLAN_NOW", "2099-06-01T09:00")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "宣传栏"
    assert main(["init", str(folder)]) == 0
    return folder


def check(site: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    capsys.readouterr()
    code = main(["check", "--json", "--site", str(site)])
    return code, json.loads(capsys.readouterr().out)


def listed(page: Path) -> list[str]:
    links = LexborHTMLParser(page.read_text(encoding="utf-8")).css("[data-notice-link]")
    return [link.attributes["data-notice-link"] or "" for link in links]


def test_a_new_site_lacks_nothing_but_its_own_address(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, findings = check(site, capsys)
    assert (code, [item["code"] for item in findings]) == (0, ["qr-no-address"])
    config = site / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("# site_url", "site_url"), encoding="utf-8")
    assert check(site, capsys) == (0, [])


def test_no_mark_of_the_skeleton_is_left_in_a_new_site(site: Path) -> None:
    for file in site.rglob("*"):
        assert "YEAR" not in file.name
        assert file.is_dir() or "{{" not in file.read_text(encoding="utf-8")


def test_a_new_site_builds_at_once(site: Path) -> None:
    assert main(["build", "--site", str(site)]) == 0
    (ident,) = listed(site / "site" / "notices" / "index.html")
    page = LexborHTMLParser((site / "site" / "n" / ident / "index.html").read_text(encoding="utf-8"))
    article = page.css_first(f'article[data-notice="{ident}"]')
    assert article is not None
    assert article.attributes["data-state"] == "current"
    assert "12345" in (site / "site" / "index.html").read_text(encoding="utf-8")
    assert "brand.css" in (site / "site" / "index.html").read_text(encoding="utf-8")


def test_bare_notices_dropped_in_are_built_and_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, (title, date, kind) in BARE.items():
        file = site / "notices" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"---\ntitle: {title}\ndate: {date}\nkind: {kind}\n---\n正文。\n", encoding="utf-8")
    code, findings = check(site, capsys)
    assert code == 0
    assert {item["severity"] for item in findings} == {"warning"}
    assert main(["build", "--site", str(site)]) == 0
    out = site / "site"
    links = {ident for column in ("notices", "public") for ident in listed(out / column / "index.html")}
    pages = (LexborHTMLParser((out / "n" / ident / "index.html").read_bytes()) for ident in links)
    titles = {heading.text() for page in pages for heading in page.css("h1")}
    assert {title for title, _, _ in BARE.values()} <= titles


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "别人的文件.txt").write_text("内容", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 2
    assert [item.name for item in tmp_path.iterdir()] == ["别人的文件.txt"]
    assert "不是空文件夹" in capsys.readouterr().err


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path)]) == 0
    assert (tmp_path / "mkdocs.yml").is_file()


def test_the_new_site_names_the_events_as_this_repository_does(site: Path) -> None:
    ours = Path(__file__).parents[2] / "hooks" / "mkdocs_events.py"
    assert (site / "hooks" / "mkdocs_events.py").read_bytes() == ours.read_bytes()


def test_every_commented_setting_of_the_skeleton_is_a_setting() -> None:
    lines = (SKELETON / "notices" / "settings.yml").read_text(encoding="utf-8").splitlines()
    commented = [line.removeprefix("# ") for line in lines if line.startswith(("# ", "#   "))]
    plain = [line for line in commented if re.match(r"[ -]*\w+:( |$)", line)]
    assert len(plain) >= 15
    written = yaml.load("\n".join(plain), Loader=yaml.BaseLoader)
    assert set(written) <= aliases(Settings).keys()
    assert all(set(kind) <= aliases(Kind).keys() for kind in written["文种"])
    assert all(set(column) <= aliases(Column).keys() for column in written["栏目"])


def test_what_an_installer_leaves_beside_the_skeleton_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skeleton = tmp_path / "skeleton"
    shutil.copytree(SKELETON, skeleton)
    compiled = skeleton / "hooks" / "__pycache__" / "mkdocs_events.cpython-311.pyc"
    compiled.parent.mkdir(exist_ok=True)
    compiled.write_bytes(b"\xa7\r\r\n\0\0\0\0")
    monkeypatch.setattr("xuanlan.library.new_site.SKELETON", skeleton)
    assert main(["init", str(tmp_path / "site")]) == 0
    assert not (tmp_path / "site" / "hooks" / "__pycache__").exists()
