"""Packs: a release as a zip, to take along, to open without a server, or with only what has changed since another.

A pack is made only of a tree that is whole; the same release gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError, MachineError
from xuanlan.releases import delta
from xuanlan.releases.signing import sign
from xuanlan.releases.store import Store
from xuanlan.releases.unpacked import INSIDE
from xuanlan.releases.uploads import in_order
from xuanlan.releases.zips import Item, write
from xuanlan.render.texts import printed
from xuanlan.tree.disk import told
from xuanlan.tree.release import Release, differences, manifest


def release_in(folder: Path) -> Release:
    """The tree in `folder`, or the current release if `folder` was published to. Raises CallError."""
    if tree := Release.of(folder):
        return tree
    store = Store(folder)
    store.require()
    if current := store.current():
        return current
    raise CallError(f"{folder} 里没有发布过网站。")


def require_target(file: Path, folder: Path) -> None:
    """Raise CallError unless `file` is the name of a .zip file outside of the site in `folder`."""
    with told(file):
        if file.suffix.lower() != ".zip" or file.is_dir():
            raise CallError(f"包要写一个 .zip 文件的名字，不能是 {file}。")
        place, site = Path(os.path.realpath(file)), Path(os.path.realpath(folder))
        for above in (site, *site.parents[:2]):
            if (above == site or Store(above).ours) and place.is_relative_to(above):
                raise CallError(f"包不能写进 {above}，那里只放网站。请换一个地方。")


def pack(
    folder: Path,
    file: Path,
    *,
    offline: bool = False,
    since: str | None = None,
    limit: int | None = None,
    key: Path | None = None,
) -> list[Path]:
    """Pack what is in `folder` as `file`, or as several files beside it of at most `limit` bytes each.

    `offline` adds the files that staff open first; `since` names the release (`delta.base`) that the pack updates; the
    private `key` signs it. Returns what was written. Raises CallError, MachineError.
    """
    if offline and since is not None:
        raise CallError("--offline 和 --delta 只能写一样。")
    require_target(file, folder)
    release = release_in(folder)
    with told(folder):
        if differences(release):
            raise MachineError(f"{release.folder} 里的文件不齐，或者被改动过，没有打包。请先用 xuanlan verify 核对。")
        before = delta.base(folder, since) if since is not None else None
    with told(file):
        items = delta.delta(release, before) if before else _offline(release) if offline else _tree(release)
        return write([*_signature(items, key), *items] if key else items, file, release.built_at, limit)


def _signature(items: Sequence[Item], key: Path) -> list[Item]:
    """The list of the items, and the signature of that list."""
    content = manifest((item.path, _sha256(item.content)) for item in items)
    name, signature = sign(content, key)
    return [Item(addresses.SIGNED, content), Item(name, signature)]


def _sha256(content: bytes | Path) -> str:
    return hashlib.sha256(content.read_bytes() if isinstance(content, Path) else content).hexdigest()


def _tree(release: Release, inside: str = "") -> list[Item]:
    """Every file of `release`, release.json last: a tree that is only half unpacked has none."""
    return [Item(inside + path, release.folder / path) for path in in_order(release.folder)]


def _offline(release: Release) -> list[Item]:
    readme = printed("offline/readme.txt", {"to": release.id}).replace("\n", "\r\n")
    front = printed("offline/open.html", {"home": INSIDE + addresses.HOME})
    return [
        Item("打开首页.html", front.encode()),
        Item("请先看这里.txt", readme.encode("utf-8-sig")),
        *_tree(release, INSIDE),
    ]
