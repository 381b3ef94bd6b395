"""Makes what the engine ships of others' browser code, each one file out of many, and the licences of all that is in it.

    python tests/kit/vendored.py [FOLDER]

FOLDER is where they go; by default to where the engine ships them from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
SOURCE = REPO / "hooks/xuanlan/theme/browser"
NO_LANGUAGE = Path(__file__).with_name("no_language.js")
MODULES = "node_modules/"
NODE = Path(sys.executable).parent
"""Where Node.js lies that comes with the tests."""
LIBRARIES: dict[str, Sequence[str | Path]] = {
    "desk/codemirror": (
        SOURCE / "desk/codemirror.d.ts", "--format=esm", "--target=chrome86",
        *(f"--alias:{name}={NO_LANGUAGE}" for name in ("@codemirror/language", "@lezer/common")),
    ),
    "vendor/inflate": (Path(__file__).with_name("inflate.js"), "--format=iife", "--target=es2017"),
}  # fmt: skip
"""By where it ships: the entry of each, and what esbuild is told."""


def make(folder: Path) -> None:
    """Write each library NAME as NAME.js, and its licences as NAME.txt, into `folder`."""
    for name, told in LIBRARIES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        _join(told, folder / name)


def _join(options: Sequence[str | Path], made: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        told = Path(place) / "meta.json"
        subprocess.run(
            [str(REPO / MODULES / ".bin/esbuild"), *map(str, options), "--bundle", "--minify",
             "--legal-comments=none", "--log-level=warning", f"--metafile={told}", f"--outfile={made}.js"],
            cwd=SOURCE, check=True, timeout=120, env={**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"},
        )  # fmt: skip
        inputs = json.loads(told.read_text(encoding="utf-8"))["inputs"]
    by_terms: dict[str, list[str]] = {}
    for package in sorted({_package(path.rpartition(MODULES)[2]) for path in inputs if MODULES in path}):
        folder = REPO / MODULES / package
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        terms = next(folder.glob("LICENSE*")).read_text(encoding="utf-8").strip()
        by_terms.setdefault(terms, []).append(f"{package} {version}\n")
    parts = [f"{''.join(names)}\n{terms}\n" for terms, names in by_terms.items()]
    Path(f"{made}.txt").write_text("\n\n".join(parts), encoding="utf-8", newline="\n")


def _package(path: str) -> str:
    """The name of the package of a file."""
    return "/".join(path.split("/")[: 2 if path.startswith("@") else 1])


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else SOURCE)
