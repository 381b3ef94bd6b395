"""Each save as a commit, for a site that lies in a Git repository and whose settings ask for that"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xuanlan.diagnostics.report import reason
from xuanlan.runtime.programs import Done, TooLongError, run

_PATIENCE = 30
"""Seconds; a hook of the repository may take long."""
_NOBODY = ("-c", "user.name=xuanlan desk", "-c", "user.email=desk@localhost")
"""Who commits where Git has not been told."""


def commit(root: Path, paths: Sequence[str], message: str, author: str = "") -> str:
    """Commit these files of the site at `root`, as the work of `author`, if one is named.

    Returns "" when that is done, or nothing has changed, or there is no Git.

    Otherwise why not, in Chinese.
    """
    try:
        if _git(root, "rev-parse", "--is-inside-work-tree").code:
            return ""
        who = () if _git(root, "config", "user.email").said.strip() else _NOBODY
        there = [path for path in paths if (root / path).exists()]
        _git(root, "add", "--", *there)
        if not _git(root, "status", "--porcelain", "--", *there).said.strip():
            return ""
        by = (f"--author={author} <desk@localhost>",) if author else ()
        done = _git(root, *who, "commit", "--quiet", *by, "--message", message, "--", *there)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"已保存，没有提交到 Git：{reason(error)}"
    except TooLongError:
        return f"已保存，没有提交到 Git：等了 {_PATIENCE} 秒还没有完成"
    said = (done.complained or done.said).strip().splitlines()
    return f"已保存，没有提交到 Git：{said[-1] if said else done.code}" if done.code else ""


def _git(root: Path, *words: str) -> Done:
    """A hook that waits ends with its Git, which then takes its locks away: they would stop each commit after it."""
    return run(["git", "-C", str(root), *words], _PATIENCE, apart=True)
