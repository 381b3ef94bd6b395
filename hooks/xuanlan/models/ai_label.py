"""The label of AI-generated content that AI tools write into a text's front matter, `AIGC`: read, kept and shown.

After GB 45438-2025《网络安全技术 人工智能生成合成内容标识方法》, annex on the implicit label: Label, ContentProducer,
ProduceID, ReservedCode1, ContentPropagator, PropagateID, ReservedCode2. Taking the label off is forbidden by
《人工智能生成合成内容标识办法》, in force since 2025-09-01.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from xuanlan.reading.fields import shown

WORDS = "本文含人工智能生成内容"
"""What readers see of any label."""
_YES = frozenset(("是", "true", "yes", "1"))
_NO = frozenset(("否", "false", "no", "0"))
_LONGEST, _MOST = 1000, 30


def _label(value: Any) -> Any:
    """Pairs of keys and values, in order; none for a text that says it has no such content."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, str):
        word = value.strip().lower()
        if word in _YES or word in _NO:
            return (("Label", "1"),) if word in _YES else ()
        try:
            value = json.loads(value)
        except ValueError:
            value = None
    if isinstance(value, dict) and isinstance(value.get("AIGC"), dict):
        value = value["AIGC"]
    if not isinstance(value, dict) or len(value) > _MOST:
        raise PydanticCustomError(
            "field-type", "{found}", {"expected": "“是”，或人工智能软件写入的 AIGC 标识", "found": shown(value)}
        )
    return tuple((str(key)[:_LONGEST], _text(inner)[:_LONGEST]) for key, inner in value.items())


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


AiLabel = Annotated[tuple[tuple[str, str], ...], BeforeValidator(_label)]


def as_json(label: tuple[tuple[str, str], ...]) -> str:
    """The label as GB 45438-2025 has it in metadata: {"AIGC": {...}}; empty without one."""
    return json.dumps({"AIGC": dict(label)}, ensure_ascii=False) if label else ""
