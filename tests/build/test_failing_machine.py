"""What stops a command and is nobody's mistake in the content: one sentence, exit code 3, and never a traceback."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path

import pytest
from commands import call, environment, every_command, run_cramped
from sites import REPO, new_site, notice

from xuanlan.runtime.failures import explained

PRINTING = {
    "check": ("check",),
    "check --json": ("check", "--json"),
    "new": ("new", "通知", "值班安排"),
    "server": ("server", "nginx"),
    "files": ("files", "site"),
    "help": ("--help",),
    "version": ("--version",),
}
"""Commands whose result is what they print to standard output."""
TELLING = {
    "build": ("build",),
    "verify": ("verify", "site"),
    "wrong": ("bild",),
    "kiosk": ("kiosk", "screen", "--url", "https://board.college.example/kiosk/lobby/"),
}
"""Commands that say to standard error what they have done."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = new_site(tmp_path_factory.mktemp("machine") / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    (root / "notices/settings.yml").write_text("打印件: 不做\n", encoding="utf-8")
    assert call("build", cwd=root).returncode == 0
    return root


@pytest.fixture
def site(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "project")


def shell(words: tuple[str, ...], redirected: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command with what a shell writes behind it."""
    line = ["bash", "-o", "pipefail", "-c", f'"$@" {redirected}', "bash", sys.executable, "-m", "xuanlan", *words]
    return subprocess.run(
        line, cwd=cwd, env=environment(**variables), capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def one_sentence(text: str) -> bool:
    lines = [line for line in text.splitlines() if line]
    return len(lines) == 1 and any("\u4e00" <= sign <= "\u9fff" for sign in lines[0])


@pytest.mark.parametrize(("words", "closed"), list(zip(PRINTING.values(), cycle([">&-", ">/dev/full"]))), ids=PRINTING)
def test_a_result_that_cannot_be_printed_is_told_in_one_sentence(
    site: Path, words: tuple[str, ...], closed: str
) -> None:
    done = shell(words, closed, site)
    assert (done.returncode, one_sentence(done.stderr)) == (3, True), done.stderr
    assert "标准输出" in done.stderr


@pytest.mark.parametrize(("words", "closed"), list(zip(TELLING.values(), cycle(["2>&-", "2>/dev/full"]))), ids=TELLING)
def test_words_to_standard_error_that_get_lost_are_told_on_standard_output(
    site: Path, words: tuple[str, ...], closed: str
) -> None:
    done = shell(words, closed, site)
    assert (done.returncode, one_sentence(done.stdout)) == (3, True), done.stdout
    assert "标准错误" in done.stdout


@pytest.fixture(scope="module")
def published(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with one release in its folder `www`."""
    root = shutil.copytree(original, tmp_path_factory.mktemp("published") / "project")
    assert call("publish", "www", cwd=root, XUANLAN_NOW="2026-11-24T09:00").returncode == 0
    return root


@pytest.mark.parametrize("redirected", ["2>&-", "2>/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full", ">&- 2>/dev/full"])
def test_what_is_published_is_published_whatever_becomes_of_the_words(
    published: Path, tmp_path: Path, redirected: str
) -> None:
    site = shutil.copytree(published, tmp_path / "project", symlinks=True)
    releases = [(site / "www/current").readlink()]
    for words in (("publish", "www"), ("rollback", "www")):
        done = shell(words, redirected, site, XUANLAN_NOW="2026-11-24T09:01")
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        assert ">" in redirected[:1] or "标准错误" in done.stdout
        releases.append((site / "www/current").readlink())
    assert releases[0] == releases[2] != releases[1]


@pytest.mark.parametrize("redirected", ["2>/dev/full", ">&- 2>&-"])
def test_what_fails_has_failed_whatever_becomes_of_the_words(published: Path, redirected: str) -> None:
    assert shell(("rollback", "www", "2020"), redirected, published).returncode != 0


@pytest.mark.parametrize("redirected", [">&- 2>&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("words", [PRINTING["check"], TELLING["wrong"]], ids=" ".join)
def test_without_any_stream_the_exit_code_still_says_it(site: Path, words: tuple[str, ...], redirected: str) -> None:
    assert shell(words, redirected, site).returncode == 3


def test_a_stream_that_nothing_is_printed_to_may_be_closed(site: Path) -> None:
    done = shell(("build",), ">&-", site)
    assert (done.returncode, "网站在" in done.stderr) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("words", "redirected"),
    [
        (PRINTING["check"], "| head -0"),
        (PRINTING["files"], "| head -c 1 >/dev/null"),
        (PRINTING["server"], "2>&1 | head -1"),
        (TELLING["build"], "2>&1 | head -0"),
    ],
)
def test_a_reader_who_has_seen_enough_is_no_failure(site: Path, words: tuple[str, ...], redirected: str) -> None:
    done = shell(words, redirected, site, PYTHONUNBUFFERED="")
    assert (done.returncode, "Traceback" in done.stderr, "没能" in done.stderr) == (0, False, False), done.stderr


def test_nothing_that_is_opened_later_takes_the_place_of_a_closed_stream(site: Path) -> None:
    before = (site / "notices/a.md").read_bytes()
    assert shell(("build", "--full"), "<&- >&- 2>&-", site).returncode == 3
    assert (site / "notices/a.md").read_bytes() == before
    done = call("verify", "site", cwd=site)
    assert (done.returncode, "完整" in done.stderr) == (0, True), done.stderr


def python_cut(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("import (\n", encoding="utf-8")


def python_of_another_edition(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text("nothing.that = is.there\n", encoding="utf-8")


def python_gone(folder: Path, name: str) -> None:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text(f"raise ModuleNotFoundError('No', name='{name}')\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("click", python_cut),
        ("jinja2", python_cut),
        ("mkdocs", python_gone),
        ("nh3", python_gone),
        ("yaml", python_of_another_edition),
        ("pydantic", python_of_another_edition),
        ("material", python_of_another_edition),
    ],
)
def test_a_damaged_module_is_told_in_one_sentence_with_the_details_in_a_file(
    site: Path, tmp_path: Path, name: str, damage: Callable[[Path, str], None]
) -> None:
    bad, temp = tmp_path / "bad", tmp_path / "temp"
    bad.mkdir()
    temp.mkdir()
    damage(bad, name)
    path = os.pathsep.join([str(bad), str(REPO / "hooks")])
    done = shell(("check",), "", site, PYTHONPATH=path, TMPDIR=str(temp))
    assert (done.returncode, one_sentence(done.stderr), done.stdout) == (3, True, ""), done.stderr
    assert "重新安装" in done.stderr
    (details,) = temp.glob("xuanlan-error-*.txt")
    assert str(details) in done.stderr
    assert "Traceback" in details.read_text(encoding="utf-8")
    assert details.stat().st_mode & 0o077 == 0, "it may quote what is not published"


@pytest.mark.parametrize(("name", "part"), [("nh3", 0.0), ("nh3", 0.5), ("deflate", 0.1), ("deflate", 0.97)])
def test_a_compiled_module_that_was_cut_is_told_too(site: Path, tmp_path: Path, name: str, part: float) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    package = shutil.copytree(Path(spec.origin).parent, tmp_path / "bad" / name)
    (library,) = [file for file in package.iterdir() if file.suffix == ".so"]
    os.truncate(library, int(library.stat().st_size * part))
    path = os.pathsep.join([str(package.parent), str(REPO / "hooks")])
    done = shell(("build", "--full"), "", site, PYTHONPATH=path)
    assert (done.returncode, "Traceback" in done.stderr) == (3, False), done.stderr
    assert "重新安装" in done.stderr


@pytest.mark.parametrize("megabytes", [40, 80, 120, 155])
def test_too_little_memory_is_told_in_one_sentence(site: Path, megabytes: int) -> None:
    words = ("build", "--full")
    done = subprocess.run(
        [sys.executable, "-m", "xuanlan", *words], cwd=site, env=environment(), capture_output=True, encoding="utf-8",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20)), check=False,
    )  # fmt: skip
    told = done.stderr.splitlines()
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or (done.returncode == 3 and "内存不够" in told[-1]), done.stderr


def test_a_module_that_does_not_load_for_lack_of_memory_is_not_told_as_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    assert "重新安装" in explained(ImportError("broken"))
    monkeypatch.setattr("xuanlan.runtime.failures.mmap.mmap", refused)
    assert "内存不够" in explained(ImportError("broken"))


@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "", "LC_ALL": "xx_YY.UTF-8"},
        {"HOME": "/proc/none", "TMPDIR": "/none"},
        {"HOME": "/dev/null", "TZ": "Nowhere/Here"},
        {"XUANLAN_CACHE": "/dev/null", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
    ids=str,
)
def test_a_strange_environment_makes_no_difference(site: Path, variables: dict[str, str]) -> None:
    done = shell(("check",), "", site, XDG_CACHE_HOME="", **variables)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_current_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    for words in (("check",), ("init", "new"), TELLING["kiosk"]):
        line = ["bash", "-c", 'rmdir "$0"; "$@"', str(gone), sys.executable, "-m", "xuanlan", *words]
        done = subprocess.run(line, cwd=gone, env=environment(), capture_output=True, encoding="utf-8", check=False)
        assert done.returncode in (2, 3), done.stderr
        assert one_sentence(done.stderr), done.stderr
        gone.mkdir()


