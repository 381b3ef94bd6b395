"""A finished tree as it lies on a disk: what its release.json says, whether it is whole, what answers where."""

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
"""The folder in a tree that the scripts of a pack of changes leave there until they have ended (`packs_delta`)."""
CHUNK = 5000
"""Files that are read in about the time that a process takes to start."""
_ID = re.compile(r"\d{12}-[0-9a-f]{12}")
_DIGEST = re.compile("[0-9a-f]{64}")
_UNLISTED = re.compile(r"[\x00-\x1f\x7f\\]")
"""In no path of a tree: control characters, and what Windows takes for a step."""
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
    """SHA-256 of the list of all other files (`manifest`)"""
    built_at: datetime
    notices: int
    """notices that have a page"""

    @classmethod
    def of(cls, folder: Path) -> Release | None:
        """The tree in `folder`, if a build has written it; other programs have files of that name too."""
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
        """The same in another folder."""
        return replace(self, folder=folder)


def recovered(folder: Path, ident: str) -> Release | None:
    """What lies in `folder` and does not say itself what it is: the release called `ident`, so far as can be told.

    With "" for its id, a tree that has its list. None where there is nothing of the kind.
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
    """The digest of every file that the tree in `folder` lists, by path; empty where there is no such list."""
    try:
        return read_manifest((folder / addresses.MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}


def ident(built_at: datetime, tree: str) -> str:
    """The id of a release: the minute of its clock, and the beginning of the digest of its list."""
    return f"{built_at:%Y%m%d%H%M}-{tree[:12]}"


def manifest(files: Iterable[tuple[str, str]]) -> bytes:
    """The list of a tree's files, each path with the SHA-256 of its content in hexadecimal.

    `Release.tree` is the digest of this list.
    """
    return "".join([f"{digest}  {path}\n" for path, digest in sorted(files)]).encode()


def require_sound(release: Release) -> None:
    """Raise MachineError unless every file of the tree is there as it was made, and nothing else; OSError as well."""
    if differences(release):
        raise MachineError(f"{release.folder} 里的文件不齐，或者被改动过，没有切换。请再发布一次，或者换一个版本。")


def differences(release: Release) -> list[str]:
    """What is not as it was made, a clause for each file; empty for a sound tree. Raises OSError."""
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
    """Which of the files that say what a release is do not say it of the tree of `contents`, whose list is `there`."""
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
    """How many files release.json says there are, beside those of the release itself."""
    return json.loads((release.folder / addresses.RELEASE).read_bytes())["counts"].get("files")


def _named(release: Release, found: Mapping[str, str]) -> list[str]:
    """Which of the files that were `found` differ from the list, if that is as it was made."""
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
    """How the files in `folder`, but for a signature, differ from those with the digests `known`. Raises OSError."""
    files, strange = _present(folder, (addresses.SIGNED, *addresses.SIGNATURES))
    return [*(f"不是普通文件：{path}" for path in strange), *_compared(known, files)]


def _present(folder: Path, aside: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """The digests of all files in `folder` but those `aside`, and what is no file. Raises OSError."""
    present = Present.scan(folder, stamped=False)
    tasks = in_chunks(sorted(present.files.keys() - set(aside)), CHUNK)
    contents = in_processes(_contents, str(folder), tasks, len(tasks) // 2)
    return dict(file for chunk in contents for file in chunk), present.strange


def read_manifest(text: bytes) -> dict[str, str]:
    """The digests of a `manifest` by path. Raises ValueError for what is none, or names what lies outside a tree."""
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
    """The ids of all notices that have a page in the tree; what somebody else has put there has none."""
    pages = folder / addresses.NOTICES
    if not pages.is_dir() or pages.is_symlink():
        return set()
    with os.scandir(pages) as listing:
        return {page.name for page in listing if page.is_dir(follow_symlinks=False)}


class Shown(NamedTuple):
    """What a tree shows of a notice."""

    state: str
    """as `schedule.state` has it; moved or withdrawn for a page that stands for a notice; empty without a page"""
    body_goes: float
    """when its list, and with it all but its head, comes down (epoch seconds); infinite when it does not"""


def shown(folder: Path, ident: str) -> Shown:
    """What the page of the notice `ident` says of itself."""
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
    """What the tree's open list (api/notices.json) says of each notice by its id; empty where it cannot be read."""
    try:
        found = json.loads((folder / addresses.API).read_bytes())["notices"]
        return {row["id"]: row for row in found if isinstance(row["state"], str) and isinstance(row["title"], str)}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def answer(folder: Path, ident: str) -> str:
    """What is wrong with the page of the notice `ident` in the tree, as a clause; empty when it answers."""
    try:
        page = (folder / addresses.notice(ident)).read_bytes()
    except OSError:
        return "没有这一页"
    match = _ARTICLE.search(page)
    return "" if match and match[1].decode() == ident else "那个网址上是别的内容"


def screen_part(content: str) -> bytes:
    """A part of what screens load, which holds `content`: ASCII, so that a server's encoding cannot change it."""
    return f"xlPart({json.dumps(content, ensure_ascii=True)});\n".encode("ascii")


class File(Protocol):
    """A file of the output."""

    @property
    def path(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class ReleaseScript(TypedDict):
    """What release.js says: the release, and the digest of each show by its screen (twin: `kiosk/release.js`)."""

    release: str
    built_at: str
    screens: dict[str, str]


def release_part(facts: dict[str, Any], files: Iterable[File]) -> bytes:
    """What screens read of a release: its `facts`, and the digest of each show among `files`."""
    found = {
        match[1]: file.sha256
        for file in files
        if file.path.endswith(addresses.SHOW) and (match := _SHOW.fullmatch(file.path))
    }
    said = ReleaseScript(release=facts["release"], built_at=facts["built_at"], screens=dict(sorted(found.items())))
    return screen_part(json.dumps(said))
