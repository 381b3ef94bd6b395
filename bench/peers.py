"""The other searches, built from the same articles: Pagefind over plain pages, Material's search over its own site."""

from __future__ import annotations

import gzip
import html
import json
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.queries import Article

Command = Sequence[str | Path]
MATERIAL = """\
site_name: Bench
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: zh}}]
validation: {nav: {omitted_files: ignore}}
nav: [index.md]
"""
"""Only one entry of navigation: with all notices in it, build time grows with the square of their number."""
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:=^])")


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock and CPU seconds of one run."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Size:
    """Bytes in a folder: the sum of file sizes, and the disk blocks that the files take."""

    files: int
    content: int
    blocks: int


def run(command: Command, log: Path) -> Cost:
    """Run a program. Raises CalledProcessError when it fails; its output is in `log`."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with log.open("wb") as said:
        subprocess.run(command, check=True, stdout=said, stderr=subprocess.STDOUT)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def size(*folders: Path) -> Size:
    files = [file.stat() for folder in folders for file in folder.rglob("*") if file.is_file()]
    return Size(len(files), sum(file.st_size for file in files), sum(file.st_blocks * 512 for file in files))


def write_plain(articles: Iterable[Article], folder: Path) -> None:
    """Write pages that hold only the article: the best case for Pagefind."""
    for article in articles:
        lines = [article.doc_no, *article.text.splitlines()]
        body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines if line)
        title = html.escape(article.title)
        file = folder / article.id / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><article data-pagefind-body><h1>{title}</h1>\n{body}</article></body></html>\n",
            encoding="utf-8",
        )


def pagefind(folder: Path) -> Cost:
    """Index the pages in `folder`, anew."""
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    return run(pagefind_command(folder), folder.with_suffix(".log"))


def pagefind_command(folder: Path) -> Command:
    """Index the pages in `folder` into its folder `pagefind`."""
    return [sys.executable, "-m", "pagefind", "--site", folder]


def pagefind_ids(folder: Path) -> dict[str, str]:
    """The articles' ids by the names of Pagefind's results, read from its files, lest the browser load each one."""
    found = {}
    for file in (folder / "pagefind" / "fragment").iterdir():
        page = gzip.decompress(file.read_bytes())
        found[file.stem] = json.loads(page[page.index(b"{") :])["url"].strip("/").partition("/")[0]
    return found


def material(articles: Iterable[Article], folder: Path) -> Cost:
    """Build the articles as hand-written pages of a Material site in `folder`/site; the cost is the whole build's."""
    docs = folder / "docs"
    (docs / "n").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MATERIAL, encoding="utf-8")
    (docs / "index.md").write_text("# Bench\n", encoding="utf-8")
    for article in articles:
        lines = [f"# {_escaped(article.title)}", article.doc_no, *map(_escaped, article.text.splitlines())]
        (docs / "n" / f"{article.id}.md").write_text("\n\n".join(filter(None, lines)), encoding="utf-8")
    command: Command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", folder / "mkdocs.yml"]
    return run(command, folder.with_suffix(".log"))


def _escaped(line: str) -> str:
    return _SIGNS.sub(r"\\\1", line)
