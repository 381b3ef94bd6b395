"""The command `xuanlan`: what staff type. Exit codes: 0 fine, 1 content errors, 2 wrong call, 3 the machine failed."""

from __future__ import annotations

import gc
import locale
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from xuanlan import __version__
from xuanlan.cli.wording import chinese_usage
from xuanlan.diagnostics.console import Console, lost, prepare_streams
from xuanlan.diagnostics.report import CallError, ContentError, MachineError
from xuanlan.runtime.failures import explained, refused

INTERRUPTED = 130
"""The exit code of a command that was stopped by Ctrl+C."""
SETTLED = -1
"""What a command returns after it has switched the site that readers see: output that is lost then changes nothing."""


COMMANDS = {
    "start": {"init": "新建一个网站"},
    "create": {"new": "新建一篇文稿，写好文件头和编号"},
    "importing": {"import": "把 Word、Excel、网页变成文稿"},
    "checking": {"check": "检查全部内容，一次列出所有问题"},
    "building": {"build": "生成网站", "serve": "在本机预览网站"},
    "desk": {"desk": "打开写稿台，在浏览器里写稿、查看、检查"},
    "listing": {
        "list": "列出文稿",
        "this-week": "这一周什么开始，什么结束",
        "next-change": "网站下一次在什么时候变样",
    },
    "days": {"days": "年历：近来的节日和主题日，以及现成的材料"},
    "approving": {"approve": "送审、同意、退回，列出在等谁审"},
    "publishing": {"publish": "检查、生成、核对，然后一步换上新的网站", "rollback": "换回以前的版本"},
    "withdrawing": {"withdraw": "撤回一份文稿，写明原因"},
    "trees": {
        "releases": "列出发布过的各个版本",
        "verify": "核对网站的文件是否齐全，有没有被改动",
        "files": "按上传的先后列出网站的文件",
    },
    "packing": {"pack": "把网站打成一个 zip 包"},
    "printing": {"print": "把文稿排成可打印的 PDF"},
    "pledging": {"pledge": "责任书：每家一份，记下谁签了"},
    "ledgers": {"ledger": "信息发布台账：什么时候在哪里发布过什么"},
    "counting": {"counts": "发布情况：按单位、栏目、文种、月份、渠道的篇数"},
    "banner": {"banner": "把标语排成横幅的印制文件"},
    "card": {"card": "做核心价值观和节日的图片卡"},
    "bulletin": {"bulletin": "把一段时间的文稿编成简报"},
    "quiz": {"quiz": "知识问答：更新题目、导入题库、导出和印试卷"},
    "channels": {
        "channel": "把文稿做成公众号、群消息、短信、广播稿、电子屏的文字",
        "agree": "核对渠道上的文字与文稿是否一致",
    },
    "correcting": {"correct": "文稿改动以后，给出过旧内容的渠道写更正"},
    "campaign": {"campaign": "从方案里读出任务，看什么到期"},
    "dossier": {"dossier": "佐证档案：每项指标有什么佐证，缺什么"},
    "kiosk": {"kiosk": "做屏幕电脑的启动程序"},
    "names": {"names": "从文稿里找出可以登记的名称"},
    "serving": {"server": "给出网站服务器的配置"},
}
"""Modules of this package, and the commands in each with what it does in a few words: a module is imported when one of
its commands is wanted, and none to list them all."""


class _Commands(click.Group):
    """Imports only what the command at hand needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for commands in COMMANDS.values() for name in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([row for commands in COMMANDS.values() for row in commands.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module, commands in COMMANDS.items():
            if cmd_name in commands:
                there = vars(import_module(f"xuanlan.cli.{module}")).values()
                return next(one for one in there if isinstance(one, click.Command) and one.name == cmd_name)
        return None


@click.group(
    cls=_Commands,
    help="宣栏：把 Markdown 文稿变成通知公告网站。",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="xuanlan", message="%(prog)s %(version)s", help="显示版本。")
def xuanlan() -> None:
    """The group of all commands."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code. Never shows a traceback for what an author can cause."""
    prepare_streams()
    code = _run(arguments)
    untold = lost()
    return 0 if code == SETTLED else 3 if untold and code != INTERRUPTED else code


def _run(arguments: list[str] | None) -> int:
    gc.enable()
    console = Console()
    try:
        _require_words(arguments or ())
        done = xuanlan.main(args=arguments, prog_name="xuanlan", standalone_mode=False)
    except ContentError as error:
        if error.report.errors and not error.is_told:
            console.report(error.report)
        return 1
    except CallError as error:
        console.complain(str(error))
        return 2
    except MachineError as error:
        console.complain(str(error))
        return 3
    except (click.Abort, KeyboardInterrupt):  # the first is a RuntimeError
        console.say("已中断。")
        return INTERRUPTED
    except (OSError, RuntimeError) as error:  # whatever a path may be: too long, a link to itself, not ours to read
        if not refused(error):
            raise
        console.complain(explained(error))
        return 3
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        console.complain(chinese_usage(error))
        return error.exit_code
    return SETTLED if done == SETTLED else 0


def _require_words(words: Iterable[str]) -> None:
    """Raise CallError for what no system takes in a name, which only another program can give us."""
    for word in words:
        try:
            usable = b"\0" not in os.fsencode(word)
        except UnicodeEncodeError:
            usable = False
        if not usable:
            raise CallError(f"命令里有不能用的字符：{word}")


def _words() -> list[bytes]:
    """The words of the command line in UTF-8, in which they may have been given whatever the locale says.

    通知 in GBK can be read as UTF-8 too, but then of two letters that nobody types. Python itself has lost what it
    could not decode, so the system is asked.
    """
    given = [word.encode("utf-8", "surrogateescape") for word in sys.argv[1:]]
    with suppress(OSError):
        raw = Path("/proc/self/cmdline").read_bytes().split(b"\0")[-len(given) - 1 : -1]
        given = [word if _chinese(word) else read for word, read in zip(raw, given, strict=True)]
    return given


def _chinese(word: bytes) -> bool:
    """Whether `word` reads as ASCII or Chinese in UTF-8."""
    try:
        return all(sign < "\x80" or sign >= "\u2000" for sign in word.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def entry_point() -> NoReturn:
    """What the installed script runs."""
    if sys.platform != "win32" and sys.getfilesystemencoding() != "utf-8":
        # The names of files are UTF-8 whatever the language of the machine; only what is printed goes by that.
        os.environ.setdefault("PYTHONIOENCODING", f"{locale.getpreferredencoding()}:replace")
        place = [str(Path(__file__).parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(place)  # and not the current folder, whatever lies there
        words: list[str | bytes] = [sys.executable, "-X", "utf8", "-P", "-m", "xuanlan", *_words()]
        os.execv(sys.executable, words)
    code = main()
    if code == 0 and sys.argv[1:2] in (["build"], ["check"], ["publish"], ["rollback"]):
        os._exit(0)  # to take a library of ten thousand notices apart would take as long as to check it
    sys.exit(code)
