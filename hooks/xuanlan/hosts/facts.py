"""What the engine needs to know of the host's configuration, as plain values."""

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
    """Where the site lies, without what the host would have to look up."""
    root = (Path(config.config_file_path).parent if config.config_file_path else Path.cwd()).resolve()
    own = Path(os.path.abspath(config.theme.custom_dir)) if config.theme.custom_dir else None  # noqa: PTH100
    return SiteFacts(root, config.site_name, own_theme=own and own.parent.resolve() / own.name)


def site_facts(config: MkDocsConfig) -> SiteFacts:
    """What the engine needs to know of the host's configuration."""
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
    """Whether a preview server has put its own address into the configuration."""
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
"""Settings of the host that nothing of ours asks for: its Markdown, its scripts, its footer."""


def _idle(config: MkDocsConfig) -> tuple[tuple[str, int], ...]:
    """Those of `IDLE` that the configuration has, with their lines; 0 for one that it inherits."""
    given = [key for key in IDLE if any(patch.get(key) for patch in _written(config))]
    if not given or not config.config_file_path:
        return ()
    lines = Path(config.config_file_path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    first = {line.split(":")[0].rstrip(): number for number, line in reversed(list(enumerate(lines, start=1)))}
    return tuple((key, first.get(key, 0)) for key in given)


def _written_url(config: MkDocsConfig) -> str:
    """The site's address as its configuration says it; a preview server puts its own there, which no code may say."""
    given = [str(patch["site_url"]).strip() for patch in _written(config) if patch.get("site_url")]
    return given[-1].rstrip("/") + "/" if given and config.site_url else ""


def _written(config: MkDocsConfig) -> list[dict[str, Any]]:
    """What the configuration's file and the command say, before the host fills in the rest."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return list(config.user_configs)


def _excluded(config: MkDocsConfig, root: Path) -> frozenset[str]:
    """Files of docs that the host keeps out of a build (exclude_docs, draft_docs), by path from `root`."""
    docs = Path(config.docs_dir)
    if not docs.resolve().is_relative_to(root):
        return frozenset()
    folder = docs.resolve().relative_to(root).as_posix()
    paths = (path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    files = Files([File(path, config.docs_dir, config.site_dir, config.use_directory_urls) for path in paths])
    set_exclusions(files, config)
    hidden = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
    # What the host hides by its dot is not the author's choice; the engine judges it by itself.
    return frozenset(
        f"{folder}/{file.src_uri}" for file in files if file.inclusion in hidden and not file.name.startswith(".")
    )
