"""Packs of what has changed since a release, with the scripts that apply them where there is no xuanlan.

    更新.sh 更新.cmd     what staff start, with data/delta/apply.cmd in update/
    files/              every file that is new or another
    update/files.*      their digests
    update/*.txt        what to do, one step a line, as each of the two scripts reads it

A script knows the digests of its lists, and they those of the files: what was cut short or changed on its way is
refused before anything happens. Another copy of the site is never half of each: what an interrupted script has done,
it does again.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError
from xuanlan.library.attachments import name_key
from xuanlan.releases.store import Store
from xuanlan.releases.unpacked import LISTS
from xuanlan.releases.uploads import in_order
from xuanlan.releases.zips import Item, cksum
from xuanlan.render.texts import printed
from xuanlan.tree.release import Release, read_manifest

_WINDOWS = "gb2312"
"""For what staff start on Windows, as in `launchers`."""
_THEIRS = "打包时给出的版本"
"""How texts and scripts call a release of which there is only the list: its file may be called anything."""
_KNOWN = "名单一览.txt"
"""A file beside the lists that the script looks for first: cmd.exe has to read names in UTF-8."""
_FOREIGN = (
    r"(^|/)\.|(^|/)(Thumbs\.db|desktop\.ini)$|^(System Volume Information|\$RECYCLE\.BIN)/"
    rf"|^web\.config$|^{re.escape(addresses.SIGNED)}"
)
"""What lies in a copy of a site that is neither the site's nor somebody's: systems and servers put it there."""


@dataclass(frozen=True, slots=True)
class Base:
    """The release that a copy of the site elsewhere has."""

    name: str
    tree: str
    manifest: bytes
    """its list; `tree` is the digest of that"""
    files: Mapping[str, str]
    """digests by path, as in `manifest`"""


def base(folder: Path, given: str) -> Base:
    """What `given` names: a release in `folder`, by how its id begins, or by its release.json; or the list of a tree.

    Raises CallError, OSError.
    """
    file = Path(given)
    if not file.is_file():
        found = [one for one in Store(folder).releases() if given and one.id.startswith(given)]
    elif file.name == addresses.RELEASE:
        found = _of_json(folder, file)
    else:
        return replace(_of_list(file.read_bytes(), file.name), name=_THEIRS)
    if len(found) != 1:
        problem = "不止一个" if found else "没有"
        raise CallError(
            f"{folder} 里{problem}版本 {given}。请写 xuanlan releases 列出的编号，"
            f"或者那边网站里的 {addresses.MANIFEST} 文件。"
        )
    return _of_list((found[0].folder / addresses.MANIFEST).read_bytes(), found[0].id, found[0].tree)


def _of_json(folder: Path, file: Path) -> list[Release]:
    """The release in `folder` that `file`, a release.json, is of."""
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))["tree"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise CallError(f"{file} 不是网站的 {addresses.RELEASE}。") from None
    return [one for one in Store(folder).releases() if one.tree == tree][:1]


def _of_list(content: bytes, name: str, tree: str = "") -> Base:
    """The release with this list, which is that of `tree` if there is one."""
    found = _sha256(content)
    try:
        files = read_manifest(content)
    except ValueError:
        files = {}
    if not files or found != (tree or found):
        raise CallError(f"{name} 不是网站的 {addresses.MANIFEST}，或者被改动过。")
    return Base(name, found, content, files)


def delta(release: Release, since: Base) -> list[Item]:
    """What the pack holds that makes `release` of `since`. Raises CallError, OSError."""
    if release.tree == since.tree:
        raise CallError(f"{release.id} 和 {since.name} 的内容一样，不用更新。")
    manifest = (release.folder / addresses.MANIFEST).read_bytes()
    new = read_manifest(manifest)
    order = [path for path in in_order(release.folder) if path not in new or new[path] != since.files.get(path)]
    switch, clear = steps(since.files, [*new, *addresses.OF_RELEASE], order)
    clear += [f"remove {path}" for path in (addresses.SIGNED, *addresses.SIGNATURES)]  # of the pack that was there
    lists, windows = _lists(release.folder, order, switch, clear)
    known = [*addresses.OF_RELEASE]
    values = {
        "from": since.name,
        "to": release.id,
        "base": since.tree,
        "base_cksum": cksum(since.manifest),
        "base_size": len(since.manifest),
        "base_count": len(since.files) + len(known),
        "new": release.tree,
        "new_size": len(manifest),
        "new_count": len(new) + len(known),
        "lists": [_listed(name, content) for name, content in lists.items()],
        "lists_windows": [_listed(name, content) for name, content in windows.items() if name.isascii()],
        "signed": addresses.SIGNED,
        "foreign": _FOREIGN,
    }
    work = _crlf(printed("delta/apply.cmd", values)).encode("ascii")
    values["apply"] = _sha256(work)
    readme, script, start = (printed(f"delta/{name}", values) for name in ("readme.txt", "update.sh", "update.cmd"))
    return [
        Item("请先看这里.txt", _crlf(readme).encode("utf-8-sig")),
        Item("更新.sh", script.encode(), executable=True),
        Item("更新.cmd", _crlf(start).encode(_WINDOWS)),
        Item(f"{LISTS}/apply.cmd", work),
        *(Item(f"{LISTS}/{name}", content) for name, content in (lists | windows).items()),
        *(Item(f"files/{path}", release.folder / path) for path in order),
    ]


def _lists(
    folder: Path, order: Sequence[str], switch: Sequence[str], clear: Sequence[str]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The lists by name: of the script for all other systems, and of that for Windows."""
    sums, sizes = [], []
    for path in order:
        content = (folder / path).read_bytes()
        sums.append(_sha256(content))
        sizes.append(cksum(content))
    rows = [*zip(sums, sizes, order, strict=True)]
    return {
        "files.sha256": _lines(f"{digest}  {path}" for digest, _, path in rows),
        "files.cksum": _lines(f"{size} {path}" for _, size, path in rows),
        "switch.txt": _lines(switch),
        "clear.txt": _lines(clear),
    }, {
        "files-windows.txt": _windows(f"{digest} {size.split()[1]} {path}" for digest, size, path in rows),
        "switch-windows.txt": _windows([f"known {_KNOWN}", *switch]),
        "clear-windows.txt": _windows(clear),
        _KNOWN: _windows(order),
    }


