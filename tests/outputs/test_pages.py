"""What holds on every page of the demo site: whole links, one heading, the page tags, nothing from outside."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from commands import call_build
from sites import new_site, notice
from trees import Built, Tree, line, one, words

from xuanlan import addresses
from xuanlan.models.schedule import from_words
from xuanlan.text.dates import SHANGHAI, chinese_date

ABSOLUTE_IS_MEANT = {"404.html"}
"""Served at any depth, so its links count from the server's root."""
CODED = ("SiteIDCode", "SiteName", "SiteDomain")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource", "Keywords", "Description", "Url")


def tags(tree: Tree, path: str) -> list[tuple[str, str]]:
    """Name and content of each <meta name> of the page."""
    nodes = tree.page(path).css("meta[name]")
    return [(node.attributes["name"] or "", node.attributes["content"] or "") for node in nodes]


def test_every_internal_link_of_every_page_leads_to_a_file_and_every_fragment_to_an_id(demo: Built) -> None:
    tree = demo.tree
    astray = []
    for path in tree.pages:
        for link in tree.links(path):
            if link.outside:
                continue
            if link.target not in tree.files or (
                link.fragment and link.target.endswith(".html") and link.fragment not in tree.ids(link.target)
            ):
                astray.append(link)
    assert astray == []


def test_internal_links_are_relative_so_that_the_site_works_under_any_prefix_and_from_a_folder(demo: Built) -> None:
    tree = demo.tree
    absolute = [
        link
        for path in tree.pages
        if path not in ABSOLUTE_IS_MEANT
        for link in tree.links(path)
        if not link.outside and link.value.startswith("/")
    ]
    assert absolute == []


def test_links_to_another_host_are_only_those_that_a_reader_clicks_and_the_canonical_address(demo: Built) -> None:
    loading = []
    for path in demo.tree.pages:
        page = demo.tree.page(path)
        canonical = {id(node) for node in page.css("link[rel=canonical]")}
        for link in demo.tree.links(path):
            if link.value.startswith(("http:", "https:", "//")) and link.tag != "a":
                loading.append(link)
        assert len(canonical) == 1
    assert {(link.tag, link.attribute) for link in loading} == {("link", "href")}
    assert all(link.value.startswith("https://xuanlan.ysvc.example/") for link in loading)
    assert len(loading) == len(demo.tree.pages)


def test_the_canonical_address_of_a_page_is_its_own(demo: Built) -> None:
    for path in demo.tree.pages:
        canonical = one(demo.tree.page(path), "link[rel=canonical]").attributes["href"]
        assert canonical == addresses.public("https://xuanlan.ysvc.example/", path)


def test_style_sheets_load_nothing(demo: Built) -> None:
    sheets = [path for path in demo.tree.files if path.endswith(".css")]
    assert sheets
    for path in sheets:
        text = demo.tree.text(path)
        loaded = [url for url in re.findall(r"url\(\s*[\"']?([^\"')]*)", text) if not url.startswith(("data:", "#"))]
        assert (path, loaded, "@import" in text) == (path, [], False)


def test_no_page_carries_a_script_a_style_or_an_event_handler_in_its_text(demo: Built) -> None:
    found = []
    for path in demo.tree.pages:
        page = demo.tree.page(path)
        found += [
            (path, node.html) for node in page.css("style, iframe, object, embed, base, meta[http-equiv=refresh]")
        ]
        found += [(path, node.html) for node in page.css("script") if not node.attributes.get("src") or words(node)]
        for node in page.css("*"):
            for name, value in node.attributes.items():
                if name == "style" or name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                    found.append((path, f"<{node.tag} {name}={value}>"))
    assert found == []


def test_every_script_waits_for_the_page(demo: Built) -> None:
    for path in demo.tree.pages:
        for node in demo.tree.page(path).css("script"):
            assert "defer" in node.attributes


def test_every_page_has_one_main_heading_and_a_title_that_names_page_and_site(demo: Built) -> None:
    site = "云山职业技术学院宣传栏"
    for path in demo.tree.pages:
        page = demo.tree.page(path)
        heading = line(one(page, "h1"))
        title = line(one(page, "head title"))
        expected = site if path == "index.html" else f"{heading}_{site}"
        assert (path, title) == (path, expected)


