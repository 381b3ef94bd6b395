"""What the host does its own way, and is to do another: its theme's environment, its copies of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File
from mkdocs.theme import Theme

from xuanlan.diagnostics.report import MachineError
from xuanlan.library.attachments import Checked
from xuanlan.render.template_cache import Compiled

HOST_TEMPLATES = Path(__file__).parent.parent / "theme" / "host"


def of_others(theme: Theme) -> list[str]:
    """The folders of `theme` that are not the organisation's own."""
    return theme.dirs[1:] if theme.custom_dir else theme.dirs


def adapt(theme: Theme, own: Path) -> None:
    """Have `theme` look into the organisation's folder `own`, then into ours, then into those of others.

    The configuration need not name that folder: what the engine reads there, the host has to publish.
    """
    theme.dirs = [str(own), str(HOST_TEMPLATES), *of_others(theme)]
    theme.static_templates.clear()
    _quicken(theme)


def _quicken(theme: Theme) -> None:
    """Have the environment of `theme` keep its compiled templates, and list no file of a hidden folder.

    The host publishes no such file; but it would walk through fourteen thousand icons and match each with ten
    patterns, longer than a site of a thousand notices takes to be looked at.
    """
    make: Callable[[], Any] = theme.get_env

    def environment() -> Any:
        made = make()
        made.bytecode_cache = Compiled()
        made.loader.list_templates = lambda: sorted(set(_listed(theme.dirs)))
        return made

    setattr(theme, "get_env", environment)  # noqa: B010  (the host's own method, for this theme alone)


def copy_checked(file: File, original: Checked, refused: type[Exception]) -> None:
    """Have the host write the content that was looked at; where another file is there now, `refused` stops it."""

    def copy_file(dirty: bool = False) -> None:  # noqa: ARG001  (the host's own method, for this file alone)
        try:
            content = original.read_bytes()
        except MachineError as error:
            raise refused(str(error)) from error
        target = Path(str(file.abs_dest_path))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    setattr(file, "copy_file", copy_file)  # noqa: B010


def _listed(folders: Sequence[str]) -> Iterator[str]:
    for folder in folders:
        for here, inside, names in os.walk(folder):
            inside[:] = [name for name in inside if not name.startswith(".")]
            way = os.path.relpath(here, folder).replace(os.sep, "/")
            yield from (name if way == "." else f"{way}/{name}" for name in names)