def _listed(name: str, content: bytes) -> dict[str, Any]:
    """The list `name` as the scripts know it."""
    return {"name": name, "sha256": _sha256(content), "cksum": cksum(content), "size": len(content)}


def steps(old: Iterable[str], new: Iterable[str], order: Iterable[str]) -> tuple[list[str], list[str]]:
    """What to do to have the files `new` instead of the files `old`: up to the switch, and after it.

    `order` are those to be moved, the last of them last. What is gone goes after the switch, but for what is in the
    way: a file where a folder has to be or the other way round, a name that some disks do not tell from a new one.
    """
    new, order = set(new), list(order)
    gone = sorted(set(old) - new)
    folders, before = _folders(new), _folders(old)
    names, above = {name_key(path) for path in new}, {name_key(path) for path in folders}
    below = {path for path in gone if not names.isdisjoint(map(name_key, _folders([path])))}
    first = [path for path in gone if path in below or name_key(path) in names | above]
    emptied = sorted((path for path in before if path not in folders), reverse=True)
    blocked = [path for path in emptied if path in _folders(below)]
    switch = [
        *(f"remove {path}" for path in first),
        *(f"empty {path}" for path in blocked),
        *(f"folder {path}" for path in sorted(folders - before)),
        *(f"move {path}" for path in order),
    ]
    clear = [f"remove {path}" for path in gone if path not in first]
    return switch, clear + [f"empty {path}" for path in emptied if path not in blocked]


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        while (path := posixpath.dirname(path)) and path not in found:
            found.add(path)
    return found


def _crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _windows(lines: Iterable[str]) -> bytes:
    """`lines` for cmd.exe, which skips blanks before a name unless something precedes them."""
    text = "".join(f"{line}\r\n" for line in lines).replace("/", "\\")
    return re.sub("^([a-z]+|[0-9a-f]{64} [0-9]+)  ", r"\1 .\\ ", text, flags=re.MULTILINE).encode()
