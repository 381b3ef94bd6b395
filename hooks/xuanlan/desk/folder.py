"""What the desk keeps outside the site: the preview, where to publish, earlier texts, what is typed and not saved"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from xuanlan.reading.saving import beside
from xuanlan.runtime.secret import own_folder

VARIABLE = "XUANLAN_DESK"
"""Names another folder for all that desks keep."""
KEPT = timedelta(days=90)
_ABANDONED = 3600
"""Seconds after which a file that is half written belongs to nobody."""
_FORM = "%Y%m%dT%H%M%S%f"
_SUFFIX = ".md"
_BY, _LONGEST_NAME = "~", 20
"""Between the moment of a version and whose it is, in the name of its file."""


class Version(NamedTuple):
    """A text as it was when it was saved."""

    name: str
    at: datetime
    """in UTC"""
    who: str
    """who saved it; "" where only one person uses the desk"""


class Target(NamedTuple):
    """Where a site is published to."""

    folder: str
    """"" before it was set"""
    upload: str
    """the command that then takes the site to its readers; "" where the folder is what they read"""


class Folder:
    """The desk's own folder for the site at `root`; texts are named by their paths in the site."""

    def __init__(self, root: Path) -> None:
        base = os.environ.get(VARIABLE)
        every = Path(base) if base else own_folder() / "desk"
        self.path = every / f"{root.name[:40]}-{hashlib.blake2s(str(root.resolve()).encode()).hexdigest()[:12]}"

    def tidy(self) -> None:
        """Take away what a desk that was killed has left half written; another desk may just be writing the rest."""
        for part in chain((self.path / "unsaved").glob("*.part"), (self.path / "versions").glob("*/*.part")):
            with suppress(OSError):
                if part.stat().st_mtime < time.time() - _ABANDONED:
                    part.unlink()

    @property
    def preview(self) -> Path:
        return self.path / "preview"

    @property
    def target(self) -> Target:
        """Where to publish to, as it was set."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._target.read_bytes())
            return Target(str(kept["folder"]), str(kept.get("upload", "")))
        return Target("", "")

    def keep_target(self, target: Target) -> None:
        """Keep where to publish to. Raises OSError."""
        _write(self._target, json.dumps(target._asdict(), ensure_ascii=False).encode())

    @property
    def _target(self) -> Path:
        return self.path / "target.json"

    def keep_version(self, path: str, data: bytes, now: datetime, who: str = "") -> None:
        """Keep a text that `who` saves; those older than ninety days go, the last one never. Raises OSError."""
        known = self.versions(path)
        folder = self._texts("versions", path)
        if known and (folder / f"{known[0].name}{_SUFFIX}").read_bytes() == data:
            return
        name = now.astimezone(UTC).strftime(_FORM) + (_BY + quote(who[:_LONGEST_NAME], safe="") if who else "")
        _write(folder / f"{name}{_SUFFIX}", data)
        for old in known:
            if now - old.at > KEPT:
                (folder / f"{old.name}{_SUFFIX}").unlink(missing_ok=True)

    def versions(self, path: str) -> list[Version]:
        """The versions that are kept of a text, the newest first."""
        found = []
        with suppress(OSError):
            for file in self._texts("versions", path).glob(f"*{_SUFFIX}"):
                moment, _, who = file.stem.partition(_BY)
                with suppress(ValueError):
                    found.append(Version(file.stem, datetime.strptime(moment, _FORM).replace(tzinfo=UTC), unquote(who)))
        return sorted(found, reverse=True)

    def version(self, path: str, name: str) -> bytes | None:
        """The text of a version; None when there is none of that name."""
        known = next((one for one in self.versions(path) if one.name == name), None)
        return (self._texts("versions", path) / f"{known.name}{_SUFFIX}").read_bytes() if known else None

    def keep_unsaved(self, path: str, typed: dict[str, Any], account: str = "") -> None:
        """Keep what somebody is typing in a text. Raises OSError."""
        kept = typed | {"path": path, "account": account}
        _write(self._unsaved(path, account), json.dumps(kept, ensure_ascii=False).encode())

    def unsaved(self, path: str, account: str = "") -> dict[str, Any] | None:
        """What somebody typed in a text and has not saved; None where there is nothing."""
        with suppress(OSError, ValueError):
            found = json.loads(self._unsaved(path, account).read_bytes())
            return found if isinstance(found, dict) else None
        return None

    def drop_unsaved(self, path: str, account: str = "") -> None:
        self._unsaved(path, account).unlink(missing_ok=True)

    def all_unsaved(self, account: str = "") -> list[str]:
        """The paths of the texts in which somebody typed something and has not saved it."""
        found = []
        for file in (self.path / "unsaved").glob("*.json"):
            with suppress(OSError, ValueError, TypeError, KeyError):
                kept = json.loads(file.read_bytes())
                if kept.get("account", "") == account:
                    found.append(str(kept["path"]))
        return found

    def _unsaved(self, path: str, account: str) -> Path:
        return self.path / "unsaved" / f"{_named(path)}{'-' + _named(account) if account else ''}.json"

    def _texts(self, what: str, path: str) -> Path:
        return self.path / what / _named(path)


def _named(path: str) -> str:
    return hashlib.blake2s(path.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(0o700, parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    with beside(file, part) as stream:
        stream.write(data)
