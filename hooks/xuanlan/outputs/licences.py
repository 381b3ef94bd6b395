"""The page of licences: which works of others a site contains, and under which terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata

from xuanlan import addresses
from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, declare
from xuanlan.render.pages import Pages, Unit, titled_view
from xuanlan.runtime.cache import digest
from xuanlan.tree.out import Out
from xuanlan.views import LicenceView

_NAMES = ("LICENSE", "LICENCE", "COPYING")


class Carried(Model):
    """A work of others that is part of every published site."""

    name: Text = declare("名称", "它自己的名称。", "OpenCC", ...)
    module: Text | None = declare("模块", "来自哪个 Python 模块；装着它的软件包各有各的名称。", "opencc")
    part: Text = declare("内容", "网站里有它的什么。", "繁简字对照表", ...)
    licence: Text = declare("许可", "许可的名称。", "Apache-2.0", ...)


def units(pages: Pages) -> Iterator[Unit]:
    yield Unit("licences", _make, digest(pages.token("licences.html", addresses.LICENCES, "")))


def _make(pages: Pages) -> Iterator[Out]:
    address = addresses.LICENCES
    page = titled_view(pages.library, address, "licences")
    views = [_view(row) for row in shipped.read_rows("licences.yml", Carried)]
    yield pages.page(address, "", page, "licences.html", licences=views)


@cache
def _packages() -> Mapping[str, list[str]]:
    """The packages of each module. Cached: to ask takes a tenth of a second."""
    return metadata.packages_distributions()


@cache
def _text(module: str) -> tuple[str, str]:
    """Version and licence text of the package of `module`. Cached: to list its files may take a quarter of a second."""
    package = metadata.distribution(_packages()[module][0])
    files = [file for file in package.files or () if file.stem in _NAMES and ".dist-info" in str(file)]
    texts = [str(file.locate().read_text(encoding="utf-8")).strip() for file in sorted(files)]  # type: ignore[attr-defined]
    return package.version, "\n\n".join(texts)


def _view(row: Carried) -> LicenceView:
    version, text = _text(row.module) if row.module else ("", "")
    return LicenceView(row.name, version, row.part, row.licence, text)
