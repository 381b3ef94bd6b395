"""Which published texts may show personal data of minors, for the yearly report (未成年人网络保护条例第三十七条)"""

from __future__ import annotations

import re

from xuanlan.diagnostics.report import Report
from xuanlan.library.render import Library
from xuanlan.proofreading.personal_data import personal_data


def reasons(library: Library, report: Report) -> dict[str, str]:
    """Why a text is to be looked at, by its id: it is about pupils, and the rules on personal data have found something
    in it or in its files. `report` has what they found; whoever is named may still be of age."""
    found: dict[str, set[str]] = {}
    for item in report:
        if item.code.startswith("personal-"):
            found.setdefault(item.position.file, set()).add(item.code)
    told = {}
    for entry in library.entries:
        title = entry.notice.title
        codes = set().union(*(found.get(path, set()) for path in (entry.path, *entry.files)))
        if listed := of_title(title):
            told[entry.id] = listed
        elif codes and _about_minors(f"{title}\n{entry.rendered.text}"):
            told[entry.id] = f"提到未成年人，并有 {'、'.join(sorted(codes))}"
    return told


def of_title(title: str) -> str:
    """The kind of list of pupils that a title names; "" for none."""
    kind = personal_data().list_kind(title)
    return kind.name if kind and "学生" in kind.name else ""


def _about_minors(text: str) -> bool:
    return re.search("|".join(map(re.escape, personal_data().minors)), text) is not None