FAULT = """\
import sys
from xuanlan.cli import checking
def fails(*given, **more):
    raise {error}
checking.inspect = fails
from xuanlan.__main__ import main
sys.argv = ["xuanlan", "check"]
main()
"""


@pytest.mark.parametrize("error", ["KeyError('x')", "RecursionError()", "type('Panic', (BaseException,), {})()"])
def test_a_fault_of_our_own_says_so_and_where_the_details_are(site: Path, tmp_path: Path, error: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULT.format(error=error)], cwd=site, env=environment(TMPDIR=str(tmp_path)),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, one_sentence(done.stderr)) == (3, True), done.stderr
    assert "宣栏自己" in done.stderr
    (details,) = tmp_path.glob("xuanlan-error-*.txt")
    assert str(details) in done.stderr
    assert "in fails" in details.read_text(encoding="utf-8")


def test_a_fault_of_our_own_is_told_even_when_no_file_can_be_written(site: Path) -> None:
    done = run_cramped(0, "-c", FAULT.format(error="KeyError('x')"), cwd=site)
    assert (done.returncode, one_sentence(done.stderr)) == (3, True), done.stderr
    assert "KeyError" in done.stderr


PATHS = {
    "a name": "长" * 300,
    "a path": "/".join(["甲乙丙" * 20] * 100),
    "a path from the root": "/" + "a/" * 3000,
    "through a file": "file/x/y",
    "a link to itself": "loop",
    "through a link to itself": "loop/x",
    "a zero byte": "a\0b",
    "half a sign": "a\ud800b",
}


