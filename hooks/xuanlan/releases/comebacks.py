"""What was taken down and would be public again, after a rollback to an older release or a release of older content.

Two finished trees are compared by what is in them, without their sources: api/notices.json, the pages of notices that
are no longer in it, the list of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any

from xuanlan import addresses
from xuanlan.diagnostics.report import Position, Report
from xuanlan.models.kinds import shipped_kinds
from xuanlan.models.ledger import Ledger
from xuanlan.tree.release import Release, files, notice_ids, rows, shown

_GONE = {
    "": "后来已经从网站上拿掉",
    "withdrawn": "后来已经撤回",
    "moved": "后来已经改由别的网页代替",
    "superseded": "后来已经由新的文稿代替",
    "repealed": "后来已经废止",
}
"""What has become of a notice that was in force, by its later state; "": it has no page any more."""
_SHOWN = 20
"""Most names in one message."""
_NAMED = 10
"""Most notices with a changed wording that are reported one by one."""
_ARTICLE = re.compile(r'<article\b[^>]* data-notice="(?:(?!<footer class="xl-article__foot"|</article>).)*', re.DOTALL)
_UNSAID = re.compile(r'<div class="xl-state\b.*?</div>|<[^>]*>', re.DOTALL)
"""With these two patterns a page of our own takes 0.09 ms; parsing it (selectolax) takes 0.37."""
_ENDED = ("expired", "closed")
_NOTICES = addresses.NOTICES.rstrip("/")


def check_comebacks(target: Release, later: Release, ledger: Ledger, report: Report) -> None:
    """Report what `target` shows although it was taken down by `later`, a newer release, or in the `ledger`."""
    then, now = rows(target.folder) or _by_pages(target), rows(later.folder)
    before, after = files(target.folder), files(later.folder)
    lost, other = _by_notice(before.keys() - after.keys()), _exchanged(before, after)
    for ident, row in then.items():
        if row["state"] == "withdrawn":
            continue
        why = _why(target, later, ident, row, now.get(ident)) or _entered(ledger, ident)
        if not why and ident in lost:
            why = f"附件 {some(lost[ident])} 后来已经撤下"
        if not why and ident in other:
            why = f"附件 {some(other[ident])} 后来换成了另一份"
        if why:
            place = Position(addresses.notice(ident))
            report.add("rollback-comeback", place, release=target.id, id=ident, title=row["title"], why=why)
    told = {str(item.position) for item in report}
    earlier = [
        ident
        for ident, row in then.items()
        if addresses.notice(ident) not in told and ident in now and row["state"] != "withdrawn"
        and before.get(page := addresses.notice(ident)) != after.get(page)
        and _wording(target, ident) != _wording(later, ident)
    ]  # fmt: skip
    if earlier:
        names = "、".join(f"《{then[ident]['title']}》（{ident}）" for ident in earlier[:_NAMED])
        more = "等" if len(earlier) > _NAMED else ""
        report.add("rollback-wording", Position(addresses.API), count=len(earlier), names=names + more)
    for path in sorted(before.keys() - after.keys()):
        if path.split("/")[0] not in _own():
            report.add("rollback-page", Position(path), release=target.id, path=path)
    ended = [
        ident
        for ident, row in then.items()
        if ident in now and now[ident]["state"] in _ENDED and row["state"] not in (*_ENDED, "withdrawn")
    ]
    if ended:
        report.add("rollback-ended", Position(addresses.API), count=len(ended), ids=some(ended))


def check_withdrawn_pages(target: Release, withdrawn: Iterable[str], report: Report) -> None:
    """Report which of the addresses that are `withdrawn` have a page in `target`."""
    told, there = {str(item.position) for item in report}, set(files(target.folder))
    folder = addresses.HOTLINES.removesuffix(addresses.HOME)
    if not any(path.startswith(folder) and path != addresses.HOTLINES for path in there):
        there.discard(addresses.HOTLINES)  # every site has that page, if only without a number
    for path in sorted({addresses.file(address) for address in withdrawn} & there - told):
        report.add("rollback-page", Position(path), release=target.id, path=path)


def _wording(tree: Release, ident: str) -> str:
    """The text on the page of the notice, without its state, which changes by itself."""
    try:
        page = (tree.folder / addresses.notice(ident)).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    article = _ARTICLE.search(page)
    return " ".join(_UNSAID.sub(" ", article[0] if article else "").split())


def _by_pages(tree: Release) -> dict[str, dict[str, Any]]:
    """State and title (here the id) of each notice, from the pages of a tree of another edition, without the API."""
    there = {ident: shown(tree.folder, ident).state for ident in notice_ids(tree.folder)}
    return {ident: {"state": state, "title": ident} for ident, state in there.items()}


def some(names: Sequence[str]) -> str:
    """The names as a phrase, or the first `_SHOWN` of them."""
    return "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")


def _why(target: Release, later: Release, ident: str, row: dict[str, Any], now: dict[str, Any] | None) -> str:
    """Why the notice should not be shown as in `target`, worded for staff; empty when nothing was taken down."""
    page = shown(later.folder, ident) if now is None or now.get("open_until") or now.get("expires") else None
    state = now["state"] if now else page.state if page else ""
    if state in _GONE:
        return _GONE[state] if state != row["state"] else ""
    if page is None or page.body_goes > later.built_at.timestamp():
        return ""
    gone_before = shown(target.folder, ident).body_goes <= target.built_at.timestamp()
    return "" if gone_before else "它的名单后来已经按规定撤下"


def _entered(ledger: Ledger, ident: str) -> str:
    entry = ledger.entries.get(ident)
    if entry and (entry.withdrawn or entry.moved_to):
        return "登记簿里写着它已经撤下" if entry.withdrawn else "登记簿里写着它已经转到别处"
    return ""


@cache
def _own() -> Set[str]:
    """First segments of the paths of what is made from notices and registers; all else is written by hand."""
    return addresses.TOP.union(column.slug for column in shipped_kinds().columns)


def _by_notice(paths: Iterable[str]) -> dict[str, list[str]]:
    """The names of notices' files among `paths`, by the id of their notice."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        first, _, rest = path.partition("/")
        ident, _, name = rest.partition("/files/")
        if first == _NOTICES and name:
            found.setdefault(ident, []).append(name)
    return found


