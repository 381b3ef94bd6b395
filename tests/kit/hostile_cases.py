"""The cases of hostile input and the outcome that each must have; every test names the cases that it covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
from sites import SOUND, SOUND_TEXT, Site, front, lines

Test = TypeVar("Test", bound=Callable[..., None])
ERROR, WARNING, FINE, CLEAN = "error", "warning", "fine", "sanitised"
OUTCOMES = {
    "A01-yaml-unclosed-quote": ERROR,
    "A02-yaml-tab-indent": ERROR,
    "A04-yaml-colon-space-in-title": ERROR,
    "A05-yaml-fullwidth-colon": ERROR,
    "A07-crlf": FINE,
    "A08-cr-only": FINE,
    "A10-utf16le-bom": ERROR,
    "A11-utf16be-bom": ERROR,
    "A13-mixed-utf8-gbk": ERROR,
    "A14-bom-in-middle": WARNING,
    "A16-date-2023-02-30": ERROR,
    "A17-date-chinese": FINE,
    "A19-yaml11-scalars": FINE,
    "A20-yaml-duplicate-key": ERROR,
    "A22-yaml-python-tag": ERROR,
    "A23-config-python-tag": ERROR,
    "A25-empty-file": ERROR,
    "A26-only-front-matter": ERROR,
    "A28-template-missing": ERROR,
    "A29-template-traversal": ERROR,
    "A31-title-list": ERROR,
    "A32-title-null": ERROR,
    "A34-search-bool": ERROR,
    "A35-icon-missing": ERROR,
    "A37-fm-leading-blank": ERROR,
    "A38-fm-unknown-key-typo": ERROR,
    "A40-draft-true": FINE,
    "A41-mmd-first-line": ERROR,
    "C01-missing-image": ERROR,
    "C03-dead-anchor": ERROR,
    "C04-absolute-link": ERROR,
    "C06-link-file-url": ERROR,
    "C07-link-case-mismatch": ERROR,
    "C09-raw-html-dead-img": ERROR,
    "C10-external-image": ERROR,
    "C12-page-removed": ERROR,
    "C13-page-renamed": ERROR,
    "C15-not-in-nav-still-public": WARNING,
    "C16-duplicate-doc-number": ERROR,
    "C18-redirect-to-outside": ERROR,
    "D01-raw-script": CLEAN,
    "D03-js-link-obfuscated": CLEAN,
    "D04-data-html-link": CLEAN,
    "D06-svg-onload": CLEAN,
    "D07-iframe-object": CLEAN,
    "D09-meta-refresh": CLEAN,
    "D10-base-href": CLEAN,
    "D12-attr-list-onclick": CLEAN,
    "D13-title-breakout": CLEAN,
    "D15-heading-html": CLEAN,
    "D16-codeblock-in-search": CLEAN,
    "D18-unclosed-comment": CLEAN,
    "D19-comment-leak": CLEAN,
    "D21-mxss": CLEAN,
    "D22-snippet-include": CLEAN,
    "D24-svg-attachment-script": ERROR,
    "D25-html-attachment": ERROR,
    "D27-polyglot-pdf": ERROR,
    "D28-web-config-htaccess": ERROR,
    "D30-zero-width": WARNING,
    "D31-link-homograph": WARNING,
    "D33-id-clobber": CLEAN,
    "D34-csv-formula": ERROR,
    "D36-markdown-in-number": CLEAN,
    "D37-footnote-abbr": CLEAN,
}
"""The outcome of each: refused with a place, published with a warning, published, or published and made harmless."""

SHOWN: set[str] = set()
"""Cases for which a test exists, noted while the test modules are read."""

PLACED: set[str] = set()
"""Codes of diagnostics whose line and column are checked by a table, noted in the same way."""

CASE = "notices/case.md"
DOC = "docs/case.md"


def shows(*cases: str) -> Callable[[Test], Test]:
    """Marks a test as covering `cases`, and names them in its id."""
    unknown = set(cases) - OUTCOMES.keys()
    if unknown:
        raise ValueError(f"no such case: {unknown}")
    SHOWN.update(cases)

    def name(test: Test) -> Test:
        named = pytest.mark.parametrize("case", [pytest.param(cases, id="+".join(cases))], indirect=True)
        marked: Test = pytest.mark.usefixtures("case")(named(test))
        return marked

    return name


@dataclass(frozen=True)
class Row:
    """One input: the case, how it differs from its neighbours, the files, and what must be found in them."""

    case: str
    variant: str
    files: Mapping[str, str | bytes]
    found: tuple[str, ...] = field(default=())

    @property
    def id(self) -> str:
        return f"{self.case}: {self.variant}" if self.variant else self.case


def rows(table: list[Row]) -> pytest.MarkDecorator:
    """The table as parameters of a test."""
    SHOWN.update(row.case for row in table)
    PLACED.update(item.split(" ")[1] for row in table for item in row.found if item.count(":") == 2)
    unknown = {row.case for row in table} - OUTCOMES.keys()
    if unknown:
        raise ValueError(f"no such case: {unknown}")
    return pytest.mark.parametrize("row", [pytest.param(row, id=row.id) for row in table])


def head(case: str, variant: str, written: list[str], *found: str) -> Row:
    """A notice with the front matter `written`; `found` are `severity code line:column` in it."""
    return text(case, variant, front(*written), *found)


def text(case: str, variant: str, content: str | bytes, *found: str) -> Row:
    """A notice that is `content`; a `found` without a place concerns the whole file."""
    return Row(case, variant, {CASE: content}, tuple(placed(item, CASE) for item in found))


def placed(item: str, file: str) -> str:
    """`item`, which is `severity code line:column`, as the report prints it for `file`."""
    severity, code, *place = item.split(" ")
    return f"{severity} {code} {':'.join([file, *place])}"


def check(site: Site, row: Row) -> None:
    """The report is exactly what the row says, fits its case, and leaves the sound notice alone."""
    site.write(row.files)
    report = site.inspect().report
    assert lines(report.without_hints()) == list(row.found)
    if OUTCOMES[row.case] == ERROR:
        assert report.errors
        assert all(item.message and item.hint for item in report)
    else:
        assert report.errors == []
    sound_is_unharmed(site)


def sound_is_unharmed(site: Site) -> None:
    """The sound notice is in the library that `keep_going` builds without the files with errors."""
    inspected = site.inspect(keep_going=True)
    library, report = inspected.library, inspected.report
    assert SOUND_TEXT in library.by_id["duty"].rendered.text
    assert not [item for item in report if item.position.file == SOUND]
    bad = report.files_with_errors()
    assert not [entry.path for entry in library.entries if entry.path in bad]
    assert not bad & library.docs.pages.keys()
