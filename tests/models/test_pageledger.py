"""Pages that were published and are no notices do not vanish unnoticed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sites import NOW, Site

from xuanlan.build.build import inspect
from xuanlan.checks.pages import published
from xuanlan.cli.app import main
from xuanlan.diagnostics.report import ContentError, MachineError, Report
from xuanlan.hosts import run
from xuanlan.models import page_ledger
from xuanlan.models.page_ledger import PageEntry

SETTINGS = "栏目:\n  - {网址: party, 名称: 党建, 说明: 党建工作}\n"
FILES = {
    "docs/about.md": "# 关于\n\n正文。\n",
    "docs/deep/index.md": "# 更多\n\n正文。\n",
    "notices/settings.yml": SETTINGS,
    "notices/screens.yml": "- {编号: lobby, 名称: 大厅}\n",
    "notices/hotlines.yml": "- {name: 值班室, number: 0000-8888001}\n",
}
ADDRESSES = {"/about.html", "/deep/", "/party/", "/kiosk/lobby/", "/hotlines/"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "网站").write(FILES)


def publish(site: Site) -> int:
    with page_ledger.entering(site.root, published(inspect(run.facts(site.root), NOW).library)) as entered:
        return entered


def test_a_publication_enters_every_page_and_the_same_again_changes_nothing(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["publish", str(tmp_path / "www"), "--site", str(site.root), "--now", "2026-03-01T09:00"]
    assert main(command) == 0
    assert "6 个网址" in capsys.readouterr().err
    ledger = page_ledger.load(site.root, Report())
    assert set(ledger.entries) == ADDRESSES
    file = site.root / page_ledger.PATH
    before = file.read_bytes()
    assert main(command) == 0
    assert file.read_bytes() == before
    assert site.found_by_commands() == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("docs/about.md", 2),
        ("docs/deep/index.md", 3),
        ("notices/hotlines.yml", 4),
        ("notices/screens.yml", 5),
        ("notices/settings.yml", 6),
    ],
)
def test_what_was_published_and_is_gone_is_an_error_until_it_is_declared_withdrawn(
    site: Site, change: str, line: int
) -> None:
    publish(site)
    (site.root / change).unlink()
    assert site.found_by_commands() == [f"error page-vanished notices/pages.yml:{line}:3"]
    ledger = site.root / page_ledger.PATH
    rows = ledger.read_text(encoding="utf-8").split("\n")
    rows[line - 1] = rows[line - 1].replace("}", ", withdrawn: 机构已撤销}")
    ledger.write_text("\n".join(rows), encoding="utf-8")
    assert site.found_by_commands() == []
    publish(site)
    assert "机构已撤销" in ledger.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "files",
    [
        {"notices/hotlines.yml": "# - {name: 值班室, number: 0000-8888001}\n"},
        {"notices/screens.yml": "- {编号: hall}\n"},
        {"notices/settings.yml": "unit: 学院\n"},
        {"mkdocs.yml": None},
    ],
    ids=["an empty register", "another screen", "no column", "other addresses"],
)
def test_a_file_that_no_longer_makes_the_page_is_told_too(site: Site, files: dict[str, str | None]) -> None:
    publish(site)
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8").replace("use_directory_urls: false\n", "")
    site.write({name: config if text is None else text for name, text in files.items()})
    assert {line.split(" ")[1] for line in site.found_by_commands()} == {"page-vanished"}


def test_a_page_with_errors_is_told_of_those_alone(site: Site) -> None:
    publish(site)
    site.write({"docs/about.md": "---\ntitel: 关于\n---\n正文。\n", "notices/screens.yml": "- {编号: lobby, 尺: 1}\n"})
    assert site.found_by_commands() == [
        "error field-unknown docs/about.md:2:1",
        "error field-unknown notices/screens.yml:1:15",
    ]


def test_what_is_declared_withdrawn_and_is_still_there_is_an_error_and_the_declaration_stays(site: Site) -> None:
    publish(site)
    file = site.root / page_ledger.PATH
    file.write_text(file.read_text(encoding="utf-8").replace("}", ", withdrawn: 撤}"), encoding="utf-8")
    assert site.found_by_commands() == [f"error page-still-there notices/pages.yml:{line}:3" for line in range(2, 7)]
    before = page_ledger.load(site.root, Report()).entries
    publish(site)
    assert page_ledger.load(site.root, Report()).entries == before


def test_the_ledger_is_written_after_the_switch_and_only_if_that_succeeds(site: Site) -> None:
    shown = published(inspect(run.facts(site.root), NOW).library)
    with pytest.raises(OSError, match="full"), page_ledger.entering(site.root, shown) as entered:
        raise OSError("full")
    assert entered == len(ADDRESSES)
    assert not (site.root / page_ledger.PATH).exists()


def test_what_keeps_the_ledger_from_being_written_is_found_before_the_switch(site: Site) -> None:
    shown, switched = published(inspect(run.facts(site.root), NOW).library), []
    (site.root / f"{page_ledger.PATH}.0.part").mkdir()
    with pytest.raises(MachineError, match="没有更新"), page_ledger.entering(site.root, shown):
        switched.append(True)
    assert not switched


def test_two_who_enter_at_once_lose_no_page(site: Site) -> None:
    def enter(number: int) -> None:
        address = f"/p{number}.html"
        with page_ledger.entering(site.root, {address: PageEntry(address=address)}):
            pass

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(24)))
    assert len(page_ledger.load(site.root, Report()).entries) == 24


def test_what_somebody_wrote_into_the_ledger_stays_when_it_is_brought_up_to_date(site: Site) -> None:
    publish(site)
    file = site.root / page_ledger.PATH
    rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    rows[2:2] = ["\n", "# 机构改革\n", "- {address: /old/, withdrawn: 撤}  # 请示过\n"]
    file.write_text("".join(rows) + "# 末尾", encoding="utf-8")
    site.write({"docs/about.md": "# 关于我们\n\n正文。\n", "docs/new.md": "# 新\n\n正文。\n"})
    assert publish(site) == 1
    rows[1] = rows[1].replace("关于", "关于我们")
    rows.append('- {address: "/new.html", title: "新", file: "docs/new.md"}\n# 末尾\n')
    assert file.read_text(encoding="utf-8") == "".join(rows)


@pytest.mark.parametrize("text", ["[{address: /a/}, {address: /b/}]\n", "- address: /a/\n- address: /b/\n", "#\n"])
def test_a_ledger_in_another_form_is_read_and_written_in_the_usual_one(site: Site, text: str) -> None:
    site.write({page_ledger.PATH: text})
    before = page_ledger.load(site.root, Report()).entries
    publish(site)
    report = Report()
    assert page_ledger.load(site.root, report).entries.keys() == before.keys() | ADDRESSES
    assert not list(report)


def test_one_page_in_two_entries_is_an_error(site: Site) -> None:
    site.write({page_ledger.PATH: "- {address: /about.html}\n- {address: /about.html, withdrawn: 撤}\n"})
    assert site.found_by_commands() == ["error page-twice notices/pages.yml:2:3"]


def test_a_ledger_with_mistakes_is_told_and_never_written_over(site: Site) -> None:
    broken = "- {addres: /about.html}\n"
    site.write({page_ledger.PATH: broken})
    assert site.found_by_commands()[0].startswith("error field-")
    with pytest.raises(ContentError):
        publish(site)
    assert (site.root / page_ledger.PATH).read_text(encoding="utf-8") == broken


def test_a_site_that_was_never_published_has_nothing_to_keep(site: Site) -> None:
    (site.root / "docs/about.md").unlink()
    assert site.found_by_commands() == []
