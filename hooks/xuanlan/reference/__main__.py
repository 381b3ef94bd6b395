"""`python -m xuanlan.reference DIR` writes the pages into DIR; `--schema NAME` prints a schema instead"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import xuanlan.reference
from xuanlan.models.hotlines import Hotline
from xuanlan.models.notice import Notice
from xuanlan.models.settings import Settings
from xuanlan.reading.fields import Model
from xuanlan.reference import pages
from xuanlan.reference.fields import schema


def main() -> None:
    """Write the pages, or print a schema."""
    models: dict[str, type[Model]] = {"notice": Notice, "settings": Settings, "hotlines": Hotline}
    parser = argparse.ArgumentParser(prog="python -m xuanlan.reference", description=xuanlan.reference.__doc__)
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("folder", nargs="?", type=Path, help="where the pages are written")
    choice.add_argument("--schema", choices=sorted(models), help="print this JSON Schema")
    wanted = parser.parse_args()
    if wanted.schema:
        found = schema(models[wanted.schema])
        found = {"type": "array", "items": found} if wanted.schema == "hotlines" else found
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, text in pages().items():
        (wanted.folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
