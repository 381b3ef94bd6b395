"""Kills publications, many times, on several kinds of disks: `python tests/soak_publish.py --kills 200`.

After each kill, readers see a whole release; the next publication ends what was begun and clears up. Half of the kills
come at any moment, half while a release is put in its place. Exits with 1 at the first thing that is not so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "kit"), str(HERE.parent / "hooks")]

from kills import DISKS, soak  # noqa: E402

from xuanlan.diagnostics.report import MachineError  # noqa: E402


def may_mount() -> bool:
    """Whether this process may have a small disk of its own."""
    with tempfile.TemporaryDirectory() as place:
        made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True, check=False)
        return made.returncode == 0 and subprocess.run(["umount", place], check=False).returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    if not may_mount() and "inside" not in os.environ and shutil.which("unshare"):
        command = ["unshare", "-rm", sys.executable, *sys.argv]
        return subprocess.run(command, env={**os.environ, "inside": "yes"}, check=False).returncode
    disks = [disk for disk in DISKS if may_mount() or disk != "a small disk"]
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_CACHE_HOME"] = f"{place}/cache"
        for number, disk in enumerate(disks):
            kills = given.kills // len(disks) + (number < given.kills % len(disks))
            try:
                counts = soak(Path(place) / str(number), disk, kills, given.seed)
            except (AssertionError, MachineError) as error:
                print(f"{disk}: {error}", file=sys.stderr)
                return 1
            print(f"{disk}: {dict(sorted(counts.items()))}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
