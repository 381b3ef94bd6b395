"""The command that takes a published site to the server that readers ask, as an office has written it down once"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from xuanlan.diagnostics.report import CallError, MachineError, reason
from xuanlan.runtime.programs import TooLongError, run

FOLDER = "{folder}"
"""In a command, the folder with the site."""
_PATIENCE = 3600
"""Seconds."""
_SHOWN = 5
"""Last lines of what a command says that are shown when it fails."""


def checked(command: str) -> str:
    """The command without blanks around it; "" for none. Raises CallError."""
    command = command.strip()
    if not command:
        return ""
    if "\0" in command:
        raise CallError("上传命令里有看不见的字符，请重新输入，写成一行。")
    try:
        words = _words(command)
    except ValueError as error:
        raise CallError("上传命令里的引号没有成对。") from error
    if not any(FOLDER in word for word in words):
        raise CallError(
            f"上传命令里要有 {FOLDER}，它代表放着网站的文件夹，例如 rsync -a --delete {FOLDER}/ 服务器:/srv/网站/。"
        )
    return command


def upload(command: str, folder: Path) -> None:
    """Run a command for the site in `folder`, without a shell. Raises MachineError."""
    words = [word.replace(FOLDER, str(folder.resolve())) for word in _words(command)]
    try:
        done = run(words, _PATIENCE)
    except (OSError, TooLongError) as error:
        why = reason(error) if isinstance(error, OSError) else "等了一个小时还没有传完"
        raise _failed(f"{words[0]}：{why}") from error
    if done.code:
        said = f"{done.said}\n{done.complained}".strip().splitlines()[-_SHOWN:]
        raise _failed("\n".join([f"{words[0]} 返回 {done.code}", *said]))


def _failed(why: str) -> MachineError:
    return MachineError(f"新的一版已经放进发布文件夹，但是没有传上去，再点一次“发布”会重新上传。{why}")


def _words(command: str) -> list[str]:
    """Raises ValueError."""
    words = shlex.split(command, posix=os.name != "nt")
    return [word.strip('"') for word in words] if os.name == "nt" else words