def test_every_page_has_a_breadcrumb_that_ends_with_itself_and_the_switch_for_elders(demo: Built) -> None:
    for path in demo.tree.pages:
        page = demo.tree.page(path)
        assert one(page, "button[data-elder-switch]").attributes["aria-pressed"] == "false"
        if path == "index.html":
            continue
        crumbs = one(page, "nav.xl-crumbs").css("li")
        assert line(crumbs[0]) == "首页"
        if path != "404.html":
            assert len(one(page, "nav.xl-crumbs").css("[aria-current=page]")) == 1
            assert crumbs[-1].css("[aria-current=page]")
            assert not crumbs[-1].css("a")


def test_every_page_says_its_language_and_carries_both_feeds(demo: Built) -> None:
    for path in demo.tree.pages:
        page = demo.tree.page(path)
        assert (one(page, "html").attributes["lang"] or "").startswith("zh")
        assert {node.attributes["type"] for node in page.css("link[rel=alternate]")} == {
            "application/atom+xml",
            "application/feed+json",
        }


def test_ids_are_unique_on_every_page(demo: Built) -> None:
    for path in demo.tree.pages:
        twice = [name for name, times in Counter(demo.tree.ids(path)).items() if times > 1]
        assert (path, twice) == (path, [])


def test_page_tags_are_never_doubled_or_empty(demo: Built) -> None:
    for path in demo.tree.pages:
        found = tags(demo.tree, path)
        names = Counter(name.lower() for name, _ in found)
        assert (path, [name for name, times in names.items() if times > 1]) == (path, [])
        assert (path, [name for name, content in found if not content.strip()]) == (path, [])


def test_every_page_carries_the_tags_of_the_site(demo: Built) -> None:
    for path in demo.tree.pages:
        found = dict(tags(demo.tree, path))
        assert found["SiteName"] == "云山职业技术学院宣传栏"
        assert found["SiteDomain"] == "xuanlan.ysvc.example"
        assert found["SiteIDCode"] == "bm00000000"


def test_column_pages_carry_the_tags_of_their_column(demo: Built) -> None:
    for slug, column in demo.library.columns.items():
        pages = [path for path in demo.tree.pages if path.startswith(f"{slug}/")]
        assert pages
        for path in pages:
            found = dict(tags(demo.tree, path))
            assert [name for name in COLUMN if not found.get(name)] == []
            assert (found["ColumnName"], found["ColumnType"]) == (column.title, column.type)
            assert "ArticleTitle" not in found


def test_notice_pages_carry_the_tags_of_site_column_and_article(demo: Built) -> None:
    for entry in demo.library.public:
        found = dict(tags(demo.tree, entry.address))
        assert [name for name in (*CODED, *COLUMN, *ARTICLE) if not found.get(name)] == []
        assert found["ArticleTitle"] == entry.notice.title
        assert found["ColumnName"] == demo.library.column(entry).title
        assert found["Url"] == f"https://xuanlan.ysvc.example/n/{entry.id}/"


