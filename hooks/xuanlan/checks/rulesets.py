"""Rule sets: the number that the title promises, repeated items, copies of official texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from xuanlan.checks.examples import notice, rules
from xuanlan.diagnostics.report import Report
from xuanlan.library.bodies import Manuscript
from xuanlan.library.entry import Entry
from xuanlan.markup.rendered import Item
from xuanlan.models.notice import field_position
from xuanlan.models.rulesets import OfficialRuleSet, official_rulesets, plain_item, title_count
from xuanlan.proofreading.rule import SiteRule
from xuanlan.reading.keys import nearest
from xuanlan.text.folding import fold

SIMILAR = 0.7
"""A notice with at least this share of an official set's items counts as a copy of it."""
Items = Sequence[Item]
_OUT_OF_FORCE = ("expired", "withdrawn", "superseded", "repealed")


def compare(manuscript: Manuscript, report: Report) -> None:
    """Check the items of a rule set, and compare the notice with the official set that it names or copies."""
    entry, items = manuscript.entry, manuscript.rendered.items
    if entry.notice.withdrawn:
        return
    of_rules = manuscript.layout == "rules"
    if of_rules:
        _items(manuscript, report)
    official = _official(entry, items, report)
    copied = official
    if of_rules and not entry.notice.official:
        copied = _namesake(entry) or _likeness(items)
    if copied and copied.status == "superseded":
        _superseded(entry, copied, report)
    elif copied and not official and _share(items, copied) >= SIMILAR:
        title = field_position(entry.places, "title")
        same = sum(_pairs(items, copied))
        report.add("official-suggested", title, found=entry.notice.title, title=copied.title, same=same, id=copied.id)


_ARTICLE = re.compile(r"^[#* \u3000]*第[一二三四五六七八九十百\d]+条", re.MULTILINE)
"""A paragraph that says itself which article it is, as those of regulations do: it can be cited without a list."""


def _items(manuscript: Manuscript, report: Report) -> None:
    entry, items = manuscript.entry, manuscript.rendered.items
    title = field_position(entry.places, "title")
    if not items:
        if manuscript.body.strip() and not _ARTICLE.search(manuscript.body):
            report.add("rules-no-items", entry.places.start, found=entry.notice.title, kind=entry.notice.kind)
        return
    promised = title_count(entry.notice.title)
    if promised is not None and promised != len(items):
        report.add("rules-count", title, promised=promised, found=len(items))
    first: dict[str, Item] = {}
    for item in items:
        same = first.setdefault(fold(plain_item(item.text)), item)
        if same is not item:
            text = _short(item.text)
            report.add("rules-repeated", item.position, found=text, number=item.number, first=same.number, text=text)
    _numbers(items, manuscript.lines, report)


def _numbers(items: Items, lines: Sequence[str], report: Report) -> None:
    """Report a written number out of order: the page numbers the items itself, so a gap would not show."""
    found = [re.match(r"\s*(\d{1,9})[.)]", lines[item.position.line - 1]) for item in items]
    written = [int(match[1]) for match in found if match]
    if len(written) < len(items) or len(set(written)) == 1:
        return
    for item, number in zip(items, written, strict=True):
        if number != item.number:
            report.add("rules-number", item.position, found=number, written=number, number=item.number)
            return


def _official(entry: Entry, items: Items, report: Report) -> OfficialRuleSet | None:
    """The official set that the notice names, if there is one; differences from its items are reported."""
    ident = entry.notice.official
    if not ident:
        return None
    place = field_position(entry.places, "official")
    official = official_rulesets().get(ident)
    if official is None:
        choices = official_rulesets()
        report.add(
            "official-unknown", place, found=ident, suggestion=nearest(ident, choices), choices="、".join(choices)
        )
        return None
    if len(items) != len(official.items):
        lacking = [
            f"{number}. {text}" for number, text in enumerate(official.items, 1) if not _has(items, official, number)
        ]
        missing = f"缺少或不同的是：{'；'.join(lacking)}。" if lacking else "官方各条都在，请删去多余的条目。"
        report.add(
            "official-count",
            place,
            title=official.title,
            found=len(items),
            expected=len(official.items),
            missing=missing,
        )
        return official
    for item in items:
        difference = official.difference(item.number, item.text)
        if difference:
            at, found, expected = difference
            report.add(
                "official-differs",
                item.position,
                number=item.number,
                at=at,
                found=_short(item.text),
                there=f"是“{found}”" if found else "没有了",
                expected=f"是“{expected}”" if expected else "到此结束",
                text=official.items[item.number - 1],
                source=official.source,
                id=official.id,
            )
    return official


def _has(items: Items, official: OfficialRuleSet, number: int) -> bool:
    return any(official.same(number, item.text) for item in items)


def _pairs(items: Items, official: OfficialRuleSet) -> list[bool]:
    """For each official item, whether the notice has it somewhere."""
    return [_has(items, official, number) for number in range(1, len(official.items) + 1)]


def _share(items: Items, official: OfficialRuleSet) -> float:
    return sum(_pairs(items, official)) / len(official.items)


def _in_place(items: Items, official: OfficialRuleSet) -> int:
    """How many items have their official number: distinguishes sets that share most of their items."""
    return sum(official.same(item.number, item.text) for item in items[: len(official.items)])


