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
    own_theme: Path | None = None
    """the folder that the host's configuration names for theme files of the organisation's own"""
    theme: tuple[Path, ...] = ()
    """where the host looks for templates, the organisation's own included; empty where no host is at hand"""
    idle: tuple[tuple[str, int], ...] = ()
    """settings of the host that have no effect, with their lines in its configuration"""

    @property
    def overrides(self) -> Path:
        """Where the organisation's own theme files lie, if it has any: logo, styles, fonts, templates of the host's."""
        return self.own_theme or self.root / "overrides"

    @property
    def templates(self) -> Path:
        """Where those templates lie that the organisation has put in place of the engine's, if it has any."""
        return self.overrides / "xuanlan"

    def named(self, file: Path) -> str:
        """What diagnostics call `file`: its path from the root, or all of it outside."""
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else file.as_posix()
