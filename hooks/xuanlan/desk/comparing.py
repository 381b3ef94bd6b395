"""What stands in a channel compared with the text at the desk, and what is to be corrected where the old one stands"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xuanlan.channels import CHANNELS, correction
from xuanlan.channels.agree import Difference, differences
from xuanlan.desk.projecting import typed
from xuanlan.diagnostics.report import CallError, ContentError
from xuanlan.library.entry import Entry
from xuanlan.render.pages import Pages

MOST_SIGNS = 50_000
"""Signs of what is pasted."""
Found = dict[str, Any]
"""For the browser: `words` about it, `rows` of facts that differ, and `texts` of corrections."""


def agreed(pages: Pages, path: str, data: bytes, name: str, pasted: str) -> Found:
    """Where `pasted`, which stands in the channel `name`, differs from the file `path` with this content.

    Raises CallError, ContentError.
    """
    if not pasted.strip():
        raise CallError("请先把渠道上的文字粘贴进来。")
    if len(pasted) > MOST_SIGNS:
        raise CallError(f"粘贴的文字太多，最多 {MOST_SIGNS} 字。请只粘贴这篇文稿的内容。")
    try:
        entry, source = typed(pages, path, data)
        channel = CHANNELS[name]
        found = differences(source, channel.text(source), pasted)  # type: ignore[attr-defined]
        if not source.facts(pasted):
            return _found("粘贴的文字里没有日期、时间、数字、名称，请看一看是不是贴错了。", [], {})
        both = [one for one in found if one.here and one.there]
        texts = _corrections(pages, entry, both)
    finally:
        pages.library.cache.close()
    words = f"有 {len(found)} 处与文稿不一样。" if found else "日期、时间、数字、名称都一致。"
    return _found(words, found, {name: texts[name]} if name in texts else {})


def corrected(pages: Pages, path: str, data: bytes, old: Sequence[Path]) -> Found:
    """What has changed in the file `path` with this content since `old`, its published pages with the latest first.

    Raises CallError, ContentError, MachineError.
    """
    try:
        entry, _ = typed(pages, path, data)
        changed = correction.changes_since(pages, entry, old)
        texts = _corrections(pages, entry, changed)
    finally:
        pages.library.cache.close()
    if not changed:
        return _found("与发布过的各个版本相比，日期、时间、数字、名称都没有改，不用更正。", [], {})
    return _found(f"与发布过的版本相比，改了 {len(changed)} 处。请在发过旧内容的渠道发更正。", changed, texts)


def _corrections(pages: Pages, entry: Entry, changed: Sequence[Difference]) -> dict[str, str]:
    """None where the text would tell what the notice does not."""
    try:
        return correction.corrections(pages, entry, changed)
    except ContentError:
        return {}


def _found(words: str, rows: Sequence[Difference], texts: Mapping[str, str]) -> Found:
    made = [{"id": f"correct-{name}", "title": CHANNELS[name].TITLE, "text": text} for name, text in texts.items()]
    return {"words": words, "rows": [one._asdict() for one in rows], "texts": made}