def with_paths() -> list[tuple[str, list[str]]]:
    """Every place of a command line where a path may stand, as a command with `{}` in it."""
    others = {
        "publish": ["out"], "releases": ["out"], "rollback": ["out"], "verify": ["site"], "files": ["site"],
        "pack": ["site", "a.zip"], "kiosk": ["screen", "--url", "https://board.college.example/kiosk/lobby/"],
        "banner": ["字"], "bulletin": ["--from", "2026-01-01", "--to", "2026-12-31"],
        "server": ["nginx"], "print": ["a"], "new": ["通知", "标题"], "init": ["fresh"],
    }  # fmt: skip
    found = []
    for name, command in sorted(every_command().items()):
        rest = others.get(name, [])
        arguments = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
        for at, parameter in enumerate(arguments):
            if type(parameter.type).__name__ == "Path":
                words = [*rest[:at], "{}", *rest[at + 1 :]]
                found.append((f"{name} {parameter.name}", [name, *words]))
        for parameter in command.params:
            if parameter.param_type_name == "option" and type(parameter.type).__name__ == "Path":
                found.append((f"{name} {parameter.opts[0]}", [name, *rest, parameter.opts[0], "{}"]))
    return found


def test_every_command_with_paths_is_tried() -> None:
    assert {name.split()[0] for name, _ in with_paths()} >= {
        "init", "new", "check", "build", "serve", "publish", "releases", "rollback", "print", "verify", "files", "pack",
        "server", "kiosk",
    }  # fmt: skip


@pytest.mark.parametrize("words", [words for _, words in with_paths()], ids=[name for name, _ in with_paths()])
def test_a_path_that_no_system_takes_is_told_in_one_sentence(original: Path, words: list[str]) -> None:
    (original / "file").write_text("", encoding="utf-8")
    if not (original / "loop").is_symlink():
        (original / "loop").symlink_to("loop")
    kind = {"pack": ".zip", "print": ".pdf"}.get(words[0], "") if words[-1] == "{}" and words[-2] != "--site" else ""
    for what, path in PATHS.items():
        if kind and what == "a link to itself":
            continue  # with another ending it is another name
        given = [word.format(path) + (kind if word == "{}" else "") for word in words]
        done = call(*given, cwd=original)
        assert done.returncode in (2, 3), (what, done.stdout, done.stderr)
        last = done.stderr.splitlines()[-1]
        assert any("\u4e00" <= sign <= "\u9fff" for sign in last), (what, last)
        assert len(last) < 400, what
