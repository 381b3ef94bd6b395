"""A dossier: gaps first and exactly, every proof in its folder, the same bytes each time, whole or not at all."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from commands import call
from commands import run as process
from dossiers import NOTICES, PLAN, gaps, make, publish, site, tree
from rounds import times
from sites import NOW, lines, notice

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import Report
from xuanlan.dossier.gather import gather, indicators_of
from xuanlan.dossier.names import Names
from xuanlan.dossier.standing import Standings
from xuanlan.hosts import run
from xuanlan.library.file_names import name_problem, unstorable
from xuanlan.models import campaign
from xuanlan.models.publications import Publication

NASTY = '=HYPERLINK(1)/../CON?*:"<b>\u202e'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path / "site")


def test_gaps_come_first_and_weak_proofs_and_late_tasks_are_told(root: Path) -> None:
    out = root.parent / "out"
    told = make(root, out)
    assert gaps(out) == ["II-4", "II-5"]
    assert "缺口：II-4 门前三包" in told
    page = (out / "index.html").read_text(encoding="utf-8")
    assert page.index("缺口：没有佐证的指标（2 项）") < page.index("薄弱之处") < page.index("指标和佐证")
    assert "没有发布记录，只有稿件自己的日期" in page
    assert "任务 1 四分类全覆盖（后勤处）：时限 2026-02-28，已过 1 天" in page
    assert "写了文稿，但到这个时间还没有公开过" in page
    assert "没有任务对应这项指标，也没有写佐证" in page
    raw = (out / "gaps.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 3


def test_every_proof_lies_in_the_folder_of_its_indicator_with_its_cited_part_marked(root: Path) -> None:
    picture = Path(__file__).parents[2] / "notices/图片/校园平面示意图.png"
    (root / "notices/图 1.png").write_bytes(picture.read_bytes())
    (root / "notices/名单.csv").write_text("序号,数量\n1,2\n", encoding="utf-8")
    text = root / "notices/sort.md"
    more = (
        "\n![分类桶](<图 1.png>)\n\n见[值班通知](other.md)、[上级](https://gov.example/a?b=1&c=2)和[成效](#一-成效)。\n"
    )
    head = text.read_text(encoding="utf-8").replace("id: sort\n", "id: sort\nattachments: 名单.csv\n")
    text.write_text(head.replace("\n### （一）数据", f"{more}\n### （一）数据"), encoding="utf-8")
    out = root.parent / "out"
    make(root, out)
    files = tree(out)
    folder = "II-3 垃圾分类"
    assert f"{folder}/1 附件和图片/图 1.png" in files
    assert files[f"{folder}/1 附件和图片/名单.csv"].decode().startswith("序号")
    page = files[f"{folder}/1 关于垃圾分类情况的通报.html"].decode()
    assert '<h2 class="cited" id="s-一-成效">一、成效</h2>' in page
    assert '<h3 class="cited"' in page
    assert '<p class="cited">共 60 个。</p>' in page
    assert "<p>明年再说。</p>" in page
    assert 'src="1%20%E9%99%84%E4%BB%B6' in page
    assert 'href="https://board.college.example/n/other/"' in page
    assert 'href="https://gov.example/a?b=1&amp;c=2"' in page
    assert '引用：<a href="#s-' in page
    assert files[f"{folder}/说明.txt"].decode().count("\r\n") > 8
    assert f"{folder}/2 关于多年以前的通知.html" in files


def test_the_manifest_is_read_by_sha256sum_and_its_digest_is_printed(root: Path) -> None:
    out = root.parent / "out"
    told = make(root, out)
    done = subprocess.run(["sha256sum", "-c", "--strict", "manifest.sha256"], cwd=out, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    assert len(done.stdout.splitlines()) == len(tree(out)) - 1
    assert b"dossier.pdf: OK" in done.stdout
    assert 'href="dossier.pdf"' in (out / "index.html").read_text(encoding="utf-8")
    assert hashlib.sha256((out / "manifest.sha256").read_bytes()).hexdigest() in told


def test_the_same_site_and_clock_give_the_same_bytes_wherever_the_machine_stands(root: Path, tmp_path: Path) -> None:
    publish(root, root / "public", "2026-01-10T09:00")

    def made(out: str, now: str, **variables: str) -> dict[str, bytes]:
        words = ("dossier", "tidy", str(tmp_path / out), "--now", now, "--releases", str(root / "public"))
        done = process("xuanlan", *words, cwd=root, **variables)
        assert done.returncode == 0, done.stderr
        return tree(tmp_path / out)

    one = made("one", "2026-03-01T09:00")
    elsewhere = {"TZ": "America/Anchorage", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    assert made("two", "2026-03-01T01:00+00:00", **elsewhere) == one
    assert made("two", "2026-03-01T09:00") == one  # over the last one


def refused(root: Path, out: Path) -> str:
    done = call("dossier", "tidy", str(out), "--now", "2026-03-01T09:00", cwd=root)
    assert done.returncode == 2, done.stdout + done.stderr
    return done.stderr


def test_nothing_but_an_untouched_dossier_is_ever_replaced(root: Path, tmp_path: Path) -> None:
    for inside in ("notices/档案", "docs/档案"):
        assert "那里是网站的内容" in refused(root, root / inside)
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "要紧的.docx").write_bytes(b"PK")
    assert "里有别的文件，不是档案" in refused(root, foreign)
    assert "里有别的文件，不是档案" in refused(root, root)
    assert "是整个磁盘。请写磁盘里的一个文件夹" in refused(root, Path("/"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xuanlan.dossier.folder.own_disk", lambda place: place == foreign)
        assert f"例如 {foreign}/档案" in refused(root, foreign)
    publish(root, tmp_path / "public", "2026-01-10T09:00")
    for inside in ("档案", "current/档案", "releases"):
        assert "那里是公开的网站" in refused(root, tmp_path / "public" / inside)
    assert "那里是公开的网站" in call("campaign", "--out", str(tmp_path / "public/x"), cwd=root).stderr
    out = tmp_path / "out"
    make(root, out)
    (out / "Thumbs.db").write_bytes(b"")
    make(root, out)
    note = out / "II-3 垃圾分类/说明.txt"
    kept = note.read_bytes()
    note.write_bytes(kept + "补充。".encode())
    assert "改动过的文件：II-3 垃圾分类/说明.txt" in refused(root, out)
    note.write_bytes(kept)
    (out / "II-3 垃圾分类/补充.docx").write_bytes(b"PK")
    assert "后来放进去的文件：II-3 垃圾分类/补充.docx" in refused(root, out)
    (tmp_path / "link").symlink_to(out)
    assert "没有动它" in refused(root, tmp_path / "link")


def test_a_run_that_fails_or_is_ended_leaves_the_last_dossier_whole(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    make(root, out)
    before = tree(out)
    with monkeypatch.context() as patch:
        patch.setattr("xuanlan.dossier.files.index", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        assert call("dossier", "tidy", str(out), cwd=root).returncode == 3
    assert tree(out) == before
    rename = Path.rename

    def only_aside(self: Path, target: Path) -> Path:
        if Path(target) == out and "xuanlan-old" not in self.name:
            raise OSError(28, "full")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", only_aside)
        assert call("dossier", "tidy", str(out), cwd=root).returncode == 3
    assert tree(out) == before
    out.rename(tmp_path / ".xuanlan-old-out")  # ended between the two steps
    make(root, out, now="2026-03-01T09:00")
    assert tree(out) == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["out", "site"]


def test_the_call_says_what_is_missing(root: Path) -> None:
    out = str(root.parent / "out")

    def said(*words: str) -> str:
        done = call("dossier", *words, "--now", "2026-03-01T09:00", cwd=root)
        assert done.returncode == 2, done.stdout
        return done.stderr

    assert "没有叫“tidi”的方案。是不是“tidy”" in said("tidi", out)
    assert "docs 里没有发布过网站" in said("tidy", out, "--releases", "docs")
    assert "docs 里没有播放记录" in said("tidy", out, "--plays", "docs")
    publish(root, root / "public", "2026-01-10T09:00")
    assert "里没有 2026-01-09 00:00 以前的版本" in said("tidy", out, "--releases", "public", "--at", "2026-01-09")
    assert "那里是网站的内容" in said("tidy", "public/current/档案", "--releases", "public")
    (root / "notices/campaigns/tidy.yml").write_text("title: 计划\nsince: 2026-01-05\n", encoding="utf-8")
    assert "xuanlan campaign indicators tidy" in said("tidy", out)
    (root / "notices/campaigns/tidy.yml").unlink()
    (root / "notices/pages.yml").unlink()
    assert "用 xuanlan campaign from 编号" in said("tidy", out)


def test_errors_stop_a_dossier_but_those_of_registers_at_an_earlier_clock(root: Path) -> None:
    moved = '- {"id": "x", "address": "/n/x/", "title": "文稿", "first_published": "2026-01-10T09:00:00+08:00", "moved_to": "later"}\n'
    (root / "notices/ledger.yml").write_text(moved, encoding="utf-8")
    out = root.parent / "out"
    assert call("dossier", "tidy", str(out), "--now", "2026-03-01", cwd=root).returncode == 1
    make(root, out, "--at", "2026-03-01")
    faulty = NOTICES["sort.md"].replace("kind: 通报", "kind: 没有这种")
    (root / "notices/sort.md").write_text(faulty, encoding="utf-8")
    assert call("dossier", "tidy", str(out), "--at", "2026-03-01", cwd=root).returncode == 1
    (root / "notices/sort.md").write_text(NOTICES["sort.md"], encoding="utf-8")
    (root / "notices/campaigns/tidy.yml").write_text("title: [\n", encoding="utf-8")
    assert call("dossier", "tidy", str(out), "--at", "2026-03-01", cwd=root).returncode == 1
    assert gaps(out) == ["II-4", "II-5"]


def test_mistakes_of_the_list_are_told_at_their_places(root: Path) -> None:
    plan = """title: 计划
