"""Running the host from a command: load its configuration, build, serve."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml

from xuanlan.hosts.advice import LINE, silence

silence()

from mkdocs.commands.build import build as host_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Position, Report, reason
from xuanlan.hosts.facts import site_facts
from xuanlan.hosts.failing import RefusedError, own_program, worded
from xuanlan.hosts.mkdocs import Options, on_config
from xuanlan.library.render import Library
from xuanlan.library.site import SiteFacts
from xuanlan.reading.source import read_text

CONFIG = "mkdocs.yml"


def facts(site: Path) -> SiteFacts:
    """What the host's configuration in the folder `site` says. Raises CallError or ContentError."""
    return places(site)[0]


def places(site: Path) -> tuple[SiteFacts, Path]:
    """`facts`, and the folder that `build` writes into by default."""
    config = _load(site, None)
    return site_facts(config), Path(config.site_dir)


def build(site: Path, out: Path | None, options: Options) -> Path:
    """Build `site` into `out` (default: what mkdocs.yml says); returns that folder.

    Raises ContentError, CallError, MachineError.
    """
    return Path(_built(site, out, options).site_dir)


def build_library(site: Path, out: Path, options: Options) -> Library:
    """`build` that returns the library that the site was built from."""
    library = _built(site, out, options).extra["xuanlan"].found.library
    assert isinstance(library, Library)
    return library


def trial(site: Path, now: datetime) -> Report:
    """The findings of a trial build, for errors in the site's own templates that show only when pages are rendered."""
    with TemporaryDirectory(prefix="xuanlan-") as folder:
        try:
            _built(site, Path(folder) / "site", Options(now=now, console=Console(io.StringIO())))
        except ContentError as error:
            return error.report
    return Report()


def _built(site: Path, out: Path | None, options: Options) -> MkDocsConfig:
    config = _load(site, out)
    config.extra["xuanlan"] = options
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(_not_said_later)
    try:
        host_build(config)
    except Abort as error:
        cause = error.__context__
        if isinstance(cause, RefusedError) and isinstance(cause.__cause__, (CallError, MachineError)):
            raise cause.__cause__ from None
        raise ContentError(Report()) from None
    except Exception as error:
        if found := worded(error, config):
            raise found from error
        raise
    finally:
        log.removeFilter(_not_said_later)
        if staging := getattr(config.extra["xuanlan"], "staging", None):
            staging.cleanup()  # left by a failed build
    return config


def _not_said_later(_record: logging.LogRecord) -> bool:
    """A filter for the host's logger: False for the failure that the command itself is about to report."""
    error = sys.exc_info()[1]
    return not (isinstance(error, RefusedError) and isinstance(error.__cause__, (CallError, MachineError)))


def serve(site: Path, address: str | None, announce: Callable[[str], None]) -> None:
    """Serve `site` at `address` (host:port), rebuilding after every change; `announce` gets the URL.

    Raises CallError, ContentError, MachineError.
    """
    from mkdocs.commands.serve import serve as host_serve  # imports a web server, which no build needs

    config = _load(site, None)
    more: dict[str, Any] = {"dev_addr": address} if address else {}
    folder = urlsplit(config.site_url or "").path.strip("/")
    host, port = _host_and_port(address) if address else (config.dev_addr.host, config.dev_addr.port)
    announce(f"http://{_reached(host)}:{port}/{folder + '/' if folder else ''}")
    try:
        host_serve(config_file=str(site / CONFIG), **more)
    except Abort:
        raise ContentError(Report()) from None
    except (OSError, OverflowError) as error:
        if not isinstance(error, OSError):
            raise CallError(_WRONG_ADDRESS.format(config.dev_addr)) from None
        raise MachineError(f"不能在 {address or config.dev_addr} 上提供预览：{reason(error)}") from error


def complaints(site: Path) -> Report:
    """Errors that keep the host from reading its configuration in the folder `site`, and that `check --fix` mends."""
    report = Report()
    if (site / CONFIG).is_file():
        _check_tags(site / CONFIG, report)
    return report


_WRONG_ADDRESS = "预览的地址要写成 IP 地址:端口，例如 127.0.0.1:8000，不能是 {}。"


