"""The pages of campaigns: all of them, each of them, and each unit's tasks in it, with calendars and a feed of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial

from xuanlan import addresses
from xuanlan.campaigns.calendar import for_everybody
from xuanlan.models.campaign import Planned
from xuanlan.outputs import feeds
from xuanlan.render import campaigns
from xuanlan.render.entries import shown
from xuanlan.render.pages import Pages, Unit, page_view
from xuanlan.render.texts import printed
from xuanlan.text.dates import SHANGHAI, chinese_date
from xuanlan.tree.out import Out
from xuanlan.views import FeedEntryView, FeedView


def units(pages: Pages) -> Iterator[Unit]:
    if campaigns.public(pages.library):
        yield Unit("campaigns", _list)
    for planned in campaigns.public(pages.library):
        yield Unit(f"campaign-{planned.name}", partial(_one, planned.name))


def _list(pages: Pages) -> Iterator[Out]:
    address, title = addresses.CAMPAIGNS, addresses.TITLES[addresses.CAMPAIGNS]
    about = "各项创建、整治活动的阶段和任务"
    page = page_view(pages.library, address, "campaigns", title, [(title, "")], Description=about)
    entries = [campaigns.entry(planned, address) for planned in campaigns.public(pages.library)]
    yield pages.page(address, "campaigns", page, "campaigns.html", campaigns=entries)


def _one(name: str, pages: Pages) -> Iterator[Out]:
    planned = next(one for one in campaigns.public(pages.library) if one.name == name)
    yield _page(pages, planned, "")
    for unit in campaigns.units_of(planned):
        yield _page(pages, planned, unit)
    site = pages.library.site
    for unit in ("", *campaigns.units_of(planned)) if planned.campaign.tasks else ():
        yield Out(addresses.campaign_calendar(name, unit), for_everybody(planned, site, unit))
    yield Out(addresses.campaign_feed(name), printed("feeds/feed.xml", {"feed": _feed(pages, planned)}).encode())


def _feed(pages: Pages, planned: Planned) -> FeedView:
    """What was published for the plan, and what was done of it."""
    library, address, home = pages.library, addresses.campaign_feed(planned.name), addresses.campaign(planned.name)
    own = f"{feeds.site_id(library)}#campaigns/{planned.name}"
    named = dict.fromkeys(
        (planned.campaign.plan, *(ident for task in planned.campaign.tasks for ident in task.notices))
    )
    texts = [shown(entry) for ident in named if (entry := library.by_id.get(ident or "")) and entry.public]
    entries = [feeds.notice_entry(library, entry, address) for entry in texts]
    today = library.now.astimezone(SHANGHAI).date()
    for number, task in enumerate(planned.campaign.tasks, 1):
        entries += [
            FeedEntryView(
                id=f"{own}/{task.id}/{day}",
                title=f"完成：{task.text}",
                href=feeds.link(library, home) + f"#t{number}",
                page=addresses.relative(address, home) + f"#t{number}",
                updated=datetime.combine(day, time(), SHANGHAI).isoformat(),
                author="、".join(task.lead),
                kind="完成",
                summary=f"{planned.campaign.title}，任务 {task.id}，{chinese_date(day)}完成。",
            )
            for day in task.done
            if day <= today
        ]
    newest = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)[: feeds.NEWEST]
    title = f"{planned.campaign.title}_{library.site.name}"
    return feeds.feed(library, address, own, title, (home, planned.campaign.title), newest, "新进展")


def _page(pages: Pages, planned: Planned, unit: str) -> Out:
    whole, title = addresses.campaign(planned.name), planned.campaign.title
    address = addresses.campaign_unit(planned.name, unit) if unit else whole
    crumbs = [(addresses.TITLES[addresses.CAMPAIGNS], addresses.CAMPAIGNS), (title, whole)]
    about = f"{unit}：{title}" if unit else title
    page = page_view(
        pages.library, address, "campaign", about, [*crumbs, (unit, "")] if unit else crumbs,
        Description=f"{about}的阶段、任务和进展",
    )  # fmt: skip
    found = campaigns.view(pages.library, planned, address, unit)
    return pages.page(address, "campaigns", page, "campaign.html", campaign=found)
