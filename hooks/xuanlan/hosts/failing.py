"""Failures of a build, reported in the words of `xuanlan build` whichever command has started it."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Collection
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError

import xuanlan
from xuanlan.build import preview
from xuanlan.diagnostics.console import Console, known_words
from xuanlan.diagnostics.report import CallError, ContentError, Diagnostic, MachineError, Position, Report
from xuanlan.hosts.facts import place
from xuanlan.render.template_errors import broken
from xuanlan.runtime.failures import explained, refused, told

log = logging.getLogger("mkdocs.plugins.xuanlan")
_ENGINE = Path(xuanlan.__file__).parent


class RefusedError(PluginError):
    """Stops the host with one line; the report has been printed."""


def worded(error: BaseException, config: MkDocsConfig) -> ContentError | CallError | MachineError | None:
    """Our error in place of the host's `error`; None for an unforeseen one."""
    if isinstance(error, (ContentError, CallError, MachineError)):
        return error
    site = place(config)
    root = site.root
    if isinstance(error, Exception) and (found := broken(error, root, site.overrides) or own_program(error, root)):
        return found
    if isinstance(error, MemoryError):
        return MachineError(explained(error))
    refusal = refused(error)
    return MachineError(told(refusal)) if refusal else None


def own_program(error: BaseException, root: Path) -> ContentError | None:
    """What to raise for an `error` from a hook or plugin of the site at `root`, named in its mkdocs.yml; else None."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [(Path(frame.filename), frame.lineno or 0) for frame in frames]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((Path(error.filename), error.lineno or 0))
    for file, line in reversed(places):
        if root in file.parents and _ENGINE not in file.parents and "site-packages" not in file.parts:
            report = Report()
            problem = " ".join(traceback.format_exception_only(error)[-1].split())
            report.add("hook-broken", Position(file.relative_to(root).as_posix(), line, 1), problem=problem)
            return ContentError(report)
    return None


def tell_failures(config: MkDocsConfig, console: Console) -> None:
    """Make the build of `config` end with our message where it would end with a traceback."""

    def tell(error: Exception) -> None:
        if isinstance(error, BuildError):
            _note(error.__cause__ or error, config)
            return  # the host prints that itself
        found = worded(error, config)
        _note(found or explained(error), config)
        if isinstance(found, ContentError):
            log_report(found.report, console)
            raise Abort("内容有错误，没有改动已生成的网站。") from None
        log.error(str(found) if found else explained(error))
        raise Abort("没有做完，没有改动已生成的网站。") from None

    config.plugins.events["build_error"].append(tell)


def _note(why: BaseException | str, config: MkDocsConfig) -> None:
    """Have the pages of the preview say why it was not built."""
    rows = [preview.Problem("", str(why))]
    if isinstance(why, ContentError):
        rows = [preview.Problem(str(one.position), one.message, one.hint) for one in why.report.errors]
    preview.failed(place(config).root, rows)


def told_by_us(_record: logging.LogRecord) -> bool:
    """A filter for the host's logger: False for an error that we are about to report ourselves."""
    error = sys.exc_info()[1]
    return error is None or isinstance(error, BuildError)


def log_report(report: Report, console: Console, known: Collection[Diagnostic] = ()) -> None:
    """Print each finding but hints through the host's logger, so that its --strict counts the warnings; one line for
    those that are `known`."""
    for item in (one for one in report if one.severity != "info" and one not in known):
        (log.error if item.severity == "error" else log.warning)(console.line(item))
    if known:
        log.warning(known_words(known))
