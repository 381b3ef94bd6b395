"""Hugo over the same Markdown files, with minimal templates: a page for each, lists of twenty."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.corpus import NOW
from bench.peers import Command

FILES = {
    "hugo.toml": """\
baseURL = "https://bench.example/"
title = "Bench"
disableKinds = ["section", "taxonomy", "term"]
pagination.pagerSize = 20
services.rss.limit = 20
""",
    "layouts/page.html": """\
<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main data-pagefind-body><h1>{{ .Title }}</h1><p>{{ .Params.unit }} {{ .Date.Format "2006-01-02" }}</p>
{{ .Content }}</main></body></html>
""",
    "layouts/home.html": """\
<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range (.Paginate site.RegularPages).Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ partial "pagination.html" . }}</body></html>
""",
}
"""Feed and site map are Hugo's own. Only pages of notices are marked for Pagefind, so it indexes no list."""


def write_site(folder: Path, notices: Path) -> None:
    """A Hugo site in the new `folder` with a copy of all Markdown files below `notices`."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    shutil.copytree(notices, folder / "content" / "notices", ignore=shutil.ignore_patterns("*.yml"))


def command(folder: Path) -> Command:
    """The command that builds `folder`/public, with our clock: Hugo leaves out what is dated in the future."""
    return [sys.executable, "-m", "hugo", "--source", folder, "--clock", f"{NOW}:00+08:00"]
