"""Pictures of texts scaled for pages, under assets/sized/: each under a name with a digest of its original

A picture has a unit of its own, so no edit of a text scales it again. Its key is the digest of the original; how large
it is matters only when it is made, so a build that changes nothing looks into no picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.library.render import Library
from xuanlan.office.scaling import SCALED, scaled
from xuanlan.render import pictures
from xuanlan.render.entries import list_gone
from xuanlan.render.pages import Pages, Unit
from xuanlan.runtime.cache import digest
from xuanlan.tree.out import Out

WEIGHT = 100
"""The time for a photograph of a telephone, in notice pages."""


def units(pages: Pages) -> Iterator[Unit]:
    library, known = pages.library, set[str]()
    for picture in _all(library):
        if picture.sha256 not in known and picture.suffix in SCALED:
            known.add(picture.sha256)
            yield Unit(
                f"sized/{picture.sha256}", partial(_make, picture), digest(picture.sha256, picture.suffix), WEIGHT
            )


def of_notice(library: Library, entry: Entry) -> Iterator[Out]:
    """The scaled pictures of one notice; each is made when it is read."""
    for path, one in () if list_gone(library, entry) else entry.files.items():
        if one.pictured:
            yield from _versions(Checked(library.root, path, one.sha256))


class Scaled(NamedTuple):
    """A version of a picture, which is made when it is read."""

    picture: Checked
    width: int
    height: int

    def read_bytes(self) -> bytes:
        """Raises MachineError when the file is no longer the one that was checked."""
        return scaled(self.picture.suffix, self.picture.read_bytes(), self.width, self.height)


def _all(library: Library) -> Iterator[Checked]:
    for entry in library.public:
        for path, one in () if list_gone(library, entry) else entry.files.items():
            if one.pictured:
                yield Checked(library.root, path, one.sha256)
    for page in library.docs.pages.values():
        yield from pictures.shown(page.rendered.html, pictures.of_page(library, page.address))


def _make(picture: Checked, _: Pages) -> Iterator[Out]:
    yield from _versions(picture)


def _versions(picture: Checked) -> Iterator[Out]:
    size = pictures.size_of(picture)
    for one in pictures.versions(picture, size) if size else ():
        yield Out(one.address, Scaled(picture, one.width, one.height))
