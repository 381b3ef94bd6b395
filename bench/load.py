"""How many requests nginx answers with the configuration of `xuanlan server nginx`, and the 99th percentile of latency.

    python -m bench.load [SECONDS OF EACH CASE]

Prints a table in Markdown. Needs nginx and wrk (Debian packages of these names). One process of nginx and one of wrk,
which keeps 32 connections busy over the loopback. For comparison, each file has a bare one of the same size: random
bytes from the same nginx, with nothing configured but a folder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.request import Request, urlopen

from local_server import free_port
from web_servers import PROGRAMS, serving

from bench import corpus

NOTICES, CONNECTIONS = 1000, 32
GZIP = "Accept-Encoding: gzip"
MORE = """\
sendfile on;
    keepalive_requests 1000000;
    server {{
        listen {port};
        root {folder};
    }}
"""
"""What is asked of nginx beside the site: not to be asked for new connections, and to show the bare file."""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Load:
    rate: float
    """responses a second"""
    slow: float
    """99th percentile of the latency, in milliseconds"""


def main(seconds: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        work.chmod(0o755)
        tree = published(work)
        files = {
            "home page": "index.html",
            "page of a notice": next(path for path in sorted(tree.glob("n/*/index.html"))).relative_to(tree).as_posix(),
            "file of the search index": middle(tree / "search").relative_to(tree).as_posix(),
        }
        with nginx(work) as (site, bare):
            print("| | bytes | answers a second | bare file is 1 | 99th percentile | … of the bare file |")
            print("| --- | ---: | ---: | ---: | ---: | ---: |")
            for name, path in files.items():
                (work / "bare" / "file").write_bytes(os.urandom((tree / path).stat().st_size))
                norm = load(bare + "file", seconds)
                for coding in ("", GZIP):
                    found = load(site + path, seconds, coding)
                    cells = [
                        f"{name}, compressed" if coding else name, f"{size(site + path, coding):,}",
                        f"{found.rate:,.0f}", f"{found.rate / norm.rate:.2f}",
                        f"{found.slow:.1f} ms", f"{norm.slow:.1f} ms",
                    ]  # fmt: skip
                    print(f"| {' | '.join(cells)} |", flush=True)


def published(work: Path) -> Path:
    """Publish a site of a thousand notices to `work`/www; returns the folder that readers see."""
    corpus.write_site(work / "site", islice(corpus.notices(), NOTICES))
    words = [sys.executable, "-m", "xuanlan", "publish", str(work / "www"), "--now", corpus.NOW]
    environment = {**os.environ, "XUANLAN_CACHE": str(work / "cache")}
    subprocess.run(words, cwd=work / "site", env=environment, check=True, capture_output=True)
    return (work / "www/current").resolve()


def middle(folder: Path) -> Path:
    """The file of median size in `folder`."""
    found = sorted((file for file in folder.rglob("*.js")), key=lambda file: (file.stat().st_size, file))
    return found[len(found) // 2]


@contextmanager
def nginx(work: Path) -> Iterator[tuple[str, str]]:
    """Run nginx; gives the addresses of the site and of the folder with the bare file."""
    if "nginx" not in PROGRAMS or not shutil.which("wrk"):
        sys.exit("nginx or wrk is missing: apt-get install nginx-light wrk")
    folder, port = work / "bare", free_port()
    folder.mkdir()
    more = MORE.format(port=port, folder=folder)
    with serving("nginx", work / "www", work / "server", workers=1, more=more) as server:
        yield server.home, f"http://127.0.0.1:{port}/"


def load(address: str, seconds: int, header: str = "") -> Load:
    """Load `address` with wrk for so many seconds. Fails when one response is an error."""
    words = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--latency",
        *(["-H", header] if header else []),
        address,
    ]
    said = subprocess.run(words, check=True, capture_output=True, encoding="utf-8").stdout
    rate, slow = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    if not rate or not slow or "Non-2xx" in said or "Socket errors" in said:
        sys.exit(said)
    return Load(float(rate[1]), float(slow[1]) * _UNITS[slow[2]])


def size(address: str, header: str) -> int:
    """Size of the response's body in bytes, as transferred."""
    with urlopen(Request(address, headers=dict([header.split(": ")]) if header else {})) as response:
        return len(response.read())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
