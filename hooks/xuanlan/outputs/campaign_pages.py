"""The pages of campaigns: all of them, each of them, and each unit's tasks in it. None where a site has none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from xuanlan import addresses
from xuanlan.models.campaign import Planned
from xuanlan.render import campaigns
from xuanlan.render.pages import Pages, Unit, page_view
from xuanlan.tree.out import Out


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
