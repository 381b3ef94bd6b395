"""The joined browser script: what the bundler accepts and refuses."""

from __future__ import annotations

import re

import pytest

from xuanlan.models.schedule import wording
from xuanlan.render import scripts
from xuanlan.render.bundles import bundles
from xuanlan.render.scripts import bundle, modules

TWO = {
    "main.js": 'import { one } from "./one.js";\n\n/** Doc. */\nexport async function main() {\n  return one();\n}\n',
    "one.js": "// why\nexport function one() {\n  return 1; // kept\n}\n",
}


def test_joins_dependencies_first_without_module_words() -> None:
    assert bundle(TWO) == (
        '(function () {\n"use strict";\n'
        "function one() {\n  return 1; // kept\n}\n"
        "async function main() {\n  return one();\n}\n"
        "})();\n"
    )


def test_order_of_files_does_not_matter() -> None:
    assert bundle(dict(reversed(TWO.items()))) == bundle(TWO)


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("one.js", "export function one() {}\nconst main = 1;\n", "main.js: main is already declared in one.js"),
        ("one.js", "export function two() {}\n", "main.js: one.js does not export one"),
        ("one.js", "function one() {}\n", "main.js: one.js does not export one"),
        ("main.js", 'import { x } from "./gone.js";\n', "main.js: there is no module gone.js"),
        ("one.js", 'import { main } from "./main.js";\nexport const one = main;\n', "main.js > one.js > main.js"),
        ("one.js", "export default 1;\nexport const one = 1;\n", "cannot be joined: export default 1;"),
        ("one.js", "const one = 1;\nexport const other = 1;\nexport { one };\n", "does not export one"),
        ("one.js", "export const one = 1;\nconst { a } = one;\n", "cannot be joined: const { a }"),
        ("one.js", 'import * as x from "./main.js";\nexport const one = 1;\n', "cannot be joined: import *"),
        ("one.js", 'export const one = () => import("./x.js");\n', "cannot be joined"),
        ("one.js", 'import { x } from "../kiosk/x.js";\nexport const one = x;\n', "cannot be joined: import { x }"),
        ("one.js", 'export const one = "天";\n', r"one.js: write '\u5929' as an escape"),
    ],
)
def test_refuses(name: str, text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        bundle({**TWO, name: text})


def test_a_module_that_no_script_needs_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "modules", lambda: modules() | {"page/alone.js": "export const alone = 2;\n"})
    with pytest.raises(ValueError, match=r"page/alone\.js: no module imports it"):
        scripts.scripts(lambda name, _: name)


def test_a_room_knows_only_itself_and_what_is_shared() -> None:
    """What it names for its types included, which the joiner does not see."""
    named = {
        (path, other) for path, text in modules().items() for other in re.findall(r'(?:from |import\()"([^"]*)/', text)
    }
    assert {(path, folder) for path, folder in named if folder not in (".", "../shared")} == set()
    assert {path.split("/")[0] for path, _ in named} == {"shared", "page", "search", "kiosk"}


def test_renamed_imports_are_refused() -> None:
    with pytest.raises(ValueError, match="does not export one as uno"):
        bundle({**TWO, "main.js": 'import { one as uno } from "./one.js";\nuno();\n'})


def test_code_behind_a_comment_on_its_line_stays() -> None:
    assert (
        bundle({"main.js": "/** One. */ let one;\n/* two */\n"})
        == '(function () {\n"use strict";\n/** One. */ let one;\n})();\n'
    )


def test_every_page_loads_little_and_searching_and_screens_the_rest() -> None:
    sizes = {name: len(content) for name, (_, content) in bundles().items() if name.endswith(".js")}
    assert sizes.keys() == {
        "xuanlan.js",
        "search.js",
        "kiosk.js",
        "screens.js",
        "worker.js",
        "inflate.js",
        "aloud.js",
        "quiz.js",
        "card.js",
    }
    assert sizes["xuanlan.js"] < 31_000
    assert sizes["inflate.js"] <= 4096
    assert sizes["aloud.js"] < 14_000
    assert sizes["card.js"] < 13_000
    assert sizes["quiz.js"] < 7_000
    assert sizes["search.js"] < 75_000
    assert sizes["kiosk.js"] < 118 * 1024


@pytest.mark.parametrize("name", ["xuanlan.js", "search.js", "kiosk.js", "screens.js", "aloud.js", "card.js"])
def test_a_script_carries_the_words_and_only_ascii(name: str) -> None:
    script = bundles()[name][1].decode()
    assert script.isascii()
    assert re.search(r"\\u[4-9][0-9a-f]{3}", script)
    for word in ("import ", "export ", "console", "innerHTML", "fetch(", "eval("):
        assert not re.search(rf"^{re.escape(word)}|[^.\w]{re.escape(word)}", script, re.MULTILINE), word
    assert set(wording()) == {
        "labels",
        "sentences",
        "hours",
        "table",
        "tally",
        "aloud",
        "share",
        "search",
        "leaving",
        "kiosk",
    }


NEWER = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish": r"\?\?",
    "catch without a name": r"catch \{",
    "lookbehind or named group": r"\(\?<",
    "spread of objects": r"\{ ?\.\.\.",
    "private field": r"[\s.]#\w",
    "await for": r"for await",
    "numeric separator": r"\d_\d",
    "later library": r"\.(?:replaceAll|flatMap|flat|at|matchAll|fromEntries|allSettled|finally|replaceChildren)\(",
}


@pytest.mark.parametrize("feature", NEWER)
def test_nothing_newer_than_es2017(feature: str) -> None:
    """A script with one unknown sign does nothing at all on an old browser."""
    found = re.search(
        NEWER[feature],
        re.sub(
            r'"(?:[^"\\\n]|\\.)*"',
            '""',
            "".join(content.decode() for name, (_, content) in bundles().items() if name.endswith(".js")),
        ),
    )
    assert found is None, found
