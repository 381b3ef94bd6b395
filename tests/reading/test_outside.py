"""Nothing from outside: what a page would load from another host is found wherever it is written, and links are not."""

from __future__ import annotations

import pytest
from cases import every
from hypothesis import given
from hypothesis import strategies as st
from office_files import png
from sites import BODY, CONFIG, Site, sample, themed

from xuanlan.reading import outside

THEMED = themed(CONFIG)


def found(site: Site) -> list[str]:
    """The findings, but for those about settings that do nothing in any case."""
    return [line for line in site.found_by_commands() if "config-idle" not in line]


STYLES = [
    "@import url(¦https://cdn.example/x);",
    '@import "¦https://cdn.example/x" screen;',
    "@IMPORT '¦//cdn.example/x';",
    '@import/**/"¦//cdn.example/x";',
    '@im\\port "¦https://cdn.example/x";',
    "a{background:url(¦//cdn.example/x)}",
    'a{background:URL( "¦https://cdn.example/x" )}',
    "a{background:\\75rl(¦https://cdn.example/x)}",
    "a{background:url(¦\\68ttps://cdn.example/x)}",
    "a{background:url(¦\\\\\\\\cdn.example\\\\x)}",
    'a{background:url("¦ht\\\ntps://cdn.example/x")}',
    'a{background:image-set("a.png" 1x, "¦https://cdn.example/x" 2x)}',
    "a{background:-webkit-image-set(url(¦https://cdn.example/x) 2x)}",
    'a{background:cross-fade(url(a.png), "¦https://cdn.example/x")}',
    '@font-face{src:local(x),url(¦https://cdn.example/x) format("woff2")}',
    "a{--mine:url(¦wss://cdn.example/x)}",
    "/* 注释 */\n.甲{content:'乙'}\nb{background:url(¦https://cdn.example/x)}",
    "a{}'\nb{background:url(¦https://cdn.example/x)}",
]
SOUND_STYLES = [
    "/* url(https://cdn.example/x) */",
    'a{content:"https://cdn.example/x"}',
    "@namespace url(http://www.w3.org/1999/xhtml);",
    '@namespace svg "http://www.w3.org/2000/svg";a{color:red}',
    "a{background:url(../x.png) url('data:image/png;base64,AA')}",
    'a[href^="https://"]::after{content:" (" attr(href) ")"}',
    "a{fill:url(#x)}",
    ":root{--xl-main:#a00}",
    '@import "more.css";',
    'a{background:image-set("a.png" type("image/png"))}',
]


def place_of(marked: str) -> tuple[str, int, int]:
    """The text without the mark ¦, and the line and column where it stands."""
    before = marked[: marked.index("¦")]
    return marked.replace("¦", ""), before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


@pytest.mark.parametrize("marked", STYLES)
def test_a_style_sheet_that_loads_from_another_host_is_refused_at_the_address(site: Site, marked: str) -> None:
    text, line, column = place_of(marked)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        site.write({"mkdocs.yml": THEMED, "overrides/assets/brand.css": text.encode(encoding)})
        told = [one for one in found(site) if "style-broken" not in one]  # of another encoding, a quote without its end
        assert told == [f"error loads-outside overrides/assets/brand.css:{line}:{column}"]


@every("text", SOUND_STYLES)
def test_a_style_sheet_that_loads_nothing_from_elsewhere_is_fine(text: str) -> None:
    assert list(outside.of_css(text)) == []


