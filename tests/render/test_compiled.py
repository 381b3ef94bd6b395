"""Templates that are compiled once: kept beside the engine, never used when they are not what the template says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import build
from sites import REPO, new_site, notice, write
from trees import digests


@pytest.fixture
def engine(tmp_path: Path) -> Path:
    """An engine of its own, so that nothing is left in ours."""
    left_out = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(REPO / "hooks", tmp_path / "hooks", ignore=left_out))


def test_compiled_templates_give_the_same_and_a_damaged_or_older_one_is_made_anew(engine: Path, tmp_path: Path) -> None:
    root = new_site(tmp_path / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    write(root, {"notices/settings.yml": "打印件: 不做\n"})
    own = {"PYTHONPATH": str(engine), "PYTHONPYCACHEPREFIX": "", "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def built(name: str) -> dict[str, str]:
        return digests(build(root, tmp_path / name, "--full", **own))

    without = digests(build(root, tmp_path / "without", **own, PYTHONDONTWRITEBYTECODE="1"))
    kept = engine / "xuanlan/render/__pycache__"
    assert not list(kept.glob("*.jinja2-*")), "nothing is written where Python may not"
    assert built("first") == without
    files = sorted(kept.glob("*.jinja2-*.pyc"))
    assert len(files) > 10
    assert built("second") == without
    for number, file in enumerate(files):
        content = file.read_bytes()
        file.write_bytes([b"", content[: len(content) // 2], b"x" * 100, content[:40] + b"\0" * 100][number % 4])
    assert built("damaged") == without
    for text in ("上", "下"):
        write(root, {"overrides/xuanlan/parts/notice_foot.html": f"<p>{text}</p>"})
        build(root, tmp_path / text, **own)
        assert f"<p>{text}</p>" in (tmp_path / text / "n/a/index.html").read_text(encoding="utf-8")
