"""A site at which the desk stands, and what a new one is made of"""

from __future__ import annotations

from dataclasses import dataclass

from xuanlan.desk.publishing import Publishing
from xuanlan.desk.texts import Texts


@dataclass(frozen=True, slots=True)
class Office:
    """A site at which the desk stands."""

    name: str
    texts: Texts
    publishing: Publishing


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new site is made of."""

    name: str
    unit: str
    colour: str
    logo: bytes