def _exchanged(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    return _by_notice(path for path, digest in after.items() if before.get(path, digest) != digest)


def withdrawn_again_public(old: Release, new: Release) -> dict[str, str]:
    """The notices that were withdrawn, moved or repealed in the `old` tree and are shown again by the `new` one: their
    ids, with the state in the old tree."""
    before = rows(old.folder)

    def state(ident: str) -> str:
        row = before.get(ident)
        return row["state"] if row else shown(old.folder, ident).state

    again = {ident: row["state"] for ident, row in rows(new.folder).items() if row["state"] != "withdrawn"}
    found = {ident: state(ident) for ident in again}
    down = {ident: what for ident, what in found.items() if what in ("withdrawn", "moved")}
    return down | {ident: "repealed" for ident, what in found.items() if what == "repealed" != again[ident]}


def brought_back(new: Release, last: Release, older: Iterable[Release]) -> list[str]:
    """Paths of files other than pages that the `last` tree lacks, and that the `new` one has just as an `older` one."""
    before = files(last.folder)
    fresh = {path: digest for path, digest in files(new.folder).items() if path not in before and _handed_out(path)}
    known = [files(tree.folder) for tree in older] if fresh else []
    return sorted(path for path, digest in fresh.items() if any(tree.get(path) == digest for tree in known))


def _handed_out(path: str) -> bool:
    """Whether staff have provided the file at `path`: an attachment or a file of docs/, no page."""
    first, _, rest = path.partition("/")
    return not path.endswith(".html") and (first not in _own() or (first == _NOTICES and "/files/" in rest))


def exchanged(old: Release, new: Release) -> dict[str, list[str]]:
    """The names of notices' files whose content has changed at the same address, by the id of their notice."""
    return _exchanged(files(old.folder), files(new.folder))
