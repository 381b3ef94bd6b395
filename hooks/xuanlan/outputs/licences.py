"""The page of licences: which works of others a site contains, and under which terms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from xuanlan import addresses
from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, declare
from xuanlan.render.pages import Pages, Unit, titled_view
from xuanlan.render.scripts import FOLDER, VENDOR
from xuanlan.runtime.cache import digest
from xuanlan.tree.out import Out
from xuanlan.views import LicenceView

_NAMES = ("LICENSE", "LICENCE", "COPYING")


class Carried(Model):
    """A work of others that is part of every published site."""

    name: Text = declare("名称", "它自己的名称。", "OpenCC", ...)
    module: Text | None = declare("模块", "来自哪个 Python 模块；装着它的软件包各有各的名称。", "opencc")
    file: Text | None = declare("文件", "随附的许可文本；第一行是名称和版本。", "inflate.txt")
    part: Text = declare("内容", "网站里有它的什么。", "繁简字对照表", ...)
    licence: Text = declare("许可", "许可的名称。", "Apache-2.0", ...)


def units(pages: Pages) -> Iterator[Unit]:
    yield Unit("licences", _make, digest(pages.token("licences.html", addresses.LICENCES, "")))


def _make(pages: Pages) -> Iterator[Out]:
    address = addresses.LICENCES
    page = titled_view(pages.library, address, "licences")
    views = [_view(row) for row in shipped.read_rows("licences.yml", Carried)]
    yield pages.page(address, "", page, "licences.html", licences=views)


def _shipped(name: str) -> tuple[str, str]:
    """The same of what is shipped in the engine's folder of others' scripts."""
    head, _, text = (FOLDER / VENDOR / name).read_text(encoding="utf-8").partition("\n")
    return head.rpartition(" ")[2], text.strip()


@cache
def _text(module: str) -> tuple[str, str]:
    """Version and licence text of the package of `module`."""
    package = _package(module)
    paths = (line.split(",")[0] for line in _files(package).splitlines() if ".dist-info/" in line)
    files = sorted(Path(str(package.locate_file(path))) for path in paths)
    return package.version, "\n\n".join(
        file.read_text(encoding="utf-8").strip() for file in files if file.stem in _NAMES
    )


def _package(module: str) -> metadata.Distribution:
    """The package of `module`. Lists of files are read as plain text: to take them apart costs a third of a second."""
    for package in metadata.distributions():
        if f"\n{module}/" in f"\n{_files(package)}":
            return package
    return metadata.distribution(metadata.packages_distributions()[module][0])  # from a system that keeps no such lists


def _files(package: metadata.Distribution) -> str:
    return package.read_text("RECORD") or ""


def _view(row: Carried) -> LicenceView:
    version, text = _shipped(row.file) if row.file else _text(row.module) if row.module else ("", "")
    return LicenceView(row.name, version, row.part, row.licence, text)
