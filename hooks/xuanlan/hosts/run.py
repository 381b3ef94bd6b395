"""Running the host from a command: load its configuration, build, serve."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import yaml

from xuanlan.hosts.advice import silence

silence()

from mkdocs.commands.build import build as host_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, ContentError, MachineError, Position, Report, reason
from xuanlan.hosts.configuration import CONFIG, check_tags, config_file, key_place, mark_place
from xuanlan.hosts.facts import site_facts
from xuanlan.hosts.failing import RefusedError, own_program, worded
from xuanlan.hosts.mkdocs import on_config
from xuanlan.hosts.options import Options
from xuanlan.library.render import Library
from xuanlan.library.site import SiteFacts
from xuanlan.render.pages import Pages


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


def build_pages(site: Path, out: Path, options: Options) -> tuple[Pages, Report]:
    """`build` that returns what makes the pages of the site, to make single ones again, and what was found."""
    built = _built(site, out, options).extra["xuanlan"]
    assert isinstance(built.pages, Pages)
    assert isinstance(built.found.report, Report)
    return built.pages, built.found.report


def trial(site: Path, now: datetime) -> Report:
    """The findings of a trial build, for errors in the site's own templates that show only when pages are rendered."""
    with TemporaryDirectory(prefix="xuanlan-") as folder:
        try:
            _built(site, Path(folder) / "site", Options(now=now, console=Console(io.StringIO())))
        except ContentError as error:
            return Report() if error.is_told else error.report
    return Report()


def _built(site: Path, out: Path | None, options: Options) -> MkDocsConfig:
    config = _load(site, out)
    config.strict = config.strict if options.strict is None else options.strict
    config.extra["xuanlan"] = options
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(_not_said_later)
    try:
        host_build(config)
    except Abort as error:
        cause = error.__context__.__cause__ if isinstance(error.__context__, RefusedError) else None
        if isinstance(cause, (CallError, MachineError)):
            raise cause from None
        raise ContentError(cause.report if isinstance(cause, ContentError) else Report(), is_told=True) from None
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
    file = config_file(site)
    report = Report()
    check_tags(file, report)
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
        place = mark_place(getattr(error.__cause__ or error, "problem_mark", None))
        report.add("config-invalid", place, problem=str(error).splitlines()[0])
    except Abort:
        for problem in complaints.found:
            report.add("config-invalid", key_place(file, problem), problem=problem)
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
