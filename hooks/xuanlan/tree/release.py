"""A finished tree on disk: what its release.json says, whether it is intact, what its pages say of notices."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from typing_extensions import TypedDict

from xuanlan import addresses
from xuanlan.diagnostics.report import MachineError
from xuanlan.runtime.workers import in_chunks, in_processes
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.folder import Present

UNDER_WAY = ".xuanlan-update"
"""The folder that the scripts of a pack of changes keep in a tree while they run (`releases.delta`)."""
CHUNK = 5000
"""How many files are read in about the time that a process takes to start."""
_ID = re.compile(r"\d{12}-[0-9a-f]{12}")
_DIGEST = re.compile("[0-9a-f]{64}")
_UNLISTED = re.compile(r"[\x00-\x1f\x7f\\]")
"""Never in a path of a tree: control characters, and the backslash, which separates folders on Windows."""
_ARTICLE = re.compile(rb'<article\b[^>]* data-notice="([^"]*)"')
_STATE = re.compile(rb'<article\b[^>]* data-notice="[^>]* data-state="([^"]*)"')
_SHOW = re.compile(re.escape(addresses.screen("@", addresses.SHOW)).replace("@", "([^/]+)"))
_FACTS = re.compile(rb'<article\b[^>]* data-notice="[^>]* data-facts="([^"]*)"')


class Listed(NamedTuple):
    """A file as `manifest` lists it."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """What the release.json in `folder` says."""

    folder: Path
    id: str
    tree: str
    """SHA-256 of the `manifest`, in hexadecimal"""
    built_at: datetime
    notices: int
    """how many notices have a page"""

    @classmethod
    def of(cls, folder: Path) -> Release | None:
        """The release in `folder`; None unless its release.json is a build's: other programs use that name too."""
        try:
            facts = json.loads((folder / addresses.RELEASE).read_text(encoding="utf-8"))
            built_at, notices = datetime.fromisoformat(facts["built_at"]), int(facts["counts"]["notices"])
            built_at = built_at if built_at.tzinfo else built_at.replace(tzinfo=SHANGHAI)
            found = cls(folder, str(facts["release"]), str(facts["tree"]), built_at, notices)
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None
        return found if cls.is_id(found.id) else None

    @staticmethod
    def is_id(name: str) -> bool:
        return _ID.fullmatch(name) is not None

    def at(self, folder: Path) -> Release:
        """The same release in another folder."""
        return replace(self, folder=folder)


def recovered(folder: Path, ident: str) -> Release | None:
    """The release `ident` in `folder`, which has lost its release.json: as much of it as the other files tell.

    An empty `ident` stands for any tree with a manifest. None when there is no such tree.
    """
    try:
        built_at = datetime.strptime(ident[:12] or "197001010000", "%Y%m%d%H%M").replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
    found = files(folder)
    if not folder.is_dir() or not (ident or addresses.HOME in found):
        return None
    tree = _sha256(manifest(found.items())) if found else ""
    return Release(folder, ident, tree, built_at, len(notice_ids(folder)))