TEMPLATES = [
    '<link rel="stylesheet" href="¦https://cdn.example/x">',
    "<link rel='preconnect dns-prefetch' href=¦//cdn.example>",
    '<link href="¦https://cdn.example/x" rel="shortcut icon">',
    '<script src="{{ "¦https://cdn.example/x" | url }}"></script>',
    "<img alt='>' src='¦//cdn.example/x'>",
    '<img srcset="a.png 1x, ¦https://cdn.example/x 2x">',
    '<source srcset="a.png 1x,¦//cdn.example/x">',
    '<video poster="¦https://cdn.example/x" src="a.mp4">',
    '<body background="¦https://cdn.example/x">',
    '<object data="¦https://cdn.example/x"></object>',
    '<p style="background: url(¦https://cdn.example/x)">',
    '<style>\n@import "¦https://cdn.example/x";\n</style>',
    '<svg><use xlink:href="¦https://cdn.example/x#a"/></svg>',
    '<svg><image href="¦https://cdn.example/x"/></svg>',
    '<base href="¦https://cdn.example/">',
    '<iframe\n  src =\n "¦https://cdn.example/x"></iframe>',
    '<img src="¦&#104;ttps://cdn.example/x">',
    '{% if a < b %}<embed src="¦https://cdn.example/x">{% endif %}',
    '<input type="image" src="¦https://cdn.example/x">',
]
SOUND_TEMPLATES = [
    '<a href="https://cdn.example/x">站外</a>',
    '<link rel="canonical" href="https://cdn.example/icon">',
    '<link rel="alternate" type="application/atom+xml" href="https://cdn.example/x">',
    '<img src="{{ logo }}" srcset="{{ logo }} 2x">',
    '<!-- <img src="https://cdn.example/x"> -->',
    '{# <img src="https://cdn.example/x"> #}',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>',
    '<meta property="og:url" content="https://cdn.example/x">',
    '<form action="https://cdn.example/x">',
    "{% extends 'base.html' %}{% block a %}{{ super() }}{% endblock %}",
    "https://cdn.example/x",
]


@pytest.mark.parametrize("marked", TEMPLATES)
@pytest.mark.parametrize("name", ["partials/footer.html", "xuanlan/Parts.HTML"])
def test_a_template_that_loads_from_another_host_is_refused_at_the_address(site: Site, name: str, marked: str) -> None:
    text, line, column = place_of("{# 甲 #}\n" + marked)
    site.write({"mkdocs.yml": THEMED, f"overrides/{name}": text})
    assert found(site) == [f"error loads-outside overrides/{name}:{line}:{column}"]


@every("text", SOUND_TEMPLATES)
def test_a_template_with_links_to_elsewhere_is_fine(text: str) -> None:
    assert list(outside.of_template(text)) == []


@pytest.mark.parametrize(
    "marked",
    [
        'import a from "¦https://cdn.example/x";',
        'import("¦//cdn.example/x");',
        "fetch('¦https://cdn.example/x')",
        "image.src = `¦https://cdn.example/x`;",
        'importScripts("¦https://cdn.example/x")',
    ],
)
def test_a_script_that_plainly_loads_from_another_host_is_refused(site: Site, marked: str) -> None:
    text, line, column = place_of("// https://cdn.example/\n" + marked)
    site.write({"mkdocs.yml": THEMED, "overrides/assets/own.js": text})
    assert found(site) == [f"error loads-outside overrides/assets/own.js:{line}:{column}"]


TEXTS = [
    '<img src="a.png" alt="图" srcset="¦https://cdn.example/x 2x">',
    '<video src="a.mp4" poster="¦//cdn.example/x" controls></video>',
    '<table background="¦https://cdn.example/x"><tr><td>甲</td></tr></table>',
    '<td background="¦https://cdn.example/x">甲</td>',
    '<td data-a="1" background=¦http://cdn.example/x>甲</td>',
    '![图](a.png){srcset="¦https://cdn.example/x 2x"}',
    '- 甲\n\n    <img src="a.png" alt="图" srcset="¦https://cdn.example/x">',
    '> <img src="a.png" alt="图" srcset="¦https://cdn.example/x">',
]


@pytest.mark.parametrize("marked", TEXTS)
@pytest.mark.parametrize("place", ["notices/case.md", "docs/page.md"])
def test_what_a_text_would_load_from_another_host_is_an_error_at_the_address(
    site: Site, place: str, marked: str
) -> None:
    text, line, column = place_of(marked)
    folder = place.partition("/")[0]
    picture = png()
    body = f"甲。\n\n{text}\n" if folder == "docs" else sample(f"甲。\n\n{text}\n")
    line += 2 if folder == "docs" else BODY + 1
    site.write({place: body, f"{folder}/a.png": picture, f"{folder}/a.mp4": b"\x00\x00\x00\x18ftypmp42"})
    assert f"error image-outside {place}:{line}:{column}" in found(site)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://cdn.example/x">站外</a>',
        '`<img srcset="https://cdn.example/x">`',
        '```\n<video poster="//cdn.example/x">\n```',
        '<!-- <img srcset="https://cdn.example/x"> -->甲',
        "[站外](https://cdn.example/x)，data = https://cdn.example/x",
    ],
)
def test_a_text_with_links_and_examples_is_not_nagged(site: Site, text: str) -> None:
    site.write({"notices/case.md": sample(f"甲。\n\n{text}\n")})
    assert found(site) == []


