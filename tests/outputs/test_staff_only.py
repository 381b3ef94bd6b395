"""A notice with `公开: 否` is for staff: checked, listed, printed, and in nothing that readers get."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands import call
from office_files import png
from office_texts import docx
from sites import CONFIG, Site, lines, notice, rules, write
from trees import paths

SECRETS = (
    "赵丁丁",
    "锅炉房漏水",
    "漏水照片",
    "内部核查表",
    "整改专班",
    "secret-2026",
    "孙戊戊",
    "消防栓",
)
"""Words of the text, of its fields, its pictures and files, names of files, its id."""
BODY = """\
经查，赵丁丁负责的锅炉房漏水。

![漏水照片：赵丁丁](漏水照片.png)

1. 锅炉房漏水，七日内修好。
2. 消防栓前堆放杂物。

见[核查表](内部核查表.docx)。
"""
STAFF: dict[str, str | bytes] = {
    "notices/2026/内部通报.md": notice(
        "关于锅炉房漏水的通报", "2026-02-01", BODY, kind="通报", id="secret-2026", unit="整改专班", 公开="否",
        tags="消防栓", 紧急="是", 截止时间="2026-03-20 17:00", 活动开始="2026-03-10 14:00", 联系方式="孙戊戊",
        附件="内部核查表.docx", 置顶至="2026-12-31", 替代="opening",
    ),
    "notices/2026/内部规定.md": rules(["消防栓前不得停车。", "锅炉房漏水要报告。"], "内部“两不准”", id="secret-2026-b", 公开="否"),
    "notices/2026/漏水照片.png": png(60, 40),
    "notices/2026/内部核查表.docx": docx("<w:p><w:r><w:t>孙戊戊查过锅炉房漏水</w:t></w:r></w:p>"),
}  # fmt: skip
OPEN: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "欢迎。\n",
    "notices/opening.md": notice("关于开放日的通知", "2026-01-05", "欢迎参观。\n", id="opening", tags="开放"),
    "notices/settings.yml": "打印件: 全部\ntags: 是\n",
    "notices/screens.yml": "- id: hall\n  play: [{show: notices}, {show: rules}]\n",
}
AT = "2026-03-01T09:00"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its path."""
    return {path: (folder / path).read_bytes() for path in paths(folder)}


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site with texts for staff, and the tree that it is built into; beside it the same without them."""
    folder = tmp_path_factory.mktemp("staff")
    root = write(folder / "site", OPEN)
    for name in ("without", "with"):
        done = call("build", "--out", str(folder / name), "--now", AT, cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
        write(root, STAFF)
    return root, folder


def test_no_file_of_the_site_has_a_word_or_a_name_of_it(trees: tuple[Path, Path]) -> None:
    _, folder = trees
    secrets = [form for word in SECRETS for form in (word.encode(), json.dumps(word).strip('"').encode())]
    for name, data in contents(folder / "with").items():
        assert not any(word in name for word in SECRETS), name
        assert not any(form in data for form in secrets), name


def test_the_site_is_to_the_byte_what_it_is_without_it(trees: tuple[Path, Path]) -> None:
    _, folder = trees
    assert contents(folder / "with") == contents(folder / "without")


def test_staff_see_it_listed_as_such(trees: tuple[Path, Path]) -> None:
    root, _ = trees
    found = json.loads(call("list", "--state", "不公开", "--json", "--now", AT, cwd=root).stdout)
    assert [row["id"] for row in found] == ["secret-2026", "secret-2026-b"]


def test_it_is_checked_like_every_text(site: Site) -> None:
    site.write({"notices/a.md": notice("关于检查的通知", body="见[表](没有.docx)。\n", id="a", 公开="否")})
    assert site.found() == ["error link-missing notices/a.md:8:6"]


def test_it_is_printed_without_a_code_and_no_ledger_is_told(trees: tuple[Path, Path], tmp_path: Path) -> None:
    root = Path(shutil.copytree(trees[0], tmp_path / "site"))
    done = call("print", "secret-2026", "--out", str(tmp_path / "a.pdf"), "--now", AT, cwd=root)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert not (root / "notices/ledger.yml").exists()
    assert not (root / "notices/publications.yml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("print", "secret-2026", "--as", "海报"), "不公开，没有网页可看"),
        (("print", "secret-2026-b"), "不公开，没有网页可看"),
        (("channel", "secret-2026"), "不公开，不能发到各渠道"),
    ],
)
def test_what_would_send_it_to_readers_is_refused(trees: tuple[Path, Path], words: tuple[str, ...], said: str) -> None:
    done = call(*words, "--now", AT, cwd=trees[0])
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_a_draft_of_it_stays_for_staff_when_it_is_tried_on_paper(site: Site) -> None:
    from xuanlan.diagnostics.report import Report
    from xuanlan.sheets.common import code_of
    from xuanlan.sheets.order import make_public

    site.write({"notices/a.md": notice("关于检查的通报", id="a", 公开="否", 草稿="是")})
    library = site.inspect().library
    entry = library.by_id["a"]
    assert entry.state == "draft"
    make_public(library, entry, Report())
    assert (entry.state, code_of(library, entry)) == ("internal", None)


def test_no_public_text_may_link_to_it_or_borrow_a_file_that_is_public(site: Site) -> None:
    site.write(
        {
            "notices/a.md": notice("甲", body="见[乙](b.md)。\n", id="a"),
            "notices/b.md": notice(
                "乙", body="见[甲](a.md)、[丙](c.md)。\n\n![现场](../docs/p.png)\n", id="b", 公开="否"
            ),
            "notices/c.md": notice("丙", id="c", 公开="否"),
            "docs/p.png": png(60, 40),
        }
    )
    report = site.inspect().report
    assert lines(report) == [
        "error link-hidden notices/a.md:7:6",
        "error internal-file notices/b.md:10:7",
    ]
    assert "不公开" in next(iter(report)).message


def test_an_address_that_was_published_is_not_hidden_without_a_word(site: Site) -> None:
    site.write(
        {
            "notices/a.md": notice("甲", id="a", 公开="否"),
            "notices/ledger.yml": '- {id: "a", title: "甲"}\n',
        }
    )
    assert site.found() == ["error ledger-hidden notices/ledger.yml:1:3"]


def test_what_the_message_on_a_hidden_address_advises_makes_it_vanish(site: Site) -> None:
    ledger: dict[str, str | bytes] = {"notices/ledger.yml": '- {id: "a", title: "甲"}\n'}
    site.write({"notices/a.md": notice("甲", id="a", 公开="否", 撤回说明="内容有误"), **ledger})
    assert site.found() == ["error ledger-hidden notices/ledger.yml:1:3"]
    site.write({"notices/a.md": notice("甲", id="a", 撤回说明="内容有误")})
    assert site.found() == []