def files(folder: Path) -> dict[str, str]:
    """The digest of each file in the manifest of the tree `folder`, by path; empty without a readable manifest."""
    try:
        return read_manifest((folder / addresses.MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}


def ident(built_at: datetime, tree: str) -> str:
    """The id of a release: the minute of its clock, and the first 12 digits of its `tree`."""
    return f"{built_at:%Y%m%d%H%M}-{tree[:12]}"


def manifest(files: Iterable[tuple[str, str]]) -> bytes:
    """The manifest of a tree: its `files`, paths with the SHA-256 of their content, as `sha256sum` writes them.

    `Release.tree` is the digest of the manifest.
    """
    return "".join([f"{digest}  {path}\n" for path, digest in sorted(files)]).encode()


def require_sound(release: Release) -> None:
    """Raise MachineError unless the tree has every file as it was made, and no other. Raises OSError too."""
    if differences(release):
        raise MachineError(f"{release.folder} 里的文件不齐，或者被改动过，没有切换。请再发布一次，或者换一个版本。")


def differences(release: Release) -> list[str]:
    """How the tree differs from the one that was made, a Chinese clause for each file. Raises OSError."""
    contents, strange = _present(release.folder, addresses.NO_PART)
    there = manifest(contents.items())
    found = [f"不是普通文件：{path}" for path in strange]
    if Release.of(release.folder) is None:
        found.append(f"缺少或者损坏：{addresses.RELEASE}")
    if (release.folder / UNDER_WAY).exists():
        found.append(f"有一次更新没有做完：{UNDER_WAY}")
    if _sha256(there) != release.tree:
        return found + _named(release, contents) or [f"与 {addresses.RELEASE} 不符"]
    return found + _of_release(release, contents, there)


def _of_release(release: Release, contents: Mapping[str, str], there: bytes) -> list[str]:
    """How release.json, release.js and the manifest differ from what they should say of the files `contents` (digests
    by path), whose manifest is `there`."""
    facts = {"release": release.id, "built_at": release.built_at.isoformat()}
    right = release.id == ident(release.built_at, release.tree) and Release.of(release.folder) == release
    found = []
    if Release.of(release.folder) and not (right and _counted(release) == len(contents)):
        found.append(f"不是这个版本的：{addresses.RELEASE}")
    script = release_part(facts, (Listed(path, digest) for path, digest in contents.items()))
    for path, content in ((addresses.MANIFEST, there), (addresses.RELEASE_SCRIPT, script)):
        file = release.folder / path
        if not file.is_file():
            found.append(f"缺少：{path}")
        elif file.read_bytes() != content:
            found.append(f"内容变了：{path}")
    return found


def _counted(release: Release) -> object:
    """The number of files in release.json, which does not count those in `addresses.NO_PART`."""
    return json.loads((release.folder / addresses.RELEASE).read_bytes())["counts"].get("files")


def _named(release: Release, found: Mapping[str, str]) -> list[str]:
    """How the files `found` (digests by path) differ from the manifest, if that is intact itself."""
    try:
        made = (release.folder / addresses.MANIFEST).read_bytes()
        known = read_manifest(made)
    except (OSError, ValueError):
        made = b""
    if _sha256(made) != release.tree:
        return [f"缺少或者被改动过：{addresses.MANIFEST}"]
    return _compared(known, found)


def _compared(known: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    return [
        *(f"缺少：{path}" for path in sorted(known.keys() - found.keys())),
        *(f"多出：{path}" for path in sorted(found.keys() - known.keys())),
        *(f"内容变了：{path}" for path in sorted(known.keys() & found.keys()) if known[path] != found[path]),
    ]


def differing(folder: Path, known: Mapping[str, str]) -> list[str]:
    """How the files in `folder`, signature aside, differ from `known` (digests by path). Raises OSError."""
    files, strange = _present(folder, (addresses.SIGNED, *addresses.SIGNATURES))
    return [*(f"不是普通文件：{path}" for path in strange), *_compared(known, files)]


def _present(folder: Path, aside: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The digests by path of the files in `folder`, except `aside`; the paths of links and the like. Raises OSError."""
    present = Present.scan(folder, stamped=False)
    tasks = in_chunks(sorted(present.files.keys() - set(aside)), CHUNK)
    contents = in_processes(_contents, str(folder), tasks, len(tasks) // 2)
    return dict(file for chunk in contents for file in chunk), present.strange


def read_manifest(text: bytes) -> dict[str, str]:
    """The digests of a `manifest` by path. Raises ValueError when it is malformed or names a path outside the tree."""
    rows = [line.partition("  ") for line in text.decode().split("\n")[:-1]]
    found = {path: digest for digest, _, path in rows}
    if not all(_DIGEST.fullmatch(digest) for digest in found.values()) or not text.endswith(b"\n"):
        raise ValueError("not the list of a tree")
    for path in found:
        if _UNLISTED.search(path) or not {"", ".", ".."}.isdisjoint(path.split("/")):
            raise ValueError(f"not a path below a folder: {path}")
    return found


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _contents(folder: str, paths: Sequence[str]) -> list[tuple[str, str]]:
    """Each path with the SHA-256 of its file."""
    found = []
    for path in paths:
        with open(f"{folder}/{path}", "rb", 0) as file:  # noqa: PTH123  (half the time, for thousands of small files)
            found.append((path, hashlib.sha256(file.read()).hexdigest()))
    return found


def notice_ids(folder: Path) -> set[str]:
    """The ids of all notices that have a page in the tree; links do not count, since no build makes any."""
    pages = folder / addresses.NOTICES
    if not pages.is_dir() or pages.is_symlink():
        return set()
    with os.scandir(pages) as listing:
        return {page.name for page in listing if page.is_dir(follow_symlinks=False)}


class Shown(NamedTuple):
    """What a tree shows of a notice."""

    state: str
    """as in `schedule.state`; moved or withdrawn for a tombstone; empty without a page"""
    body_goes: float
    """when the list of names, and with it the body, comes down (epoch seconds); infinite when it does not"""


def shown(folder: Path, ident: str) -> Shown:
    """What the page of the notice `ident` says in its data attributes."""
    try:
        page = (folder / addresses.notice(ident)).read_bytes()
        facts: Any = json.loads(unescape((_FACTS.search(page) or [b"", b"{}"])[1].decode()))
        ends = [float(facts[key]) for key in ("c", "e") if key in facts] if facts.get("r") else []
    except OSError:
        return Shown("", math.inf)
    except (ValueError, TypeError, AttributeError):
        ends = []
    state = _STATE.search(page)
    return Shown(state[1].decode() if state else "", min(ends, default=math.inf))


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows of the tree's api/notices.json by id; empty when it cannot be read."""
    try:
        found = json.loads((folder / addresses.API).read_bytes())["notices"]
        return {row["id"]: row for row in found if isinstance(row["state"], str) and isinstance(row["title"], str)}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def answer(folder: Path, ident: str) -> str:
    """What is wrong with the page of the notice `ident`, as a Chinese clause; empty when the page is there."""
    try:
        page = (folder / addresses.notice(ident)).read_bytes()
    except OSError:
        return "没有这一页"
    match = _ARTICLE.search(page)
    return "" if match and match[1].decode() == ident else "那个网址上是别的内容"


def screen_part(content: str) -> bytes:
    """A script that gives a screen `content`; ASCII, so that no encoding that a server declares can change it."""
    return f"xlPart({json.dumps(content, ensure_ascii=True)});\n".encode("ascii")


class File(Protocol):
    """A file of the output."""

    @property
    def path(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class ReleaseScript(TypedDict):
    """The content of release.js: the release, and the digest of each show by screen (twin: `kiosk/release.js`)."""

    release: str
    built_at: str
    screens: dict[str, str]


def release_part(facts: dict[str, Any], files: Iterable[File]) -> bytes:
    """The bytes of release.js: the release's `facts`, and the digest of each show among `files`."""
    found = {
        match[1]: file.sha256
        for file in files
        if file.path.endswith(addresses.SHOW) and (match := _SHOW.fullmatch(file.path))
    }
    said = ReleaseScript(release=facts["release"], built_at=facts["built_at"], screens=dict(sorted(found.items())))
    return screen_part(json.dumps(said))
