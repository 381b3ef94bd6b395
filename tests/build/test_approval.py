"""Approval: readers get what was approved, to the byte, and nothing else; whoever changes it afterwards is told."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from cases import every
from commands import call
from rounds import times
from sites import NOW, SOUND, Site, notice
from trees import digests

from xuanlan.build.approving import Approving
from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.models import approvals
from xuanlan.models.approvals import Standing, Word
from xuanlan.reading.source import read_text

TEXT = "notices/2026/水.md"
FILE = "notices/2026/附件/说明.txt"
WATER = notice("关于停水的通知", "2026-01-08", id="water", body="停水一天，见[说明](附件/说明.txt)。\n")
STEPS = "审批:\n  - {名称: 初审, 谁: 党办}\n  - {名称: 终审, 谁: 校长}\n"
ONE_STEP = "审批: [{名称: 审核}]\n"


def with_approval(root: Path, steps: str = ONE_STEP) -> Site:
    site = Site(root)
    return site.write({TEXT: WATER, FILE: "自来水公司检修。", "notices/settings.yml": steps})


def approving(site: Site) -> Approving:
    return Approving.read(site.facts(), NOW)


def approve(site: Site, ident: str = "water", by: str = "党办", word: Word = Word.AGREED, **more: str) -> None:
    approving(site).decide(ident, word, by, NOW, **more)  # type: ignore[arg-type]


def approved(root: Path) -> Site:
    """A site whose two texts are approved."""
    site = with_approval(root)
    approve(site)
    approve(site, "duty")
    return site


def codes(site: Site) -> list[str]:
    return [item.code for item in site.inspect().report if item.code.startswith("approval-")]


def where(site: Site, ident: str = "water") -> Standing:
    return approving(site).paper(ident)[0].standing


def test_without_the_setting_there_is_no_approval(tmp_path: Path) -> None:
    site = with_approval(tmp_path, "unit: 云山职业技术学院\n")
    assert codes(site) == []
    assert {entry.id for entry in site.inspect().library.public} == {"water", "duty"}
    with pytest.raises(CallError, match="没有设审批"):
        approving(site)


def test_what_nobody_has_approved_is_in_no_output(tmp_path: Path) -> None:
    site = with_approval(tmp_path)
    approve(site, "duty")
    assert codes(site) == ["approval-waits"]
    with_it = digests(site.build())
    (tmp_path / TEXT).unlink()
    (tmp_path / FILE).unlink()
    assert digests(site.build()) == with_it


def test_a_text_is_public_when_its_last_step_is_taken(tmp_path: Path) -> None:
    site = with_approval(tmp_path, STEPS)
    seen = [where(site)]
    approve(site, word=Word.SENT, by="后勤处")
    seen.append(where(site))
    with pytest.raises(CallError, match="初审要由党办来审"):
        approve(site, by="校长")
    with pytest.raises(CallError, match="现在该初审，不能终审"):
        approve(site, by="校长", step="终审")
    approve(site)
    assert "water" not in {entry.id for entry in site.inspect().library.public}
    seen.append(where(site))
    approve(site, by="校长")
    seen.append(where(site))
    assert seen == [Standing.DRAFT, Standing.SENT, Standing.SENT, Standing.APPROVED]
    assert "water" in {entry.id for entry in site.inspect().library.public}


def test_a_line_that_says_all_steps_were_taken_is_told_where_they_were_not(tmp_path: Path) -> None:
    site = with_approval(tmp_path, STEPS)
    approve(site, "duty")
    assert codes(site) == ["approval-waits", "approval-waits"]
    file = tmp_path / approvals.PATH
    file.write_text(file.read_text(encoding="utf-8").replace('"by"', '"final": "是", "by"'), encoding="utf-8")
    told = [(item.code, item.severity, item.words) for item in site.inspect().report]
    assert ("approval-short", "warning", "duty") in told
    approve(site)
    approve(site, by="校长")
    assert codes(site) == ["approval-short"]


def test_nothing_but_consent_makes_a_text_public(tmp_path: Path) -> None:
    site = with_approval(tmp_path)
    approve(site, word=Word.SENT)
    approve(site, "duty")
    file = tmp_path / approvals.PATH
    file.write_text(file.read_text(encoding="utf-8").replace('"送审"', '"送审", "final": "是"'), encoding="utf-8")
    assert codes(site) == ["approval-waits"]


def test_a_step_that_came_later_is_told_once_for_all_texts_and_takes_none_from_readers(tmp_path: Path) -> None:
    site = approved(tmp_path)
    site.write({"notices/settings.yml": "审批: [{名称: 审核}, {名称: 终审}]\n"})
    inspected = site.inspect()
    told = [(item.code, item.words) for item in inspected.report if item.code.startswith("approval-")]
    assert told == [("approval-short", "duty、water")]
    assert {entry.id for entry in inspected.library.public} == {"water", "duty"}


def test_what_is_returned_is_sent_again_and_takes_all_steps_again(tmp_path: Path) -> None:
    site = with_approval(tmp_path, STEPS)
    approve(site, word=Word.SENT, by="后勤处")
    approve(site)
    with pytest.raises(CallError, match="退回要写原因"):
        approve(site, by="校长", word=Word.RETURNED)
    approve(site, by="校长", word=Word.RETURNED, note="日期不对")
    assert where(site) is Standing.RETURNED
    assert approving(site).paper("water")[0].place == "退回：日期不对"
    with pytest.raises(CallError, match="改好以后再送审"):
        approve(site)
    approve(site, word=Word.SENT, by="后勤处")
    step = approving(site).paper("water")[0].step
    assert step is not None
    assert step.name == "初审"


def test_a_text_with_an_error_is_not_approved(tmp_path: Path) -> None:
    site = with_approval(tmp_path)
    site.write({TEXT: WATER.replace("说明.txt", "没有.txt")})
    with pytest.raises(ContentError):
        approve(site)
    assert approvals.load(tmp_path, Report()).by_id == {}


def test_readers_get_the_approved_text_to_the_byte_whatever_becomes_of_its_files(tmp_path: Path) -> None:
    site = approved(tmp_path)
    before = digests(site.build())
    site.write({TEXT: WATER.replace("一天", "三天"), FILE: "未经批准的说明。"})
    assert codes(site) == ["approval-changed"]
    assert digests(site.build()) == before
    (tmp_path / FILE).unlink()
    assert digests(site.build()) == before


def test_a_file_of_several_texts_in_another_folder_is_kept_too(tmp_path: Path) -> None:
    site = with_approval(tmp_path)
    site.write({TEXT: WATER.replace("附件/", "../共用/"), "notices/共用/说明.txt": "共用的说明。"})
    approve(site)
    approve(site, "duty")
    before = digests(site.build())
    site.write({"notices/共用/说明.txt": "换过的说明。"})
    assert codes(site) == ["approval-changed"]
    assert digests(site.build()) == before


def test_both_texts_are_told(tmp_path: Path) -> None:
    site = approved(tmp_path)
    site.write({TEXT: WATER.replace("一天", "三天")})
    told = next(item for item in site.inspect().report if item.code == "approval-changed")
    assert (told.severity, str(told.position)) == ("warning", f"{TEXT}:7:1")
    assert "批准的是“停水一天，" in told.message
    assert "现在是“停水三天，" in told.message
    assert "党办 2026-03-01 同意" in told.message
    assert "--restore water" in told.hint


def test_no_change_of_one_character_gets_through(tmp_path: Path) -> None:
    """The library that every medium is made of has the approved text, or the file does not change what readers get."""
    site = approved(tmp_path)
    public = {entry.id: entry for entry in site.inspect().library.public}
    kept = public["water"].digest, public["water"].content
    chance = Random(20)
    for number in range(times(40)):
        at, sign = chance.randrange(WATER.index("title"), len(WATER)), chance.choice("一二三aZ9，。 \n#-:")
        text = WATER[:at] + sign + WATER[at + chance.randrange(2) :]
        if text == WATER:
            continue
        site.write({TEXT: text})
        inspected = site.inspect()
        entries = {entry.id: entry for entry in inspected.library.public}
        told = {item.code for item in inspected.report}
        if "water" in entries:
            assert (entries["water"].digest, entries["water"].content) == kept, f"{number}: {text}"
            assert "approval-changed" in told, text
        else:  # the front matter is broken, or its id is another's
            assert inspected.report.errors or "approval-waits" in told, text


@every(
    "data",
    [
        WATER.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + WATER.encode(),
        WATER.encode("gb18030"),
        WATER.encode("utf-16"),
    ],
)
def test_line_ends_and_encoding_are_no_change(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    site = approved(tmp_path_factory.mktemp("site"))
    site.write({TEXT: data})
    assert codes(site) == []


def test_a_changed_file_beside_the_text_is_a_change(tmp_path: Path) -> None:
    site = approved(tmp_path)
    site.write({FILE: "换过的说明。"})
    told = next(item for item in site.inspect().report if item.code == "approval-changed")
    assert "附件/说明.txt" in told.message
    assert where(site) is Standing.DRAFT


def test_what_is_approved_again_replaces_what_was_approved(tmp_path: Path) -> None:
    site = approved(tmp_path)
    site.write({TEXT: WATER.replace("一天", "三天")})
    approve(site, by="党办")
    assert codes(site) == []
    assert "三天" in (site.build() / "n/water/index.html").read_text(encoding="utf-8")
    site.write({TEXT: WATER.replace("一天", "四天")})
    approve(site)
    assert len(list((tmp_path / "notices/approved/water").iterdir())) == 2, "the last, and the one before it"


def test_a_returned_change_leaves_the_approved_text_public(tmp_path: Path) -> None:
    site = approved(tmp_path)
    before = digests(site.build())
    site.write({TEXT: WATER.replace("一天", "三天")})
    approve(site, word=Word.SENT, by="后勤处")
    approve(site, word=Word.RETURNED, note="不能停三天")
    assert where(site) is Standing.RETURNED
    assert digests(site.build()) == before


def test_an_approved_change_that_is_taken_back_leaves_the_text_that_was_approved_before(tmp_path: Path) -> None:
    site = approved(tmp_path)
    before = digests(site.build())
    site.write({TEXT: WATER.replace("一天", "三天")})
    approve(site)
    approve(site, word=Word.RETURNED, note="缓发")
    assert codes(site) == ["approval-changed"]
    assert digests(site.build()) == before


def test_an_approval_that_is_taken_back_before_publication_counts_no_more(tmp_path: Path) -> None:
    site = approved(tmp_path)
    approve(site, word=Word.RETURNED, note="缓发")
    assert codes(site) == ["approval-waits"]


def test_a_withdrawal_counts_at_once_and_shows_nothing_else_that_is_new(tmp_path: Path) -> None:
    site = approved(tmp_path)
    changed = WATER.replace("停水的", "断水的").replace("id: water", "id: water\nwithdrawn: 内容有误")
    site.write({TEXT: changed})
    page = (site.build() / "n/water/index.html").read_text(encoding="utf-8")
    assert 'data-state="withdrawn"' in page
    assert "内容有误" in page
    assert "断水" not in page
    site.write({TEXT: changed.replace("内容有误", "时间有误")})
    assert "时间有误" in (site.build() / "n/water/index.html").read_text(encoding="utf-8")


def test_a_withdrawal_goes_out_without_any_approval_under_the_title_that_was_published(tmp_path: Path) -> None:
    site = with_approval(tmp_path, "")
    assert call("publish", "www", cwd=tmp_path).returncode == 0
    changed = WATER.replace("停水的", "断水的").replace("id: water", "id: water\nwithdrawn: 内容有误")
    site.write({TEXT: changed, "notices/settings.yml": ONE_STEP})
    page = (site.build(keep_going=True) / "n/water/index.html").read_text(encoding="utf-8")
    assert ("内容有误" in page, "断水" in page, "停水" in page) == (True, False, True)


def test_a_withdrawal_goes_out_though_the_approved_text_is_lost(tmp_path: Path) -> None:
    site = approved(tmp_path)
    shutil.rmtree(tmp_path / "notices/approved")
    site.write({TEXT: WATER.replace("id: water", "id: water\nwithdrawn: 内容有误")})
    assert codes(site) == []
    assert "内容有误" in (site.build() / "n/water/index.html").read_text(encoding="utf-8")


def test_another_kind_is_no_way_round_the_steps(tmp_path: Path) -> None:
    site = with_approval(tmp_path, "审批: [{名称: 审核, 文种: 通知}]\n")
    approve(site)
    approve(site, "duty")
    before = digests(site.build())
    site.write({TEXT: WATER.replace("kind: 通知", "kind: 公告").replace("一天", "三天")})
    assert codes(site) == ["approval-changed"]
    assert digests(site.build()) == before
    approve(site, by="校长")
    assert "停水三天" in (site.build() / "n/water/index.html").read_text(encoding="utf-8")


def test_what_was_changed_since_it_was_published_is_not_taken_in_with_the_rest(tmp_path: Path) -> None:
    site = with_approval(tmp_path, "")
    assert call("publish", "www", cwd=tmp_path).returncode == 0
    site.write({TEXT: WATER.replace("一天", "三天"), "notices/settings.yml": ONE_STEP})
    done = call("approve", "--all-published", "--by", "校长办公室", cwd=tmp_path)
    said = done.stdout + done.stderr
    assert "补记了 1 份" in said
    assert "有 1 份发布以后又改过，没有补记" in said
    assert "water" in said
    assert codes(site) == ["approval-none"]


def test_the_approved_text_and_its_files_can_be_put_back(tmp_path: Path) -> None:
    site = approved(tmp_path)
    site.write({TEXT: WATER.replace("一天", "三天"), FILE: "换过的说明。"})
    shown = call("approve", "water", "--diff", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "-停水一天" in shown.stdout
    assert "+停水三天" in shown.stdout
    assert call("approve", "water", "--restore", cwd=tmp_path).returncode == 0
    assert read_text(tmp_path / TEXT, TEXT, Report()) == WATER
    assert codes(site) == []


def test_a_copy_that_is_gone_or_changed_stops_publication_once_it_is_needed(tmp_path: Path) -> None:
    site = approved(tmp_path)
    copy = next((tmp_path / "notices/approved/water").iterdir())
    (copy / "text.txt").write_bytes((copy / "text.txt").read_bytes() + "改".encode())
    assert codes(site) == []
    site.write({TEXT: WATER.replace("一天", "三天")})
    assert codes(site) == ["approval-lost"]
    assert site.inspect().report.errors


def test_a_text_that_moves_with_its_files_stays_approved(tmp_path: Path) -> None:
    site = approved(tmp_path)
    (tmp_path / "notices/2026").rename(tmp_path / "notices/旧文")
    assert codes(site) == []
    site.write({TEXT.replace("2026", "旧文"): WATER.replace("一天", "三天")})
    assert codes(site) == ["approval-changed"]
    page = (site.build() / "n/water/index.html").read_text(encoding="utf-8")
    assert "停水一天" in page


def test_what_was_published_before_is_taken_in_by_one_decision(tmp_path: Path) -> None:
    site = with_approval(tmp_path, "")
    assert call("publish", "www", cwd=tmp_path).returncode == 0
    before = digests(tmp_path / "www/current")
    site.write({"notices/settings.yml": ONE_STEP})
    refused = call("publish", "www", cwd=tmp_path)
    assert refused.returncode == 1
    assert "有 2 份已经发布的文稿没有审批记录" in refused.stdout + refused.stderr
    assert call("approve", "--all-published", cwd=tmp_path).returncode == 2
    done = call("approve", "--all-published", "--by", "校长办公室", cwd=tmp_path)
    assert "补记了 2 份" in done.stdout + done.stderr
    assert call("publish", "www", cwd=tmp_path).returncode == 0
    assert digests(tmp_path / "www/current") == before


def test_what_is_approved_waits_to_be_published_until_that_very_text_is(tmp_path: Path) -> None:
    site = approved(tmp_path)
    assert where(site) is Standing.APPROVED
    assert call("publish", "www", cwd=tmp_path).returncode == 0
    assert where(site) is Standing.PUBLISHED
    assert list(approving(site).waiting()) == []
    with pytest.raises(CallError, match="已经按批准的稿子发布"):
        approve(site, word=Word.RETURNED, note="缓发")
    site.write({TEXT: WATER.replace("一天", "三天")})
    approve(site)
    assert [(paper.entry.id, paper.standing) for paper in approving(site).waiting()] == [("water", Standing.APPROVED)]


def test_a_kind_that_needs_no_approval_is_published_without(tmp_path: Path) -> None:
    site = with_approval(tmp_path, "审批: [{名称: 审核, 文种: 公示}]\n")
    assert codes(site) == []
    with pytest.raises(CallError, match="不用审批"):
        approve(site)


def test_decisions_on_two_texts_merge_by_themselves(tmp_path: Path) -> None:
    """Two people who approve at the same time, each in a clone."""
    site = approved(tmp_path)

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@a.example", *words], cwd=tmp_path, check=True)

    git("init", "-q", "-b", "main")
    git("add", "notices")
    git("commit", "-qm", "begin")
    for branch, path, ident in (("one", TEXT, "water"), ("two", SOUND, "duty")):
        git("checkout", "-q", "-b", branch, "main")
        text = (tmp_path / path).read_text(encoding="utf-8")
        site.write({path: text + "\n补充一句。\n"})
        approving(site).decide(ident, Word.AGREED, "党办", NOW + timedelta(minutes=1))
        git("add", "notices")
        git("commit", "-qm", branch)
    git("merge", "-q", "one", "-m", "both")
    assert codes(site) == []
    assert {entry.id for entry in site.inspect().library.public} == {"water", "duty"}


def test_the_command_says_what_waits_for_whom(tmp_path: Path) -> None:
    with_approval(tmp_path, STEPS)
    assert call("approve", "water", "--submit", "--by", "后勤处", cwd=tmp_path).returncode == 0
    listed = call("approve", cwd=tmp_path).stdout.splitlines()
    assert listed == ["water\t送审，等初审（党办）\t关于停水的通知", "duty\t拟稿\t关于寒假值班的通知"]
    assert call("approve", "water", cwd=tmp_path).returncode == 2
    assert call("approve", "nothing", "--by", "党办", cwd=tmp_path).returncode == 2
    assert call("approve", "water", "--by", "党办", "--submit", "--return", "错", cwd=tmp_path).returncode == 2


@every(
    "setting",
    [
        "审批: [{名称: 初审}, {名称: 初审}]",
        "审批: [{名称: 一}, {名称: 二}, {名称: 三}, {名称: 四}, {名称: 五}]",
        "审批: [{谁: 党办}]",
        "审批: 初审",
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(tmp_path_factory: pytest.TempPathFactory, setting: str) -> None:
    site = with_approval(tmp_path_factory.mktemp("site"), f"{setting}\n")
    assert site.inspect().report.errors
