"""Attached files: what they say and what they hide is read by the same rules, and told at its place in the file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pytest
from office_files import archive
from office_pictures import exif, jpg, png_with
from office_texts import cell as cell_of
from office_texts import docx, para, pdf, relations, row, run, sheet, show, xlsx
from sites import NOW, Site, front, sample

from xuanlan.build.build import inspect
from xuanlan.checks import attached
from xuanlan.checks.proofread import Proofreader
from xuanlan.diagnostics.report import Diagnostic, Report
from xuanlan.library.attachments import Checked
from xuanlan.models.baseline import PATH as BASELINE
from xuanlan.models.baseline import Baseline
from xuanlan.office import contents
from xuanlan.office.pictures import strip
from xuanlan.office.read import read
from xuanlan.runtime.cache import Cache

NUMBER = "99999919900101001X"
FILE = "notices/附件/名单"


def valid(number: str) -> str:
    """The ID number that begins with these seventeen digits: its check digit after GB 11643-1999."""
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    rest = sum(int(digit) * weight for digit, weight in zip(number[:17], weights, strict=True)) % 11
    return number[:17] + "10X98765432"[rest]


ID = valid(NUMBER)


def site(root: Path, suffix: str, data: bytes, *more: str) -> Site:
    front = (f"附件: 附件/名单.{suffix}", *more)
    return Site(root).write({"notices/a.md": sample("请看附件。\n", *front), f"{FILE}.{suffix}": data})


def told(there: Site, cache: Cache | None = None) -> list[Diagnostic]:
    return [item for item in inspect(there.facts(), NOW, cache=cache).report if item.position.file.startswith(FILE)]


def sheets(*rows: str) -> bytes:
    return xlsx(("名单", "", sheet(*rows)))


@pytest.mark.parametrize(
    ("suffix", "data", "where"),
    [
        (
            "xlsx",
            sheets(row(1, cell_of("A1", "姓名"), cell_of("B1", "编号")), row(2, cell_of("B2", ID))),
            "工作表“名单” B2",
        ),
        ("docx", docx(para(run("第一段")) + para(run(f"证件 {ID}"))), "第2段"),
        ("csv", f"姓名,编号\n王甲,{ID}\n".encode("gb18030"), "B2"),
        ("csv", f"姓名,编号\n王甲,{ID}\n".encode("utf-16-le"), "B2"),
        ("txt", f"王甲 {ID}\n".encode("utf-16-be"), "第1行"),
        ("txt", f"第一行\n王甲 {ID}\n".encode(), "第2行"),
        ("pdf", pdf(show(ID)), "第1页"),
    ],
)
def test_a_number_of_a_person_is_told_at_its_place_in_the_file(
    tmp_path: Path, suffix: str, data: bytes, where: str
) -> None:
    found = [item for item in told(site(tmp_path, suffix, data)) if item.code == "personal-id"]
    assert [item.severity for item in found] == ["error"]
    assert found[0].message.startswith(f"{where}：")
    assert ID not in found[0].message + found[0].words


def test_what_a_file_hides_is_told_once_for_each_kind_and_read_too(tmp_path: Path) -> None:
    hidden = docx(para(run("请看")) + para(run(f"证件 {ID}", "<w:vanish/>")) + para(run("甲", "<w:vanish/>")))
    found = told(site(tmp_path, "docx", hidden))
    assert [item.code for item in found] == ["attached-hidden", "personal-id"]
    assert "隐藏文字" in found[0].message
    assert "等 2 处" in found[0].message
    assert found[1].message.startswith("隐藏文字，")


def test_a_clean_file_has_nothing_to_be_told(tmp_path: Path) -> None:
    assert not told(site(tmp_path, "docx", docx(para(run("报名表")))))


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (found,) = told(site(tmp_path, "docx", docx("<w:p>")))
    assert found.code == "attached-unread"


def test_findings_come_from_the_cache_as_they_were(tmp_path: Path) -> None:
    there = site(tmp_path / "site", "csv", f"姓名,编号\n王甲,{ID}\n".encode())
    first, second = (told(there, Cache.of_site(there.root)) for _ in range(2))
    assert first
    assert first == second


def test_a_finding_about_a_file_is_waived_in_the_notice_that_it_goes_with(tmp_path: Path) -> None:
    data = f"姓名,编号\n王甲,{ID}\n".encode()
    (found,) = told(site(tmp_path, "csv", data))
    waiver = f"{{rule: {found.code}, words: '{found.words}', who: 宣传部, why: 核对过, until: 2026-12-31}}"
    assert not told(site(tmp_path, "csv", data, f"放行:\n  - {waiver}"))


def test_pictures_are_published_without_place_and_person_and_with_the_digest_of_that(tmp_path: Path) -> None:
    data = jpg(exif(place=(30.5, 104.1), artist="王甲"))
    there = site(tmp_path, "jpg", data)
    assert {item.code for item in told(there)} == {"picture-private"}
    out = there.build()
    (row_,) = [row for row in json.loads((out / "api/notices.json").read_bytes())["notices"] if row["id"] == "case"]
    published = (out / row_["attachments"][0]["path"].lstrip("/")).read_bytes()
    assert published == strip("jpg", data) != data
    there_is = read("jpg", io.BytesIO(published), len(published))
    assert not list(there_is.hidden())  # type: ignore[union-attr]
    assert row_["attachments"][0]["sha256"] == sha256(published).hexdigest()
    assert row_["attachments"][0]["size"] == len(published)
    assert sha256(published).hexdigest() in (out / "n/case/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("label", "codes"), [("", ["ai-unlabelled"]), ("人工智能生成: 是", [])])
def test_a_picture_that_says_a_machine_made_it_needs_a_label_on_the_page(
    tmp_path: Path, label: str, codes: list[str]
) -> None:
    data = png_with((b"tEXt", b'AIGC\0{"Label":"1","ContentProducer":"001191"}'))
    assert [item.code for item in told(site(tmp_path, "png", data, *filter(None, [label])))] == codes


def searched(there: Site, cache: Cache | None = None) -> list[int]:
    """The length of the text that the search may show of each file of the notice, 0 for none."""
    library = inspect(there.facts(), NOW, cache=cache).library
    return [attached.length for attached in library.by_id["case"].files.values()]


PERSONAL = f"姓名,编号\n王甲,{ID}\n".encode()
LIST = "姓名,学号\n张三丰,2024010101\n李小四,2024010102\n王五六,2024010103\n".encode()


@pytest.mark.parametrize("how", ["told", "waived", "weakened", "known before"])
def test_what_personal_data_stops_is_not_searched_whatever_the_site_says_of_it(tmp_path: Path, how: str) -> None:
    (found,) = told(site(tmp_path / "first", "csv", PERSONAL))
    waiver = f"{{rule: {found.code}, words: '{found.words}', who: 宣传部, why: 核对过, until: 2026-12-31}}"
    there = site(tmp_path / "second", "csv", PERSONAL, *([f"放行:\n  - {waiver}"] if how == "waived" else []))
    if how == "weakened":
        there.write({"notices/settings.yml": f"审读:\n  轻重: {{{found.code}: 提示}}\n"})
    if how == "known before":
        there.write({BASELINE: Baseline.of([found]).dump()})
    assert any(item.severity == "error" for item in told(there)) == (how == "told")
    assert searched(there) == [0]


def test_what_hides_a_number_of_a_person_is_not_searched_nor_is_a_secret(tmp_path: Path) -> None:
    hidden = docx(para(run("请看")) + para(run(f"证件 {ID}", "<w:vanish/>")))
    assert searched(site(tmp_path / "a", "docx", hidden)) == [0]
    assert searched(site(tmp_path / "b", "docx", docx(para(run("秘密★1年")) + para(run("通知"))))) == [0]


def test_a_list_that_only_this_site_stops_is_searched_nowhere_else(tmp_path: Path) -> None:
    there = site(tmp_path, "csv", LIST)
    (code,) = {item.code for item in told(there)}
    assert searched(there) == [len(LIST.decode().strip())]
    there.write({"notices/settings.yml": f"审读:\n  轻重: {{{code}: 停发}}\n"})
    assert searched(there) == [0]


def test_a_list_is_read_under_the_title_of_every_notice_that_it_goes_with(tmp_path: Path) -> None:
    there = site(tmp_path, "csv", "姓名,出生日期\n张三丰,2010年10月\n".encode())
    assert searched(there) != [0]
    other = front("title: 国家助学金名单", "kind: 公告", "date: 2020-01-06", "id: b", "附件: 附件/名单.csv")
    there.write({"notices/b.md": other})
    assert {item.code for item in told(there)} == {"personal-column"}
    assert searched(there) == [0]


@pytest.mark.parametrize(("suffix", "data"), [("docx", docx("<w:p>")), ("png", png_with()), ("docx", docx(para()))])
def test_what_cannot_be_read_and_what_has_no_text_is_not_searched(tmp_path: Path, suffix: str, data: bytes) -> None:
    assert searched(site(tmp_path, suffix, data)) == [0]


def test_a_file_is_read_once_and_not_again_by_a_later_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = site(tmp_path / "site", "docx", docx(para(run("报名表"))))
    count = []

    def counted(suffix: str, stream: BinaryIO, size: int) -> contents.Contents | contents.Unreadable:
        count.append(suffix)
        return read(suffix, stream, size)

    monkeypatch.setattr(attached, "read", counted)
    for _ in range(2):
        there.build()
        assert searched(there, Cache.of_site(there.root)) == [3]
    assert count == ["docx"]


def test_files_that_are_left_out_for_errors_do_not_keep_others_from_the_search(tmp_path: Path) -> None:
    there = site(tmp_path, "docx", docx(para(run("报名表")))).write({"notices/bad.md": "---\ntitle: 无\n---\n"})
    library = there.inspect(keep_going=True).library
    assert [one.length for one in library.by_id["case"].files.values()] == [3]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("damage", [lambda data: data + b"\xe5", lambda data: data[:20] + b"\xff" + data[20:]])
def test_a_damaged_byte_hides_no_number_of_a_person(
    tmp_path: Path, encoding: str, damage: Callable[[bytes], bytes]
) -> None:
    text = "序号,姓名,身份证号\n1,王甲," + ID + "\n" + "2,李乙,无\n" * 3
    there = site(tmp_path, "csv", damage(text.encode(encoding)))
    assert [item.code for item in told(there) if item.severity == "error"] == ["personal-id"]
    assert searched(there) == [0]


@pytest.mark.parametrize("suffix", ["rar", "7z", "ofd"])
def test_a_file_into_which_no_program_of_ours_can_look_is_told(tmp_path: Path, suffix: str) -> None:
    report = Report()
    file = attached._File(Checked(tmp_path, f"a.{suffix}", sha256(b"x").hexdigest()), "单位")
    (tmp_path / f"a.{suffix}").write_bytes(b"x")
    report.extend(attached._read(Proofreader(), file)[0])
    assert [(item.code, item.severity) for item in report] == [("attached-unread", "warning")]


@pytest.mark.parametrize("part", ["名单.html", "a.md", "b.rtf", "c.docm", "d.json", "e.tsv", "f"])
def test_what_is_not_read_of_an_archive_is_told_by_name(tmp_path: Path, part: str) -> None:
    found = told(
        site(tmp_path, "zip", archive({"读我.txt": "说明".encode(), part: ID.encode(), "g/": b"", "h.mp3": b""}))
    )
    assert [(item.code, part in item.message) for item in found] == [("attached-unread", True)]
    assert "h.mp3" not in found[0].message


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        ("zip", archive({f"王甲{ID}.csv": f"号码\n{valid('99999919900101002X')}\n".encode()})),
        ("xlsx", xlsx((ID, "", sheet(row(1, cell_of("A1", valid("99999919900101002X"))))))),
        ("docx", docx(para(run("甲"), run(f"王甲乙丙{ID}请核", "<w:vanish/>")))),
        ("docx", docx(para(run("甲"), run("王甲19900001234", "<w:vanish/>")))),
        ("docx", docx(para(run("甲"), run("王甲１９９０ 0001234", "<w:vanish/>")))),
    ],
)
def test_no_message_about_a_file_has_the_number_of_a_person(tmp_path: Path, suffix: str, data: bytes) -> None:
    found = told(site(tmp_path, suffix, data))
    assert found
    words = "".join(item.message + item.hint + item.words for item in found)
    assert [part for part in (ID, ID[:14], "19900001234", "0001234") if part in words] == []


def test_a_file_beside_several_notices_is_waived_by_each_of_them(tmp_path: Path) -> None:
    data = f"姓名,编号\n王甲,{ID}\n".encode()
    (found,) = told(site(tmp_path, "csv", data))
    waiver = f"{{rule: {found.code}, words: '{found.words}', who: 宣传部, why: 核对过, until: 2026-12-31}}"
    for number, name in enumerate("ab"):
        files = {
            f"notices/{one}.md": front(
                f"title: 关于{one}类事项的通知", "kind: 通知", "date: 2026-01-06", f"id: {one}", "附件: 附件/名单.csv",
                *([f"放行:\n  - {waiver}"] if one == name else []), body="请看附件。\n",
            )
            for one in "ab"
        }  # fmt: skip
        there = Site(tmp_path / str(number)).write({**files, f"{FILE}.csv": data})
        codes = [item.code for item in inspect(there.facts(), NOW).report]
        assert [code for code in codes if code in ("personal-id", "waiver-unused")] == []


def test_the_name_of_a_file_is_read_like_what_is_in_it(tmp_path: Path) -> None:
    path = f"notices/附件/王甲{ID}.csv"
    there = Site(tmp_path).write(
        {"notices/a.md": sample("请看附件。\n", f"附件: 附件/王甲{ID}.csv"), path: b"a,b\n1,2\n"}
    )
    report = inspect(there.facts(), NOW).report
    (found,) = [item for item in report if item.position.file == path]
    assert (found.code, found.words) == ("personal-id", "99*************" + ID[-3:])
    assert found.message.startswith("文件名：")


def test_a_link_is_read_for_numbers_of_persons_and_is_no_secret_of_the_file(tmp_path: Path) -> None:
    target = relations(("hyperlink", f"https://www.example.cn/?id={ID}", True))
    data = docx(para(run("名单见网页")), **{"word/_rels/document.xml.rels": target})
    (found,) = told(site(tmp_path, "docx", data))
    assert (found.code, found.message.partition("：")[0]) == ("personal-id", "链接的网址，链接")


def test_a_notice_whose_file_is_stopped_is_left_out_with_it(tmp_path: Path) -> None:
    """What is stopped is not published, even when the rest is."""
    there = site(tmp_path, "csv", PERSONAL)
    out = there.build(keep_going=True)
    assert not list(out.rglob("名单*"))
    assert not (out / "n/case").exists()
    assert (out / "index.html").is_file()
