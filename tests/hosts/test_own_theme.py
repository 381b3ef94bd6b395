"""The organisation's own theme files are used from wherever mkdocs.yml says that they lie, and from overrides/ when it
says nothing: logo, styles, fonts, templates of either kind; and they are checked there."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from sites import CONFIG, NOW, Site, lines

from xuanlan.build.build import inspect
from xuanlan.diagnostics.report import ContentError
from xuanlan.hosts import run
from xuanlan.render.pages import THEME
from xuanlan.sheets.fonts import font_folders

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n'
STYLE = ":root { --xl-red: #a00 }\n"
FOOT = "parts/notice_foot.html"
FOLDERS = pytest.mark.parametrize(
    ("named", "folder"),
    [
        ("", "overrides"),
        ("overrides", "overrides"),
        ("brand", "brand"),
        ("theme/单位", "theme/单位"),
        ("./b/", "b"),
    ],
)


def site(root: Path, named: str, folder: str, files: dict[str, str]) -> Site:
    """A site with these files of its own theme in `folder`, which its configuration calls `named`."""
    custom = CONFIG.replace("name: material", f"name: material\n  custom_dir: {named}") if named else CONFIG
    inside = {f"{folder}/{name}": text for name, text in files.items()}
    nobodys = {} if folder == "overrides" else {"overrides/assets/logo.png": "none"}
    return Site(root).write({"mkdocs.yml": custom, "notices/settings.yml": "打印件: 不做\n", **inside, **nobodys})


@FOLDERS
def test_logo_style_fonts_and_templates_come_from_the_folder_that_is_named(
    tmp_path: Path, named: str, folder: str
) -> None:
    shipped = (THEME / "templates" / FOOT).read_text(encoding="utf-8")
    ours = (THEME / "host/main.html").read_text(encoding="utf-8")
    files = {
        "assets/logo.svg": SVG,
        "assets/brand.css": STYLE,
        "fonts/own.ttf": "bought",
        f"xuanlan/{FOOT}": f"{shipped}<p>本单位的页脚</p>\n",
        "main.html": ours.replace("{% endblock %}", "<!-- 本单位的网页 -->{% endblock %}", 1),
    }
    made = site(tmp_path / "site", named, folder, files)
    out = made.build()
    page = (out / "n/duty/index.html").read_text(encoding="utf-8")
    assert 'src="../../assets/logo.svg"' in page
    assert "<p>本单位的页脚</p>" in page
    assert "<!-- 本单位的网页 -->" in page
    assert (out / "assets/logo.svg").read_text(encoding="utf-8") == SVG
    assert (out / "assets/brand.css").read_text(encoding="utf-8") == STYLE
    kiosk = next(out.glob("kiosk/*/index.html")).read_text(encoding="utf-8")
    assert f"assets/brand.css?{hashlib.sha256(STYLE.encode()).hexdigest()[:8]}" in kiosk
    assert not list(out.rglob("*.ttf"))
    assert not (out / "assets/logo.png").exists()
    assert font_folders(run.facts(made.root).overrides)[0] == str(made.root.resolve() / folder / "fonts")


@FOLDERS
@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("assets/logo.svg", "<svg><script/></svg>", "error svg-active {}:1:6"),
        ("assets/own.css", "a { background: url(https://x.example/a.png) }", "error loads-outside {}:1:21"),
        ("assets/own.php", "", "error file-control {}"),
        (f"xuanlan/{FOOT}", "<p>\n  {% if %}", "error template-broken {}:2:3"),
        ("partials/own.html", "<p>\n  {% if %}", "error template-broken {}:2:3"),
        ("main.html", '{% extends "base.html" %}\n', "error template-frame {}:1:4"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, named: str, folder: str, file: str, content: str, said: str
) -> None:
    made = site(tmp_path / "site", named, folder, {file: content})
    assert lines(inspect(run.facts(made.root), NOW).report) == [said.format(f"{folder}/{file}")]
    with pytest.raises(ContentError):
        made.build()
    assert not (made.root / "site").exists()


def test_a_template_that_fails_while_it_prints_is_told_where_it_stands(tmp_path: Path) -> None:
    made = site(tmp_path / "site", "brand", "brand", {f"xuanlan/{FOOT}": "\n{{ 1 / 0 }}"})
    with pytest.raises(ContentError) as caught:
        made.build()
    assert lines(caught.value.report) == [f"error template-broken brand/xuanlan/{FOOT}:2:1"]


def test_a_folder_outside_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shared/assets").mkdir(parents=True)
    (tmp_path / "shared/assets/logo.svg").write_text(SVG, encoding="utf-8")
    made = Site(tmp_path / "site")
    facts = replace(made.facts(), own_theme=tmp_path / "shared")
    assert lines(inspect(facts, NOW).report) == [f"error file-not-regular {tmp_path.as_posix()}/shared"]
