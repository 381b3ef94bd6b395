"""Keys of declared fields: which an author may write, and what he may have meant by another"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_HANZI = re.compile("[\u4e00-\u9fff]")


@cache
def aliases(model: type[BaseModel]) -> dict[str, str]:
    """Every key an author may write for `model`, English or Chinese, and the field it means."""
    names: dict[str, str] = {}
    for name, info in model.model_fields.items():
        names[name] = name
        if info.title:
            names[info.title] = name
        names |= dict.fromkeys(words_beside(info, "x-also"), name)
    return names


@cache
def near_keys(model: type[BaseModel]) -> dict[str, str]:
    """The Chinese names of fields by the words that authors write for them by mistake."""
    fields = model.model_fields.values()
    return {word: str(info.title) for info in fields for word in words_beside(info, "x-near")}


def words_beside(info: FieldInfo, key: str) -> list[str]:
    """The words of a declared field: its other names, `x-also`, or mistaken ones, `x-near`."""
    extra = info.json_schema_extra
    return str(extra.get(key, "")).split() if isinstance(extra, dict) else []


def nearest(word: str, choices: Iterable[str], *, alike: float = 0.6) -> str:
    """A Chinese “did you mean” with the closest of `choices`; empty when none is `alike` enough, from 0 to 1."""
    close = difflib.get_close_matches(word, list(choices), n=1, cutoff=alike)
    return f"是不是“{close[0]}”？" if close else ""


def is_chinese(keys: Sequence[str]) -> bool:
    """Whether most keys are Chinese."""
    return 2 * sum(1 for key in keys if _HANZI.search(key)) > len(keys)


def key_beside(keys: Sequence[str], name: str, title: str) -> str:
    """The field `name`, in Chinese `title`, as an author is told to write it beside these keys: in their language."""
    return title if title and (not keys or is_chinese(keys)) else name
