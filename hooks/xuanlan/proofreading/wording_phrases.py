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


def members(text: str, right: Sequence[str]) -> Iterator[tuple[bool, Hit]]:
    """Lists of the members `right` that have a wrong one (True) or all in another order (False)."""
    if sum(member in text for member in right) < len(right) - 1:
        return
    for start, end, items in lists(text, right):
        if sorted(items) == sorted(right) and items != list(right):
            yield False, Hit(start, end, {"found": "、".join(items), "right": "、".join(right), "note": ""})
        elif hit := _wrong_member(text, start, end, items, right):
            yield True, hit


def _wrong_member(text: str, start: int, end: int, items: Sequence[str], right: Sequence[str]) -> Hit | None:
    """The item of a list of all members but one that stands in place of that one and looks like it."""
    missing = [member for member in right if member not in items]
    if len(missing) != 1:
        return None
    strangers = [(text.index(item, start, end), item) for item in items if item not in right]
    if not strangers and (following := _FOLLOWING.match(text, end)):
        strangers = [(following.start(1), following[1].split("等")[0])]
    if len(strangers) != 1 or not _alike(strangers[0][1], missing[0]):
        return None
    place, written = strangers[0]
    return Hit(place, place + len(written), {"found": written, "right": missing[0], "note": ""})


def _alike(one: str, other: str) -> bool:
    """Whether two items share at least half of their characters and are nearly of one length."""
    shared = sum(sign in other for sign in one)
    return one != other and abs(len(one) - len(other)) <= 1 and shared * 2 >= max(len(one), len(other))
