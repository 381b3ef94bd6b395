"""The commands `channel` and `agree`: what they write, what they refuse, and that no pasted text harms them."""

from __future__ import annotations

import io
import json
import random
import subprocess
from pathlib import Path

import pytest
from cases import every
from commands import call, run
from sites import new_site, notice, rules

from xuanlan.channels import CHANNELS
from xuanlan.channels.correction import COMPARED

BODY = """各部门：

12月5日下午2:30在行政楼301室召开会议，请120名教师参加。联系电话 0000-8888001。

1. 会议材料于12月3日前报送教务处。
2. 请提前10分钟到场。
"""
PLACE = {"event_from": "2026-12-05 14:30", "place": "行政楼 301 室", "unit": "教务处"}
CONTRACT = {"wechat.html", "group.txt", "sms.txt", "broadcast.txt", "notice.docx", "card.png", "index.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_site(
        tmp_path_factory.mktemp("commands") / "网站",
        {
            "a.md": notice("关于召开教学会议的通知", "2026-11-20", BODY, id="2026-001", **PLACE),
            "b.md": notice(
                "关于选课的通知", "2026-11-20", "请于12月1日前选课。\n", id="2026-002", publish_at="2026-12-30"
            ),
            "c.md": notice("关于放假的通知", "2026-11-20", "1月1日放假。\n", id="2026-003", draft="是"),
            "d.md": notice("关于停水的通知", "2026-11-01", "11月3日停水。\n", id="2026-004", expires="2026-11-05"),
            "f.md": rules(["不迟到。", "不早退。", "不旷课。"], "课堂三不准", id="2026-006"),
            "e.md": notice("关于收费的通知", "2026-11-01", "每人收费35元。\n", id="2026-005", withdrawn="内容有误。"),
        },
    )


def agreed(site: Path, pasted: bytes, *words: str, name: str = "sms") -> subprocess.CompletedProcess[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pasted)))
        return call("agree", "2026-001", "--for", name, *words, cwd=site)


def text_for(site: Path, name: str) -> str:
    done = call("channel", "2026-001", "--for", name, cwd=site)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_folder_of_a_notice_has_every_file_of_the_contract(site: Path, tmp_path: Path) -> None:
    done = call("channel", "2026-001", "--out", str(tmp_path / "渠道"), cwd=site)
    assert done.returncode == 0, done.stderr
    assert "渠道/index.html" in done.stdout + done.stderr
    there = {
        file.relative_to(tmp_path / "渠道").as_posix() for file in (tmp_path / "渠道").rglob("*") if file.is_file()
    }
    assert there >= CONTRACT
    assert [name for name in there if name.startswith("led/") and name.endswith(".txt")]
    for name, words in (("sms.txt", "sms"), ("group.txt", "group")):
        assert (tmp_path / "渠道" / name).read_text("utf-8").strip() == text_for(site, words).strip()


def test_several_notices_have_a_folder_each(site: Path, tmp_path: Path) -> None:
    done = call("channel", "2026-001", "2026-004", "2026-001", "--out", str(tmp_path / "好"), cwd=site)
    assert done.returncode == 0, done.stderr
    assert sorted(folder.name for folder in (tmp_path / "好").iterdir()) == ["2026-001", "2026-004"]


def test_every_channel_can_be_shown_by_itself(site: Path) -> None:
    for name in COMPARED:
        assert "关于召开教学会议的通知" in text_for(site, name), name
    assert text_for(site, "wechat").lstrip().startswith("<!")
    for ident, name, head in (("2026-001", "docx", "PK"), ("2026-001", "card", "PNG"), ("2026-006#2", "card", "PNG")):
        done = run("xuanlan", "channel", ident, "--for", name, cwd=site)
        assert done.returncode == 0, done.stderr
        assert head in done.stdout[:8]


