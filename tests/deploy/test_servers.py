"""What `xuanlan server` gives, tried on real servers: nginx, and whatever else of its kinds this machine has."""

from __future__ import annotations

import gzip
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sites import write
from trees import paths
from web_servers import OLD, PREFIX, PROGRAMS, Server, ask, attached, serving

from xuanlan import security_headers
from xuanlan.deploy.servers import FILES

FOREVER, BRIEFLY, ASKED, NEVER = "public, max-age=31536000, immutable", "public, max-age=3600", "no-cache", "no-store"
SERVERS = [("nginx", "/"), *((kind, PREFIX) for kind in PROGRAMS)]


def test_the_servers_are_there() -> None:
    assert {"nginx", "apache"} <= PROGRAMS.keys(), "install them with: sh tests/servers.sh"


@pytest.fixture(scope="module", params=SERVERS, ids=lambda pair: f"{pair[0]} {pair[1]}")
def server(published: Path, open_folder: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    kind, prefix = request.param
    with serving(kind, published, Path(tempfile.mkdtemp(dir=open_folder)) / kind, prefix) as running:
        yield running


def stamped(published: Path) -> str:
    return next(path for path in paths(published / "current") if re.search(r"xuanlan/xuanlan\.[0-9a-f]{8}\.css", path))


def test_each_kind_of_file_has_its_type_and_its_time(server: Server, published: Path) -> None:
    wanted = {
        "": ("text/html; charset=utf-8", ASKED),
        "n/2026-022/": ("text/html; charset=utf-8", ASKED),
        stamped(published): ("text/css; charset=utf-8", FOREVER),
        "assets/xuanlan/built.js": ("text/javascript; charset=utf-8", ASKED),
        "assets/brand.css": ("text/css; charset=utf-8", ASKED),
        "release.json": ("application/json; charset=utf-8", NEVER),
        "release.js": ("text/javascript; charset=utf-8", NEVER),
        "kiosk/sw.js": ("text/javascript; charset=utf-8", ASKED),
        "kiosk/lobby/show.js": ("text/javascript; charset=utf-8", ASKED),
        "search/simplified.js": ("text/javascript; charset=utf-8", ASKED),
        "feed.xml": ("application/xml; charset=utf-8", ASKED),
        "feed.json": ("application/json; charset=utf-8", ASKED),
        "calendar.ics": ("text/calendar; charset=utf-8", ASKED),
        "hotlines/12345.vcf": ("text/vcard; charset=utf-8", ASKED),
        "assets/logo.svg": ("image/svg+xml; charset=utf-8", BRIEFLY),
        "assets/badge.png": ("image/png", BRIEFLY),
        quote(attached(published, "png")): ("image/png", ASKED),
        quote(attached(published, "pdf")): ("application/pdf", ASKED),
        quote(attached(published, "docx")): (FILES["docx"], ASKED),
        quote(attached(published, "csv")): ("application/octet-stream", ASKED),
    }
    found = {path: server.ask(path) for path in wanted}
    assert {path: answer.status for path, answer in found.items()} == dict.fromkeys(wanted, 200)
    assert {path: (answer["content-type"], answer["cache-control"]) for path, answer in found.items()} == wanted


def test_every_file_of_the_site_is_served_as_it_was_made(server: Server, published: Path) -> None:
    tree = published / "current"
    for path in paths(tree):
        answer = server.ask(quote(path))
        assert (answer.status, answer.body) == (200, (tree / path).read_bytes()), path


def test_every_answer_carries_the_security_headers(server: Server, published: Path) -> None:
    places = (
        "",
        "release.json",
        stamped(published),
        OLD,
        quote(attached(published, "docx")),
        "nowhere/deep",
        "n/2026-022",
    )
    answers = [*(server.ask(path) for path in places), server.ask("index.html", "DELETE")]
    if server.prefix != "/":
        answers.append(ask(server.port, "/elsewhere"))
    for answer in answers:
        assert {name: answer[name.lower()] for name in security_headers.HEADERS} == security_headers.HEADERS, answer
        assert not re.search(r"\d\.\d", answer["server"]), "nobody needs to know the server's version"


def test_text_is_compressed_and_what_is_packed_already_is_not(server: Server, published: Path) -> None:
    for path in ("", stamped(published), "feed.xml", "feed.json", "kiosk/lobby/show.js"):
        answer = server.ask(path, Accept_Encoding="gzip")
        plain = server.ask(path)
        assert (answer["content-encoding"], answer["vary"], plain["content-encoding"]) == (
            "gzip",
            "Accept-Encoding",
            "",
        )
        assert gzip.decompress(answer.body) == plain.body
        assert len(answer.body) < len(plain.body) / 2
    for path in ("assets/badge.png", *(quote(attached(published, suffix)) for suffix in ("png", "pdf", "docx"))):
        assert server.ask(path, Accept_Encoding="gzip")["content-encoding"] == ""


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_what_has_not_changed_is_not_sent_again(server: Server, coding: str) -> None:
    for path in ("", "feed.json", "assets/badge.png"):
        first = server.ask(path, Accept_Encoding=coding)
        again = server.ask(path, Accept_Encoding=coding, If_None_Match=first["etag"])
        assert (again.status, again.body, again["cache-control"]) == (304, b"", first["cache-control"])
        changed = server.ask(path, Accept_Encoding=coding, If_None_Match='"0-0"')
        assert (changed.status, changed.body) == (200, first.body)


def test_what_is_not_there_is_answered_by_the_site_s_own_page_at_any_depth(server: Server, published: Path) -> None:
    page = (published / "current/404.html").read_bytes()
    missing = [
        "nowhere", "nowhere/", "a/b/c/d.html", "n/", "n/none/", "n/2026-022/files/none.docx", "n/2026-022/files/none.png",
        "assets/xuanlan/xuanlan.99999999.css", "%E6%B2%A1%E6%9C%89/", "n/2026-022/%0d%0aX-Bad:%201", "a.png", "a.json",
    ]  # fmt: skip
    if server.prefix != "/":
        for path in ("/", "/n/2026-022/", "/release.json", "/office/boardx/"):
            assert ask(server.port, path).body == page
    for path in missing:
        answer = server.ask(path)
        assert (answer.status, answer.body) == (404, page), path
        assert (answer["content-type"], answer["cache-control"]) == ("text/html; charset=utf-8", ASKED), path
        assert (answer["content-disposition"], answer["x-bad"]) == ("", "")


@pytest.mark.parametrize(
    "path",
    [
        ".xuanlan/lock", "../.xuanlan/lock", "../previous/" + OLD, "%2e%2e/.xuanlan/lock", "..%2f.xuanlan/lock",
        "n/..%2f..%2f..%2f.xuanlan/lock", "n/%2e%2e/%2e%2e/releases/", "../../../../../../../../etc/passwd",
        "..%5c..%5cetc/passwd", ".git/config", "n/.hidden", ".well-known/x", "assets/xuanlan/../../../.xuanlan/lock",
        "assets/xuanlan/%2e%2e/%2e%2e/%2e%2e/.xuanlan/x.0123abcd.css",
    ],
)  # fmt: skip
def test_nothing_but_the_site_is_served(server: Server, published: Path, path: str) -> None:
    write(published, {".xuanlan/x.0123abcd.css": "secret", ".xuanlan/lock": "secret"})
    answer = server.ask(path)
    assert answer.status in (400, 403, 404), answer
    assert b"secret" not in answer.body
    assert b"root:" not in answer.body


def test_a_file_whose_name_begins_with_a_point_is_not_served(server: Server, published: Path) -> None:
    place = published / "current/n/2026-022/files/.hidden.png"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"secret")
    assert server.ask("n/2026-022/files/.hidden.png").status == 404
    place.unlink()


