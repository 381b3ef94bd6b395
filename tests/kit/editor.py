"""Makes the desk's editor, one file out of CodeMirror's many, and the licences of all that is in it.

    python tests/kit/editor.py [FOLDER]

FOLDER is where they go; by default to where the engine ships them from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
SOURCE = REPO / "hooks/xuanlan/theme/browser/desk"
NO_LANGUAGE = Path(__file__).with_name("no_language.js")
MODULES = "node_modules/"
NODE = Path(sys.executable).parent
"""Where Node.js lies that comes with the tests."""


def make(folder: Path) -> None:
    """Write codemirror.js and codemirror.txt, which has the licences, into `folder`."""
    with tempfile.TemporaryDirectory() as place:
        told = Path(place) / "meta.json"
        subprocess.run(
            [str(REPO / MODULES / ".bin/esbuild"), "codemirror.d.ts", "--bundle", "--minify", "--format=esm",
             *(f"--alias:{name}={NO_LANGUAGE}" for name in ("@codemirror/language", "@lezer/common")),
             "--target=chrome86", "--legal-comments=none", "--log-level=warning", f"--metafile={told}",
             f"--outfile={folder / 'codemirror.js'}"],
            cwd=SOURCE, check=True, timeout=120, env={**os.environ, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"},
        )  # fmt: skip
        inputs = json.loads(told.read_text(encoding="utf-8"))["inputs"]
    by_terms: dict[str, list[str]] = {}
    for name in sorted({_package(path.rpartition(MODULES)[2]) for path in inputs if MODULES in path}):
        package = REPO / MODULES / name
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
        terms = next(package.glob("LICENSE*")).read_text(encoding="utf-8").strip()
        by_terms.setdefault(terms, []).append(f"{name} {version}\n")
    parts = [f"{''.join(names)}\n{terms}\n" for terms, names in by_terms.items()]
    (folder / "codemirror.txt").write_text("\n\n".join(parts), encoding="utf-8", newline="\n")


def _package(path: str) -> str:
    """The name of the package of a file."""
    return "/".join(path.split("/")[: 2 if path.startswith("@") else 1])


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else SOURCE)
