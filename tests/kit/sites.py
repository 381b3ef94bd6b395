"""Whole little sites in a folder of the test: written from a dict of files, inspected or built as the commands do."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import xuanlan
from xuanlan.build.build import Inspected, inspect
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import ContentError, Report
from xuanlan.hosts import run
from xuanlan.hosts.mkdocs import Options
from xuanlan.library.site import SiteFacts
from xuanlan.models.schedule import parse_now

NOW = parse_now("2026-03-01T09:00")
HOOK = Path(xuanlan.__file__).parent.parent / "mkdocs_events.py"
CONFIG = f"""\
site_name: 云山职业技术学院
site_url: https://board.college.example/
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
hooks:
  - {HOOK.as_posix()}
plugins: []
"""
SOUND = "notices/2026/值班.md"
"""The notice without a fault that stands in every site, and must come through whatever is beside it."""
SOUND_TEXT = "请各部门于一月二十日前报送值班表。"
SOUND_NOTICE = (
    f"---\ntitle: 关于寒假值班的通知\nkind: 通知\ndate: 2026-01-05\nid: duty\n---\n## 值班要求\n\n{SOUND_TEXT}\n"
)


BASE = ("title: 关于开放日的通知", "kind: 通知", "date: 2026-01-06", "id: case")
"""Front matter of a notice without a fault."""
BODY = 7
"""Line on which the body of such a notice begins."""


def front(*lines: str, body: str = "正文。\n") -> str:
    """A notice with just these lines of front matter."""
    return "\n".join(["---", *lines, "---", body])


def notice(body: str, *more: str) -> str:
    """A notice whose front matter is `BASE` and `more`."""
    return front(*BASE, *more, body=body)


def instead(line: str) -> list[str]:
    """`BASE` with `line` in place of the line of the same name."""
    name = line.split(":")[0]
    return [line if written.startswith(name + ":") else written for written in BASE]


@dataclass(slots=True)
class Site:
    """A site in `root`: mkdocs.yml, docs/index.md and the sound notice, and what the test adds."""

    root: Path

    def __post_init__(self) -> None:
        self.write({"mkdocs.yml": CONFIG, "docs/index.md": "欢迎。\n", SOUND: SOUND_NOTICE})

    def write(self, files: Mapping[str, str | bytes]) -> Site:
        """Write `files` (path from the root to content); texts as UTF-8, line ends as they are."""
        for name, content in files.items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def facts(self) -> SiteFacts:
        return SiteFacts(self.root, "云山职业技术学院", "https://board.college.example/", self.root / "docs")

    def inspect(self, *, keep_going: bool = False) -> Inspected:
        return inspect(self.facts(), NOW, keep_going=keep_going)

    def found(self) -> list[str]:
        """Every diagnostic as `error code file:line:column`, in order."""
        return lines(self.inspect().report)

    def build(self, *, keep_going: bool = False) -> Path:
        """The output of a real build through the host. Raises ContentError when the content forbids it."""
        options = Options(now=NOW, keep_going=keep_going, console=Console(io.StringIO()))
        return run.build(self.root, self.root / "site", options)

    def refused(self) -> Report:
        """The report of the errors that keep the host from even starting; empty when it starts."""
        try:
            run.facts(self.root)
        except ContentError as error:
            return error.report
        return Report()


def lines(report: Report) -> list[str]:
    return [f"{item.severity} {item.code} {item.position}" for item in report]
