"""How many requests nginx answers with the configuration of `xuanlan server nginx`, and the 99th percentile of latency.

    python -m bench.load [SECONDS OF EACH CASE]

Prints a table in Markdown. Needs nginx and wrk (Debian packages of these names). One process of nginx and one of wrk,
which keeps 32 connections busy over the loopback. For comparison, each file has a bare one of the same size: random
bytes from the same nginx, with nothing configured but a folder.
"""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.request import Request, urlopen

from bench import corpus
from xuanlan.deploy.servers import Place, configuration

NOTICES, CONNECTIONS = 1000, 32
GZIP = "Accept-Encoding: gzip"
NGINX = """\
{user}worker_processes 1;
pid {work}/nginx.pid;
error_log {work}/error.log;
daemon off;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 1000000;
    include {work}/site.conf;
    server {{
        listen {port};
        root {work}/bare;
    }}
}}
"""
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
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program or not shutil.which("wrk"):
        sys.exit("nginx or wrk is missing: apt-get install nginx-light wrk")
    site, bare = free_port(), free_port()
    (work / "site.conf").write_text(configuration("nginx", Place(f"{work}/www", port=site)), encoding="utf-8")
    user = f"user {getpass.getuser()};\n" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(user=user, work=work, port=bare), encoding="utf-8")
    (work / "bare").mkdir()
    running = subprocess.Popen(
        [program, "-p", str(work), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    )
    try:
        for port in (site, bare):
            while socket.socket().connect_ex(("127.0.0.1", port)):
                if running.poll() is not None:
                    sys.exit((work / "error.log").read_text())
                time.sleep(0.05)
        yield f"http://127.0.0.1:{site}/", f"http://127.0.0.1:{bare}/"
    finally:
        running.terminate()
        running.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