def _likeness(items: Items) -> OfficialRuleSet | None:
    """The official set with the largest share of its items among `items`, if that share is at least `SIMILAR`."""
    if not items:
        return None
    best = max(official_rulesets().values(), key=lambda official: (_share(items, official), _in_place(items, official)))
    return best if _share(items, best) >= SIMILAR else None


def _namesake(entry: Entry) -> OfficialRuleSet | None:
    return _by_name().get(_name(entry.notice.title))


@cache
def _by_name() -> dict[str, OfficialRuleSet]:
    sets = official_rulesets().values()
    return {_name(name): official for official in sets for name in (official.title, *official.names)}


def _name(title: str) -> str:
    return re.sub(r"[\"'《》<>]", "", fold(title))


def _superseded(entry: Entry, official: OfficialRuleSet, report: Report) -> None:
    if entry.state in _OUT_OF_FORCE:
        return
    successor = official_rulesets().get(official.superseded_by or "")
    by = f"《{successor.title}》（{successor.source.number or successor.source.date}）" if successor else "新的规定"
    place = field_position(entry.places, "title")
    report.add("official-superseded", place, found=entry.notice.title, title=official.title, successor=by)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "…"


_COPIED = "核对：抄录的条目常有漏写、重复、拆开"
_OFFICIAL = "随软件提供的官方文本，各有出处"
_STUDENTS = (
    "爱党爱国爱人民。", "好学多问肯钻研。", "勤劳笃行乐奉献。", "明礼守法讲美德。", "孝亲尊师善待人。",
    "诚实守信有担当。", "自强自律健身心。", "珍爱生命保安全。", "勤俭节约护家园。",
)  # fmt: skip
_BANS = (
    "不准将医疗卫生人员个人收入与药品和医学检查收入挂钩", "不准开单提成", "不准违规收费", "不准违规接受社会捐赠资助",
    "不准参与推销活动和违规发布医疗广告", "不准为商业目的统方", "不准违规私自采购使用医药产品", "不准收受回扣",
    "不准收受患者“红包”",
)  # fmt: skip
_NAMED = ("official: shou-ze-2015",)
_OUR = "我校学生守则"
_GONE = ("publish_at: 2026-01-05", "repealed: 已被新的准则取代。")
RULES: tuple[SiteRule, ...] = (
    SiteRule(
        "rules-count",
        "标题说几条，正文就应有几条。",
        _COPIED,
        (rules("不迟到", "不早退", title="课堂三不准"),),
        (rules("不迟到", "不早退", "不旷课", title="课堂三不准"), rules("不迟到", "不早退", title="课堂规定")),
    ),
    SiteRule(
        "rules-repeated",
        "同一条写了两遍，多半是另一条漏了。",
        _COPIED,
        (rules("不迟到", "不早退", "不迟到", title="课堂规定"),),
        (rules("不迟到", "不早退", title="课堂规定"), rules("不迟到", "不迟到早退", title="课堂规定")),
    ),
    SiteRule(
        "rules-no-items",
        "规定的条目写成编号列表，网页上才能逐条引用、排版。",
        "手册《正文怎么写》",
        (notice("上课不迟到，不早退。", title="课堂规定", kind="规定"),),
        (
            rules("不迟到", "不早退", title="课堂规定"),
            notice("上课不迟到，不早退。"),
            notice("第一条 上课不迟到。\n\n第二条 上课不早退。", title="课堂规定", kind="规定"),
        ),
    ),
    SiteRule(
        "rules-number",
        "写的编号不连续，多半是漏了一条。",
        _COPIED,
        (notice("1. 不迟到\n2. 不早退\n4. 不旷课", title="课堂规定", kind="规定"),),
        (rules("不迟到", "不早退", title="课堂规定"), notice("1. 不迟到\n1. 不早退", title="课堂规定", kind="规定")),
    ),
    SiteRule(
        "official-count",
        "官方文本有几条，照录的就应有几条。",
        _OFFICIAL,
        (rules(*_STUDENTS[:8], title=_OUR, fields=_NAMED),),
        (rules(*_STUDENTS, title=_OUR, fields=_NAMED), rules("不迟到", "不早退", title=_OUR)),
    ),
    SiteRule(
        "official-differs",
        "官方文本一个字也不能改。",
        _OFFICIAL,
        (rules(*_STUDENTS[:8], "勤俭节约护家乡。", title=_OUR, fields=_NAMED),),
        (rules(*_STUDENTS, title=_OUR, fields=_NAMED), rules("不迟到", "不早退", title=_OUR)),
    ),
    SiteRule(
        "official-superseded",
        "已经被取代的规定还当作现行的登着，读者会照旧的办。",
        "国卫医发〔2021〕37号等",
        (rules(*_BANS, title="加强医疗卫生行风建设“九不准”"),),
        (
            rules(
                *_BANS,
                title="加强医疗卫生行风建设“九不准”",
                fields=("publish_at: 2026-01-05", "repealed: 已被新的准则取代。"),
            ),
            rules("不迟到", "不早退", title=_OUR),
        ),
    ),
    SiteRule(
        "official-suggested",
        "大部分与官方文本相同，写明以后就会逐字核对。",
        _OFFICIAL,
        (rules(*_STUDENTS, title=_OUR),),
        (rules(*_STUDENTS, title=_OUR, fields=_NAMED), rules("不迟到", "不早退", title=_OUR)),
    ),
)
