"""Ctrl+C ends any command in one sentence, with the exit code that shells know."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from commands import environment
from sites import Site

from xuanlan.cli import app


@pytest.mark.parametrize("error", [click.Abort, KeyboardInterrupt])
def test_an_interruption_is_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[BaseException]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(app.xuanlan, "main", interrupted)
    assert app.main(["check"]) == app.INTERRUPTED
    assert "已中断。" in "".join(capsys.readouterr())


def test_an_import_that_is_interrupted_tells_what_it_has_taken(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3000):
        (folder / f"{number:04}.txt").write_text(f"关于第{number}件事的通知\n\n请大家知道。\n", encoding="utf-8")
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # ignored in background jobs
    begun = f"{heard}; from xuanlan.cli import app; raise SystemExit(app.main())"
    command = [sys.executable, "-c", begun, "import", str(folder)]
    running = subprocess.Popen(
        command, cwd=site.root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    assert running.stdout
    assert "→" in running.stdout.readline()
    running.send_signal(signal.SIGINT)
    said = running.stdout.read()
    assert running.wait() == app.INTERRUPTED
    assert "导入了" in said
    assert "已中断。" in said
    assert "出了错" not in said
