"""Commands in terminals that are not in UTF-8: what is typed is understood, files keep their names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from commands import environment
from sites import new_site, notice

PLAIN = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.fixture(scope="module")
def terminals(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, str]]]:
    """Encodings of what is typed, with the environment: a bare machine, and an old Chinese one where it can be made."""
    folder = tmp_path_factory.mktemp("locales")
    command = ["localedef", "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")]
    old = {"LC_ALL": "zh_CN.GBK", "LOCPATH": str(folder)}
    try:
        subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return [("utf-8", PLAIN)]
    made = (folder / "zh_CN.GBK" / "LC_CTYPE").is_file()  # without its tables it leaves an empty folder
    return [("utf-8", PLAIN), *([("gbk", old), ("utf-8", old)] if made else [])]


def test_words_are_understood_as_they_were_typed_and_nothing_of_the_folder_is_run(
    terminals: list[tuple[str, dict[str, str]]], tmp_path: Path
) -> None:
    for number, (encoding, variables) in enumerate(terminals):
        root = new_site(tmp_path / f"网站{number}", {"公告.md": notice("停水通知", "2026-01-05", id="a")})
        for name in ("click", "calendar", "xuanlan"):
            (root / f"{name}.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
        words = [word.encode(encoding) for word in ("new", "通知", "关于值班的通知")]
        script = ["-P", "-c", "from xuanlan.cli.app import entry_point; entry_point()"]  # as the installed command does
        done = subprocess.run(
            [sys.executable, *script, *words], cwd=root, env=environment(**variables), capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        made = [file for file in (root / "notices").rglob("*.md") if file.name != "公告.md"]
        assert len(made) == 1
        assert "关于值班的通知" in made[0].read_text(encoding="utf-8")
