"""A little site with a plan, its indicators and the texts that prove them, and what a dossier of it says"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from commands import call
from sites import new_site, notice

from xuanlan.models.publications import PATH

PLAN = """title: 创建文明校园
since: 2026-01-05
indicators:
  - {id: II, name: 环境}
  - {id: II-3, name: 垃圾分类, grade: A, above: II, proofs: [sort#一、成效]}
  - {id: II-4, name: 门前三包, grade: B, above: II}
  - {id: II-5, name: 绿化, above: II}
tasks:
  - {id: 1, text: 四分类全覆盖, lead: 后勤处, term: 2026年2月, indicator: II-3 覆盖率, notices: [sort, old]}
  - {id: 2, text: 门前三包检查, lead: 保卫处, term: 2026年12月, indicator: II-4 检查, notices: [later]}
"""
SORT = "## 一、成效\n\n分类桶全部到位。\n\n### （一）数据\n\n共 60 个。\n\n## 二、打算\n\n明年再说。\n"
NOTICES = {
    "sort.md": notice("关于垃圾分类情况的通报", "2026-01-06", SORT, id="sort", kind="通报"),
    "old.md": notice("关于多年以前的通知", "2019-05-01", "多年以前就有。\n", id="old"),
    "later.md": notice("关于以后的通知", "2026-12-01", "以后再说。\n", id="later"),
    "other.md": notice("关于值班的通知", "2026-01-05", "值班。\n", id="other"),
}


def site(root: Path, plan: str = PLAN, notices: Mapping[str, str] = NOTICES) -> Path:
    made = new_site(root, notices)
    (made / "notices/campaigns").mkdir(exist_ok=True)
    (made / "notices/campaigns/tidy.yml").write_text(plan, encoding="utf-8")
    return made


def publish(root: Path, folder: Path, now: str) -> None:
    done = call("publish", str(folder), "--keep", "50", "--now", now, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr


def make(root: Path, out: Path, *more: str, now: str = "2026-03-01T09:00") -> str:
    """What the command prints that makes the dossier in `out`."""
    done = call("dossier", "tidy", str(out), "--now", now, *more, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def gaps(out: Path) -> list[str]:
    """The ids in the list of gaps."""
    rows = list(csv.reader(io.StringIO((out / "gaps.csv").read_text(encoding="utf-8-sig"))))
    return [row[0] for row in rows[1:]]


def ledger(root: Path) -> list[dict[str, str]]:
    text = (root / PATH).read_text(encoding="utf-8")
    return [json.loads(line[2:]) for line in text.split("\n") if line.startswith("- ")]


def write_ledger(root: Path, rows: Iterable[Mapping[str, str]]) -> None:
    lines = (f"- {json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    (root / PATH).write_text("# 台账\n" + "".join(lines), encoding="utf-8")


def tree(out: Path) -> dict[str, bytes]:
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in sorted(out.rglob("*")) if file.is_file()}


def large(root: Path, indicators: int = 60, texts: int = 300) -> Path:
    """A site in which each indicator has ten proofs, of which a section is cited."""
    body = "".join(
        f"## {n}、第{n}部分\n\n{'这里说明做了哪些事情。' * 12}\n\n- 第一项\n- 第二项\n\n" for n in "一二三四五六"
    )
    notices = {
        f"{n}.md": notice(f"关于第{n}项工作情况的通报", "2026-01-06", body, id=f"n{n}", kind="通报")
        for n in range(texts)
    }
    rows = []
    for number in range(indicators):
        proofs = ", ".join(f"n{(number * 5 + step) % texts}#三、第三部分" for step in range(10))
        rows.append(f"  - {{id: II-{number}, name: 指标{number}, grade: A, above: II, proofs: [{proofs}]}}\n")
    head = "title: 计划\nsince: 2026-01-05\nindicators:\n  - {id: II, name: 环境}\n"
    return site(root, head + "".join(rows), notices)
