"""Wherever in a file a number of a person or a mark of secrecy stands, it is found, or the file is told as unread."""

from __future__ import annotations

import random
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import office_places
import office_places_older
import office_places_pdf
import office_places_slides
import pytest
from cases import every
from office_locked import locked
from office_texts import pdf, show, words
from persons import id_number

from xuanlan.checks import attached
from xuanlan.checks.proofread import Proofreader
from xuanlan.library.attachments import Checked
from xuanlan.office import contents
from xuanlan.office.read import read

PLACES = {
    **office_places.PLACES,
    **office_places_slides.PLACES,
    **office_places_pdf.PLACES,
    **office_places_older.PLACES,
}
CLOSED = {
    "docx: object inside", "doc: Word 95", "xls: Excel 95", "ppt: encrypted", "rar", "7z", "ofd",
    "zip: rtf", "zip: zip", "zip: rar", "zip: eml", "zip: ofd",
}  # fmt: skip
"""What no program of ours reads, and says so."""
TEXTS = ((id_number(random.Random(7)), "personal-id"), ("机密★3年", "secrecy-mark"))


@pytest.fixture(scope="module")
def reader() -> Proofreader:
    return Proofreader()


@every("name", PLACES)
def test_nothing_in_a_file_goes_out_in_silence(name: str, reader: Proofreader, tmp_path: Path) -> None:
    suffix, make = PLACES[name]
    for text, code in TEXTS:
        content = make(text)
        (tmp_path / f"a.{suffix}").write_bytes(content)
        file = attached._File(Checked(tmp_path, f"a.{suffix}", sha256(content).hexdigest()), "单位")
        codes = {item.code for item in attached._read(reader, file)[0]}
        assert code in codes or (name in CLOSED and "attached-unread" in codes), codes


@every("name", office_places_pdf.PLACES)
def test_nothing_in_a_locked_file_goes_out_in_silence(name: str, tmp_path: Path, reader: Proofreader) -> None:
    """Anybody may open it and nobody may change it: pages are read, and what is not is told."""
    text, code = TEXTS[0]
    content = locked(office_places_pdf.PLACES[name][1](text))
    (tmp_path / "a.pdf").write_bytes(content)
    file = attached._File(Checked(tmp_path, "a.pdf", sha256(content).hexdigest()), "单位")
    codes = {item.code for item in attached._read(reader, file)[0]}
    assert codes & {code, "attached-unread"}, codes


def test_the_pages_of_a_locked_file_are_read_with_what_they_hide() -> None:
    seen, white = show("看得见的字"), show("白色的字", 600, before="1 g")
    note = f"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents{words('批语')}>>"
    content = locked(pdf(seen + white, notes=note))
    got = read("pdf", BytesIO(content), len(content))
    assert isinstance(got, contents.Contents)
    assert [(one.kind, one.text) for one in got.hidden()] == [(contents.WHITE, "白色的字"), (contents.COMMENT, "批语")]
    closed = locked(pdf(seen), b"secret")
    assert isinstance(read("pdf", BytesIO(closed), len(closed)), contents.Unreadable)
