"""Whom the desk answers: its own page, and nobody else who can send requests to this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cases import every
from desks import DeskProcess, desk_of
from sites import Site


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskProcess]:
    folder = tmp_path_factory.mktemp("desk")
    with desk_of(Site(folder / "网站").root, folder / "kept") as running:
        yield running


@pytest.fixture(scope="module")
def cookie(desk: DeskProcess) -> str:
    found = desk.login()
    desk.until_read(found)
    return found


BODY = json.dumps({"base": "a" * 64}).encode()
SAVE, TRY = "/api/texts/duty/save", "/api/registers/names/try"
OWN = {"Content_Type": "application/json"}
Request = tuple[str, str, bytes, dict[str, str]]
"""Method, path, content, headers; `{port}`, `{cookie}` and `{origin}` are filled in."""
HOSTILE: dict[str, Request] = {
    **{f"{path} without a cookie": ("GET", path, b"", {}) for path in ("/", "/new", "/t/duty", "/registers", "/registers/names", "/api/registers", "/api/registers/names", "/api/offers", "/api/period", "/api/texts", "/api/kinds", "/api/events", "/api/site", "/files/desk/desk.css")},
    "a post without a cookie": ("POST", SAVE, BODY, {**OWN, "Origin": "{origin}"}),
    "a cookie of another desk": ("GET", "/api/texts", b"", {"Cookie": "xuanlan-desk-1=abc"}),
    "a guessed cookie": ("GET", "/api/texts", b"", {"Cookie": "xuanlan-desk-{port}=abc"}),
    "a broken cookie": ("GET", "/api/texts", b"", {"Cookie": "=;;{{\x7f"}),
    "a rebound host": ("GET", "/api/texts", b"", {"Host": "evil.example:{port}", "Cookie": "{cookie}"}),
    "a rebound host without a port": ("GET", "/api/texts", b"", {"Host": "evil.example", "Cookie": "{cookie}"}),
    "a host of another port": ("GET", "/api/texts", b"", {"Host": "127.0.0.1:1", "Cookie": "{cookie}"}),
    "a host that begins like ours": ("GET", "/api/texts", b"", {"Host": "127.0.0.1:{port}.evil.example", "Cookie": "{cookie}"}),
    "a host with a user": ("GET", "/api/texts", b"", {"Host": "a@127.0.0.1:{port}", "Cookie": "{cookie}"}),
    "a foreign origin": ("POST", SAVE, BODY, {**OWN, "Origin": "https://evil.example", "Cookie": "{cookie}"}),
    "numbers that are none": ("POST", "/api/texts/duty/keep", b'{"base": "a", "body": NaN}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a number beyond all numbers": ("POST", "/api/texts/duty/keep", b'{"base": "a", "more": [1e999]}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "two origins": ("POST", SAVE, BODY, {**OWN, "Origin": "{origin}", "ORIGIN": "https://evil.example", "Cookie": "{cookie}"}),
    "a folder that is none": ("POST", "/api/publish/target", b'{"folder": "/a\\u0000b", "upload": ""}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "no origin": ("POST", SAVE, BODY, {**OWN, "Cookie": "{cookie}"}),
    "the origin null, as of a frame": ("POST", SAVE, BODY, {**OWN, "Origin": "null", "Cookie": "{cookie}"}),
    "an origin of another port": ("POST", SAVE, BODY, {**OWN, "Origin": "http://127.0.0.1:1", "Cookie": "{cookie}"}),
    "an origin with https": ("POST", SAVE, BODY, {**OWN, "Origin": "https://127.0.0.1:{port}", "Cookie": "{cookie}"}),
    "another site's fetch": ("GET", "/api/texts", b"", {"Sec_Fetch_Site": "cross-site", "Cookie": "{cookie}"}),
    "a neighbouring site's fetch": ("GET", "/api/texts", b"", {"Sec_Fetch_Site": "same-site", "Cookie": "{cookie}"}),
    "a form": ("POST", SAVE, b"base=a", {"Content_Type": "application/x-www-form-urlencoded", "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a form with files": ("POST", SAVE, b"--a--", {"Content_Type": "multipart/form-data; boundary=a", "Origin": "{origin}", "Cookie": "{cookie}"}),
    "JSON as plain text": ("POST", SAVE, BODY, {"Content_Type": "text/plain", "Origin": "{origin}", "Cookie": "{cookie}"}),
    "JSON without a type": ("POST", SAVE, BODY, {"Origin": "{origin}", "Cookie": "{cookie}"}),
    "a huge body": ("POST", SAVE, BODY, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}", "Content-Length": "5000001"}),
    "a body of unknown length": ("POST", SAVE, b"", {**OWN, "Origin": "{origin}", "Cookie": "{cookie}", "Transfer_Encoding": "chunked"}),
    "no JSON": ("POST", SAVE, b"{", {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "no edit": ("POST", SAVE, b'{"base": 1}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a field that is none": ("POST", SAVE, b'{"base": "a", "fields": {"__class__": "a"}}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a file in no folder": ("POST", "/api/texts/duty/files", b'{"name": "../../a", "data": ""}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a program as a file": ("POST", "/api/texts/duty/files", b'{"name": "a.php", "data": "PD9waHA="}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a page as a picture": ("POST", "/api/texts/duty/files", b'{"name": "a.png", "data": "PGh0bWw+"}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "half a file": ("POST", "/api/texts/duty/files", b'{"name": "a.png", "data": "PGh"}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "no object": ("POST", SAVE, b"[]", {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "deep JSON": ("POST", SAVE, b"[" * 100_000, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "an edit of nothing that was opened": ("POST", "/api/texts/duty/try", BODY, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a text by its path": ("GET", "/api/texts/notices%2Fa.md", b"", {"Cookie": "{cookie}"}),
    "a text outside": ("GET", "/api/texts/..%2F..%2Fmkdocs.yml", b"", {"Cookie": "{cookie}"}),
    "a version outside": ("GET", "/api/texts/duty/versions/..%2F..%2Fkey", b"", {"Cookie": "{cookie}"}),
    "a file outside": ("GET", "/files/desk/../../../__init__.py", b"", {"Cookie": "{cookie}"}),
    "a file outside, escaped": ("GET", "/files/desk/%2e%2e%2f%2e%2e%2f__init__.py", b"", {"Cookie": "{cookie}"}),
    "a room that is none": ("GET", "/files/templates/page.html", b"", {"Cookie": "{cookie}"}),
    "a template": ("GET", "/files/desk/list.html", b"", {"Cookie": "{cookie}"}),
    "a preview without its number": ("GET", "/preview/abc/index.html", b"", {"Cookie": "{cookie}"}),
    "a preview of nothing": ("GET", "/preview/", b"", {"Cookie": "{cookie}"}),
    "a register by its path": ("GET", "/api/registers/notices%2Fnames.yml", b"", {"Cookie": "{cookie}"}),
    "a register outside": ("GET", "/api/registers/..%2F..%2Fmkdocs", b"", {"Cookie": "{cookie}"}),
    "a register that is a program's": ("GET", "/api/registers/ledger", b"", {"Cookie": "{cookie}"}),
    "a page of a register that is none": ("GET", "/registers/ledger", b"", {"Cookie": "{cookie}"}),
    "a version of a register outside": ("GET", "/api/registers/names/versions/..%2F..%2Fkey", b"", {"Cookie": "{cookie}"}),
    "a register from elsewhere": ("POST", "/api/registers/names/save", BODY, {**OWN, "Origin": "https://evil.example", "Cookie": "{cookie}"}),
    "a register as a form": ("POST", "/api/registers/names/save", b"base=a", {"Content_Type": "application/x-www-form-urlencoded", "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a draft of a register as plain text": ("POST", "/api/registers/names/keep", BODY, {"Content_Type": "text/plain", "Origin": "{origin}", "Cookie": "{cookie}"}),
    "no draft of a register": ("POST", "/api/registers/names/keep", b'{"base": 1}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a drop of a register from elsewhere": ("POST", "/api/registers/names/drop", b"{}", {**OWN, "Origin": "null", "Cookie": "{cookie}"}),
    "an edit of a register that nobody opened": ("POST", TRY, BODY, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a register with a field that is none": ("POST", TRY, b'{"base": "a", "fields": [{"__class__": "a"}]}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a register of numbers": ("POST", TRY, b'{"base": "a", "fields": [1, 2]}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a medium without a cookie": ("POST", "/api/texts/duty/beside/sheet", BODY, {**OWN, "Origin": "{origin}"}),
    "a medium asked by another site": ("POST", "/api/texts/duty/beside/sheet", BODY, {**OWN, "Origin": "https://evil.example", "Cookie": "{cookie}"}),
    "a medium that is none": ("POST", "/api/texts/duty/beside/..%2Fsave", BODY, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a medium of nothing that was opened": ("POST", "/api/texts/duty/beside/screen", BODY, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a medium of no edit": ("POST", "/api/texts/duty/beside/sheet", b"[]", {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "channels without a cookie": ("POST", "/api/texts/duty/channels", BODY, {**OWN, "Origin": "{origin}"}),
    "channels asked by another site": ("POST", "/api/texts/duty/channels", BODY, {**OWN, "Origin": "https://evil.example", "Cookie": "{cookie}"}),
    "a file of a channel without a cookie": ("GET", "/api/texts/duty/channels/docx", b"", {}),
    "a file of a channel that is none": ("GET", "/api/texts/duty/channels/..%2F..%2Fmkdocs", b"", {"Cookie": "{cookie}"}),
    "a comparison with what is no text": ("POST", "/api/texts/duty/channels/agree", b'{"base": "a", "channel": "sms", "pasted": 1}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a comparison with no channel": ("POST", "/api/texts/duty/channels/agree", b'{"base": "a", "channel": "docx", "pasted": "a"}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "an article without its number": ("GET", "/preview/abc/~article-abc/plain.html", b"", {"Cookie": "{cookie}"}),
    "a stage without its number": ("GET", "/preview/abc/~abc/release.js", b"", {"Cookie": "{cookie}"}),
    "a search without a cookie": ("POST", "/api/find", b'{"words": "a"}', {**OWN, "Origin": "{origin}"}),
    "a search by another site": ("POST", "/api/find", b'{"words": "a"}', {**OWN, "Origin": "https://evil.example", "Cookie": "{cookie}"}),
    "a search for nothing that is words": ("POST", "/api/find", b'{"words": ["a"]}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a search for a book": ("POST", "/api/find", json.dumps({"words": "a" * 201}).encode(), {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a search around what are no ids": ("POST", "/api/find", b'{"words": "a", "around": [1]}', {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a put": ("PUT", SAVE, BODY, {**OWN, "Origin": "{origin}", "Cookie": "{cookie}"}),
    "a deletion": ("DELETE", "/api/texts/duty", b"", {"Origin": "{origin}", "Cookie": "{cookie}"}),
    "an asking about foreign posts": ("OPTIONS", SAVE, b"", {"Origin": "https://evil.example", "Access_Control_Request_Method": "POST"}),
    "a guessed token": ("GET", "/start/abc", b"", {}),
    "an empty token": ("GET", "/start/", b"", {}),
}  # fmt: skip


@every("name", HOSTILE)
def test_a_request_that_is_not_the_desks_own_is_refused(name: str, desk: DeskProcess, cookie: str) -> None:
    method, path, body, headers = HOSTILE[name]
    known = {"port": str(desk.port), "cookie": cookie, "origin": desk.home.rstrip("/")}
    given = {key: value.format(**known) for key, value in headers.items()}
    status, answered, content = desk.request(method, path, body, **given)
    assert 400 <= status < 500, (name, status, content)
    assert "access-control-allow-origin" not in answered
    assert b"Traceback" not in content


def test_there_are_at_least_thirty_of_them() -> None:
    assert len(HOSTILE) >= 30


def test_the_address_works_once(desk: DeskProcess, cookie: str) -> None:
    assert cookie
    status, headers, _ = desk.request("GET", urlsplit(desk.address).path)
    assert status == 403
    assert "set-cookie" not in headers


def test_the_cookie_is_for_this_desk_and_no_script(tmp_path: Path) -> None:
    with desk_of(Site(tmp_path / "网站").root, tmp_path / "kept") as desk:
        _, headers, _ = desk.request("GET", urlsplit(desk.address).path)
        said = headers["set-cookie"].lower()
        assert "httponly" in said
        assert "samesite=strict" in said
        assert "domain" not in said


def test_a_page_may_run_no_inline_script_and_stand_in_no_frame(desk: DeskProcess, cookie: str) -> None:
    seen: list[Any] = []
    for _ in range(2):
        _, headers, _ = desk.request("GET", "/", Cookie=cookie)
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == "no-store"
        seen.append(policy)
    assert seen[0] != seen[1], "the number by which the editor writes its style sheet is new each time"


def test_what_a_hostile_text_runs_in_the_preview_has_no_origin(desk: DeskProcess, cookie: str) -> None:
    opened = desk.ask(cookie, "/api/texts/duty")
    tried = desk.ask(cookie, "/api/texts/duty/try", {"base": opened["base"], "body": "<script>alert(1)</script>正文"})
    status, headers, content = desk.request("GET", tried["page"])
    assert status == 200
    assert headers["content-security-policy"].startswith("sandbox allow-scripts;")
    assert "alert(1)" not in content.decode().replace("&lt;script&gt;alert(1)", "")


def test_a_text_that_was_never_built_is_shown_with_its_code(desk: DeskProcess, cookie: str) -> None:
    ident = desk.ask(cookie, "/api/texts", {"kind": "通知", "title": "关于校庆的通知"})["id"]
    base = desk.ask(cookie, f"/api/texts/{ident}")["base"]
    page = desk.ask(cookie, f"/api/texts/{ident}/try", {"base": base, "body": "正文。"})["page"]
    root = page.partition("/n/")[0]
    for path in (page, f"{root}/qr/{ident}.svg", f"{root}/qr/{ident}.png"):
        assert desk.request("GET", path)[0] == 200, path


def test_half_a_sign_is_kept_as_one_that_is_lost(desk: DeskProcess, cookie: str) -> None:
    base = desk.ask(cookie, "/api/texts/duty")["base"]
    for what in ("keep", "try", "save"):
        for sent in ({"base": base, "body": "好\ud83d"}, {"base": base, "fields": {"title": "好\ud83d"}}):
            desk.ask(cookie, f"/api/texts/duty/{what}", sent)
    desk.ask(cookie, "/api/texts/duty/keep", {"base": base, "body": "好\ud83d，😀"})
    assert desk.ask(cookie, "/api/texts/duty")["unsaved"]["body"] == "好\ufffd，😀"
    refused = desk.request(
        "POST",
        "/api/texts",
        json.dumps({"kind": "\ud800", "title": "好"}).encode(),
        **OWN,
        Origin=desk.home.rstrip("/"),
        Cookie=cookie,
    )
    assert refused[0] == 409
