"""What the engine needs of the host's configuration, as plain values."""

from __future__ import annotations

import os
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from xuanlan.hosts import navigation
from xuanlan.hosts.theme import of_others
from xuanlan.library.site import SiteFacts


def place(config: MkDocsConfig) -> SiteFacts:
    """The folders of the site only, without what takes time to look up."""
    root = (Path(config.config_file_path).parent if config.config_file_path else Path.cwd()).resolve()
    own = Path(os.path.abspath(config.theme.custom_dir)) if config.theme.custom_dir else None  # noqa: PTH100
    return SiteFacts(root, config.site_name, own_theme=own and own.parent.resolve() / own.name)


def site_facts(config: MkDocsConfig) -> SiteFacts:
    """Everything that the engine needs of the host's configuration."""
    there = place(config)
    return replace(
        there,
        url=_written_url(config),
        docs=Path(config.docs_dir),
        docs_folders=config.use_directory_urls,
        nav=navigation.named(config),
        excluded=_excluded(config, there.root),
        idle=_idle(config),
        theme=(there.overrides, *map(Path, of_others(config.theme))),
    )


def previewed(config: MkDocsConfig) -> bool:
    """Whether a preview server has put its own address in place of `site_url`."""
    return (config.site_url or "").rstrip("/") != _written_url(config).rstrip("/")


IDLE = (
    "markdown_extensions",
    "extra_javascript",
    "copyright",
    "repo_url",
    "repo_name",
    "edit_uri",
    "edit_uri_template",
)
"""Settings of the host without effect here: for its Markdown, its scripts, its footer."""


def _idle(config: MkDocsConfig) -> tuple[tuple[str, int], ...]:
    """The settings of `IDLE` that the configuration has, with their lines; 0 for an inherited one."""
    given = [key for key in IDLE if any(patch.get(key) for patch in _written(config))]
    if not given or not config.config_file_path:
        return ()
    lines = Path(config.config_file_path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    first = {line.split(":")[0].rstrip(): number for number, line in reversed(list(enumerate(lines, start=1)))}
    return tuple((key, first.get(key, 0)) for key in given)


def _written_url(config: MkDocsConfig) -> str:
    """`site_url` as the configuration's file says it: that of a preview server must not get into QR codes."""
    given = [str(patch["site_url"]).strip() for patch in _written(config) if patch.get("site_url")]
    return given[-1].rstrip("/") + "/" if given and config.site_url else ""


def _written(config: MkDocsConfig) -> list[dict[str, Any]]:
    """The settings of the configuration's file and of the command, before the host fills in defaults."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return list(config.user_configs)


def _excluded(config: MkDocsConfig, root: Path) -> frozenset[str]:
    """Paths from `root` of the files in docs that the host keeps out of a build (exclude_docs, draft_docs)."""
    docs = Path(config.docs_dir)
    if not docs.resolve().is_relative_to(root):
        return frozenset()
    folder = docs.resolve().relative_to(root).as_posix()
    paths = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    files = Files([File(path, config.docs_dir, config.site_dir, config.use_directory_urls) for path in paths])
    set_exclusions(files, config)
    hidden = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    # The host also excludes names that begin with a dot: not the author's choice, and left to the engine's checks.
    return frozenset(
        f"{folder}/{file.src_uri}" for file in files if file.inclusion in hidden and not file.name.startswith(".")
    )
