"""Notice pages, and the files that go with them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from xuanlan import addresses, text
from xuanlan.library.attachments import Checked
from xuanlan.library.entry import Entry
from xuanlan.library.problems import Problems
from xuanlan.library.render import Library
from xuanlan.models import schedule
from xuanlan.models.ai_label import as_json
from xuanlan.outputs.qr_codes import code_view, modules_of
from xuanlan.quiz import gather, shown
from xuanlan.quiz.marked import Marked
from xuanlan.render import campaigns, leaving, pictures, problems
from xuanlan.render.contacts import contact_view
from xuanlan.render.entries import entry_view, list_gone, signatories, state_view, summary
from xuanlan.render.facts import ROWS, facts_of
from xuanlan.render.frame import column_tags
from xuanlan.render.pages import Pages, page_view
from xuanlan.render.ragged import ragged
from xuanlan.render.related import Related
from xuanlan.runtime.cache import Key, digest
from xuanlan.tree.out import Out
from xuanlan.views import FactView, FileView, LinkView, NoticeView, OutlineView, PeriodView, RuleView

SHORTEST_OUTLINE = 3
"""Fewest headings for which a page has an outline."""
ELSEWHERE = ("date", "open", "result")
"""Keys of facts with a place of their own on the page: the signature, and the part about the 公示."""


def files(pages: Pages, entry: Entry) -> Iterator[Out]:
    """The page of `entry`, then the files that its text uses."""
    library = pages.library
    yield _page(pages, entry)
    if not list_gone(library, entry):
        for path, attached in entry.files.items():
            content = Checked(library.root, path, attached.sha256)
            yield Out(addresses.attachment(entry.id, attached.name), content)


def key(pages: Pages, entry: Entry) -> Key:
    """Digest of everything that the page of `entry` depends on."""
    notice = entry.notice
    contacts = (contact for contact in (notice.contact, notice.objections) if contact)
    return digest(
        pages.once(_surroundings)[notice.kind],
        pages.fingerprint(entry),
        *(part for other in pages.once(related).of(entry) for part in _line(pages, other)),
        *(repr(contact_view(pages.library, contact, entry.address)) for contact in contacts),
        "sheet" if entry.id in pages.sheets else "",
        gather.key(pages.library, entry),
        problems.key(pages.library, entry, _problems(pages, entry)),
    )


def _line(pages: Pages, other: Entry) -> tuple[Key, str]:
    """What a line about another notice depends on."""
    return pages.fingerprint(other), pages.library.column(other).slug


def _surroundings(pages: Pages) -> dict[str, Key]:
    """For each kind that has notices, the digest of what their pages have in common."""
    library = pages.library
    found: dict[str, Key] = {}
    for entry in library.public:
        if entry.notice.kind not in found:
            column = library.column(entry)
            token = pages.token("notice.html", entry.address, column.slug)
            found[entry.notice.kind] = digest(token, repr(column), library.kinds[entry.notice.kind].layout)
    return found


def _problems(pages: Pages, entry: Entry) -> Problems:
    """The problems that the page of `entry` may speak of; the desk shows those of staff too."""
    return problems.known(pages.library, entry) if entry.state == schedule.INTERNAL else pages.once(_public_problems)


def _public_problems(pages: Pages) -> Problems:
    return Problems(pages.library, public=True)


def related(pages: Pages) -> Related:
    """The index of related notices, for `pages.once`."""
    return Related(pages.library)


def _page(pages: Pages, entry: Entry) -> Out:
    library, notice = pages.library, entry.notice
    column, withdrawn = library.column(entry), entry.state == "withdrawn"
    page = page_view(
        library,
        entry.address,
        "notice",
        notice.title,
        [(column.title, addresses.column(column.slug)), (notice.title, "")],
        **column_tags(library, column.slug),
        ArticleTitle=notice.title,
        PubDate=f"{entry.facts.publish:%Y-%m-%d %H:%M}",
        ContentSource=notice.source or "、".join(library.units(entry)),
        Keywords=",".join((*notice.tags, *notice.values)) or (notice.title if withdrawn else notice.kind),
        Author=notice.author or "",
        Description=summary(library, entry) or notice.title,
        Url=addresses.public(library.site.url, entry.address),
    )
    page.picture = _picture(library, entry)
    if notice.aigc:
        page.meta.append(("AIGC", as_json(notice.aigc)))
    return pages.page(entry.address, column.slug, page, "notice.html", notice=notice_view(pages, entry))


def _picture(library: Library, entry: Entry) -> str:
    """The absolute address of the picture that chats show; nothing of what has been taken down."""
    if list_gone(library, entry) or not entry.rendered.media:
        return ""
    return pictures.first(library, entry.address, entry.rendered.html, pictures.of_notice(library, entry))


def notice_view(pages: Pages, entry: Entry) -> NoticeView:
    """Everything that the page of `entry` shows."""
    library = pages.library
    notice, rendered, page = entry.notice, entry.rendered, entry.address
    layout = library.kinds[notice.kind].layout
    internal = entry.state == schedule.INTERNAL  # the desk shows the page of one
    gone = list_gone(library, entry)
    around = None if gone or layout != "rules" else rendered.around_items
    intro, body = around or ("", "" if gone else rendered.html)
    asked = [] if gone or layout != gather.LAYOUT else gather.questions(library, entry)
    if asked:
        intro, body = gather.intro(entry), ""
    found = _problems(pages, entry)
    body = problems.body(library, entry, found, body)
    units = library.units(entry)
    signed_on = text.chinese_date(notice.date)
    # A pasted text has its own signature and addressees: the template must not repeat them.
    signed = entry.state == "withdrawn" or rendered.is_signed(notice.date)
    to = (notice.to or "").rstrip(":：")
    outline = [OutlineView(h.title, "#" + h.anchor, h.level) for h in rendered.outline]
    find = pictures.of_notice(library, entry)

    def fitted(fragment: str) -> Markup:
        return ragged(leaving.body(library, pictures.body(page, fragment, find)))

    return NoticeView(
        id=entry.id,
        title=notice.title,
        kind=notice.kind,
        layout=layout,
        address="" if internal else addresses.public(library.site.url, page),
        doc_no=notice.doc_no or "",
        state=state_view(library, entry, page),
        facts_json=schedule.to_json(entry.facts),
        facts=[FactView(fact.row.label, fact.words, fact.moment) for fact in facts_of(library, entry, apart=ELSEWHERE)],
        to="" if rendered.is_addressed(to) else to,
        outline=[] if gone or len(outline) < SHORTEST_OUTLINE else outline,
        body=fitted(body),
        intro=fitted(intro),
        rules=[RuleView(i.number, i.anchor, fitted(i.html)) for i in rendered.items] if around else [],
        attachments=[] if gone else _attachments(library, entry),
        signature=[] if signed else signatories(library, entry),
        signed_on="" if signed else signed_on,
        period=_period(library, entry),
        contact=contact_view(library, notice.contact, page),
        related=[entry_view(library, other, page) for other in pages.once(related).of(entry)],
        replaces=_replaced(library, entry),
        basis=list(notice.basis),
        source=LinkView(notice.source or notice.source_url or "", notice.source_url or "")
        if notice.source or notice.source_url
        else None,
        tags=list(notice.tags),
        values=[LinkView(word, addresses.relative(page, f"{addresses.VALUES}#{word}")) for word in notice.values],
        list_removed=gone and entry.state != "withdrawn",
        unit="、".join(units),
        published_on=text.chinese_date(entry.facts.publish.date()),
        urgent=notice.urgent,
        gist=notice.summary or "" if notice.urgent and not gone else "",
        author=notice.author or "",
        code=None if internal else code_view(library, entry.id, page),
        share="" if internal or entry.state == "withdrawn" else modules_of(library, page),
        sheet=addresses.relative(page, addresses.sheet(entry.id)) if entry.id in pages.sheets else "",
        campaigns=[
            LinkView(planned.campaign.title, addresses.relative(page, addresses.campaign(planned.name)))
            for planned in campaigns.issued_by(library, entry.id)
        ],
        quiz=shown.groups(asked, Marked(library, entry), fitted) if asked else [],
        problems=None if gone else problems.view(library, entry, found),
    )


def _attachments(library: Library, entry: Entry) -> list[FileView]:
    found = []
    for title, attached in entry.attachments:
        size, sha256 = attached.published(library.root)
        href = addresses.relative(entry.address, addresses.attachment(entry.id, attached.name))
        found.append(FileView(title, href, attached.name, text.size_words(size), sha256))
    return found


def _period(library: Library, entry: Entry) -> PeriodView | None:
    facts = entry.facts
    if not facts.open_from and not facts.open_until:
        return None
    return PeriodView(
        label=ROWS["open"].label,
        first=schedule.from_words(facts.open_from) if facts.open_from else "",
        last=schedule.until_words(facts.open_until) if facts.open_until else "",
        days_left=schedule.days_left(facts, library.now),
        objections=contact_view(library, entry.notice.objections, entry.address),
        result=entry.notice.result or "",
        result_label=ROWS["result"].label,
    )


def _replaced(library: Library, entry: Entry) -> list[LinkView]:
    """Links to the notices that `entry` replaces, without drafts and scheduled ones, whose ids are still secret."""
    found = [library.by_id.get(ident) for ident in entry.notice.replaces]
    return [
        LinkView(old.notice.title, addresses.relative(entry.address, old.address))
        for old in found
        if old and old.public
    ]
