"""Ids and titles in use, found by regular expressions, without parsing: fast enough for ten thousand notices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from xuanlan import addresses
from xuanlan.models.notice import Notice
from xuanlan.reading.keys import aliases

HEAD = 4096
"""Bytes into which nearly every front matter fits."""
_CLOSED = re.compile(rb"[\r\n](?:---|\.\.\.)[ \t]*[\r\n]")


def _key(field: str) -> str:
    """A pattern of a field's key, in front matter, however it is written."""
    keys = "|".join(re.escape(key) for key, name in aliases(Notice).items() if name == field)
    return rf"""(?:^|[{{,])[ \t]*["']?(?:{keys})["']?[ \t]*[:：][ \t]*"""


_ID = re.compile(_key("id") + r"""["'“]?([\w-]+)""", re.I | re.M)
_TITLE = re.compile(_key("title") + r"""(?:"([^"\n]*)"|'([^'\n]*)'|([^\n#]+))""", re.I | re.M)


def ids(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """The id of each notice among `paths`, which are from `root`: the one it declares, else that derived from its path.

    A notice with errors counts as well; one that cannot be read does not.
    """
    for path in paths:
        with suppress(OSError):
            said = _ID.search(_head(f"{root}/{path}"))
            yield said[1] if said else addresses.derived_id(path.removeprefix("notices/"))


def titles(root: Path, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each path with the title that its notice declares on one line, as written; without those that declare none."""
    for path in paths:
        with suppress(OSError):
            if said := _TITLE.search(_head(f"{root}/{path}")):
                yield path, next(filter(None, said.groups()), "").strip()


def keys_of_titles(root: Path, paths: Sequence[str]) -> Iterator[str]:
    """Under which key each notice among `paths` has its title; nothing for one that has none on one line."""
    for path in paths:
        with suppress(OSError):
            if said := _TITLE.search(_head(f"{root}/{path}")):
                yield re.split("[:：]", said[0], maxsplit=1)[0]


def _head(file: str) -> str:
    """The front matter of `file`, or the whole text when it has none. Raises OSError."""
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123  (ten thousand times)
        data = stream.read(HEAD)
        if not _CLOSED.search(data):
            data += stream.read()
    end = _CLOSED.search(data)
    data = data[: end.start()] if end else data
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")
