"""Publications killed at random moments: one on each of five kinds of disks in `make test`, more with more rounds."""

from __future__ import annotations

import re
import subprocess
import sys

from commands import environment
from rounds import times
from sites import REPO


# With this seed three of the first five kills come while a release is put in its place, one of them while going back.
def test_killed_at_any_moment_readers_see_a_whole_site_and_the_next_run_clears_up() -> None:
    command = [sys.executable, str(REPO / "tests/soak_publish.py"), "--kills", str(times(5)), "--seed", "9"]
    done = subprocess.run(command, env=environment(XUANLAN_NOW=""), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(map(int, re.findall(r"'(?:killed|had ended)': (\d+)", done.stdout))) == times(5)
    assert sum(map(int, re.findall(r"'killed': (\d+)", done.stdout))) > times(1) // 2
