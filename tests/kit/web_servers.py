"""Real web servers with the configurations that `xuanlan server` gives: each on a free port, in a folder of its own."""

from __future__ import annotations

import getpass
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local_server import free_port
from trees import paths

from xuanlan.deploy.servers import Place, configuration

_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}
PROGRAMS = {kind: found for kind, name in _PROGRAMS.items() if (found := shutil.which(name, path=_PATH))}
"""The web servers installed on this machine, by kind. tests/servers.sh installs them; Caddy only where available."""
OLD = "assets/xuanlan/xuanlan.0123abcd.css"
"""A style that only the release before the current one has."""
PREFIX = "/office/board/"
"""The path of a site that shares its server with others."""
NGINX = """\
{user}worker_processes {workers};
pid {work}/nginx.pid;
error_log {work}/error.log;
daemon off;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    {more}
    include {work}/site.conf;
}}
"""
APACHE = """\
ServerRoot {work}
ServerName localhost
ServerTokens Prod
PidFile {work}/apache.pid
DefaultRuntimeDir {work}
ErrorLog {work}/error.log
{modules}
TypesConfig /dev/null
User {user}
Listen 127.0.0.1:{port}
<Directory />
    Require all denied
</Directory>
Include {work}/site.conf
"""
_MODULES = Path("/usr/lib/apache2/modules")
_WANTED = [
    "mpm_event",
    "authz_core",
    "alias",
    "deflate",
    "dir",
    "env",
    "filter",
    "headers",
    "mime",
    "rewrite",
    "setenvif",
]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """by lower-case name; repeated headers are joined by commas"""
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class Server:
    kind: str
    port: int
    prefix: str

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Request `path`, relative to the site's root, exactly as given."""
        return ask(self.port, self.prefix + path, method, headers)


def ask(port: int, path: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(
            method, path, headers={name.replace("_", "-"): word for name, word in (headers or {}).items()}
        )
        response = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in response.getheaders():
            found[name.lower()] = ", ".join(filter(None, (found.get(name.lower()), value)))
        return Answer(response.status, found, response.read())
    finally:
        connection.close()


@contextmanager
def serving(
    kind: str, folder: Path, work: Path, prefix: str = "/", workers: int = 2, more: str = ""
) -> Iterator[Server]:
    """Serve `folder` with a server of `kind`; `work` is a new folder for the server's own files. `workers` and `more`,
    further directives of its http block, are for nginx."""
    port = free_port()
    with started(kind, configuration(kind, Place(str(folder), "", port, prefix)), port, work, workers, more):
        yield Server(kind, port, prefix)


@contextmanager
def started(kind: str, text: str, port: int, work: Path, workers: int = 2, more: str = "") -> Iterator[None]:
    """A server of `kind` with the configuration `text`, which listens on `port`."""
    work.mkdir(parents=True)
    (work / "site.conf").write_text(text, encoding="utf-8")
    with (work / "said.log").open("wb") as said:
        running = subprocess.Popen(
            command(kind, work, port, workers, more), stdout=said, stderr=said, env=_environment(work)
        )
    try:
        _wait(running, port, work)
        yield
    finally:
        running.terminate()
        running.wait(20)


def command(kind: str, work: Path, port: int, workers: int = 2, more: str = "") -> list[str]:
    """The command that starts a server with `work/site.conf` in the foreground."""
    program = PROGRAMS[kind]
    if kind == "nginx":
        user = f"user {getpass.getuser()};\n" if _root() else ""
        text = NGINX.format(work=work, user=user, workers=workers, more=more)
        (work / "nginx.conf").write_text(text, encoding="utf-8")
        return [program, "-p", str(work), "-c", str(work / "nginx.conf"), "-e", str(work / "error.log")]
    if kind == "apache":
        modules = "\n".join(f"LoadModule {name}_module {_MODULES}/mod_{name}.so" for name in _WANTED)
        values = {"work": work, "modules": modules, "port": port, "user": "www-data" if _root() else getpass.getuser()}
        (work / "apache.conf").write_text(APACHE.format(**values), encoding="utf-8")
        return [program, "-d", str(work), "-f", str(work / "apache.conf"), "-D", "FOREGROUND"]
    return [program, "run", "--config", str(work / "site.conf"), "--adapter", "caddyfile"]


def check(kind: str, place: Place, work: Path) -> str:
    """The server's own complaints about its configuration for `place`; empty when there are none."""
    (work / "site.conf").write_text(configuration(kind, place), encoding="utf-8")
    words = command(kind, work, free_port())
    if kind == "caddy":
        words[1:2] = ["validate"]
    else:
        words.append("-t")
    done = subprocess.run(words, env=_environment(work), capture_output=True, encoding="utf-8", check=False)
    faults = [line for line in done.stderr.splitlines() if re.search(r"warn|emerg|\[error", line, re.IGNORECASE)]
    return "" if done.returncode == 0 and not faults else done.stderr


def _root() -> bool:
    return os.geteuid() == 0


def _environment(work: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}


def _wait(running: subprocess.Popen[bytes], port: int, work: Path) -> None:
    end = time.monotonic() + 20
    while running.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    logs = "".join(log.read_text(errors="replace") for log in work.glob("*.log"))
    raise AssertionError(f"the server does not answer: {logs}")


def attached(published: Path, suffix: str) -> str:
    """The path of an attachment of the demo site in `published`, with a Chinese name."""
    found = [path for path in paths(published / "current") if re.fullmatch(rf"n/[^/]+/files/[^/]+\.{suffix}", path)]
    return next(path for path in found if not path.isascii())
