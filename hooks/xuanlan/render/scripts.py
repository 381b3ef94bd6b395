"""The browser code as classic scripts: one that every page loads, and one for searching, loaded on demand.

`theme/browser/` holds ES modules, small and typed, in rooms: `page` is what every page runs, `search` is searching,
`kiosk` is screens; each imports from itself and from `shared`, as "./x.js" and "../shared/x.js". A page opened from a
folder (`file://`) may not load modules, and one file is one request. So the build joins each entry with what it
imports: dependencies first, without import lines and the word export, in one strict function. It understands the plain
forms that the modules keep to and refuses every other, because a script that breaks in the reader's browser is not
noticed here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from xuanlan.models.schedule import wording

FOLDER = Path(__file__).parent.parent / "theme" / "browser"
ENTRIES = {
    "search.js": "search/main.js",
    "aloud.js": "page/aloud.js",
    "card.js": "page/card.js",
    "quiz.js": "page/quiz-main.js",
    "xuanlan.js": "page/main.js",
    "kiosk.js": "kiosk/main.js",
    "screens.js": "kiosk/overview.js",
    "worker.js": "kiosk/worker.js",
}
"""The scripts by plain name, and their entry modules. A module that several scripts need is in each of them. A script
may refer to those before it in this table, and to those of `VENDOR` (`SCRIPTS`)."""
DESK = "desk"
"""The folder of the desk's modules, which its own server gives to the browser one by one."""
VENDOR = "vendor"
"""The folder of others' scripts, which are published as they are (`make vendored`)."""
TEXTS = "shared/texts.js"
"""A generated module: the words of data/states.json."""
SCRIPTS = "shared/scripts.js"
"""A generated module: the addresses of the scripts."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.(?:\./shared)?/[\w-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) ?)", re.MULTILINE)
_DECLARED = r"(?:async )?(?:function\*?|class|const|let|var) +([A-Za-z_$][\w$]*)"
_TOP_LEVEL = re.compile(rf"^(?:export )?{_DECLARED}", re.MULTILINE)
_EXPORTED = re.compile(rf"^export {_DECLARED}", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export|(?:const|let|var) *[\[{]).*|\bimport\(.*|\bimport\.meta\b.*", re.MULTILINE)
_SECTION = re.compile(r"\bTEXTS\.(\w+)")
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.MULTILINE | re.DOTALL)


def modules() -> dict[str, str]:
    """The engine's browser modules by their paths in `FOLDER`, the words included."""
    paths = sorted(path for path in FOLDER.rglob("*.js") if path.parent.name not in (DESK, VENDOR))
    files = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    files[TEXTS] = _texts(wording())
    return files


def _texts(words: Mapping[str, Any]) -> str:
    """Escaped, so that the words survive a server that declares another encoding for scripts."""
    return f"export const TEXTS = {json.dumps(words, ensure_ascii=True, separators=(',', ':'))};\n"


def _spoken(modules: Iterable[str]) -> dict[str, Any]:
    """The sections of the words that these modules name: a script has no words of others."""
    named = {section for text in modules for section in _SECTION.findall(text)}
    return {section: words for section, words in wording().items() if section in named}


def scripts(address: Callable[[str, bytes], str]) -> dict[str, str]:
    """The engine's scripts by plain name; `address` says where one lies.

    Raises ValueError as `bundle` does, and for a module that no script needs.
    """
    files = modules()
    used = {SCRIPTS}
    made = {path.name: path.read_text(encoding="utf-8") for path in sorted((FOLDER / VENDOR).glob("*.js"))}
    for name, entry in ENTRIES.items():
        places = {plain: address(plain, text.encode()) for plain, text in made.items()}
        files[SCRIPTS] = f"export const SCRIPTS = {json.dumps(places)};\n"
        order = _order(files, entry)
        files[TEXTS] = _texts(_spoken(files[path] for path in order))
        made[name] = bundle(files, entry)
        used.update(order)
    if unused := sorted(files.keys() - used):
        raise ValueError(f"{unused[0]}: no module imports it")
    return made


def bundle(sources: Mapping[str, str], entry: str = "main.js") -> str:
    """`entry` and all it imports as one script; `sources` are modules by path.

    The same sources give the same text, whatever their order. Raises ValueError, naming the module, for an import
    that leads nowhere or in a circle, a name declared twice, a form that cannot be joined, or a character that is not
    ASCII.
    """
    owners: dict[str, str] = {}
    parts = []
    for name in _order(sources, entry):
        text = without_comments(sources[name])
        for word in _TOP_LEVEL.findall(text):
            if word in owners:
                raise ValueError(f"{name}: {word} is already declared in {owners[word]}")
            owners[word] = name
        parts.append(_joinable(name, text))
    return '(function () {\n"use strict";\n' + "".join(parts) + "})();\n"


def without_comments(text: str) -> str:
    """A module without the comments that have lines of their own, which no browser needs."""
    return _COMMENT.sub("", text)


def _order(files: Mapping[str, str], entry: str) -> list[str]:
    """`entry` after everything it imports."""
    order: list[str] = []
    _visit(entry, files, order, ())
    return order


def _visit(name: str, files: Mapping[str, str], order: list[str], above: tuple[str, ...]) -> None:
    """Append `name` to `order` after everything it imports."""
    if name in order:
        return
    if name in above:
        raise ValueError(f"{name}: imported in a circle: {' > '.join((*above, name))}")
    if name not in files:
        raise ValueError(f"{above[-1] if above else name}: there is no module {name}")
    for match in _IMPORT.finditer(files[name]):
        other = normpath(join(dirname(name), match[2]))
        _visit(other, files, order, (*above, name))
        offered = set(_EXPORTED.findall(files[other]))
        for word in filter(None, (part.strip() for part in match[1].split(","))):
            if word not in offered:
                raise ValueError(f"{name}: {other} does not export {word}")
    order.append(name)


def _joinable(name: str, text: str) -> str:
    """The module's text without its import lines and the word export."""
    plain = _EXPORT.sub("", _IMPORT.sub("", text)).strip()
    if other := _OTHER.search(plain):
        raise ValueError(f"{name}: cannot be joined: {other[0][:60]}")
    if foreign := re.search(r"[^\x00-\x7f]", plain):
        raise ValueError(f"{name}: write {foreign[0]!a} as an escape")
    return plain + "\n"
