"""Files that may not be published: by their type, their content, or what a server or a spreadsheet would make of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile_cases import CASE, Row, check, rows, sound_is_unharmed
from office_files import DOCX, GIF, PDF, TYPES, WEBP, archive, compound, jpeg, png
from sites import BODY, Site, sample

HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def both(case: str, code: str, *files: tuple[str, bytes]) -> list[Row]:
    """Each file linked from a text, attached in the front matter, and lying in docs."""
    table = []
    for name, content in files:
        beside: dict[str, str | bytes] = {f"notices/{name}": content}
        linked = {**beside, CASE: sample(f"[x]({name})\n")}
        attached = {**beside, CASE: sample("正文。\n", f"attachments: {name}")}
        table += [
            Row(case, f"{name} linked", linked, (f"error {code} {CASE}:{BODY}:5",)),
            Row(case, f"{name} attached", attached, (f"error {code} {CASE}:6:14",)),
            Row(case, f"{name} in docs", {f"docs/{name}": content}, (f"error {code} docs/{name}",)),
        ]
    return table


TABLE = [
    *both("D24-svg-attachment-script", "file-type", ("a.svg", SVG), ("A.SVG", SVG), ("a.svgz", b"\x1f\x8b")),
    *both(
        "D25-html-attachment", "file-type", ("evil.html", HTML), ("evil.HTM", HTML), ("a.xhtml", HTML), ("a.xml", HTML)
    ),
    *both(
        "D25-html-attachment",
        "file-type",
        ("a.js", b"alert(1)"),
        ("a.exe", b"MZ"),
        ("a.docm", b"PK\3\4"),
        ("noname", HTML),
    ),
    *both(
        "D25-html-attachment", "file-type", ("a.mht", HTML), ("a.css", b"*{}"), ("a.pdf.html", HTML), ("a.swf", b"FWS")
    ),
    *both("D27-polyglot-pdf", "file-disguised", ("a.pdf", HTML), ("b.pdf", b"\n \t<html>"), ("c.pdf", b"PK\3\4")),
    *both(
        "D27-polyglot-pdf", "file-disguised", ("a.png", HTML), ("a.jpg", SVG), ("a.docx", HTML), ("a.xls", b"<table>")
    ),
    *both(
        "D27-polyglot-pdf",
        "file-disguised",
        ("a.txt", HTML),
        ("a.csv", b"\xef\xbb\xbf<script>"),
        ("b.txt", b"<a href=x>"),
    ),
    *both(
        "D27-polyglot-pdf", "file-disguised", ("a.zip", b"MZ"), ("a.mp4", HTML), ("a.doc", b"{\\rtf"), ("d.pdf", b"")
    ),
    *both(
        "D28-web-config-htaccess", "file-control", ("web.config", b"<x/>"), ("Web.Config", b"<x/>"), ("nginx.conf", b"")
    ),
    *both("D28-web-config-htaccess", "file-control", (".htaccess", b""), (".htpasswd", b""), ("index.php", b"<?php")),
    *both("D28-web-config-htaccess", "file-control", ("a.jsp", b""), ("a.aspx", b""), ("crossdomain.xml", b"")),
    *both("D34-csv-formula", "csv-formula", ("a.csv", '姓名,网址\n甲,=HYPERLINK("http://x")\n'.encode())),
    *both("D34-csv-formula", "csv-formula", ("b.csv", "甲,\"=cmd|' /C calc'!A0\"\n".encode("gb18030"))),
    *both(
        "D34-csv-formula",
        "csv-formula",
        ("c.csv", b"a;@SUM(1)\n"),
        ("d.csv", b"a\t+cmd|x\n"),
        ("e.csv", b"a,-2+3+cmd|x"),
    ),
    *both("D34-csv-formula", "csv-formula", ("f.csv", "甲,＝SUM(A1)\n".encode()), ("g.csv", "a,=1\r".encode("utf-16"))),
]

SOUND_FILES = {
    "表.csv": "姓名,电话,变化\n甲,+86-0000-8888001,-5\n乙,0000-8888002,-0.5%\n".encode(),
    "旧表.csv": "姓名,备注\r\n甲,“=”号不算\r\n".encode("gb18030"),
    "说明.txt": b"1 < 2\n",
    "表.docx": DOCX,
    "表.xlsx": DOCX,
    "包.zip": archive({"名单/一.txt": b"1", "名单/二..txt": b"2"}, packed=True),
    "文.pdf": PDF,
    "旧.doc": compound("文字"),
    "图.PNG": png(),
    "图.webp": WEBP,
    "图.gif": GIF,
    "照.jpg": jpeg(4000, 3000) + b"trailer",
    "片.mp4": b"\0\0\0\x18ftypmp42",
}


MACRO = archive({**TYPES, "word/vbaProject.bin": b"\xd0\xcf"})
TABLE += [
    *both("D27-polyglot-pdf", "file-damaged", ("a.docx", DOCX[: len(DOCX) // 2]), ("a.pdf", PDF[: len(PDF) // 2])),
    *both(
        "D27-polyglot-pdf",
        "file-damaged",
        ("a.png", png(9, 9)[:40]),
        ("a.jpg", jpeg()[:-2]),
        ("a.doc", compound()[:500]),
    ),
    *both(
        "D27-polyglot-pdf", "picture-pixels", ("a.png", png(claimed=(30_000, 30_000))), ("b.jpg", jpeg(65_535, 65_535))
    ),
    *both("D27-polyglot-pdf", "file-macro", ("a.docx", MACRO), ("b.xls", compound("_VBA_PROJECT"))),
    *both(
        "D27-polyglot-pdf", "file-archive", ("a.zip", archive({"../a.txt": b""})), ("b.zip", archive({"/etc/a": b""}))
    ),
]


@rows(TABLE)
def test_a_file_that_may_not_be_published_is_refused_by_its_type_or_content(site: Site, row: Row) -> None:
    check(site, row)


def test_files_as_offices_make_them_are_published(site: Site) -> None:
    site.write({f"notices/{name}": content for name, content in SOUND_FILES.items()})
    site.write({f"docs/{name}": content for name, content in SOUND_FILES.items()})
    site.write({CASE: sample("".join(f"[{name}]({name})\n" for name in SOUND_FILES))})
    # These are only the outsides of files, of which the readers of their insides say so.
    assert [line for line in site.found() if "attached-unread" not in line] == []


def test_what_nobody_links_to_is_not_published(site: Site) -> None:
    out = site.write({"notices/evil.html": HTML, "notices/web.config": b"<x/>", "notices/.htaccess": b""}).build()
    names = {path.name for path in out.rglob("*")}
    assert not names & {"evil.html", "web.config", ".htaccess"}


@pytest.mark.parametrize("name", ["notices/secret.txt", "docs/secret.txt", "docs/secret.md"])
def test_a_link_to_a_file_elsewhere_is_never_followed(site: Site, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("绝密", encoding="utf-8")
    (site.root / name).symlink_to(secret)
    site.write({CASE: sample("[x](secret.txt)\n" if name.startswith("notices") else "正文。\n")})
    linked = [f"{CASE}:{BODY}:5"] if name.startswith("notices") else []
    assert site.found() == [f"error file-not-regular {place}" for place in (*linked, name)]
    out = site.build(keep_going=True)
    assert not [path for path in out.rglob("*") if path.is_file() and "绝密".encode() in path.read_bytes()]
    sound_is_unharmed(site)


def test_refused_files_and_pages_of_docs_stay_out_of_a_build_that_passes_over_errors(site: Site) -> None:
    site.write({"docs/evil.html": HTML, "docs/web.config": b"<x/>", "docs/a.svg": SVG, "docs/sound.txt": b"ok"})
    site.write({"docs/bad.md": "---\ntemplate: ../../../etc/passwd\n---\n# 坏页\n"})
    site.write({"docs/gbk.md": "关于".encode("utf-16"), "docs/links.md": "[x](none.md)\n"})
    out = site.build(keep_going=True)
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {"index.html", "sound.txt", "n/duty/index.html"} <= names
    assert not names & {"evil.html", "web.config", "a.svg", "bad.html", "gbk.html", "links.html"}
