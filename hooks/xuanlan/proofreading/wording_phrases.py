"""Fixed phrases: forms that are one slip away from one laid down to the character, and lists of members"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuanlan.proofreading.rule import Hit
from xuanlan.proofreading.wording_match import occurrences, quoted

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_GAP = re.compile(r"[\s“”‘’]*(?:[、，,；;]|以及|和|与|及)?[\s“”‘’]*")
_ITEM = re.compile(r"[\u4e00-\u9fff]{2,12}")
_FOLLOWING = re.compile(r"(?:、|，|和|与|及|以及)([\u4e00-\u9fff]{2,12})")


def near_misses(text: str, phrase: str, right: Sequence[str]) -> Iterator[Hit]:
    """Places of `text` that differ from `phrase` by one slip inside it; its first and last character are as they should be.

    A slip is one character that is wrong, missing or too many, or two that have changed places. One of the halves is
    then whole, so that looking for the halves finds all of them, in time linear in the text.
    """
    half = len(phrase) // 2
    ends: dict[int, int] = {}
    for at in occurrences(text, phrase[:half]):
        if not text.startswith(phrase, at) and (length := _slip(text, at, phrase)):
            ends[at] = at + length
    for found in occurrences(text, phrase[half:]):
        stop = found + len(phrase) - half
        for length in (len(phrase) - 1, len(phrase), len(phrase) + 1):
            at = stop - length
            if at >= 0 and at not in ends and _slip(text, at, phrase) == length:
                ends[at] = stop
                break
    for at, stop in sorted(ends.items()):
        if not any(_stands(text, at, stop, form) for form in right):
            put = None if quoted(text, at) else phrase
            yield Hit(at, stop, {"found": text[at:stop], "right": phrase, "note": ""}, put)


def _stands(text: str, at: int, stop: int, form: str) -> bool:
    """Whether the words from `at` to `stop` belong to `form`, which is right."""
    low = max(0, at - len(form))
    place = text.find(form, low, stop + len(form))
    return 0 <= place <= at and place + len(form) >= stop or text.startswith(form, at)


def _slip(text: str, at: int, phrase: str) -> int:
    """The length of the words at `at` that are `phrase` but for one slip inside; 0 where they are something else."""
    size = len(phrase)
    there = text[at : at + size + 1]
    same = 0
    while same < len(there) and same < size and there[same] == phrase[same]:
        same += 1
    if not 0 < same < size - 1:
        return 0
    wrong, rest = there[same : same + 1], phrase[same + 1 :]
    if there[same + 1 : size] == rest and _HAN.fullmatch(wrong):
        return size
    if there[same : same + 2] == phrase[same + 1 : same + 2] + phrase[same] and there[same + 2 : size] == rest[1:]:
        return size if same + 2 < size else 0
    if there[same + 1 :] == phrase[same:] and _HAN.fullmatch(wrong):
        return size + 1
    return size - 1 if there[same : size - 1] == rest else 0


def lists(text: str, members: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Where `text` lists two or more of `members`: begin, end, and the items as written, strangers between them included."""
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
        strangers = [(following.start(1), following[1][: len(missing[0])])]
    if len(strangers) != 1 or not _alike(strangers[0][1], missing[0]):
        return None
    place, written = strangers[0]
    return Hit(place, place + len(written), {"found": written, "right": missing[0], "note": ""})


def _alike(one: str, other: str) -> bool:
    """Whether two items share at least half of their characters and are nearly of one length."""
    shared = sum(sign in other for sign in one)
    return one != other and abs(len(one) - len(other)) <= 1 and shared * 2 >= max(len(one), len(other))