since: 2026-01-05
indicators:
  - {id: I, name: 甲, above: I-1}
  - {id: I-1, name: 乙, above: I}
  - {id: II, name: 丙, proofs: [sort]}
  - {id: II-3, name: 丁, above: II, proofs: [nothing, sort#三、没有]}
  - {id: II-3, name: 戊, above: III}
  - {id: II-4, name: 己, above: II, proofs: [later]}
tasks:
  - {id: 1, text: 做事, indicator: II-33 覆盖率}
  - {id: 2, text: 做事, indicator: II 环境}
"""
    (root / "notices/campaigns/tidy.yml").write_text(plan, encoding="utf-8")
    found = [line for line in lines(inspect(run.facts(root), NOW).report) if "campaigns/tidy.yml" in line]
    at = "notices/campaigns/tidy.yml"
    assert sorted(one.rpartition(":")[0] for one in found) == sorted(
        [
            f"error campaign-indicator-circle {at}:4",
            f"error campaign-indicator-circle {at}:5",
            f"warning campaign-indicator-group {at}:6",
            f"error campaign-notice {at}:7",
            f"error anchor-missing {at}:7",
            f"error campaign-indicator-twice {at}:8",
            f"error campaign-indicator-above {at}:8",
            f"warning campaign-proof-hidden {at}:9",
            f"warning campaign-indicator-unknown {at}:11",
            f"warning campaign-indicator-group {at}:12",
        ]
    )
    assert call("dossier", "tidy", str(root.parent / "out"), cwd=root).returncode == 1
    assert not (root.parent / "out").exists()


def test_a_plan_without_a_list_is_measured_by_what_its_tasks_name(root: Path) -> None:
    plan = """title: 计划
since: 2026-01-05
tasks:
  - {id: 1, text: 甲, indicator: II-3 垃圾分类, notices: [sort]}
  - {id: 2, text: 乙, indicator: II-3 垃圾分类}
  - {id: 3, text: 丙, indicator: 100%}
  - {id: 4, text: 丁, indicator: 3.2处置率}
"""
    (root / "notices/campaigns/tidy.yml").write_text(plan, encoding="utf-8")
    make(root, root.parent / "out")
    assert gaps(root.parent / "out") == ["2", "3.2"]
    (planned,) = campaign.load(root, Report())
    assert [(one.id, one.name) for one in indicators_of(planned)] == [
        ("II-3", "垃圾分类"),
        ("2", "100%"),
        ("3.2", "处置率"),
    ]


def test_hostile_words_stay_words_and_folders_stay_names(root: Path) -> None:
    plan = f"title: '<script>alert(1)</script>'\nsince: 2026-01-05\nindicators:\n  - {{id: '=1+1', name: '{NASTY}', wanted: '@x'}}\n"
    plan += "  - {id: CON, name: '', above: null}\n".replace("''", "'.'")
    plan += f"  - {{id: {'长' * 300}, name: 甲, proofs: [sort]}}\n  - {{id: 二, name: '{'名' * 300}'}}\n"
    (root / "notices/campaigns/tidy.yml").write_text(plan.replace("\u202e", ""), encoding="utf-8")
    out = root.parent / "out"
    make(root, out)
    rows = (out / "gaps.csv").read_text(encoding="utf-8-sig")
    assert "\n'=1+1,\"'=HYPERLINK(1)" in rows
    assert ",'@x," in rows
    assert "<script" not in (out / "index.html").read_text(encoding="utf-8")
    for path in tree(out):
        for part in path.split("/"):
            assert len(part.encode()) < 200
            assert not name_problem(part), part
            assert not unstorable(part), part


def test_names_of_folders_are_unique_on_every_disk() -> None:
    names = Names(["index.html"])
    made = [
        names.free(words) for words in ("甲 A", "甲 a", "甲 Ａ", "", "NUL", "..", "index.html", "a\u200b\u202eb/..\\c")
    ]
    assert made == ["甲 A", "甲 a (2)", "甲 Ａ", "未命名", "_NUL", "未命名 (2)", "index.html (2)", "ab..c"]


def random_plan(random: Random) -> str:
    """A plan of random indicators in two levels, with proofs named by themselves and by tasks."""
    ids = [f"II-{number}" for number in range(random.randint(1, 12))]
    texts = ("sort", "old", "later", "other")

    def some() -> str:
        return ", ".join(random.sample(texts, random.choice((0, 0, 1, 2))))

    rows = "".join(f"  - {{id: {one}, name: 名{one}, above: II, proofs: [{some()}]}}\n" for one in ids)
    tasks = "".join(
        f"  - {{id: {number}, text: 做, indicator: {random.choice(ids)} 覆盖率, notices: [{some()}]}}\n"
        for number in range(random.randint(0, 8))
    )
    return f"title: 计划\nsince: 2026-01-05\nindicators:\n  - {{id: II, name: 头}}\n{rows}" + (
        f"tasks:\n{tasks}" if tasks else ""
    )


def test_the_gaps_are_the_indicators_less_the_proved_ones(root: Path) -> None:
    library = inspect(run.facts(root), NOW).library
    random = Random(23)
    for _ in range(times(200)):
        (root / "notices/campaigns/tidy.yml").write_text(random_plan(random), encoding="utf-8")
        (planned,) = campaign.load(root, Report())
        rows = [
            Publication(id=one, place="网站", title="文稿", digest=random.choice((library.by_id[one].digest, "0" * 16)),
                        since=(NOW + timedelta(days=random.choice((-5, -1, 1)))).isoformat())
            for one in random.sample(("sort", "old", "other"), random.randint(0, 3))
        ]  # fmt: skip
        made = gather(library, planned, NOW, Standings(rows, NOW))
        begun = {row.id for row in rows if row.since <= NOW.isoformat()}
        known = {"sort", "old", "other"} - ({row.id for row in rows} - begun)
        all_ids = {one.id for one in planned.campaign.indicators} - {"II"}
        proved = {
            one.id
            for one in planned.campaign.indicators
            if known & {*one.proofs, *(
                ident for task in planned.campaign.tasks if (task.indicator or "").split()[0] == one.id
                for ident in task.notices
            )}
        }  # fmt: skip
        assert {one.indicator.id for one in made.gaps} == all_ids - proved


def test_drafts_prove_nothing(root: Path) -> None:
    draft = notice("关于草稿的通知", "2026-01-05", "草稿。\n", id="draft", draft="true")
    (root / "notices/draft.md").write_text(draft, encoding="utf-8")
    (root / "notices/campaigns/tidy.yml").write_text(PLAN.replace("[later]", "[draft]"), encoding="utf-8")
    make(root, root.parent / "out")
    assert "II-4" in gaps(root.parent / "out")
