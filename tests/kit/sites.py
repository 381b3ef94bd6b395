"""Complete little sites in a folder of the test, written from a dict of files; their findings and their builds."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xuanlan.build.build import Inspected, inspect
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import ContentError, Diagnostic, Report
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.library.read import read
from xuanlan.library.render import render
from xuanlan.library.site import SiteFacts
from xuanlan.models.schedule import parse_now

REPO = Path(__file__).resolve().parents[2]
HOOK = REPO / "hooks" / "mkdocs_events.py"
NOW = parse_now("2026-03-01T09:00")
"""The clock of little sites."""
DEMO_NOW = "2026-11-22T10:00"
"""The clock of the demo site."""
NAME, URL = "云山职业技术学院", "https://board.college.example/"


def configuration(hook: str, more: str = f"site_url: {URL}") -> str:
    """A site's mkdocs.yml with the file `hook` as its hook; `more` are further lines."""
    return f"""\
site_name: {NAME}
{more}
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
hooks:
  - {hook}
plugins: []
"""


CONFIG = configuration(HOOK.as_posix())
BASE = ("title: 关于开放日的通知", "kind: 通知", "date: 2026-01-06", "id: case")
"""Front matter of a notice without a fault."""
BODY = 7
"""Line on which the body of such a notice begins."""
SOUND = "notices/2026/值班.md"
"""The sound notice that is in every `Site`, and must be published whatever is beside it."""
SOUND_TEXT = "请各部门于一月二十日前报送值班表。"
SOUND_NOTICE = (
    f"---\ntitle: 关于寒假值班的通知\nkind: 通知\ndate: 2026-01-05\nid: duty\n---\n## 值班要求\n\n{SOUND_TEXT}\n"
)
_SOURCES = ("docs", "notices", "overrides", "hooks")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*")


def themed(config: str) -> str:
    """`config`, a mkdocs.yml, changed for a site that has theme files of its own."""
    return config.replace("theme:\n", "theme:\n  custom_dir: overrides\n", 1)


def front(*lines: str, body: str = "正文。\n") -> str:
    """A notice with just these lines of front matter."""
    return "\n".join(["---", *lines, "---", body])


def sample(body: str, *more: str) -> str:
    """A notice whose front matter is `BASE` and the lines `more`."""
    return front(*BASE, *more, body=body)


def instead(line: str) -> list[str]:
    """`BASE` with `line` in place of the line of the same name."""
    name = line.split(":")[0]
    return [line if written.startswith(name + ":") else written for written in BASE]


def notice(
    title: str = "关于开放日的通知", date: str = "2026-01-05", body: str = "正文。\n", kind: str = "通知", **fields: str
) -> str:
    """A notice with these fields, in this order: title, kind, date, then `fields`."""
    head = {"title": title, "kind": kind, "date": date, **fields}
    return front(*(f"{key}: {value}" for key, value in head.items()), body=body)


def numbered(items: Sequence[str]) -> str:
    return "".join(f"{number}. {item}\n" for number, item in enumerate(items, 1))


def rules(items: Sequence[str], title: str, **fields: str) -> str:
    """A rule set of these items."""
    return notice(title, body=numbered(items), kind="规定", **fields)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` (path from `root` to content); texts as UTF-8, line ends as they are. Returns `root`."""
    for name, content in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def copy_demo(root: Path) -> Path:
    """Copy the demo site with its engine into the new folder `root`, so that later changes do not affect a build."""
    root.mkdir(parents=True)
    shutil.copy(REPO / "mkdocs.yml", root)
    for name in _SOURCES:
        shutil.copytree(REPO / name, root / name, ignore=_LEFT_OUT)
    return root


def new_site(root: Path, notices: Mapping[str, str], *, config: str = f"site_url: {URL}") -> Path:
    """A site of nothing but `notices` (path below notices/ to text); `config` are further lines of mkdocs.yml."""
    write(root, {"mkdocs.yml": configuration("hooks/mkdocs_events.py", config), "docs/index.md": "欢迎。\n"})
    write(root, {"hooks/mkdocs_events.py": HOOK.read_bytes()})
    return write(root, {f"notices/{name}": text for name, text in notices.items()})


@dataclass(slots=True)
class Site:
    """A site in `root`: mkdocs.yml, docs/index.md and the sound notice, and what the test adds."""

    root: Path

    def __post_init__(self) -> None:
        self.write({"mkdocs.yml": CONFIG, "docs/index.md": "欢迎。\n", SOUND: SOUND_NOTICE})

    def write(self, files: Mapping[str, str | bytes]) -> Site:
        write(self.root, files)
        return self

    def facts(self) -> SiteFacts:
        return SiteFacts(self.root, NAME, URL, self.root / "docs")

    def inspect(self, *, keep_going: bool = False) -> Inspected:
        return inspect(self.facts(), NOW, keep_going=keep_going)

    def found(self) -> list[str]:
        """Every diagnostic as `error code file:line:column`, in order."""
        return lines(self.inspect().report)

    def found_by_commands(self) -> list[str]:
        """`found`, with the site as its mkdocs.yml describes it."""
        return lines(inspect(run.facts(self.root), NOW).report)

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


def bare(root: Path) -> SiteFacts:
    """A site that is nothing but its folder notices/."""
    return SiteFacts(root=root, name=NAME, url=URL)


def findings(root: Path, files: Mapping[str, str | bytes]) -> list[Diagnostic]:
    """The findings of the checks, without those of loading, for a bare site with `files` in its notices folder."""
    write(root / "notices", files)
    loading = Report()
    render(read(bare(root), NOW, loading), loading)
    assert not loading.errors, [f"{item.position} {item.message}" for item in loading.errors]
    return [item for item in inspect(bare(root), NOW).report if item not in set(loading)]


def codes(root: Path, files: Mapping[str, str | bytes]) -> list[str]:
    return [item.code for item in findings(root, files)]
