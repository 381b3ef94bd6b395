"""`xuanlan new`: a notice with its front matter filled in."""

from __future__ import annotations

import re
from datetime import datetime

from xuanlan import yamlmarks
from xuanlan.diagnostics import CallError, MachineError, Report, reason
from xuanlan.fields import nearest
from xuanlan.library import Library, SiteFacts, load
from xuanlan.notice import Notice, field_names

_UNSTORABLE = re.compile(r'[\\/:*?"<>|#%\x00-\x1f\x7f]+')


def create_notice(site: SiteFacts, kind: str, title: str, now: datetime) -> str:
    """Write the file; returns its path from the site's root. Raises CallError, or MachineError from the disk."""
    library = load(site, now, Report())
    if kind not in library.kinds:
        raise CallError(f"没有“{kind}”这个文种。{nearest(kind, library.kinds)}可以写：{'、'.join(library.kinds)}。")
    title = " ".join(title.split())
    if not title:
        raise CallError("标题不能是空的。")
    ident = next_id(library, now.year)
    name = _UNSTORABLE.sub("", title).strip(" .")[:60] or ident
    path = f"notices/{now.year}/{name}.md"
    file = site.root / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text(library, kind, title, ident, now))
    except FileExistsError:
        raise CallError(f"{path} 已经存在，没有改动它。") from None
    except OSError as error:
        raise MachineError(f"无法写入 {path}：{reason(error)}") from error
    return path


def next_id(library: Library, year: int) -> str:
    """The next free id of the year: 2026-018 after 2026-017, whatever was withdrawn in between."""
    pattern = re.compile(rf"{year}-(\d{{1,6}})")
    used = [int(match[1]) for ident in library.known_ids() if (match := pattern.fullmatch(ident))]
    return f"{year}-{max(used, default=0) + 1:03d}"


def text(library: Library, kind: str, title: str, ident: str, now: datetime) -> str:
    """The new file: what must be there is filled in, what the kind would rather have stands in comments."""
    lines = ["---", f"title: {_scalar(title)}", f"kind: {kind}", f"date: {now:%Y-%m-%d}", f'id: "{ident}"']
    chosen = library.kinds[kind]
    required = field_names(chosen.requires)
    for name in (*required, *field_names(chosen.expects), "unit", "contact"):
        info = Notice.model_fields[name]
        line = f"{name}: {(info.examples or [''])[0]}  # {info.title}：{info.description}"
        if name not in ("title", "kind", "date", "id"):
            lines.append(line if name in required else f"# {line}")
    return "\n".join([*dict.fromkeys(lines), "---", "", "在这里写正文。", ""])


def _scalar(value: str) -> str:
    """`value` as YAML: plain where that reads back as the same text, else in double quotes."""
    marked = yamlmarks.parse(f"k: {value}", "", Report())
    if marked and marked.value == {"k": value}:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
