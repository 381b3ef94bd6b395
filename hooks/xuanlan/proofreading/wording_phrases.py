"""Fixed phrases: forms that are one slip away from one laid down to the character, and lists of members"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuanlan.proofreading.rule import Hit
from xuanlan.proofreading.wording_match import occurrences, quoted

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PARTICLES = "的地得之为与和及"
"""Characters that may be put in or left out without a slip: 中华民族的伟大复兴, 住房城乡建设部."""
_LONG = 9
"""From so many characters on, one that is right at the beginning is enough: 中|原人民解放军 is something else."""
_GAP = re.compile(r"[\s“”‘’]*(?:[、，,；;]|以及|和|与|及)?[\s“”‘’]*")
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,12}")
_FOLLOWING = re.compile(r"(?:、|，|和|与|及|以及)([\u4e00-\u9fff]{2,12})")


def halves(phrase: str) -> tuple[str, str]:
    """The two parts of a phrase of which one is whole wherever there is one slip inside the phrase."""
    return phrase[: len(phrase) // 2], phrase[len(phrase) // 2 :]


def near_misses(text: str, half: str, phrases: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Hit]:
    """Places around `half` that differ by one slip from one of the `phrases`, of which `half` is a half.

    With each phrase stand the forms near to it that are right. A slip is one character inside that is wrong, missing or
    too many, or two that have changed places. Each place is looked at for a bounded time.
    """
    for at in occurrences(text, half):
        for phrase, right in phrases:
            first = phrase.startswith(half)
            start = at if first else at - len(phrase) + len(half)
            if text.startswith(phrase, max(start, 0)):
                continue
            for begin in (start,) if first else (start + 1, start, start - 1):
                length = _slip(text, begin, phrase) if begin >= 0 else 0
                if length and (first or begin + length == at + len(half)):
                    if not any(_stands(text, begin, begin + length, form) for form in right):
                        put = None if quoted(text, begin) else phrase
                        found = text[begin : begin + length]
                        yield Hit(begin, begin + length, {"found": found, "right": phrase, "note": ""}, put)
                    break


def _stands(text: str, at: int, stop: int, form: str) -> bool:
    """Whether the words from `at` to `stop` lie inside `form` or begin it; `form` is right."""
    place = text.find(form, max(0, at - len(form)), stop + len(form))
    return 0 <= place <= at < place + len(form)


def _slip(text: str, at: int, phrase: str) -> int:
    """The length of the words at `at` that are `phrase` but for one slip inside; 0 where they are something else."""
    size = len(phrase)
    there = text[at : at + size + 1]
    same = 0
    while same < len(there) and same < size and there[same] == phrase[same]:
        same += 1
    if not (1 if size >= _LONG else 2) <= same < size - 1:
        return 0
    wrong, rest = there[same], phrase[same + 1 :]
    if there[same + 1 : size] == rest and _HAN.fullmatch(wrong):
        return size
    if len(rest) < 2:
        return 0
    if there[same : same + 2] == rest[0] + phrase[same] and there[same + 2 : size] == rest[1:]:
        return size
    if there[same + 1 :] == phrase[same:] and _HAN.fullmatch(wrong) and wrong not in _PARTICLES:
        return size + 1
    return size - 1 if there[same : size - 1] == rest and phrase[same] not in _PARTICLES else 0


def lists(text: str, members: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Where `text` lists two or more of `members`: begin, end, and the items as written, with strangers between."""
    pattern = re.compile("|".join(map(re.escape, sorted(members, key=len, reverse=True))))
    run: list[str] = []
    start = end = 0
    for found in pattern.finditer(text):
        between = text[end : found.start()] if run and found.start() - end <= 20 else None
        stranger = _stranger(between)
        if between is not None and _GAP.fullmatch(between) and between:
            run.append(found[0])
        elif stranger:
            run += [stranger, found[0]]
        else:
            if len(run) > 1:
                yield start, end, run
            run, start = [found[0]], found.start()
        end = found.end()
    if len(run) > 1:
        yield start, end, run


def _stranger(between: str | None) -> str:
    """The one item that stands between two members of a list, or an empty text."""
    parts = re.split(r"[、，,；;]", between or "")
    item = parts[1].strip(" “”‘’") if len(parts) == 3 and not (parts[0] + parts[2]).strip(" “”‘’") else ""
    return item if _ITEM.fullmatch(item) else ""


