"""What the host knows about a site, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the host knows about a site. `url` is the absolute address of the site's root, or empty."""

    root: Path
    name: str
    url: str = ""
    docs: Path | None = None
    docs_folders: bool = False
    """whether docs/about.md becomes about/index.html (else about.html)"""
    nav: frozenset[str] | None = None
    """pages that the navigation names, by path inside docs; None when it names every page by itself"""
    excluded: frozenset[str] = frozenset()
    """files of docs that are not to be published, by path from the root"""
    overrides: Path | None = None
    """the organisation's own theme files; overrides/ in the root when the host names none"""
    theme: tuple[Path, ...] = ()
    """where the host looks for templates, the organisation's own included; empty where no host is at hand"""
    idle: tuple[tuple[str, int], ...] = ()
    """settings of the host that have no effect, with their lines in its configuration"""
