"""The demo site on the fork of the host, with the fork of the theme: the same files, the same notices."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import environment
from sites import REPO
from trees import Built, Tree, one

from xuanlan import addresses

VARIABLE = "XUANLAN_PROPERDOCS_VENV"
HOST_FILES = ("assets/stylesheets/", "assets/images/")
"""Where the host's theme puts files of its own, under names of its own."""


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What the host says while it builds."""
    return []


@pytest.fixture(scope="module")
def other(demo: Built, tmp_path_factory: pytest.TempPathFactory, told: list[str]) -> Tree:
    """The demo site as ProperDocs and MaterialX build it."""
    venv = Path(os.environ.get(VARIABLE) or REPO / ".venv-properdocs")
    command = venv / "bin" / "properdocs"
    if not command.exists():
        pytest.fail(f"{command} is missing: `make test` installs it, or {VARIABLE} names another folder", pytrace=False)
    root = shutil.copytree(demo.root, tmp_path_factory.mktemp("properdocs") / "site")
    config = (demo.root / "mkdocs.yml").read_text(encoding="utf-8")
    config, changed = re.subn(r"^(\s+name: )material$", r"\1materialx", config, flags=re.MULTILINE)
    assert changed == 1
    (root / "mkdocs.yml").unlink()
    (root / "properdocs.yml").write_text(config, encoding="utf-8")
    done = subprocess.run(
        [command, "build", "--site-dir", root / "out"],
        cwd=root,
        # Its own packages and the engine that its hooks bring: nothing of ours from the path.
        env=environment(PYTHONPATH="", VIRTUAL_ENV=str(venv)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told.append(done.stderr)
    return Tree(root / "out")


def ours(tree: Tree) -> set[str]:
    return {path for path in tree.files if not path.startswith(HOST_FILES)}


def test_the_engine_s_hooks_are_called(other: Tree, told: list[str]) -> None:
    assert other.files
    assert re.search(r"宣栏 \d+\.\d+.*xuanlan", told[0])


def test_it_makes_the_same_set_of_files(demo: Built, other: Tree) -> None:
    assert ours(other) == ours(demo.tree)


def test_every_page_has_the_same_main_part(demo: Built, other: Tree) -> None:
    assert other.pages == demo.tree.pages
    for path in set(other.pages) - {"licences/index.html"}:  # which names the edition of the theme
        assert (path, other.main(path).html) == (path, demo.tree.main(path).html)


def test_every_page_has_the_same_head_banner_and_footer_of_ours(demo: Built, other: Tree) -> None:
    for path in other.pages:
        for part in ("header.xl-header", "footer.xl-footer", "head title"):
            assert one(other.page(path), part).html == one(demo.tree.page(path), part).html
        theirs, mine = (
            [node.html for node in tree.page(path).css("head meta, head link:not([rel=stylesheet])")]
            for tree in (other, demo.tree)
        )
        assert theirs == mine


def test_what_is_no_page_is_the_same_but_for_the_digest_of_the_whole(demo: Built, other: Tree) -> None:
    for path in ours(other) - set(other.pages) - set(addresses.OF_RELEASE):
        assert (other.folder / path).read_bytes() == (demo.tree.folder / path).read_bytes(), path


def test_no_page_carries_a_script_or_a_style_in_its_text(other: Tree) -> None:
    for path in other.pages:
        page = other.page(path)
        assert (path, [node.html for node in page.css("script:not([src]), style, [style]")]) == (path, [])
        scripts = {re.sub(r".*/|[.][0-9a-f]{8}", "", node.attributes["src"] or "") for node in page.css("script")}
        assert scripts - {"screens.js"} == {"built.js", "xuanlan.js"}


def test_every_style_sheet_and_picture_it_names_is_there(other: Tree) -> None:
    astray = [
        link
        for path in other.pages
        for link in other.links(path)
        if link.tag in ("link", "img", "script") and not link.outside and link.target not in other.files
    ]
    assert astray == []
