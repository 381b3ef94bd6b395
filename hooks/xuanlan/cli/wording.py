"""Mistakes in a command line, worded in Chinese."""

from __future__ import annotations

from typing import Any

import click

_PREFIX = "命令写得不对："


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
        name = f"{error.param.opts[0]} " if error.param is not None and error.param.opts else ""
        return f"{name}的值不能用：{_value(error)}"
    if isinstance(error, click.UsageError) and "No such command" in error.message:
        return f"没有 {error.message.split(chr(39))[1]} 这个命令。"
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return "多写了参数；标题里有空格时请加引号。"
    return error.format_message()


def _value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return _choices(kind)
    if isinstance(kind, click.IntRange):
        most = "" if kind.max is None else f"，最大 {kind.max}"
        return f"要写整数，最小 {kind.min}{most}。"
    return error.message


def _choices(kind: click.ParamType[Any]) -> str:
    return f"可以写 {'、'.join(kind.choices)}。" if isinstance(kind, click.Choice) else ""
