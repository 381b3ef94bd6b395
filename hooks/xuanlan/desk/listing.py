"""All texts of a site in one list: what each is, in which state, what falls due, and how much is to be mended"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set
from datetime import timedelta
from typing import Any

from xuanlan.diagnostics.report import Report
from xuanlan.library.approval_gate import CHANGED, WAITS
from xuanlan.library.read import NoticeSource, Sources
from xuanlan.models import schedule

_APPROVAL = {WAITS: "待审", CHANGED: "改过，待审"}
_SOON = timedelta(days=7)


def rows(sources: Sources, report: Report, paths: Mapping[str, str], unsaved: Set[str]) -> list[dict[str, Any]]:
    """A row for the browser for each text, newest first, those with errors above. `paths` are by id, `unsaved` those of
    texts in which something was typed."""
    known = {notice.path for notice in sources.notices}
    found = Counter((item.position.file, item.severity) for item in report)
    idents = {path: ident for ident, path in paths.items()}
    listed = [
        _broken(ident, path, is_wrong=bool(found[path, "error"]))
        for ident, path in paths.items()
        if path not in known and (sources.root / path).is_file()
    ]
    listed += [_row(sources, notice, idents.get(notice.path, notice.id)) for notice in sources.notices]
    for row in listed:
        path = row["path"]
        row |= {"stops": found[path, "error"], "warns": found[path, "warning"], "unsaved": path in unsaved}
    return listed


def _broken(ident: str, path: str, *, is_wrong: bool) -> dict[str, Any]:
    title = path.rpartition("/")[2].removesuffix(".md")
    label = "有错误" if is_wrong else "新文稿"
    return {"id": ident, "path": path, "title": title, "kind": "", "unit": "", "units": [], "date": "",
            "state": "broken", "label": label, "due": ""}  # fmt: skip


def _row(sources: Sources, source: NoticeSource, ident: str) -> dict[str, Any]:
    facts, due = source.facts, ""
    for until, words in ((facts.open_until, "公示结束"), (facts.expires, "失效")):
        if until and sources.now <= until <= sources.now + _SOON:
            due = f"{schedule.until_words(until)}{words}"
    return {
        "id": ident,
        "path": source.path,
        "title": source.notice.title,
        "kind": source.notice.kind,
        "unit": "、".join(sources.units(source)),
        "units": list(sources.units(source)),
        "date": source.notice.date.isoformat(),
        "state": source.state,
        "label": _APPROVAL.get(source.approval) or schedule.label(source.state),
        "due": due,
    }
