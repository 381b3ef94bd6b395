"""mkdocs.yml and the front matter of hand-written pages as people leave them: what they say is used, or told."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from sites import CONFIG, NOW, Site, lines

from xuanlan.build.build import inspect
from xuanlan.cli.app import main
from xuanlan.hosts import run

PAGES = {"docs/about.md": "# 关于\n\n正文。\n", "docs/deep/more.md": "# 更多\n\n正文。\n"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "网站").write(PAGES)


def told(site: Site, config: str) -> list[str]:
    return site.write({"mkdocs.yml": CONFIG + config}).found_by_commands()


NAV = """\
nav:
  - 首页: index.md
  - 上级单位: https://www.bureau.example/a?b=c#d
  - 介绍:
      - 关于: about.md
      - 旧站: http://old.example/
      - 更多:
          - deep/more.md
      - 友情:
          - 兄弟单位: https://brother.example/
  - 外链:
      - 教育平台: https://edu.example/
      - 信箱: mailto:office@college.example
  - 热线: /hotlines/
"""


def test_links_of_the_navigation_are_shown_on_every_page_and_those_of_a_section_beside_its_pages(site: Site) -> None:
    assert told(site, NAV) == []
    out = site.build()

    def links(page: str, within: str) -> dict[str, str | None]:
        tree = LexborHTMLParser((out / page).read_text(encoding="utf-8"))
        return {node.text().strip(): node.attributes["href"] for node in tree.css(f"{within} a")}

    everywhere = {
        "上级单位": "https://www.bureau.example/a?b=c#d",
        "教育平台": "https://edu.example/",
        "信箱": "mailto:office@college.example",
    }
    for page, hotlines in (("index.html", "hotlines/index.html"), ("deep/more.html", "../hotlines/index.html")):
        found = links(page, "nav.xl-nav")
        assert found.items() >= {**everywhere, "热线": hotlines}.items()
        assert "旧站" not in found
    beside = {"旧站": "http://old.example/", "兄弟单位": "https://brother.example/"}
    assert links("about.html", "nav.xl-siblings").items() >= beside.items()
    assert links("deep/more.html", "nav.xl-siblings").items() >= beside.items()


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("abuot.md", ["error nav-target mkdocs.yml:13:8"]),
        ("deep/none.md", ["error nav-target mkdocs.yml:13:8"]),
        ("files/a.pdf", ["error nav-target mkdocs.yml:13:8"]),
        ("about.md#a", ["error nav-target mkdocs.yml:13:8"]),
        ("/nowhere/", ["error nav-target mkdocs.yml:13:8"]),
        ("javascript:alert(1)", ["error nav-target mkdocs.yml:13:8"]),
        ("file:///etc/passwd", ["error nav-target mkdocs.yml:13:8"]),
        ("https://www.example.cn/a.md", []),
        ("./deep/more.md", []),
        ("/hotlines/", []),
        ("/n/duty/", []),
        ("deep/more.html", []),
    ],
)
def test_a_navigation_that_leads_nowhere_is_told_at_its_place(site: Site, target: str, found: list[str]) -> None:
    nav = f"nav:\n  - 首页: index.md\n  - 某: {target}\n  - deep/more.md\n  - about.md\n"
    assert told(site, nav) == found


def test_a_near_name_is_offered_for_a_page_that_is_not_there(site: Site) -> None:
    site.write({"mkdocs.yml": CONFIG + "nav:\n  - index.md\n  - abuot.md\n  - deep/more.md\n"})
    report = inspect(run.facts(site.root), NOW).report
    assert "是不是“about.md”" in report.errors[0].message


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("site_description: 教学楼 #3 栏\n", ["warning config-comment mkdocs.yml:11:23"]),
        ("extra:\n  a: 一 #2\n", ["warning config-comment mkdocs.yml:12:8"]),
        ("site_description: '教学楼' #3\n", ["warning config-comment mkdocs.yml:11:25"]),
        ("site_description: 教学楼 # 说明\n", []),
        ("# 说明 #3\nsite_description: '教学楼 #3'\n", []),
    ],
)
def test_what_yaml_takes_for_a_comment_in_the_configuration_is_told(site: Site, written: str, found: list[str]) -> None:
    assert told(site, written) == found


@pytest.mark.parametrize(
    ("name", "found"), [("云山 # 3 中学", ["mkdocs.yml:1:15"]), ("云山 #", []), ("'云山 # 3'", [])]
)
def test_a_site_whose_name_is_cut_is_told_however_its_rest_begins(site: Site, name: str, found: list[str]) -> None:
    rest = CONFIG.split("\n", 1)[1]
    assert CONFIG.startswith("site_name: ")
    site.write({"mkdocs.yml": f"site_name: {name}\n{rest}"})
    report = inspect(run.facts(site.root), NOW).report
    assert lines(report) == [f"warning config-comment {place}" for place in found]


def test_a_configuration_in_gbk_is_told_as_such_and_check_fix_saves_it_anew(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"mkdocs.yml": CONFIG.encode("gb18030")})
    assert lines(site.refused()) == ["error config-encoding mkdocs.yml"]
    assert main(["check", "--fix", "--site", str(site.root), "--now", "2026-03-01"]) == 0
    assert "mkdocs.yml" in capsys.readouterr().out
    assert (site.root / "mkdocs.yml").read_text(encoding="utf-8") == CONFIG


def test_a_configuration_in_utf_16_is_told_as_such(site: Site) -> None:
    site.write({"mkdocs.yml": CONFIG.encode("utf-16")})
    assert lines(site.refused()) == ["error encoding-utf16 mkdocs.yml"]


@pytest.mark.parametrize(
    "field",
    ["tags:\n  - 一", "hide:\n  - navigation", "icon: material/bell", "status: new", "search:\n  exclude: true", "search: false",
     "subtitle: 副题", "comments: true"],
)  # fmt: skip
def test_what_a_page_says_to_the_theme_is_accepted_with_a_word(site: Site, field: str) -> None:
    site.write({"docs/about.md": f"---\ntitle: 关于\n{field}\n---\n正文。\n"})
    assert lines(site.inspect().report) == ["warning doc-field-unused docs/about.md:3:1"]
    assert site.inspect().library.docs.pages["docs/about.md"].title == "关于"


def test_a_field_that_nobody_knows_is_refused_on_a_page_as_before(site: Site) -> None:
    site.write({"docs/about.md": "---\ntitel: 关于\ntags: 一\n---\n正文。\n"})
    assert lines(site.inspect().report) == [
        "error field-unknown docs/about.md:2:1",
        "warning doc-field-unused docs/about.md:3:1",
    ]


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("必填: [联系人]", ["error kind-field-unknown notices/settings.yml:4:9"]),
        ("必填: 联系方式、截止日", ["error kind-field-unknown notices/settings.yml:4:9"]),
        ("expects: contacts", ["error kind-field-unknown notices/settings.yml:4:14"]),
        ("必填: [联系方式, deadline]", []),
        ("应填: 称呼", []),
    ],
)
def test_a_kind_insists_only_on_fields_that_there_are(site: Site, setting: str, found: list[str]) -> None:
    site.write({"notices/settings.yml": f"文种:\n  - 名称: 招聘\n    栏目: notices\n    {setting}\n"})
    assert site.found() == found
