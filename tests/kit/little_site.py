"""Little sites for the tests of checks: written, loaded and checked in one call."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.library.read import read
from xuanlan.library.render import render
from xuanlan.library.site import SiteFacts
from xuanlan.text.dates import SHANGHAI

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=SHANGHAI)


def notice(
    body: str = "正文。\n",
    *,
    title: str = "关于开放日的通知",
    kind: str = "通知",
    date: str = "2026-01-05",
    **fields: str,
) -> str:
    head = {"title": title, "kind": kind, "date": date, **fields}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + "---\n" + body


def findings(root: Path, files: dict[str, str]) -> list[Diagnostic]:
    """What the checks say about a site whose notices folder holds `files` (what loading says is left out)."""
    for name, text in files.items():
        file = root / "notices" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    loading, site = Report(), SiteFacts(root=root, name="云山职业技术学院", url="https://board.college.example/")
    render(read(site, NOW, loading), loading)
    assert not loading.errors, [f"{item.position} {item.message}" for item in loading.errors]
    report = inspect(site, NOW).report
    return [item for item in report if item not in set(loading)]


def codes(root: Path, files: dict[str, str]) -> list[str]:
    return [item.code for item in findings(root, files)]


def numbered(items: list[str] | tuple[str, ...]) -> str:
    return "".join(f"{number}. {item}\n" for number, item in enumerate(items, 1))


def rules(items: list[str] | tuple[str, ...], title: str, **fields: str) -> str:
    return notice(numbered(items), title=title, kind="规定", **fields)
