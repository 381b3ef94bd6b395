"""Packs of what has changed since a release, with the scripts that apply them where there is no xuanlan.

    更新.sh 更新.cmd     what staff start, with data/delta/apply.cmd in update/
    files/              every file that is new or changed
    update/files.*      their digests
    update/*.txt        what to do, one step a line, in the form that each of the two scripts reads

A script holds the digests of its lists, and the lists hold those of the files: what was cut short or changed on its way
is refused before anything happens. An interrupted script can be run again, and repeats its steps.
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
from xuanlan.library.file_names import name_key
from xuanlan.releases.store import Store
from xuanlan.releases.unpacked import LISTS
from xuanlan.releases.uploads import in_order
from xuanlan.releases.zips import Item, cksum
from xuanlan.render.texts import printed
from xuanlan.tree.release import Release, read_manifest

_WINDOWS = "gb2312"
"""Encoding of what staff start on Windows, for the reasons given in `deploy.launchers`."""
_THEIRS = "打包时给出的版本"
"""What texts and scripts call a release that is given by its list: the list's file may have any name."""
_KNOWN = "名单一览.txt"
"""A file beside the lists; by finding it the script proves that cmd.exe reads names in UTF-8."""
_FOREIGN = (
    r"(^|/)\.|(^|/)(Thumbs\.db|desktop\.ini)$|^(System Volume Information|\$RECYCLE\.BIN)/"
    rf"|^web\.config$|^{re.escape(addresses.SIGNED)}"
)
"""Paths in a copy of a site that neither the site nor a person made: systems and servers put them there."""


@dataclass(frozen=True, slots=True)
class Base:
    """The release that a copy of the site on another machine has."""

    name: str
    tree: str
    manifest: bytes
    """its list of files; `tree` is the digest of the list"""
    files: Mapping[str, str]
    """digests by path, as in `manifest`"""


def base(folder: Path, given: str) -> Base:
    """What `given` names: a release in `folder`, by the beginning of its id or by its release.json; or a tree's list.

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
    """The release in `folder` whose release.json `file` is; none when it is not there. Raises CallError."""
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))["tree"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise CallError(f"{file} 不是网站的 {addresses.RELEASE}。") from None
    return [one for one in Store(folder).releases() if one.tree == tree][:1]


def _of_list(content: bytes, name: str, tree: str = "") -> Base:
    """The release with the list `content`, whose digest must be `tree` if given. Raises CallError."""
    found = _sha256(content)
    try:
        files = read_manifest(content)
    except ValueError:
        files = {}
    if not files or found != (tree or found):
        raise CallError(f"{name} 不是网站的 {addresses.MANIFEST}，或者被改动过。")
    return Base(name, found, content, files)


def delta(release: Release, since: Base) -> list[Item]:
    """The files of the pack that turns `since` into `release`. Raises CallError, OSError."""
    if release.tree == since.tree:
        raise CallError(f"{release.id} 和 {since.name} 的内容一样，不用更新。")
    manifest = (release.folder / addresses.MANIFEST).read_bytes()
    new = read_manifest(manifest)
    order = [path for path in in_order(release.folder) if path not in new or new[path] != since.files.get(path)]
    switch, clear = steps(since.files, [*new, *addresses.OF_RELEASE], order)
    clear += [f"remove {path}" for path in (addresses.SIGNED, *addresses.SIGNATURES)]  # left by an earlier pack
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
    """The lists by name: those of update.sh, and those of the script for Windows."""
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
    """What the scripts hold of the list `name`, to check it."""
    return {"name": name, "sha256": _sha256(content), "cksum": cksum(content), "size": len(content)}


def steps(old: Iterable[str], new: Iterable[str], order: Iterable[str]) -> tuple[list[str], list[str]]:
    """The steps from the files `old` to the files `new`: those up to the switch, and those that clear up after it.

    `order` has the paths to be moved into place, in order. Files that are gone are removed after the switch, except
    those in the way: a file where a folder has to be, or the other way round, or a name that some file systems do not
    distinguish from a new one.
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
    """`lines` as a list for cmd.exe, which would drop leading spaces: something always precedes a name."""
    text = "".join(f"{line}\r\n" for line in lines).replace("/", "\\")
    return re.sub("^([a-z]+|[0-9a-f]{64} [0-9]+)  ", r"\1 .\\ ", text, flags=re.MULTILINE).encode()
