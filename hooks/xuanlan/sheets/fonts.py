"""The typefaces of printed sheets: which are installed, which they replace, and which characters they have.

GB/T 9704-2012 asks for 小标宋, 仿宋, 楷体 and 黑体. The usual fonts of these names may not be redistributed, so free
ones replace them unless the site has its own: files in `overrides/fonts/`, named in the settings.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from xuanlan.models.settings import FONTS, Settings
from xuanlan.runtime.cache import Key, digest
from xuanlan.sheets.process import SETTER

FOLDERS = (
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
)
"""Where systems keep the Fandol fonts, if not in a usual font folder."""


class Role(NamedTuple):
    """A use of a typeface on sheets."""

    family: str
    """the free font that is used by default"""
    weight: int
    standard: tuple[str, ...]
    """family names of the fonts that the standard means, as systems list them"""
    label: str
    package: str
    """the Debian package that has the free font"""


_NOTO, _FANDOL = "fonts-noto-cjk", "texlive-lang-chinese"
ROLES: Mapping[str, Role] = {
    "title": Role("Noto Serif CJK SC", 700, ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "小标宋"), "小标宋", _NOTO),
    "fangsong": Role("FandolFang R", 400, ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"), "仿宋", _FANDOL),
    "kai": Role("FandolKai", 400, ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"), "楷体", _FANDOL),
    "hei": Role("Noto Sans CJK SC", 400, ("黑体", "SimHei"), "黑体", _NOTO),
    "song": Role("Noto Serif CJK SC", 400, ("宋体", "SimSun"), "宋体", _NOTO),
}
LATIN = {"fangsong": (ROLES["fangsong"].family, "kai"), "kai": (ROLES["kai"].family, "song")}
"""Free fonts whose digits do not fit their hanzi: bold as a heading in FandolFang, thin in FandolKai."""
FALLBACK = ROLES["song"]
"""Set wherever a role's own font lacks a character: rare ones in names of people and places."""


@dataclass(frozen=True, slots=True)
class Face:
    """One installed font: its file, and its index among the fonts in that file."""

    family: str
    weight: int
    path: str
    index: int


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The fonts that sheets of one site are set in, by role."""

    families: dict[str, str] = field(default_factory=dict)
    faces: dict[str, Face] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """families that are needed and not installed"""

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def substitutes(self) -> list[str]:
        """For each font that replaces one of the standard, a sentence such as 仿宋用 FandolFang R 代替."""
        return [
            f"{role.label}用 {self.families[name]} 代替"
            for name, role in ROLES.items()
            if self.families[name] not in role.standard and name != "song"
        ]

    def latin(self) -> dict[str, str]:
        """By role, the family whose digits and letters are as heavy as the hanzi of a free font, if its own are not."""
        return {role: self.families[other] for role, (free, other) in LATIN.items() if self.families.get(role) == free}

    def key(self) -> Key:
        """Digest of the fonts: names and sizes of their files."""
        files = {face.path: Path(face.path).stat().st_size for face in self.faces.values()}
        return digest(repr(self.families), *(f"{Path(path).name} {size}" for path, size in files.items()))

    def stacks(self, others: Iterable[str] = ()) -> dict[str, list[str]]:
        """For each role the families to try, in order: its own, the fallback for rare characters, `others`."""
        songs = self.families["song"]
        return {name: list(dict.fromkeys((family, songs, *others))) for name, family in self.families.items()}


def find(settings: Settings, overrides: Path) -> Typefaces:
    """The typefaces for a site with these `settings`, whose own fonts lie in `overrides`/fonts."""
    chosen = settings.fonts.model_dump() if settings.fonts else {}
    families = {name: chosen.get(name) or role.family for name, role in ROLES.items()}
    known = _installed(font_folders(overrides))
    faces, missing = {}, []
    for name, family in families.items():
        wanted = ROLES[name].weight if family == ROLES[name].family else 400
        fits = [font for font in known if font.family == family]
        if not fits:
            missing.append(family)
            continue
        best = min(fits, key=lambda font: (abs(font.weight - wanted), font.path))
        faces[name] = Face(family, best.weight, best.path, best.index)
    return Typefaces(families, faces, tuple(dict.fromkeys(missing)))


def packages(missing: Iterable[str]) -> list[str]:
    """The Debian packages with the free fonts among the families `missing`."""
    return sorted({role.package for role in ROLES.values() if role.family in missing})


def font_folders(overrides: Path) -> tuple[str, ...]:
    """Folders of fonts beside the system's that exist here; the site's own come first."""
    own = (str(overrides / FONTS),) if (overrides / FONTS).is_dir() else ()
    return (*own, *(folder for folder in FOLDERS if Path(folder).is_dir()))


@lru_cache(maxsize=4)
def _installed(folders: tuple[str, ...]) -> list[Face]:
    """Every installed font that has a file. Raises ImportError where the typesetter is not installed."""
    return [Face(*row) for row in SETTER.ask("fonts", folders) if row[2]]


EMBEDDED = ("New Computer Modern Math", "Libertinus Serif", "DejaVu Sans Mono")
"""Fonts that come with the typesetter; they have mathematical signs that text fonts lack."""


def covering(signs: str, overrides: Path) -> list[str]:
    """Installed families that have a glyph for at least one of `signs`; colour fonts come last."""
    found: dict[str, bool] = {}
    for font in _installed(font_folders(overrides)):
        if font.family not in found:
            spans = _spans(font.path, font.index)
            found[font.family] = any(_within(spans, ord(sign)) for sign in signs)
    families = sorted((family for family, has in found.items() if has), key=lambda name: ("Emoji" in name, name))
    return [*families, *EMBEDDED]


def _within(spans: Sequence[tuple[int, int]], point: int) -> bool:
    at = bisect_right(spans, (point, 0x110000))
    return at > 0 and spans[at - 1][1] >= point


@lru_cache(maxsize=1000)
def _spans(path: str, index: int) -> Sequence[tuple[int, int]]:
    """The ranges of code points, ends included, that font `index` of the file `path` may have glyphs for: its table
    `cmap`, format 12 or 4. Empty where there is none."""
    with suppress(OSError, struct.error, LookupError, StopIteration), open(path, "rb") as file:  # noqa: PTH123
        start = 0
        head = file.read(12)
        if head[:4] == b"ttcf":
            (start,) = struct.unpack_from(">I", file.read(4 * (index + 1)), 4 * index)
        file.seek(start + 4)
        (count,) = struct.unpack(">H", file.read(2))
        file.seek(start + 12)
        records = (struct.unpack(">4sIII", file.read(16)) for _ in range(count))
        place = next((offset, length) for tag, _, offset, length in records if tag == b"cmap")
        file.seek(place[0])
        table = file.read(place[1])
        (count,) = struct.unpack_from(">H", table, 2)
        offsets = {struct.unpack_from(">I", table, 8 + 8 * number)[0] for number in range(count)}
        by_format = {struct.unpack_from(">H", table, offset)[0]: offset for offset in offsets}
        return sorted(_groups(table, by_format[12]) if 12 in by_format else _segments(table, by_format[4]))
    return ()


def _groups(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">I", table, at + 12)
    for first, last, _ in struct.iter_unpack(">III", table[at + 16 : at + 16 + 12 * count]):
        yield first, last


def _segments(table: bytes, at: int) -> Iterator[tuple[int, int]]:
    (double,) = struct.unpack_from(">H", table, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", table, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", table, at + 16 + double)
    yield from zip(starts, ends, strict=True)
