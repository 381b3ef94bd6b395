"""Changes to how the host works: where its theme looks for files, how it loads templates and copies files."""

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
    """The folders of `theme` other than the organisation's own."""
    return theme.dirs[1:] if theme.custom_dir else theme.dirs


def adapt(theme: Theme, own: Path) -> None:
    """Have `theme` look into the organisation's folder `own`, then into ours, then into all others.

    The configuration need not name `own`: what the engine reads there, the host must publish anyway.
    """
    theme.dirs = [str(own), str(HOST_TEMPLATES), *of_others(theme)]
    theme.static_templates.clear()
    _quicken(theme)


def _quicken(theme: Theme) -> None:
    """Make `theme` cache its compiled templates, and list no file of a hidden folder.

    The host publishes no such file; but matching fourteen thousand icons with ten patterns each would take it longer
    than checking a site of a thousand notices.
    """
    make: Callable[[], Any] = theme.get_env

    def environment() -> Any:
        made = make()
        made.bytecode_cache = Compiled()
        made.loader.list_templates = lambda: sorted(set(_listed(theme.dirs)))
        return made

    setattr(theme, "get_env", environment)  # noqa: B010  (the host's own method, for this theme alone)


def copy_checked(file: File, original: Checked, refused: type[Exception]) -> None:
    """Make the host copy `file` as it was checked; raises `refused` when the file has been replaced since."""

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
