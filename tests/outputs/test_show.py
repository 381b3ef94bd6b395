"""The wire format of what screens read: Python and the browser declare the same."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pydantic import TypeAdapter, ValidationError
from sites import REPO
from trees import Built
from twin import vectors

from xuanlan.outputs.show import Show
from xuanlan.render.scripts import FOLDER, bundle, modules
from xuanlan.tree.release import ReleaseScript

VECTORS = vectors("show.json")
PYTHON: dict[str, TypeAdapter[Any]] = {"show": TypeAdapter(Show), "release": TypeAdapter(ReleaseScript)}
BROWSER = {"show": ("show.js", "Show"), "release": ("release.js", "Facts")}
"""The browser's types, and the modules of `theme/browser/kiosk` that declare them."""
NODE = Path(sys.executable).with_name("node")
ENTRY = """import { factsOf, showOf } from "./release.js";
const refuses = (read) => (text) => {
  try {
    return !read(text);
  } catch (error) {
    return true;
  }
};
window.refuses = { show: refuses(showOf), release: refuses(factsOf) };
"""


def damaged(kind: str) -> dict[str, Any]:
    return {
        name: _damaged(VECTORS[kind]["sound"]["full"], **damage) for name, damage in VECTORS[kind]["damaged"].items()
    }


def _damaged(sound: Any, at: list[Any], **value: Any) -> Any:
    found = copy.deepcopy(sound)
    *way, last = at
    inner = found
    for step in way:
        inner = inner[step]
    if value:
        inner[last] = value["is"]
    else:
        del inner[last]
    return found


def content(demo: Built, path: str) -> Any:
    """What a part of the demo site's tree says."""
    return json.loads(json.loads(demo.tree.text(path).removeprefix("xlPart(").removesuffix(");\n")))


@pytest.fixture(scope="module")
def cases(demo: Built) -> dict[tuple[str, str], Any]:
    """Everything of both formats, by kind and name: the vectors, and what the demo site's screens load."""
    shows = [path for path in demo.tree.files if path.endswith("/show.js")]
    assert len(shows) == 4
    found = {("show", path): content(demo, path) for path in shows}
    found["release", "release.js"] = content(demo, "release.js")
    for kind in PYTHON:
        found |= {(kind, name): value for name, value in (VECTORS[kind]["sound"] | damaged(kind)).items()}
    return found


@pytest.fixture(scope="module")
def unsound() -> set[tuple[str, str]]:
    return {(kind, name) for kind in PYTHON for name in VECTORS[kind]["damaged"]}


def test_python_takes_what_is_sound_and_refuses_the_rest(
    cases: dict[tuple[str, str], Any], unsound: set[tuple[str, str]]
) -> None:
    def refuses(kind: str, value: Any) -> bool:
        try:
            PYTHON[kind].validate_json(json.dumps(value), strict=True, extra="forbid")
        except ValidationError:
            return True
        return False

    assert {case for case, value in cases.items() if refuses(case[0], value)} == unsound


def test_the_types_of_the_browser_code_take_and_refuse_the_same(
    cases: dict[tuple[str, str], Any], unsound: set[tuple[str, str]], tmp_path: Path
) -> None:
    """Each is assigned to its type in a file of its own, and the type checker says which of them cannot be."""
    for number, ((kind, _), value) in enumerate(cases.items()):
        module, name = BROWSER[kind]
        text = f'import {{ {name} }} from "{FOLDER}/kiosk/{module}";\nexport const it: {name} = {json.dumps(value)};\n'
        (tmp_path / f"{number}.ts").write_text(text, encoding="utf-8")
    config = {"extends": str(REPO / "jsconfig.json"), "include": [str(FOLDER), str(tmp_path)]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    checker: list[str | Path] = [NODE, REPO / "node_modules/typescript/bin/tsc", "--pretty", "false", "-p", tmp_path]
    told = subprocess.run(checker, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    names = list(cases)
    found = {names[int(number)] for number in re.findall(r"^(\d+)\.ts\(", told, re.MULTILINE)}
    assert found == unsound, told


def test_a_screen_leaves_formats_and_releases_alone_that_it_does_not_know_and_reads_all_else(
    cases: dict[tuple[str, str], Any], tab: Page
) -> None:
    """Not more: a show with one item of a kind that is still to come brings the program that knows it."""
    tab.evaluate(bundle(modules() | {"kiosk/entry.js": ENTRY}, "kiosk/entry.js"))
    calls = [[kind, json.dumps(value)] for (kind, _), value in cases.items()]
    refused = tab.evaluate("(calls) => calls.map(([kind, text]) => window.refuses[kind](text))", calls)
    formats = {("show", name) for name in ("another format", "no format", "a format in words")}
    releases = {("release", name) for name in VECTORS["release"]["damaged"]}
    assert {case for case, no in zip(cases, refused, strict=True) if no} == formats | releases
