"""Twenty publications killed at random moments, on five kinds of disks; `make soak` kills two hundred."""

from __future__ import annotations

import re
import subprocess
import sys

from sitekit import REPO, environment


def test_killed_at_any_moment_readers_see_a_whole_site_and_the_next_run_clears_up() -> None:
    command = [sys.executable, str(REPO / "tests/soak_publish.py"), "--kills", "20", "--seed", "5"]
    done = subprocess.run(
        command, env=environment(XUANLAN_NOW=""), capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert sum(map(int, re.findall(r"'(?:killed|had ended)': (\d+)", done.stdout))) == 20
    assert sum(map(int, re.findall(r"'killed': (\d+)", done.stdout))) > 10