SETTINGS = {
    "a style": "extra_css:\n  - a.css\n  - ¦https://cdn.example/x.css\n",
    "a style without its scheme": "extra_css: ['¦//cdn.example/x.css']\n",
    "a script": "extra_javascript:\n  - ¦https://cdn.example/x.js\n",
    "a script with options": "extra_javascript:\n  - path: ¦https://cdn.example/x.js\n    async: true\n",
    "a counter": "extra:\n  analytics:\n    provider: ¦google\n    property: G-0000\n",
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_that_loads_from_another_host_is_refused_at_its_place(site: Site, name: str) -> None:
    marked = SETTINGS[name]
    before = CONFIG + marked[: marked.index("¦")]
    text = CONFIG + marked.replace("¦", "")
    quoted = before.endswith("'")
    site.write({"mkdocs.yml": text})
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1 - quoted
    assert found(site) == [f"error config-outside mkdocs.yml:{line}:{column}"]


@pytest.mark.parametrize(
    "line", ["logo: https://cdn.example/x.png", "favicon: //cdn.example/x.ico", "font: {text: Roboto}"]
)
def test_a_setting_of_the_theme_that_loads_from_another_host_is_refused(site: Site, line: str) -> None:
    config = CONFIG.replace("  font: false\n", f"  {line}\n")
    site.write({"mkdocs.yml": config})
    number = config.split("\n").index(f"  {line}") + 1
    column = 3 + line.index(" ") + 1 + (line.index("Roboto") - line.index("{") if "{" in line else 0)
    assert found(site) == [f"error config-outside mkdocs.yml:{number}:{column}"]


def test_settings_that_are_inherited_are_looked_at_too(site: Site) -> None:
    site.write({"base.yml": "extra_css: [https://cdn.example/x.css]\n", "mkdocs.yml": "INHERIT: base.yml\n" + CONFIG})
    assert found(site) == ["error config-outside base.yml:1:13"]


def test_links_in_settings_are_fine(site: Site) -> None:
    more = "extra:\n  social:\n    - link: https://cdn.example/x\nrepo_url: https://cdn.example/x\nextra_css: [a.css]\n"
    site.write({"mkdocs.yml": CONFIG + more})
    assert found(site) == []


def test_a_picture_that_loads_from_another_host_is_refused_at_the_place(site: Site) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg">\n  <image href="https://cdn.example/x"/>\n</svg>'
    site.write({"mkdocs.yml": THEMED, "overrides/assets/logo.svg": svg})
    assert found(site) == ["error svg-active overrides/assets/logo.svg:2:10"]


@given(st.text(alphabet="url(@import\"'/*\\ \n;{}:)", max_size=60))
def test_whatever_stands_around_it_in_a_style_sheet_nothing_fails_and_places_are_right(text: str) -> None:
    for at, address in outside.of_css(text + "a{b:url(https://cdn.example/x)}"):
        assert outside.is_outside(address)
        assert 0 <= at < len(text) + 31


@given(st.text(alphabet="<img src=\"'>{}%#-!&;/a", max_size=60))
def test_whatever_stands_in_a_template_nothing_fails(text: str) -> None:
    assert all(outside.is_outside(address) for _, address in outside.of_template(text))


@pytest.mark.parametrize(
    "sign", ['"', "<a ", "{{", '<a "{{', "/*", "url(", "\\", "<style>", "<!--", "{#", "@a(", '<a b="{{', "srcset="]
)
def test_half_a_million_signs_take_no_more_than_seconds(sign: str) -> None:
    """Linear: a quadratic search would take minutes for each sign, and never be overlooked."""
    text = sign * (500_000 // len(sign))
    for find in (outside.of_css, outside.of_template, outside.of_text, outside.of_script):
        assert list(find(text)) == []
