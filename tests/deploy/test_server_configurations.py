"""What `xuanlan server` prints for each server, and what it refuses to print."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from cases import every
from commands import call
from trees import Built
from web_servers import PREFIX, PROGRAMS, check

from xuanlan import security_headers
from xuanlan.deploy.servers import FILES, KINDS, TEXTS, Place, configuration
from xuanlan.diagnostics.report import CallError


def test_the_policy_allows_nothing_inline_and_nothing_from_outside() -> None:
    said = security_headers.HEADERS["Content-Security-Policy"]
    assert "unsafe" not in said
    assert not re.search(r"https?:|\*|blob:", said)
    assert f"{security_headers.meta().replace(' file:', '')}; frame-ancestors 'self'" == said
    assert all('"' not in value and "\n" not in value for value in security_headers.HEADERS.values())


@every("kind", sorted(KINDS))
@every("place", [Place("/srv/宣传栏 一"), Place("/srv/x", "board.college.example", 8080, "/a/b-c/")])
def test_a_configuration_is_whole_and_says_what_it_must(kind: str, place: Place) -> None:
    folder = "D:\\宣传栏 一" if kind == "iis" else place.folder
    text = configuration(kind, Place(folder, place.host, place.port, place.prefix))
    assert not re.search(r"@[A-Z_]+@", text)
    for value in (
        folder,
        "404.html",
        *security_headers.HEADERS,
        *security_headers.HEADERS.values(),
        *TEXTS,
        *FILES,
        "release",
    ):
        assert value in text
    if place.host and kind != "nginx":
        assert place.host in text
    assert re.search("[\u4e00-\u9fff]", text.splitlines()[0 if kind != "iis" else 2]), "the engineer reads Chinese"


@pytest.mark.parametrize("kind", sorted(PROGRAMS))
@pytest.mark.parametrize("prefix", ["/", PREFIX])
def test_the_server_itself_finds_no_fault(kind: str, prefix: str, tmp_path: Path) -> None:
    folder = tmp_path / "宣传栏 (一)"
    (folder / "current").mkdir(parents=True)
    assert check(kind, Place(str(folder), "board.college.example", 8080, prefix), tmp_path) == ""


@pytest.mark.parametrize("prefix", ["/", "/board/"])
def test_the_configuration_of_iis_is_well_formed_and_has_every_section(demo: Built, prefix: str) -> None:
    text = configuration("iis", Place("D:\\发布--文件夹", "宣传.中国", 80, prefix))
    root = ElementTree.fromstring(text)
    here = "xn--dpqv81a.xn--fiqs8s" + prefix.rstrip("/")
    places = {item.get("path", ""): item for item in root.findall("location")}
    main = places[here].find("system.webServer")
    assert main is not None
    sections = {
        "directoryBrowse",
        "defaultDocument",
        "httpErrors",
        "security",
        "urlCompression",
        "staticContent",
        "httpProtocol",
    }
    assert {item.tag for item in main} == sections
    error = main.find("httpErrors/error")
    assert error is not None
    assert error.get("path") == "D:\\发布--文件夹\\current\\404.html"
    maps = {item.get("fileExtension"): item.get("mimeType") for item in main.findall("staticContent/mimeMap")}
    assert maps == {f".{s}": f"{kind}; charset=utf-8" for s, kind in TEXTS.items()} | {
        f".{s}": k for s, k in FILES.items()
    }
    headers = {item.get("name"): item.get("value") for item in main.findall("httpProtocol/customHeaders/add")}
    assert headers == security_headers.HEADERS
    modes = {
        path.removeprefix(here + "/"): item.attrib["cacheControlMode"]
        for path, place in places.items()
        for item in place.iter("clientCache")
    }
    assert modes["release.json"] == modes["release.js"] == "NoControl"
    unstamped = [
        path for path in demo.tree.files if path.startswith(("assets/xuanlan/", "assets/stylesheets/"))
        and not re.search(r"\.[0-9a-f]{8}\.", path)
    ]  # fmt: skip
    assert {modes.get(path) for path in unstamped} == {"DisableCache"}, unstamped


@every("kind", sorted(KINDS))
@every("name", ["a'b", 'a"b', "a;b", "a\nb", "a$b", "{a}", "a`b", "a#b", "a%b", "a*b", "a&b", "a<b", "a|b", "a\0b"])
def test_a_folder_that_a_configuration_cannot_name_is_refused(kind: str, name: str) -> None:
    with pytest.raises(CallError, match="文件夹"):
        configuration(kind, Place(("D:\\" if kind == "iis" else "/srv/") + name))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tomcat",), "nginx"),
        ((), "缺少"),
        (("nginx", "--folder", "www"), "要写全"),
        (("nginx", "--folder", ""), "要写全"),
        (("nginx", "--folder", "/srv/a\\b"), "要写全"),
        (("iis", "--folder", "/srv/www"), "要写全"),
        (("nginx", "--host", "a b"), "不是域名"),
        (("nginx", "--host", "a;b"), "不是域名"),
        (("nginx", "--host", "https://a.example/"), "不是域名"),
        (("nginx", "--host", "a..b"), "不是域名"),
        (("nginx", "--port", "0"), "--port"),
        (("nginx", "--port", "70000"), "--port"),
        (("nginx", "--prefix", "board"), "--prefix"),
        (("nginx", "--prefix", "/a b/"), "--prefix"),
        (("nginx", "--prefix", "/../"), "--prefix"),
        (("nginx", "--prefix", "//"), "--prefix"),
        (("nginx", "--prefix", "/a/{}/"), "--prefix"),
    ],
)
def test_a_wrong_call_exits_with_2(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = call("server", *words, cwd=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr
    assert done.stdout == ""


def test_a_configuration_is_printed_or_written(tmp_path: Path) -> None:
    words = ("server", "nginx", "--folder", "/srv/宣传栏", "--host", "宣传.中国")
    printed = call(*words, cwd=tmp_path).stdout
    assert 'root "/srv/宣传栏/current";' in printed
    assert "server_name xn--dpqv81a.xn--fiqs8s;" in printed
    assert call(*words, "--out", "site.conf", cwd=tmp_path).returncode == 0
    assert (tmp_path / "site.conf").read_text(encoding="utf-8") == printed
    assert call(*words, "--out", "no/site.conf", cwd=tmp_path).returncode == 3
