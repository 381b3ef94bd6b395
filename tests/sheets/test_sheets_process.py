"""Sheets are set in a process of their own: when it dies, one sheet is missing, told in a sentence, and no more."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sheets import library_of
from sites import NOW, Site, sample

from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import MachineError
from xuanlan.hosts import run
from xuanlan.hosts.options import Options
from xuanlan.sheets import process
from xuanlan.sheets.process import SETTER, DiedError, RefusedError, SetterProcess

DYING = """\
import os
from xuanlan.sheets import setter
answer = setter.answer
def dying(what, folders, request):
    data = request.get("sys_inputs", {}).get("data", "")
    if "致命" in data or os.path.exists(DEAD):
        os.abort()
    return answer(what, folders, request)
setter.answer = dying
setter.main()
"""


@pytest.fixture
def dying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    program = tmp_path / "dying.py"
    program.write_text(f"DEAD = {str(tmp_path / 'dead')!r}\n{DYING}", encoding="utf-8")
    monkeypatch.setattr(process, "PROGRAM", program)
    SETTER.stop()
    yield
    SETTER.stop()


@pytest.mark.usefixtures("dying")
def test_a_sheet_that_ends_the_typesetter_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").write(
        {f"notices/{name}.md": sample(f"{text}。\n", "urgent: 是").replace("id: case", f"id: {name}")
         for name, text in (("a", "甲"), ("b", "乙致命"), ("c", "丙"))}
    )  # fmt: skip
    report = site.inspect().report
    died = [item for item in report if item.code == "sheet-died"]
    assert [(item.position.file, item.severity) for item in died] == [("notices/b.md", "warning")]
    out = site.build()
    assert sorted(file.name for file in out.glob("print/*")) == ["a.pdf", "c.pdf"]
    assert "print/" not in (out / "n/b/index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("dying")
def test_a_sheet_that_was_promised_and_is_not_made_stops_one_build_and_is_told_in_the_next(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").write({"notices/a.md": sample("甲。\n", "urgent: 是")})
    out = site.build()
    shutil.rmtree(out)
    (tmp_path / "dead").touch()
    with pytest.raises(MachineError, match=r"notices/a\.md 的打印件没有做成"):
        site.build()
    said = io.StringIO()
    run.build(site.root, out, Options(now=NOW, console=Console(said)))
    assert "[sheet-died]" in said.getvalue()
    assert not (out / "print").exists()


NOTING = """\
import os
from xuanlan.sheets import setter
with open(BEGUN, "a") as file:
    print(os.getpid(), file=file)
setter.main()
"""


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[int]]:
    """Tells which processes have been begun to set sheets."""
    program, numbers = tmp_path / "noting.py", tmp_path / "begun"
    program.write_text(f"BEGUN = {str(numbers)!r}\n{NOTING}", encoding="utf-8")
    monkeypatch.setattr(process, "PROGRAM", program)
    return lambda: [int(number) for number in numbers.read_text(encoding="utf-8").split()]


def test_one_process_sets_many_sheets_and_threads_wait_for_each_other(
    tmp_path: Path, begun: Callable[[], list[int]]
) -> None:
    library_of(tmp_path, "正文。\n")
    here = SetterProcess()
    made: list[list[bytes]] = []

    def work(number: int) -> None:
        program = f"#set document(title: [{number}])\n#set page(width: 9cm, height: 9cm)\n{number}".encode()
        made.append(here.ask("make", (), root=str(tmp_path), input=program, format="pdf", timestamp=0))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({pages[0] for pages in made}) == 4
    with pytest.raises(RefusedError):
        here.ask("make", (), root=str(tmp_path), input=b"#panic()", format="pdf")
    work(9)
    here.stop()
    assert len(begun()) == 1


def test_a_process_that_was_killed_is_followed_by_another(tmp_path: Path, begun: Callable[[], list[int]]) -> None:
    here = SetterProcess()
    request = {"root": str(tmp_path), "input": b"a", "format": "pdf", "timestamp": 0}
    first = here.ask("make", (), **request)
    os.kill(begun()[-1], signal.SIGKILL)
    with pytest.raises(DiedError):
        here.ask("make", (), **request)
    assert here.ask("make", (), **request) == first
    here.stop()
    assert len(begun()) == 2


def test_typst_is_never_loaded_by_a_build_itself(tmp_path: Path) -> None:
    site = Site(tmp_path / "site").write({"notices/a.md": sample("甲。\n", "urgent: 是")})
    before = "typst" in sys.modules
    site.build()
    assert ("typst" in sys.modules) == before


def test_a_sheet_that_takes_for_ever_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "LONGEST", 1)
    here = SetterProcess()
    with pytest.raises(DiedError):
        here.ask(
            "make", (), root=str(tmp_path), input=b"#let f(n) = f(n)\n#for x in range(999999999) { [a] }", format="pdf"
        )
    here.stop()
