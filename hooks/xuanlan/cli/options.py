"""What several commands may be given: the site, and the clock."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from xuanlan.models import schedule


class Moment(click.ParamType[datetime]):
    """A date or time of the command line."""

    name = "时间"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return schedule.parse_now(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Place(click.ParamType[tuple[str, int]]):
    """An address of this machine and a port, such as 127.0.0.1:8765 or [::1]:8765."""

    name = "地址:端口"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:
        if isinstance(value, tuple):
            return value
        host, _, port = str(value).rpartition(":")
        try:
            address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
        except ValueError:
            address = None
        if not address or not (port.isascii() and port.isdigit() and int(port) < 65536):
            self.fail(f"“{value}”不是地址和端口，例如 127.0.0.1:8765。", param, ctx)
        return str(address), int(port)


def site_option(command: Callable[..., Any]) -> Callable[..., Any]:
    kind = click.Path(path_type=Path, file_okay=False)
    text = "网站所在的文件夹（mkdocs.yml 所在处），默认为当前文件夹。"
    return click.option("--site", type=kind, default=Path(), help=text)(command)


def unused_site_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """For a command that works without a site: all take `--site`, so that nobody has to know which need it."""
    text = "这条命令不看网站的内容，写不写都一样。"
    return click.option("--site", expose_value=False, help=text)(command)


def folder_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))(command)


def now_option(command: Callable[..., Any]) -> Callable[..., Any]:
    text = "把时钟设在这个时间（上海时间），例如 2026-03-08T09:00。"
    return click.option("--now", type=Moment(), envvar="XUANLAN_NOW", help=text)(command)
