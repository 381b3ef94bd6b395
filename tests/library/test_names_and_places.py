"""Attempts to publish, overwrite or delete something through the names and places of files."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from office_files import png
from office_texts import pdf, show
from sites import BASE, BODY, CONFIG, SOUND_NOTICE, Site, front, lines, sample, themed

from xuanlan.build.build import require_ours
from xuanlan.checks.overrides import active
from xuanlan.cli.app import main
from xuanlan.diagnostics.console import Console
from xuanlan.diagnostics.report import CallError, Position, Report

CASE = "notices/case.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'

PDF = pdf(show("a"))


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


NAMES = {
    "a device of Windows": ("con.pdf", "file-name"),
    "a device with two extensions": ("Nul.2026.pdf", "file-name"),
    "a device with a raised digit": ("COM¹.pdf", "file-name"),
    "a name written backwards": ("名单\u202efdp.pdf", "file-name"),
    "an unseen character": ("名\u200b单.pdf", "file-name"),
    "a program in the middle": ("e.php.pdf", "file-control"),
    "an old program in the middle": ("e.PHP5.pdf", "file-control"),
}


@pytest.mark.parametrize(("name", "code"), NAMES.values(), ids=NAMES)
def test_a_file_whose_name_would_fool_a_system_or_a_reader_is_not_published(site: Site, name: str, code: str) -> None:
    site.write({f"notices/{name}": PDF, f"docs/{name}": PDF, CASE: sample(f"[x]({quote(name)})\n")})
    assert site.found() == [f"error {code} docs/{name}", f"error {code} {CASE}:{BODY}:5"]


def test_a_reserved_name_is_refused_in_the_front_matter_too(site: Site) -> None:
    site.write({"notices/con.pdf": PDF, CASE: front(*BASE, "attachments: con.pdf")})
    assert site.found() == [f"error file-name {CASE}:6:14"]


def test_a_picture_is_held_to_the_same_names(site: Site) -> None:
    site.write({"notices/aux.png": png(), CASE: sample("![图](aux.png)\n")})
    assert site.found() == [f"error file-name {CASE}:{BODY}:6"]


def test_ordinary_names_with_several_dots_are_published(site: Site) -> None:
    site.write({"notices/第1.2版.最终.pdf": PDF, CASE: sample("[x](第1.2版.最终.pdf)\n")})
    assert site.found() == []


def test_a_file_with_a_number_sign_in_its_name_can_be_attached_and_linked(site: Site) -> None:
    site.write({"notices/C#入门.pdf": PDF, CASE: sample("[x](C%23入门.pdf)\n", "attachments: C#入门.pdf")})
    assert site.found() == []
    assert "n/case/files/C_入门.pdf" in names(site.build())


def test_notices_and_their_files_that_differ_only_in_case_are_told(site: Site) -> None:
    site.write({"notices/a.pdf": PDF, "notices/A.pdf": PDF, CASE: sample("[x](a.pdf)\n[y](A.pdf)\n")})
    other = "\n".join(SOUND_NOTICE.splitlines()).replace("id: duty", "id: other").replace("寒假", "暑假")
    site.write({"notices/CASE.md": other})
    assert site.found() == ["error file-name-case notices/a.pdf", f"error file-name-case {CASE}"]


def test_a_notice_with_a_name_that_windows_reserves_is_told(site: Site) -> None:
    site.write({"notices/2026/nul.md": sample("正文。\n")})
    assert site.found() == ["error file-name notices/2026/nul.md"]


def test_a_page_with_the_suffix_in_capitals_is_an_error_and_stays_out(site: Site) -> None:
    site.write({"docs/X.MD": "<script>alert(1)</script>\n"})
    assert site.found() == ["error doc-suffix docs/X.MD"]
    assert not {"X.MD", "X.html"} & names(site.build(keep_going=True))


@pytest.mark.parametrize("key", ["exclude_docs", "draft_docs"])
def test_what_the_host_leaves_out_is_neither_published_nor_named_nor_linked(site: Site, key: str) -> None:
    site.write({"docs/inner.md": "# 内部资料\n", "mkdocs.yml": CONFIG + f"{key}: inner.md\n"})
    assert site.found_by_commands() == []
    out = site.build()
    assert "inner.html" not in names(out)
    assert not [path for path in out.rglob("sitemap*/**/*") if "内部资料" in path.read_text(encoding="utf-8")]
    assert "inner" not in (out / "sitemap.xml").read_text(encoding="utf-8")
    site.write({CASE: sample("[x](../docs/inner.md)\n")})
    assert site.found_by_commands() == [f"error link-hidden {CASE}:{BODY}:5"]


def test_a_link_in_the_output_is_removed_and_not_followed(site: Site, tmp_path: Path) -> None:
    out = site.build()
    elsewhere = tmp_path / "elsewhere"
    (out / "n").rename(elsewhere)
    (elsewhere / "mine.txt").write_text("别的文件", encoding="utf-8")
    (out / "n").symlink_to(elsewhere)
    before = {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()}
    (site.root / "notices/2026/值班.md").write_text(SOUND_NOTICE.replace("二十日", "三十日"), encoding="utf-8")
    site.build()
    assert not (out / "n").is_symlink()
    assert "三十日" in (out / "n/duty/index.html").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in elsewhere.rglob("*") if path.is_file()} == before


def test_a_folder_where_a_file_belongs_and_the_reverse_give_way(site: Site) -> None:
    out = site.build()
    wanted = names(out)
    (out / "index.html").unlink()
    shutil.rmtree(out / "n")
    for path in (out / "index.html/deep/x", out / "n", out / "other/deep/y"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name, encoding="utf-8")
    (out / "feed.xml").unlink()
    (out / "feed.xml").symlink_to(out / "n")
    site.build()
    assert names(out) == wanted
    assert not (out / "feed.xml").is_symlink()


RELEASES = {
    "not JSON": "x",
    "a list": "[]",
    "another program's": '{"version": "1.0"}',
    "a tree that is no text": '{"engine": "1", "tree": 1}',
    "too deep": "[" * 100_000,
}


@pytest.mark.parametrize("text", RELEASES.values(), ids=RELEASES)
def test_a_folder_with_somebody_elses_release_file_is_not_emptied(tmp_path: Path, text: str) -> None:
    (tmp_path / "release.json").write_text(text, encoding="utf-8")
    with pytest.raises(CallError):
        require_ours(tmp_path)


def test_an_earlier_output_is_known_by_its_release_file(tmp_path: Path) -> None:
    facts = {"release": "202601010000-0123456789ab", "built_at": "2026-01-01T00:00:00+08:00", "tree": "2"}
    written = json.dumps({**facts, "engine": "1", "counts": {"notices": 1}})
    (tmp_path / "release.json").write_text(written, encoding="utf-8")
    require_ours(tmp_path)


THEMED = themed(CONFIG)
THEME_FILES = {
    "web.config": ("<x/>", "file-control"),
    "a.php.css": ("", "file-control"),
    "page.htm": ("<p>", "file-type"),
    "a.xml": ("<x/>", "file-type"),
    "con.css": ("", "file-name"),
    "a.png": ("<html>", "file-disguised"),
    "assets/logo.svg": (SVG.format("").replace("<svg ", '<svg onload="alert(1)" '), "svg-active"),
}


@pytest.mark.parametrize(("name", "content", "code"), [(n, c, k) for n, (c, k) in THEME_FILES.items()])
def test_a_theme_file_that_a_server_or_browser_would_run_is_refused(
    site: Site, name: str, content: str, code: str
) -> None:
    site.write({"mkdocs.yml": THEMED, f"overrides/{name}": content})
    place = ":1:6" if code == "svg-active" else ""
    assert site.found_by_commands() == [f"error {code} overrides/{name}{place}"]
    assert name not in names(site.build(keep_going=True))


def test_a_theme_folder_as_organisations_have_it_is_fine(site: Site) -> None:
    files = {"assets/logo.svg": SVG.format('<path d="M0 0"/>'), "assets/brand.css": ":root {}", "main.html": ""}
    site.write({f"overrides/{name}": content for name, content in files.items() if name != "main.html"})
    site.write({"overrides/xuanlan/parts.html": "<p>", "overrides/readme.md": "说明", "mkdocs.yml": THEMED})
    assert site.found_by_commands() == []
    assert {"assets/logo.svg", "assets/brand.css"} <= names(site.build())


@pytest.mark.parametrize("folder", ["fonts", "Fonts"])
def test_bought_fonts_may_be_of_any_type_and_are_never_published(site: Site, folder: str) -> None:
    fonts = {f"overrides/{folder}/{name}": "字形" for name in ("own.otf", "simsun.ttc", "宋体/a.ttf", "授权书.docx")}
    site.write({"mkdocs.yml": THEMED, "overrides/assets/fonts/web.woff2": "字形", **fonts})
    assert site.found_by_commands() == []
    made = names(site.build())
    assert "assets/fonts/web.woff2" in made
    assert not [name for name in made if name.endswith((".otf", ".ttc", ".ttf", ".docx"))]


@pytest.mark.parametrize("folder", [False, True], ids=["file", "folder"])
def test_a_link_in_the_theme_folder_is_not_followed(site: Site, tmp_path: Path, folder: bool) -> None:
    secret = tmp_path / "secret"
    (secret if folder else tmp_path).mkdir(exist_ok=True)
    (secret / "a.txt" if folder else secret).write_text("绝密", encoding="utf-8")
    site.write({"mkdocs.yml": THEMED, "overrides/brand.css": ""})
    (site.root / "overrides/a.txt").symlink_to(secret)
    assert site.found_by_commands() == ["error file-not-regular overrides/a.txt"]
    assert not {"a.txt", "a.txt/a.txt"} & names(site.build(keep_going=True))


def test_the_folder_of_notices_may_not_be_a_link(site: Site, tmp_path: Path) -> None:
    (site.root / "notices").rename(tmp_path / "moved")
    (site.root / "notices").symlink_to(tmp_path / "moved")
    inspected = site.inspect()
    library, report = inspected.library, inspected.report
    assert lines(report) == ["error file-not-regular notices"]
    assert library.entries == []


PICTURES = {
    "a script": "<script>1</script>",
    "a script with a prefix": "<svg:script/>",
    "a page inside": "<foreignObject/>",
    "an event": '<g\nonclick = "x"/>',
    "a link outside": '<a xlink:href="https://a.example/">x</a>',
    "a hidden address": '<use href="java&#115;cript:x"/>',
    "a picture that can run": '<image href="data:image/svg+xml,x"/>',
    "a style from outside": "<style>a{fill:url(//a.example)}</style>",
    "an import": "<style>@import 'x'</style>",
    "a late address": '<set attributeName="xlink:href" to="x"/>',
    "an entity": '<!DOCTYPE svg [<!ENTITY a "b">]>',
}


@pytest.mark.parametrize("part", PICTURES.values(), ids=PICTURES)
def test_a_drawing_that_would_run_or_load_something_is_recognised(part: str) -> None:
    assert active(SVG.format(part).encode())
    assert active(SVG.format(part).encode("utf-16"))


def test_a_drawing_from_a_drawing_program_is_not_taken_for_active() -> None:
    inside = '<defs><linearGradient id="a"/></defs><g fill="url(#a)"><use xlink:href="#b"/></g><text>on=1</text>'
    picture = '<image href="data:image/png;base64,AA=="/>'
    assert active(b'<?xml version="1.0"?>' + SVG.format(inside + picture).encode()) is None


Files = Mapping[str, str]
ADDRESSES: dict[str, tuple[bool, Files, list[str]]] = {
    "a page at a generated folder": (True, {"docs/hotlines.md": "x"}, ["address-reserved docs/hotlines.md"]),
    "the same in capitals": (True, {"docs/Search.md": "x"}, ["address-reserved docs/Search.md"]),
    "the folder of notices in capitals": (False, {"docs/N/duty.md": "x"}, ["address-reserved docs/N/duty.md"]),
    "a folder where a file is generated": (
        False,
        {"docs/feed.xml/index.md": "x", "docs/release.json.md": "x"},
        ["address-reserved docs/feed.xml/index.md"],
    ),
    "a page at a generated file": (True, {"docs/release.json.md": "x"}, ["address-reserved docs/release.json.md"]),
    "two pages but for case": (False, {"docs/About.md": "x", "docs/about.md": "x"}, ["address-twice docs/about.md"]),
    "two folders but for case": (False, {"docs/A/x.md": "x", "docs/a/X.md": "x"}, ["address-twice docs/a/X.md"]),
    "a page and a folder": (
        True,
        {"docs/about.md": "x", "docs/about/index.md": "x"},
        ["address-twice docs/about/index.md"],
    ),
    "a page and a folder of its name": (
        False,
        {"docs/about.md": "x", "docs/about.html/more.md": "x"},
        ["address-twice docs/about.md"],
    ),
    "two front pages": (False, {"docs/README.md": "x"}, ["address-twice docs/README.md"]),
    "an index in capitals": (False, {"docs/Index.md": "x"}, ["address-reserved docs/Index.md"]),
    "a readme in small letters": (False, {"docs/readme.md": "x"}, []),
}


@pytest.mark.parametrize(("folders", "files", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_no_page_takes_an_address_of_the_engine_or_of_another_page(
    site: Site, folders: bool, files: Files, expected: list[str]
) -> None:
    config = CONFIG.replace("use_directory_urls: false", f"use_directory_urls: {str(folders).lower()}")
    site.write({**files, "mkdocs.yml": config})
    assert site.found_by_commands() == [f"error {item}" for item in expected]
    out = site.build(keep_going=True)
    assert {"index.html", "hotlines/index.html", "feed.xml", "release.json"} <= names(out)


def test_a_name_that_would_move_the_cursor_is_written_out_on_the_terminal() -> None:
    report = Report()
    report.add("link-missing", Position("notices/a\x1b[2J\n.md"), target="x\u202e\r", suggestion="")
    stream = io.StringIO()
    Console(stream).report(report)
    assert "a<U+001B>[2J<U+000A>.md: 错误 链接的文件不存在：x<U+202E><U+000D>" in stream.getvalue()


def test_a_failure_of_the_machine_is_told_once(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    site.write({"file": ""})
    assert main(["build", "--site", str(site.root), "--out", str(site.root / "file/below/out")]) == 3
    said = "".join(capfd.readouterr())
    assert said.count("无法写入") == 1