@every(
    ("words", "told"),
    [
        (("channel",), "编号"),
        (("channel", "2026-01"), "没有编号为 2026-01 的文稿。是不是“2026-001”"),
        (("channel", "../../etc/passwd"), "没有编号为 ../../etc/passwd 的文稿"),
        (("channel", "2026-002"), "还没有公开"),
        (("channel", "2026-003"), "还没有公开（草稿）"),
        (("channel", "2026-001", "--for", "fax"), "可以写 wechat、group、sms"),
        (("channel", "2026-001", "--for", "sms", "--out", "x"), "不能和 --out 一起用"),
        (("channel", "2026-001", "2026-004", "--for", "sms"), "只能写一个编号"),
        (("channel", "2026-001", "--for", "banner"), "没有横幅的内容"),
        (("channel", "2026-001#2", "--for", "card"), "里没有第 2 条可以做成图片"),
        (("channel", "2026-006#9", "--for", "card"), "里没有第 9 条可以做成图片"),
        (("channel", "2026-001#2"), "没有编号为 2026-001#2 的文稿"),
        (("channel", "2026-001", "--out", "notices/渠道"), "那里是网站的内容"),
        (("channel", "2026-001", "--sent", "sms", "--out", "x"), "不能和"),
        (("agree", "2026-001"), "缺少 --for"),
        (("agree", "2026-001", "--for", "docx"), "可以写 wechat、group、sms、broadcast、led。"),
        (("agree", "2026-009", "--for", "sms"), "没有编号为 2026-009 的文稿"),
        (("agree", "2026-003", "--for", "sms"), "还没有公开"),
        (("correct", "2026-009"), "没有编号为 2026-009 的文稿"),
        (("correct", "2026-002"), "还没有公开"),
        (("correct", "2026-005"), "已经撤回，不用更正"),
        (("correct", "2026-001"), "请写 --from"),
        (("correct", "2026-001", "--from", "docs"), "没有发布过网站"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(site: Path, words: tuple[str, ...], told: str) -> None:
    done = call(*words, cwd=site)
    assert done.returncode == 2, done.stdout + done.stderr
    assert told in done.stderr
    assert not done.stdout


def test_an_expired_notice_says_so_and_a_withdrawn_one_tells_nothing_of_its_text(site: Path, tmp_path: Path) -> None:
    done = call("channel", "2026-004", "--for", "group", cwd=site)
    assert done.returncode == 0
    assert "失效" in done.stderr
    assert "失效" in done.stdout.splitlines()[0]
    done = call("channel", "2026-005", "--out", str(tmp_path), cwd=site)
    assert done.returncode == 0
    assert "撤回" in done.stderr
    for file in filter(Path.is_file, tmp_path.rglob("*")):
        content = file.read_bytes()
        assert not [code for code in ("utf-8", "gbk") if "35元".encode(code) in content], file.name


def test_a_site_with_errors_gives_no_text(tmp_path: Path) -> None:
    root = new_site(tmp_path / "站", {"a.md": notice(id="a"), "b.md": "---\ntitle: 无文种\n---\n"})
    done = call("channel", "a", "--for", "sms", cwd=root)
    assert done.returncode == 1
    assert "b.md" in done.stdout + done.stderr
    assert "【" not in done.stdout


def test_a_folder_that_cannot_be_written_is_the_machine_s_fault(site: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    done = call("channel", "2026-001", "--out", str(tmp_path / "文件"), cwd=site)
    assert done.returncode == 3
    assert "无法写入" in done.stderr


def test_a_text_that_agrees_in_any_encoding_and_spelling_ends_with_0(site: Path) -> None:
    for name in COMPARED[1:]:  # of 公众号 the command shows a page with buttons
        text = text_for(site, name)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
            done = agreed(site, text.replace("\n", "\r\n").encode(encoding), name=name)
            assert (done.returncode, done.stdout) == (0, ""), (name, encoding, done.stdout)
            assert "都一致" in done.stderr
    spelled = text_for(site, "sms").replace("14时30分", "下午两点半").replace("120", "一百二十")
    assert agreed(site, spelled.encode(), "--json").stdout.strip() == "[]"


def test_a_text_that_differs_ends_with_1_and_tells_both_sides(site: Path) -> None:
    text = text_for(site, "sms")
    assert "12月5日" in text
    wrong = text.replace("12月5日", "12月6日").encode()
    done = agreed(site, wrong)
    assert done.returncode == 1
    assert "日期：文稿 2026年12月5日，短信 2026年12月6日" in done.stdout
    done = agreed(site, wrong, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == [{"fact": "日期", "here": "2026年12月5日", "there": "2026年12月6日"}]
    assert not done.stderr


def test_nothing_pasted_is_a_wrong_call_and_so_is_what_is_no_text(site: Path) -> None:
    for pasted in (b"", b" \r\n\t", b"\xff\xfe"):
        done = agreed(site, pasted)
        assert done.returncode == 2
        assert "没有收到文字" in done.stderr
    done = agreed(site, bytes(random.Random(3).randrange(1, 256) for _ in range(4000)))
    assert done.returncode in (1, 2)


def test_whatever_is_pasted_is_answered_without_a_traceback_or_a_control_character(site: Path) -> None:
    chance = random.Random(5)
    own = text_for(site, "sms")
    pieces = [own, "12月5日", "\x1b[31m红\x07", "\0", "\u202e12345\u202c", "９" * 400, "一" * 3000, "1" * 50_000, "1.1." * 500,
              "万亿" * 900, "https://" * 50, "〔2026〕" * 99, "99:99", "2026-99-99", "零" * 400, "\U000e0001", "\ud7ff", "%" * 99,
              "<script>alert(1)</script>", "=cmd|' /C calc'!A1", "\u2028", "十" * 500 + "点半", "第" * 200 + "号"]  # fmt: skip
    for _ in range(25):
        pasted = "通知" + "".join(chance.choices(pieces, k=chance.randrange(1, 6)))
        done = agreed(site, pasted.encode("utf-8", "replace"), "--json", name=chance.choice(COMPARED))
        assert done.returncode in (0, 1), done.stderr
        found = json.loads(done.stdout)
        assert bool(found) == bool(done.returncode)
        assert all(set(one) == {"fact", "here", "there"} for one in found)
        plain = agreed(site, pasted.encode("utf-8", "replace"))
        assert not [sign for sign in plain.stdout if sign in "\x1b\x07\0\u202e"]


def test_every_channel_has_a_title_that_the_ledger_can_name() -> None:
    titles = [channel.TITLE for channel in CHANNELS.values()]
    assert len(set(titles)) == len(titles)