@pytest.mark.parametrize(
    ("suffix", "way"), [("docx", "attachment"), ("csv", "attachment"), ("pdf", "inline"), ("png", "inline")]
)
def test_an_attachment_keeps_its_chinese_name(server: Server, published: Path, suffix: str, way: str) -> None:
    path = attached(published, suffix)
    name = quote(path.rpartition("/")[2], safe="")
    for query in ("", "?from=/a/b", "?x=%2F"):
        answer = server.ask(quote(path) + query)
        assert answer["content-disposition"] == f"{way}; filename*=UTF-8''{name}"


def test_nothing_attached_is_ever_a_page(server: Server, published: Path) -> None:
    for name in ("a.html", "a.htm", "a.svg", "a.xml", "a.js", "a.xhtml", "a.HTML", "a"):
        place = published / "current/n/2026-022/files" / name
        place.parent.mkdir(exist_ok=True)
        place.write_text("<script>alert(1)</script>", encoding="utf-8")
        answer = server.ask(f"n/2026-022/files/{name}")
        place.unlink()
        assert answer.status == 200
        assert answer["content-type"] == "application/octet-stream", name
        assert answer["content-disposition"].startswith("attachment;"), name


@pytest.mark.parametrize("address", ["n/2026-022", "kiosk/lobby", "notices"])
def test_an_address_without_its_last_slash_leads_to_the_one_with_it(server: Server, address: str) -> None:
    answer = server.ask(f"{address}")
    assert answer.status in (301, 308)
    assert answer["location"].removeprefix(f"http://127.0.0.1:{server.port}") == f"{server.prefix}{address}/"


def test_the_style_of_the_release_before_is_still_there(server: Server) -> None:
    answer = server.ask(OLD)
    assert (answer.status, answer.body, answer["cache-control"]) == (200, b"a{}", FOREVER)
    assert answer["content-type"] == "text/css; charset=utf-8"


def test_a_switch_is_seen_at_once(open_folder: Path, server: Server) -> None:
    folder = Path(tempfile.mkdtemp(dir=open_folder))
    folder.chmod(0o755)
    for name in "ab":
        write(folder, {f"releases/{name}/index.html": name, f"releases/{name}/404.html": f"missing {name}"})
    (folder / "current").symlink_to("releases/a")
    with serving(server.kind, folder, folder / "work", server.prefix) as running:
        for name in "abab":
            (folder / "new").symlink_to(f"releases/{name}")
            (folder / "new").replace(folder / "current")
            assert running.ask("").body == name.encode()
            assert running.ask("nowhere").body == f"missing {name}".encode()
