"""Findings for other programs: JSON, and the forms in which GitHub, GitLab and SARIF viewers show them in a change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from xuanlan import __version__
from xuanlan.diagnostics.report import Diagnostic, Report


def as_json(report: Report) -> str:
    """A list of `{code, severity, file, line, column, message, hint}`."""
    return json.dumps([item.as_json() for item in report], ensure_ascii=False, indent=1)


_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(report: Report) -> str:
    """Workflow commands of GitHub Actions, one a line."""
    return "\n".join(map(_command, report))


def _command(item: Diagnostic) -> str:
    place = item.position
    values = {"file": place.file, "line": place.line or 1, "col": place.column or 1, "title": item.code}
    written = ",".join(f"{key}={_property(str(value))}" for key, value in values.items())
    return f"::{_COMMANDS[item.severity]} {written}::{_data(item.as_text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def gitlab(report: Report) -> str:
    """A Code Quality report of GitLab. A finding keeps its fingerprint when lines are added above it."""
    rows, seen = [], set[str]()
    for item in report:
        number = 0
        while (mark := _fingerprint(item, number)) in seen:
            number += 1
        seen.add(mark)
        rows.append(
            {
                "description": item.as_text,
                "check_name": item.code,
                "fingerprint": mark,
                "severity": _SEVERITIES[item.severity],
                "location": {"path": item.position.file, "lines": {"begin": item.position.line or 1}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _fingerprint(item: Diagnostic, number: int) -> str:
    return hashlib.sha256(repr((item.position.file, item.code, item.words, item.message, number)).encode()).hexdigest()


_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: Report) -> str:
    """A log of SARIF 2.1.0 (OASIS)."""
    items = list(report)
    codes = sorted({item.code for item in items})
    results: list[dict[str, Any]] = [
        {
            "ruleId": item.code,
            "ruleIndex": codes.index(item.code),
            "level": _LEVELS[item.severity],
            "message": {"text": item.as_text},
            "locations": [{"physicalLocation": _location(item)}],
        }
        for item in items
    ]
    driver = {"name": "xuanlan", "version": __version__, "rules": [{"id": code} for code in codes]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1)


def _location(item: Diagnostic) -> dict[str, Any]:
    place = item.position
    found: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        found["region"] = {"startLine": place.line, "startColumn": place.column or 1}
    return found


FORMATS: dict[str, Callable[[Report], str]] = {"json": as_json, "github": github, "gitlab": gitlab, "sarif": sarif}
