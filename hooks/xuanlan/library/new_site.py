"""A new site: the skeleton, copied, with what its office is called, its colour and its logo"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

from xuanlan.diagnostics.report import CallError, MachineError, reason

SKELETON = Path(__file__).parent.parent / "data" / "skeleton"
_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_CONTRAST = 4.5
"""Of white text on the main colour, and of that colour on white paper (WCAG 2.2, 1.4.3)."""
_LOGOS = {b"\x89PNG\r\n\x1a\n": "png", b"<svg": "svg", b"<?xml": "svg"}
LARGEST_LOGO = 300_000
"""Bytes; it is on every page."""


def create_site(folder: Path, now: datetime) -> None:
    """Copy the skeleton into `folder`, which must be empty or new. `{{today}}` and `{{year}}` are filled in."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(f"{folder} 不是空文件夹，没有改动它。请换一个名字。")
    values = {"{{today}}": now.strftime("%Y-%m-%d"), "{{year}}": str(now.year)}
    try:
        for source in sorted(SKELETON.rglob("*")):
            name = source.relative_to(SKELETON).as_posix().replace("YEAR", str(now.year))
            target = folder / name
            if source.is_dir() or "__pycache__" in source.parts:  # installing compiles the hook file
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            for mark, value in values.items():
                text = text.replace(mark, value)
            target.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MachineError(f"无法写入 {error.filename or folder}：{reason(error)}") from error


def found_site(folder: Path, now: datetime, *, name: str, unit: str, colour: str = "", logo: bytes = b"") -> None:
    """`create_site` for an office: `name` is the site's, `colour` its main one (#rrggbb), `logo` a PNG or SVG file.

    Raises CallError, before anything is written, or MachineError.
    """
    name, unit = " ".join(name.split()), " ".join(unit.split())
    if not name or not unit:
        raise CallError("请写上网站的名称和主办单位。")
    if colour and not _COLOUR.fullmatch(colour):
        raise CallError("颜色要写成 # 和六位数字，例如 #9a1b1e。")
    if colour and contrast(colour, "#ffffff") < _CONTRAST:
        raise CallError("这个颜色太浅，上面的白字看不清。请选深一些的。")
    suffix = next((kind for head, kind in _LOGOS.items() if logo.lstrip().startswith(head)), "") if logo else ""
    if logo and (not suffix or len(logo) > LARGEST_LOGO):
        raise CallError("标志要用 PNG 或者 SVG 文件，不超过 300 KB。")
    create_site(folder, now)
    try:
        _fill(folder / "mkdocs.yml", r"^site_name: .*$", f"site_name: {_quoted(name)}")
        _fill(folder / "notices" / "settings.yml", r"^主办单位: .*$", f"主办单位: {_quoted(unit)}")
        if colour:
            known = r"^  /\* (--\S+main): .*\n  /\* (--\S+main-deep): .*\n"
            own = rf"  \1: {colour};\n  \2: {_deeper(colour)};\n"
            _fill(folder / "overrides" / "assets" / "brand.css", known, own)
        if logo:
            (folder / "overrides" / "assets" / f"logo.{suffix}").write_bytes(logo)
    except OSError as error:
        raise MachineError(f"无法写入 {error.filename or folder}：{reason(error)}") from error


def contrast(one: str, other: str) -> float:
    """The contrast of two colours #rrggbb, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _deeper(colour: str) -> str:
    return "#" + "".join(f"{int(colour[at : at + 2], 16) * 3 // 4:02x}" for at in (1, 3, 5))


def _quoted(text: str) -> str:
    """A text as YAML, to stand in the replacement of a pattern."""
    return json.dumps(text, ensure_ascii=False).replace("\\", r"\\")


def _fill(file: Path, pattern: str, put: str) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(pattern, put, text, count=1, flags=re.MULTILINE), encoding="utf-8", newline="\n")
