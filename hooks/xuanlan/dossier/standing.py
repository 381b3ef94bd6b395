"""When and where texts stood: the ledger of publication, held against the releases that were really shown.

No date of a notice counts, and where releases are looked at, no date of the ledger either: a text is proved from the
first release on that has it with the same digest, so neither can be dated back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from xuanlan import addresses
from xuanlan.dossier.contents import Stretch, Told
from xuanlan.library.entry import Entry
from xuanlan.models.ledger import Ledger
from xuanlan.models.publications import CHANNEL, PAPER, PATH, Publication
from xuanlan.outputs.assets import built_part
from xuanlan.text.dates import SHANGHAI
from xuanlan.tree.release import Release, ident, read_manifest
from xuanlan.tree.standing import SITE, Place, Stand, standing

_TAKEN_DOWN = frozenset({"withdrawn", "repealed"})
"""States that a line in the text's own head has brought about, so that the digest is another than the one shown."""

_YEARS = 1900, 9000
"""Between which a time in a ledger can have been meant."""


class Looked(NamedTuple):
    """A release that was looked at, and what stands where in it."""

    release: Release
    stands: Mapping[Place, Stand]

    @property
    def begun(self) -> datetime:
        return self.release.built_at


def looked_at(releases: Iterable[Release], made: datetime) -> tuple[list[Looked], list[Told]]:
    """The releases up to the clock `made`, the oldest first, and those of them that tell nothing because something in
    them was changed."""
    found, told = [], []
    for release in sorted(releases, key=lambda one: (one.built_at, one.id)):
        if release.built_at > made:
            continue
        stands = standing(release.folder) if _is_whole(release) else None
        if stands is None:
            told.append(Told(f"版本 {release.id}", "文件不齐或者被改动过，没有用来核对"))
        else:
            found.append(Looked(release, stands))
    return found, told


def _is_whole(release: Release) -> bool:
    """Whether what is read of a release is what was made: its list of files, and in that its clock, the list of notices
    and what screens show."""
    try:
        listed = (release.folder / addresses.MANIFEST).read_bytes()
        known = read_manifest(listed)
        paths = [addresses.API, *(path for path in known if path.endswith(addresses.SHOW))]
        same = all(known[path] == _sha256((release.folder / path).read_bytes()) for path in paths)
        same = same and known[addresses.BUILT] == _sha256(built_part(release.built_at))
    except (OSError, ValueError, KeyError):
        return False
    return same and _sha256(listed) == release.tree and release.id == ident(release.built_at, release.tree)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class _Row(NamedTuple):
    """A row of the ledger with its times."""

    publication: Publication
    since: datetime
    until: datetime | None


@dataclass
class Standings:
    """The ledger by the clock `made`, with the releases to hold it against; `looked` is None where nobody asked."""

    rows: Sequence[Publication]
    made: datetime
    ledger: Ledger = field(default_factory=Ledger)
    looked: Sequence[Looked] | None = None
    told: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_id: dict[str, list[_Row]] = {}
        for row in self.rows:
            until = datetime.fromisoformat(row.until) if row.until else None
            read = _Row(row, datetime.fromisoformat(row.since), until)
            self._by_id.setdefault(row.id, []).append(read)

    def of(self, entry: Entry) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
        """The times in which the text of `entry` as it is now stood somewhere, and those of its earlier texts. Of one
        that was taken down, its last text counts."""
        rows = [row for row in self._by_id.get(entry.id, ()) if row.since <= self.made]
        digest = entry.digest
        if entry.state in _TAKEN_DOWN and all(row.publication.digest != digest for row in rows):
            last = max(rows, key=lambda row: row.since, default=None)
            digest = (last and last.publication.digest) or ""
        stood: list[Stretch] = []
        earlier: list[Stretch] = []
        for row in rows:
            if stretch := self._stretch(row):
                same = row.publication.digest == digest and digest
                (stood if same else earlier).append(stretch)
        return _ordered(stood), _ordered(earlier)

    def is_later(self, entry: Entry) -> bool:
        """Whether the ledger knows the notice only from after the clock: by then nobody could read it, whatever its own
        date says."""
        if rows := self._by_id.get(entry.id):
            return all(row.since > self.made for row in rows)
        first = self._first(entry.id)
        return first is not None and first > self.made

    def since(self, ident: str) -> datetime | None:
        """When the notice was readable first, by the ledgers alone; None where they do not know it."""
        rows = (row.since for row in self._by_id.get(ident, ()))
        return self._first(ident) or min(rows, default=None)

    def _stretch(self, row: _Row) -> Stretch | None:
        told, since = row.publication, row.since
        until = row.until if row.until and row.until <= self.made else None
        if until and until <= since:
            self._tell(told, f"台账写的止（{_words(until)}）不晚于起（{_words(since)}），没有算")
            return None
        first = self._first(told.id)
        if first and since < first:
            self._tell(told, f"台账写的是 {_words(since)} 起，登记簿里第一次发布是 {_words(first)}，从那时算起")
            since = first
            if until and until <= since:
                return None
        if self.looked is None:
            return Stretch(told.place, since, until)
        return self._confirmed(told, since, until, self.looked)

    def _first(self, ident: str) -> datetime | None:
        """When the notice was published first, by the ledger of addresses, which another part of the program writes."""
        entry = self.ledger.entries.get(ident)
        with suppress(ValueError):
            if entry and entry.first_published:
                return _moment(entry.first_published)
        return None

    def _confirmed(
        self, row: Publication, since: datetime, until: datetime | None, looked: Sequence[Looked]
    ) -> Stretch | None:
        """The part of a row that releases show; what they do not is told."""
        key = (row.id, SITE if row.is_sent else row.place)
        showing = [one for one in looked if key in one.stands and row.digest and one.stands[key].digest == row.digest]
        before = [one for one in showing if one.begun <= since]
        if before:
            found, begun = before[-1], since
        else:
            later = [one for one in showing if until is None or one.begun < until]
            if row.is_sent or not later:
                self._tell(row, f"台账写的是 {_words(since)} 起，没有哪个版本能证明，没有算")
                return None
            found, begun = later[0], later[0].begun
            was = any(one.begun <= since for one in looked)
            why = "那时的版本里没有它" if was else "没有保留那么早的版本"
            self._tell(row, f"台账写的是 {_words(since)} 起，{why}，从版本 {found.release.id} 算起")
        if not row.is_sent:
            gone = next(
                (one for one in looked if begun < one.begun < (until or self.made) and one not in showing), None
            )
            if gone:
                self._tell(row, f"版本 {gone.release.id} 里已经没有它，台账没有记下，算到那时为止")
                until = gone.begun
        return Stretch(row.place, begun, until, found.release.id)

    def _tell(self, row: Publication, what: str) -> None:
        told = Told(f"{PATH} {row.id} {row.place}", what)
        if told not in self.told:
            self.told.append(told)


def place_words(place: str, screens: Mapping[str, str]) -> str:
    """A place of the ledger for people; `screens` has the names of screens by their places."""
    return screens.get(place, "印发纸质件" if place == PAPER else place.removeprefix(CHANNEL))


def _ordered(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    def key(one: Stretch) -> tuple[datetime, bool, str]:
        return one.since, one.place != SITE, one.place

    return tuple(sorted(stretches, key=key))


def _moment(words: str) -> datetime:
    """Raises ValueError, for years too that no clock can be set to."""
    moment = datetime.fromisoformat(words)
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise ValueError(words)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _words(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