def _host_and_port(address: str) -> tuple[str, int]:
    """Host and port of `address` from the command line. Raises CallError."""
    host, _, port = address.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") if host.startswith("[") else host
    with suppress(ValueError):
        if (host == "localhost" or ip_address(host)) and port.isascii() and port.isdigit() and 0 < int(port) < 65536:
            return host, int(port)
    raise CallError(_WRONG_ADDRESS.format(address))


def _reached(host: str) -> str:
    """The name by which a browser on this machine reaches a server that listens at `host`."""
    if host == "localhost":
        return host
    address = ip_address(host)
    if address.is_unspecified:
        return "127.0.0.1" if address.version == 4 else "[::1]"
    return host if address.version == 4 else f"[{host}]"


def _load(site: Path, out: Path | None) -> MkDocsConfig:
    file = site / CONFIG
    if not file.is_file():
        raise CallError(f"{site} 里没有 {CONFIG}。请进入网站所在的文件夹，或用 --site 指明；新建网站用 xuanlan init。")
    report = Report()
    _check_tags(file, report)
    if report.errors:
        raise ContentError(report)
    more: dict[str, Any] = {"site_dir": str(out.resolve())} if out else {}
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    complaints = _Complaints()
    log.addHandler(complaints)
    try:
        config = load_config(str(file), **more)
        _require_hook(config)
        return config
    except (ConfigurationError, yaml.YAMLError) as error:
        place = _place(getattr(error.__cause__ or error, "problem_mark", None))
        report.add("config-invalid", place, problem=str(error).splitlines()[0])
    except Abort:
        for problem in complaints.found:
            report.add("config-invalid", _key_place(file, problem), problem=problem)
    except Exception as error:
        if found := own_program(error, site.resolve()):
            raise found from error
        raise
    finally:
        log.removeHandler(complaints)
    raise ContentError(report)


def _require_hook(config: MkDocsConfig) -> None:
    """Raise ContentError unless the engine is among the hooks: without it the host would build a bare site."""
    if not any(event is on_config for event in config.plugins.events["config"]):
        report = Report()
        report.add("config-invalid", Position(CONFIG), problem="hooks 一项里没有 hooks/mkdocs_events.py")
        raise ContentError(report)


class _Complaints(logging.Handler):
    """Collects the host's messages about its configuration."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage().splitlines()[0])


def _key_place(file: Path, problem: str) -> Position:
    """The place of the key that the host's message `problem` names in quotes."""
    key = problem.split("'")[1] if problem.count("'") > 1 else ""
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if key and line.startswith(f"{key}:"):
            return Position(CONFIG, number, 1)
    return Position(CONFIG)


def _check_tags(file: Path, report: Report, seen: frozenset[Path] = frozenset()) -> None:
    """Report tags that would run code while the host reads its configuration, because it loads YAML unsafely.

    Inherited configurations are read in the same way, so they are checked too.
    """
    name = file.name
    before = None
    try:
        text = file.read_text(encoding="utf-8-sig")
        lines = text.splitlines()
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            tag = getattr(event, "tag", None) or ""
            if "python/" in tag and "python/name:" not in tag and not _is_ours(lines, event.start_mark):
                short = tag.replace("tag:yaml.org,2002:", "!!")
                report.add("config-tag", _place(event.start_mark, name), tag=short)
            value = getattr(event, "value", None)
            parent = file.parent / str(value)
            if before == "INHERIT" and parent.is_file() and parent not in seen:
                _check_tags(parent, report, seen | {file})
            before = value
    except yaml.YAMLError as error:
        place = _place(getattr(error, "problem_mark", None), name)
        report.add("config-invalid", place, problem=getattr(error, "problem", None) or "写法有误")
    except UnicodeDecodeError:
        found = Report()
        if read_text(file, name, found) is not None:  # we read GBK, the host does not
            report.add("config-encoding", Position(name), name=name)
        report.extend(found.errors)


def _is_ours(lines: Sequence[str], mark: Any) -> bool:
    """Whether `LINE` stands at `mark`; it only keeps the theme from printing its advertisement."""
    return bool(lines[mark.line].strip() == LINE)


def _place(mark: Any, name: str = CONFIG) -> Position:
    """The position of the YAML parser's `mark`; the file itself without one."""
    return Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)
