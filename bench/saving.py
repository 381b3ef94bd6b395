"""How long an author who looks at `xuanlan serve` waits for a saved notice: `python -m bench.saving SITE [TIMES]`.

Measured from the writing of the file until its page, requested every ten milliseconds, has the new sentence. Notices
are saved eight seconds apart, so that the full build after each is over before the next.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from statistics import median

from bench.corpus import NOW
from bench.peers import Command

PATIENCE = 300.0
PAUSE = 8.0
LOOK = 0.01


def waits(site: Path, times: int) -> Iterator[float]:
    """Save a notice of `site` so many `times`; yields the seconds until its page shows each."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    files = sorted((site / "notices").rglob("*.md"))
    command: Command = [sys.executable, "-m", "xuanlan", "serve", "--site", site, "--address", address]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env={**os.environ, "XUANLAN_NOW": NOW}, stdout=quiet, stderr=quiet) as server:
        try:
            _until(address, "", "</html>", time.monotonic())
            for number in range(times):
                time.sleep(PAUSE)
                file = files[(number * 997 + len(files) // 3) % len(files)]
                sentence = f"保存于{time.time_ns()}。"
                text = file.read_text(encoding="utf-8").rstrip() + sentence + "\n"
                start = time.monotonic()
                file.write_text(text, encoding="utf-8")
                yield _until(address, f"n/{file.stem}/", sentence, start)
        finally:
            server.send_signal(signal.SIGINT)


def _until(address: str, path: str, text: str, start: float) -> float:
    """Seconds from `start` until the page has `text`. Raises SystemExit when that takes too long."""
    while time.monotonic() - start < PATIENCE:
        try:
            with urllib.request.urlopen(f"http://{address}/{path}", timeout=PATIENCE) as answer:
                if text in answer.read().decode():
                    return time.monotonic() - start
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(LOOK)
    raise SystemExit(f"{path} did not show {text}")


def told(site: Path, times: int) -> str:
    """The measurements, as a sentence."""
    seconds = sorted(waits(site, times))
    middle, worst = median(seconds), seconds[-1]
    return f"A saved notice shows in `xuanlan serve` after {middle:.2f} s (median of {times}), {worst:.2f} s at most."


if __name__ == "__main__":
    print(told(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10))
