"""Files that a command was asked to write: never over the content of a site, and whole or not at all"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from xuanlan.diagnostics.report import CallError, MachineError, reason
from xuanlan.reading.saving import beside
from xuanlan.releases.store import Store
from xuanlan.tree.release import Release


def require_target(option: str, suffix: str, target: Path, sources: Iterable[Path | None]) -> None:
    """Raise CallError where the result of `option` has no business: over a file of another kind, and in the folders
    `sources`, which hold the content of the site."""
    if target.suffix.lower() != suffix or target.is_dir():
        raise CallError(f"{option} 要写一个 {suffix} 文件的名字，不能是 {target}。")
    require_elsewhere(option, target, sources)


def require_elsewhere(option: str, target: Path, sources: Iterable[Path | None]) -> None:
    """Raise CallError where the result of `option` would lie in one of the folders `sources`."""
    for source in filter(None, sources):
        if target.resolve().is_relative_to(source.resolve()):
            raise CallError(f"{option} 不能写进 {source}，那里是网站的内容。请换一个地方。")


def require_private(option: str, target: Path) -> None:
    """Raise CallError where what staff alone may read would lie in a folder that readers get: a site, or what one is
    published to. Raises MachineError."""
    place = target.resolve()
    for folder in (place, *place.parents):
        if Release.of(folder) or Store(folder).ours:
            raise CallError(f"{option} 不能写进 {folder}：那里是公开的网站，这是只给工作人员看的。请换一个地方。")


def write(target: Path, content: bytes) -> None:
    """Put the content there whole, or leave what is there as it is. Raises MachineError."""
    place = target.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with beside(place, place.with_name(f".{place.name[:40]}.{os.getpid()}.part")) as part:
            part.write(content)
    except OSError as error:
        raise MachineError(f"无法写入 {target}：{reason(error)}") from error