def test_the_date_in_the_tags_is_the_time_that_the_reader_sees(demo: Built) -> None:
    for entry in demo.library.public:
        published = dict(tags(demo.tree, entry.address))["PubDate"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", published)
        main = demo.tree.main(entry.address)
        moment = datetime.strptime(published, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
        seen = [line(node) for node in one(main, ".xl-article__head > .xl-facts").css("time")]
        assert seen[0] == from_words(moment), "in words as all dates beside it, without 00:00 where no time was written"
        assert line(one(main, ".xl-brief__day")) == chinese_date(moment.date())


BLOCKS = ".xl-state, .xl-facts, .xl-brief, .xl-period, .xl-list, .xl-hotline, .xl-pairs"
"""What a page says of dates by itself, each a block that the eye takes in at once."""


def test_dates_in_a_block_have_one_form_and_no_time_that_nobody_wrote(demo: Built) -> None:
    seen = 0
    for path in demo.tree.pages:
        for block in demo.tree.page(path).css(BLOCKS):
            said = words(block)
            forms = {bool(re.search(form, said)) and form for form in (r"\d{4}-\d\d-\d\d", r"\d{4}年\d+月\d+日")} - {
                False
            }
            assert (path, len(forms) < 2 or said) == (path, True)
            assert not re.search(r"日0时|[ T]00:00|(?<!\d)0时", said), path
            seen += bool(forms)
    assert seen > 100


def test_home_and_hotlines_say_what_kind_of_page_they_are(demo: Built) -> None:
    assert dict(tags(demo.tree, "index.html"))["ColumnType"] == "首页"
    assert dict(tags(demo.tree, "hotlines/index.html"))["ColumnType"] == "咨询投诉"


def test_only_search_pages_without_a_notice_and_those_for_staff_ask_not_to_be_indexed(demo: Built) -> None:
    docs = demo.library.docs
    staff = {page.address for page in docs.pages.values() if page not in docs.for_readers}
    hidden = {path for path in demo.tree.pages if ("robots", "noindex") in tags(demo.tree, path)} - staff
    assert hidden == {
        "404.html",
        "kiosk/index.html",
        "licences/index.html",
        "search/index.html",
        "n/2026-029/index.html",
        "n/2026-030/index.html",
    }


def test_the_footer_of_every_page_prints_what_the_settings_give(demo: Built) -> None:
    for path in demo.tree.pages:
        footer = one(demo.tree.page(path), "footer.xl-footer")
        seen = words(footer)
        for text in (
            "云山职业技术学院",
            "0000-8888001",
            "bm00000000",
            "云ICP备00000000号",
            "云公网安备00000000000000号",
        ):
            assert text in seen
        links = {line(node): node.attributes["href"] or "" for node in footer.css("a")}
        assert links["云ICP备00000000号"] == "https://beian.miit.gov.cn/"
        assert links["我为政府网站找错"].startswith("https://zfwzgl.www.gov.cn/")
        assert links["站点地图"].endswith("sitemap/index.html")
        assert one(footer, "img").attributes["alt"]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A site without settings and without an address: one notice with what must be there, and no more."""
    folder = tmp_path_factory.mktemp("bare")
    root = new_site(folder / "site", {"a.md": notice("关于开放日的通知", "2026-01-05", id="open-day")}, config="")
    return Tree(call_build(root, folder / "out"))


def test_a_feed_of_a_site_without_an_address_says_to_copy_that_of_the_page(bare: Tree) -> None:
    assert "填入本页的网址" in bare.text("feed.xml")
    assert "<h:code>" not in bare.text("feed.xml")


def test_without_settings_the_footer_prints_only_the_name_and_the_ways_on(bare: Tree) -> None:
    for path in bare.pages:
        footer = one(bare.page(path), "footer.xl-footer")
        assert words(footer).replace(" ", "") == "主办单位：云山职业技术学院站点地图订阅"
        assert not footer.css("img")


def test_without_settings_a_page_has_only_the_tags_that_are_known(bare: Tree) -> None:
    for path in bare.pages:
        names = {name for name, _ in tags(bare, path)}
        assert "SiteName" in names
        assert not names & {"SiteDomain", "SiteIDCode", "Url", "Author"}
        assert not bare.page(path).css("link[rel=canonical]")


def test_without_an_address_every_link_works_too_and_there_is_no_map_for_machines(bare: Tree) -> None:
    assert "sitemap.xml" not in bare.files
    astray = [
        link
        for path in bare.pages
        for link in bare.links(path)
        if not link.outside
        and (link.target not in bare.files or Path(link.value).is_absolute() != (path == "404.html"))
        if not link.value.startswith("#")
    ]
    assert astray == []


def test_the_output_holds_only_known_types_of_files_and_no_source(demo: Built) -> None:
    types = {Path(path).suffix for path in demo.tree.files}
    known = {".html", ".css", ".sha256", ".js", ".json", ".xml", ".ics", ".vcf", ".svg", ".png", ".webp"}
    assert types <= known | {".pdf", ".docx", ".xlsx", ".csv"}
    assert not [path for path in demo.tree.files if path.startswith(("notices/settings", "hooks/", "overrides/"))]
