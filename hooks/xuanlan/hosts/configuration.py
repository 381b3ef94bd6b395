"""The host's configuration as a file, before the host reads it: where it lies, and what may not stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from xuanlan.diagnostics.report import CallError, Position, Report
from xuanlan.hosts.advice import LINE
from xuanlan.reading.source import read_text

CONFIG = "mkdocs.yml"


def root(site: Path) -> Path:
    """The root of the site in the folder `site`. Raises CallError where there is none."""
    return config_file(site).parent.resolve()


def config_file(site: Path) -> Path:
    """The configuration in the folder `site`. Raises CallError where there is none."""
    file = site / CONFIG
    if not file.is_file():
        raise CallError(f"{site} 里没有 {CONFIG}。请进入网站所在的文件夹，或用 --site 指明；新建网站用 xuanlan init。")
    return file


def complaints(site: Path) -> Report:
    """What keeps the host from reading its configuration in the folder `site`, as far as `check --fix` can help."""
    report = Report()
    if (site / CONFIG).is_file():
        check_tags(site / CONFIG, report)
    return report


def check_tags(file: Path, report: Report, seen: frozenset[Path] = frozenset()) -> None:
    """Refuse tags that would run something while the host reads its configuration (it loads YAML unsafely).

    What the configuration inherits from is read in the same way, so it is looked at too.
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
                report.add("config-tag", mark_place(event.start_mark, name), tag=short)
            value = getattr(event, "value", None)
            parent = file.parent / str(value)
            if before == "INHERIT" and parent.is_file() and parent not in seen:
                check_tags(parent, report, seen | {file})
            before = value
    except yaml.YAMLError as error:
        place = mark_place(getattr(error, "problem_mark", None), name)
        report.add("config-invalid", place, problem=getattr(error, "problem", None) or "写法有误")
    except UnicodeDecodeError:
        found = Report()
        if read_text(file, name, found) is not None:  # which reads GBK, as the host does not
            report.add("config-encoding", Position(name), name=name)
        report.extend(found.errors)


def _is_ours(lines: Sequence[str], mark: Any) -> bool:
    """Whether what begins at `mark` is `LINE`, which does nothing but keep the theme from printing."""
    return bool(lines[mark.line].strip() == LINE)


def mark_place(mark: Any, name: str = CONFIG) -> Position:
    """A place in the configuration, from the parser's mark."""
    return Position(name, mark.line + 1, mark.column + 1) if mark else Position(name)


def key_place(file: Path, problem: str) -> Position:
    """Where the key stands that the host's message names in quotes."""
    key = problem.split("'")[1] if problem.count("'") > 1 else ""
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if key and line.startswith(f"{key}:"):
            return Position(CONFIG, number, 1)
    return Position(CONFIG)
