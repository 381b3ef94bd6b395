"""From the desk to the readers: what will change, the switch to the new release, and back to the last one"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xuanlan import addresses
from xuanlan.desk.folder import Folder, Target
from xuanlan.desk.uploading import checked, upload
from xuanlan.diagnostics.report import CallError, MachineError, Report, reason
from xuanlan.library.render import Library
from xuanlan.models import ledger, page_ledger, screens
from xuanlan.models.schedule import machine_now
from xuanlan.releases import publish as release
from xuanlan.releases.store import Store
from xuanlan.runtime.progress import Progress
from xuanlan.tree.release import files, rows

Make = Callable[[Path, Progress], Library]
"""Builds the site into a folder, all of it or nothing. Raises ContentError, CallError, MachineError."""
_OVER = ("closed", "expired", "superseded", "repealed")
"""States of texts that have come to an end."""
_CODES = 12
"""Most codes that are shown of what is new."""
_SHOWN = 200
"""Most texts of a kind that are named."""


class Publishing:
    """Where the site at `root` is published to, and by whom it is built. `sources` are folders that staff edit."""

    def __init__(self, root: Path, folder: Folder, make: Make, sources: Iterable[Path], *, is_shared: bool) -> None:
        self._root, self._folder, self._make = root, folder, make
        self._sources = list(sources)
        self._is_shared = is_shared

    def aim(self, folder: str, upload: str) -> None:
        """Set the folder to publish to, and the command that uploads it. Raises CallError, MachineError."""
        place = Path(folder.strip())
        if self._is_shared and upload.strip() != self._folder.target.upload:
            # What a browser sends must not run on a server that belongs to somebody else.
            raise CallError("几个人一起用的时候，上传命令请管理员在服务器上用 xuanlan desk --upload 设。")
        if not folder.strip() or not place.is_absolute() or "\0" in folder:
            raise CallError("请写完整的文件夹，例如 D:\\网站发布 或者 /srv/宣传栏。")
        Store(place).require_place(self._sources)
        try:
            self._folder.keep_target(Target(str(place), checked(upload)))
        except OSError as error:
            raise MachineError(f"没有记下发布到哪里：{reason(error)}。") from error

    def _store(self) -> Store:
        target = self._folder.target.folder
        if not target:
            raise CallError("还没有设好发布到哪个文件夹。")
        return Store(Path(target))

    def shows(self, address: str) -> bool | None:
        """Whether readers can see the page at `address`; None where nobody has said where they read."""
        target = self._folder.target.folder
        current = Store(Path(target)).current() if target else None
        return (current is not None and (current.folder / address).is_file()) if target else None

    def old_pages(self, address: str) -> list[Path]:
        """Where the page at `address` may lie in all that was published, the latest first. Raises CallError."""
        if not self._folder.target.folder:
            raise CallError("更正要与发布过的内容比较，还不知道发布在哪里。请先在“发布”页设好文件夹。")
        store = self._store()
        store.require()
        return [release.folder / address for release in store.releases()]

    def changes(self) -> dict[str, Any]:
        """What differs between the last build of the desk and what readers see now."""
        target, upload = self._folder.target
        current = Store(Path(target)).current() if target else None
        new, old = files(self._folder.preview), files(current.folder) if current else {}
        now, before = rows(self._folder.preview), rows(current.folder) if current else {}
        added, changed, ended = list[dict[str, Any]](), list[dict[str, Any]](), list[dict[str, Any]]()
        for ident, row in now.items():
            page = addresses.notice(ident)
            if page not in old:
                added.append(row)
            elif old[page] != new.get(page):
                was = before.get(ident, {}).get("state")
                (ended if row["state"] in _OVER and row["state"] != was else changed).append(row)
        gone = [row for ident, row in before.items() if addresses.notice(ident) not in new]
        different = {path for path in new.keys() | old.keys() if new.get(path) != old.get(path)}
        shows = [path for path in different if path.startswith("kiosk/") and path.endswith(f"/{addresses.SHOW}")]
        known = {one.id: one.title for one in screens.load(self._root, Report()).screens}
        named = [known.get(ident) or ident for ident in (path.split("/")[1] for path in shows)]
        return {
            "target": target,
            "upload": upload,
            "current": current.built_at.isoformat() if current else "",
            "new": _titles(added),
            "changed": _titles(changed),
            "gone": _titles(gone),
            "ended": _titles(ended),
            "counts": [len(added), len(changed), len(gone), len(ended)],
            "pages": sum(1 for path in different if path.endswith(".html")),
            "screens": sorted(named),
        }

    def publish(self, progress: Progress) -> dict[str, Any]:
        """Build, verify and switch. Raises ContentError, CallError, MachineError."""
        store, report = self._store(), Report()
        store.require_place(self._sources)
        before = set(rows(current.folder)) if (current := store.current()) else set()
        made, entered = release.publish(store.folder, lambda out: self._make(out, progress), report=report)
        fresh = [
            {"id": ident, "title": str(row["title"]), "page": row.get("url") or addresses.notice(ident)}
            for ident, row in rows(made.folder).items()
            if ident not in before
        ]
        for row in fresh[:_CODES]:
            row["code"] = _code(store.folder / "current" / addresses.qr(row["id"], "svg"))
        return {
            "release": made.id,
            "notices": made.notices,
            "entered": entered,
            "folder": str(store.folder / "current"),
            "new": fresh[:_SHOWN],
            "remarks": [item.message for item in report],
        }

    def upload(self, progress: Progress) -> None:
        """Run the command that uploads what readers see now, if there is one. Raises CallError, MachineError."""
        if command := self._folder.target.upload:
            progress("上传", 0, 1)
            upload(command, self._store().folder / "current")

    def back(self) -> dict[str, Any]:
        """Show readers the release before the current one again. Raises ContentError, CallError, MachineError."""
        report = Report()
        known = ledger.load(self._root, Report())
        withdrawn = page_ledger.load(self._root, Report()).withdrawn
        store = self._store()
        here = release.Site(self._root, machine_now())
        done, lost = release.rollback(store.folder, None, ledger=known, withdrawn=withdrawn, site=here, report=report)
        return {"release": done.id, "notices": done.notices, "lost": sorted(lost)}


def _titles(found: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"id": row["id"], "title": row["title"]} for row in found[:_SHOWN]]


def _code(file: Path) -> str:
    """A code for a page of the desk; "" for a site without an address, which has none."""
    try:
        return "data:image/svg+xml;base64," + base64.b64encode(file.read_bytes()).decode()
    except OSError:
        return ""