def members(text: str, right: Sequence[str], name: str) -> Iterator[tuple[bool, Hit]]:
    """Lists of the members `right` of the set `name` that have a wrong one, one twice or one too few (True), or all in
    another order (False)."""
    if sum(member in text for member in right) < len(right) - 1:
        return
    for start, end, items in lists(text, right):
        if sorted(items) == sorted(right) and items != list(right):
            yield False, _whole(start, end, items, right)
        elif hit := _wrong_member(text, start, end, items, right):
            yield True, hit
        elif _lacks_one(text, start, end, items, right) and _named(text, start, end, name):
            yield True, _whole(start, end, items, right)


def _whole(start: int, end: int, items: Sequence[str], right: Sequence[str]) -> Hit:
    return Hit(start, end, {"found": "、".join(items), "right": "、".join(right), "note": ""})


def _wrong_member(text: str, start: int, end: int, items: Sequence[str], right: Sequence[str]) -> Hit | None:
    """The item of a list of all members but one that stands in place of that one: another twice, or one like it."""
    missing = [member for member in right if member not in items]
    if len(missing) != 1:
        return None
    twice = [item for at, item in enumerate(items) if item in items[:at]] if len(items) == len(right) else []
    if twice:
        place = text.rindex(twice[0], start, end)
        return Hit(place, place + len(twice[0]), {"found": twice[0], "right": missing[0], "note": ""})
    strangers = [(text.index(item, start, end), item) for item in items if item not in right]
    if not strangers and (following := _FOLLOWING.match(text, end)):
        strangers = [(following.start(1), _cut(following[1].split("等")[0], missing[0]))]
    if len(strangers) != 1 or not _alike(strangers[0][1], missing[0]):
        return None
    place, written = strangers[0]
    return Hit(place, place + len(written), {"found": written, "right": missing[0], "note": ""})


def _cut(words: str, member: str) -> str:
    """The beginning of `words` that is `member` but for one sign, before 的; else all of them: 有仁爱之情|的好老师."""
    size = len(member)
    slips = sum(one != other for one, other in zip(words, member, strict=False))
    return words[:size] if words[size : size + 1] == "的" and slips == 1 else words


def _lacks_one(text: str, start: int, end: int, items: Sequence[str], right: Sequence[str]) -> bool:
    """Whether a list is of all members but one, which is nowhere near, and ends there."""
    missing = [member for member in right if member not in items]
    near = text[max(start - _NEAR, 0) : end + _NEAR]
    ends = text[end : end + 1] in _ENDS or text[end : end + 1] == "的" or text[end : end + 1] in "“（"
    return len(items) == len(right) - 1 > 1 and len(missing) == 1 and missing[0] not in near and ends


_NEAR = 60
"""Signs around a list in which a member may stand that is told apart."""
_ENDS = frozenset("。；;，,）)\n\t”")
_SAID_OF = (
    r"[”’]?(?:问题|要求|原则|制度|标准|总要求)?[ ]?"
    r"(?:[：:（(]|[，,]?(?:即|就是|包括|分别是|分别为|是指|指的是)[：:]?)[“‘]?"
)


def _named(text: str, start: int, end: int, name: str) -> bool:
    """Whether a list says of itself that it is that of the set `name`."""
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + len(name) + 4]
    introduced = re.search(re.escape(name) + _SAID_OF + r"(?:支部)?\Z", before)
    return introduced is not None or re.match(rf"[）)]?的?(?:这)?[“‘]?{re.escape(name)}", after) is not None


def _alike(one: str, member: str) -> bool:
    """Whether an item shares at least half of its characters with `member` and is nearly as long, or is `member` with
    two signs left out: 生态建设, 生态文明建设. One with all of `member` in it says more of it: 提升个人品德."""
    if len(one) == len(member) - _LEFT_OUT and len(one) >= _SHORT:
        rest = iter(member)
        return all(sign in rest for sign in one)
    shared = sum(sign in member for sign in one)
    return member not in one and abs(len(one) - len(member)) <= 1 and shared * 2 >= max(len(one), len(member))


_LEFT_OUT, _SHORT = 2, 4
