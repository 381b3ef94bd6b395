"""All rules of the gate, in the order in which the manual lists them, and what profiles of kinds of units change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from xuanlan.checks import (
    attached,
    attachment_list,
    burden,
    columns,
    consistency,
    document_dates,
    documents,
    hotlines,
    joined_masks,
    level_skips,
    names_register,
    office_phones,
    official_form,
    outside_links,
    picture_words,
    public_notice,
    public_site,
    rulesets,
    titles,
    traditional_texts,
    values,
)
from xuanlan.diagnostics.report import Severity
from xuanlan.models.gate import PROFILES, Strengths
from xuanlan.proofreading.rule import SiteRule
from xuanlan.proofreading.rules import OF_SITES, TEXT
from xuanlan.reading import shipped
from xuanlan.reading.fields import Model, Text, declare


class Family(NamedTuple):
    """Rules that belong together, as the report for the head of an office has them."""

    title: str
    why: str
    """what an inspection says of it, one sentence in Chinese"""
    codes: frozenset[str]


SITE: tuple[SiteRule, ...] = (
    *joined_masks.RULES,
    *attached.RULES,
    *titles.RULES,
    *official_form.RULES,
    *level_skips.RULES,
    *attachment_list.RULES,
    *document_dates.RULES,
    *public_notice.RULES,
    *documents.RULES,
    *rulesets.RULES,
    *values.RULES,
    *hotlines.RULES,
    *names_register.RULES,
    *consistency.RULES,
    *office_phones.RULES,
    *traditional_texts.RULES,
    *picture_words.RULES,
    *columns.RULES,
    *public_site.RULES,
    *outside_links.RULES,
    *burden.RULES,
)
"""Those that see more than one text's words: registers, columns, dates, attached files."""
ONLINE = frozenset(("link-dead", "link-unanswered", "link-refused", "link-moved"))
"""Codes of what only shows when other sites are asked: their waivers may well be unused."""
_CODES = [*(rule.code for rule in TEXT), *OF_SITES, *(rule.code for rule in SITE), *sorted(ONLINE)]
CODES = frozenset(_CODES)
"""Codes whose strength a site may set, and that may be waived."""


def _family(title: str, why: str, *beginnings: str, but: tuple[str, ...] = ()) -> Family:
    codes = (code for code in _CODES if code.startswith(beginnings) and code not in but)
    return Family(title, why, frozenset(codes))


_PHRASES = ("wording-phrase", "wording-fixed", "wording-order")


FAMILIES = (
    _family("密级标志", "泄露国家秘密，检查时单项否决，还要追究责任。", "secrecy-"),
    _family("个人信息", "泄露个人信息，检查时单项否决，还要承担责任。", "personal-"),
    _family("规范提法", "提法错了就是严重表述错误，检查时单项否决。", *_PHRASES),
    _family(
        "栏目和更新",
        "首页、栏目长期不更新，空白栏目，都是单项否决的内容。",
        *("home-", "column-stale", "column-blank", "columns-", "term-", "footer-"),
        *("page-tags", "source-", "date-moved", "repeal-"),
    ),
    _family("链接", "错链、断链和没有标明的外链，逐条扣分。", "link-"),
    _family("附件和图片", "附件里的隐藏内容和个人信息，一经下载就收不回来。", "attached-", "picture-"),
    _family("人工智能标识", "生成内容没有标明，违反标识办法。", "ai-"),
    _family(
        "核心价值观和规章",
        "二十四字、官方条文一个字也不能错，已被取代的不能当作现行的登。",
        "value-",
        "rules-",
        "official-",
    ),
    _family("公示", "公示期不够、名单没有撤下，公示不作数，还可能泄露个人信息。", "period-", "list-stays"),
    _family("热线和联系方式", "登出去的号码打不通，检查时按服务不实用通报。", "hotline-", "contact-"),
    _family(
        "数字和日期",
        "日期、星期、金额写错，读者办不成事。",
        *(
            "date-",
            "number-",
            "range-",
            "money-",
            "count-",
            "enumeration-",
            "reply-",
            "age-",
            "sum-",
            "time-",
            "parts-",
        ),
        but=("date-moved",),
    ),
    _family("登记的名称", "单位名称、领导职务和先后写错，是严重表述错误。", "name-", "leader-"),
    _family("前后一致", "两处说法不同，读者不知道听哪一处。", "told-"),
    _family("文字", "错别字、繁体字和重复的字词，检查时逐处通报。", "word", "character-", but=_PHRASES),
    _family(
        "公文格式",
        "不合《党政机关公文处理工作条例》和 GB/T 9704 的规定。",
        *(
            "docno-",
            "file-number-",
            "title-",
            "addressees-",
            "attachment-",
            "signature-",
            "level-",
            "heading-",
            "list-number",
            "standard-",
        ),
    ),
    _family("基层减负", "层层要材料、要照片、开会、检查，文件太长，会被当作形式主义通报。", "burden-"),
    _family("标点", "标点不合 GB/T 15834 的规定。", "mark-"),
)
"""In the order in which an inspection punishes; every rule belongs to one of them."""


class Profile(Model):
    """What a kind of unit is inspected for more, or less, strictly than others."""

    name: Text = declare("名称", "单位类型。", "学校", ...)
    strengths: Strengths = declare("轻重", "规则和轻重。", "{personal-id: 停发}", {})


@cache
def _profiles() -> dict[str, Profile]:
    return {PROFILES[row.name]: row for row in shipped.read_rows("profiles.yml", Profile)}


def profile(name: str | None) -> Mapping[str, Severity | None]:
    """The strengths that the profile `name` changes; none when there is no such profile."""
    return _profiles()[name].strengths if name else {}
