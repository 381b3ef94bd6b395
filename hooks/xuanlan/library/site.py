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
    """paths, from the root, of files of docs/ that are not to be published"""
    own_theme: Path | None = None
    """the folder for the organisation's own theme files that the host's configuration names (custom_dir)"""
    theme: tuple[Path, ...] = ()
    """folders in which the host looks for templates, the organisation's own included; empty without a host"""
    idle: tuple[tuple[str, int], ...] = ()
    """settings of the host that have no effect, each with its line in mkdocs.yml"""

    @property
    def overrides(self) -> Path:
        """The folder of the organisation's own theme files; it may be missing: logo, styles, fonts, host templates."""
        return self.own_theme or self.root / "overrides"

    @property
    def templates(self) -> Path:
        """The folder of the organisation's templates that replace the engine's; it may be missing."""
        return self.overrides / "xuanlan"

    def named(self, file: Path) -> str:
        """The name of `file` in diagnostics: its path from the root, or its full path when it is outside."""
        return file.relative_to(self.root).as_posix() if file.is_relative_to(self.root) else file.as_posix()
