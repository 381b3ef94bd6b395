"""Mistakes in a command line, worded in Chinese."""

from __future__ import annotations

import re
from typing import Any

import click

_PREFIX = "命令写得不对："
_PLACES = {
    "does not exist": "不存在，请核对名称",
    "is a file": "是文件，这里要写文件夹",
    "is a directory": "是文件夹，这里要写文件",
    "is not readable": "没有权限读",
    "is not writable": "没有权限写",
}
_PLACE = re.compile(rf"\w+ '(.*)' ({'|'.join(_PLACES)})\.", re.DOTALL)
"""As click words what is wrong with the name of a file or folder."""


def chinese_usage(error: click.ClickException) -> str:
    """The sentence for a mistake in the call, and where to find help."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "xuanlan"
    return f"{_PREFIX}{_what(error)}\n用法见 {command} --help"


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        close = "、".join(error.possibilities or ())
        return f"没有选项 {error.option_name}。" + (f"是不是 {close}？" if close else "")
    if isinstance(error, click.BadOptionUsage) and "requires" in error.message:
        return f"{error.option_name} 后面要写内容。"
    if isinstance(error, click.BadOptionUsage):
        return f"{error.option_name} 后面不写内容。"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        if isinstance(error.param, click.Option):
            return f"缺少 {error.param.opts[0]}。{_choices(error.param.type)}"
        name = error.param.make_metavar(error.ctx) if error.ctx else error.param.name
        return f"缺少 {name}。"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)}的值不能用：{_value(error)}"
    if isinstance(error, click.UsageError) and "No such command" in error.message:
        return f"没有 {error.message.split(chr(39))[1]} 这个命令。"
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return "多写了参数；标题里有空格时请加引号。"
    return error.format_message()


def _named(error: click.BadParameter) -> str:
    """What of the call is wrong: an option as it is typed, an argument as the help calls it."""
    param = error.param
    if isinstance(param, click.Argument) and error.ctx:
        return param.make_metavar(error.ctx)
    return f"{param.opts[0]} " if param is not None and param.opts else ""


def _value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return _choices(kind)
    if isinstance(kind, click.IntRange):
        most = "" if kind.max is None else f"，最大 {kind.max}"
        return f"要写整数，最小 {kind.min}{most}。"
    if isinstance(kind, click.Path) and (match := _PLACE.fullmatch(error.message)):
        return f"{match[1]} {_PLACES[match[2]]}。"
    return error.message


def _choices(kind: click.ParamType[Any]) -> str:
    return f"可以写 {'、'.join(kind.choices)}。" if isinstance(kind, click.Choice) else ""
