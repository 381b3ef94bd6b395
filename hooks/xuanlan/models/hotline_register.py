"""The registers: national hotlines as shipped, and a site's own hotlines resolved against them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from xuanlan.diagnostics.report import Position, Report
from xuanlan.models.hotlines import Hotline, NationalHotline
from xuanlan.reading import shipped, yaml_marks
from xuanlan.reading.fields import is_ident
from xuanlan.reading.validation import validate

NATIONAL_GROUP = "全国统一热线"
OWN_GROUP = "本单位电话"
_NOWHERE = Position("")


@dataclass(frozen=True, slots=True)
class NationalRegister:
    """The national short numbers."""

    entries: dict[str, NationalHotline]

    @classmethod
    def shipped(cls) -> NationalRegister:
        return _national()

    def find(self, number: str | None) -> NationalHotline | None:
        """The national hotline that `number` dials, with or without an area code (020-12345), if it is one."""
        return self.entries.get(short_number(number or ""))


@cache
def _national() -> NationalRegister:
    return NationalRegister({row.number: row for row in shipped.read_rows("hotlines.yml", NationalHotline)})


@dataclass(frozen=True, slots=True)
class ResolvedHotline:
    """One entry of a site's register, complete. Texts are empty where nothing is known."""

    name: str
    number: str
    """as people read it: half-width digits, without the extension"""
    tel: str
    """for a tel: link: digits (a leading + possible), and `;ext=` with the extension"""
    extension: str
    purpose: str
    unit: str
    group: str
    hours: str
    address: str
    email: str
    page: str
    checked_on: str
    """YYYY-MM-DD"""
    source: str
    note: str
    """a remark to print beside it"""
    slug: str
    """part of its address and anchor"""
    home: bool
    national: str
    """the national number it refers to, as written; empty for an entry of the site's own"""
    kept: bool = False
    """whether the number was verified to work here, although other places merge it into another"""
    position: Position = _NOWHERE


def load_hotlines(text: str, file: str, report: Report, national: NationalRegister) -> list[ResolvedHotline]:
    """The entries of a register (a YAML list). Entries with mistakes are reported and left out."""
    marked = yaml_marks.parse(text, file, report)
    if marked is None or marked.value is None:
        return []
    if not isinstance(marked.value, list):
        report.add("register-not-list", marked.position(()), example="- name: 总值班室")
        return []
    found = []
    for index in range(len(marked.value)):
        entry = validate(Hotline, marked, report, (index,))
        if entry:
            found.append(resolve(entry, national, marked.position((index,))))
    return found


def resolve(entry: Hotline, register: NationalRegister, position: Position = _NOWHERE) -> ResolvedHotline:
    """Complete `entry` from the national register; what the entry itself says comes first."""
    known = register.entries.get(entry.national or "")
    number, extension, tel = split_phone(entry.number or (known.number if known else ""))
    if entry.extension:
        extension = _half_width(entry.extension)
        tel = f"{tel.partition(';')[0]};ext={re.sub(r'[^0-9]', '', extension)}" if tel else ""
    dialled = known or register.find(number)
    if dialled and dialled.status == "web":
        tel = ""
    name = entry.name or (known.name if known else "")
    return ResolvedHotline(
        name=name,
        number=number,
        tel=tel,
        extension=extension,
        purpose=entry.purpose or (known.purpose if known else ""),
        unit=entry.unit or (known.authority if known else ""),
        group=entry.group or (NATIONAL_GROUP if known else OWN_GROUP),
        hours=entry.hours or (known.hours if known and known.hours else ""),
        address=entry.address or "",
        email=entry.email or "",
        page=entry.page or (known.page if known and known.page else ""),
        checked_on=entry.checked_on.isoformat() if entry.checked_on else "",
        source=entry.source or (known.source if known else ""),
        note=_note(dialled, entry.kept),
        slug=entry.id or _slug(number, extension, name),
        home=entry.home,
        national=entry.national or "",
        kept=entry.kept,
        position=position,
    )


def by_name(hotlines: Iterable[ResolvedHotline], name: str) -> ResolvedHotline | None:
    """The entry whose name or number is `name`; None when there is none."""
    return next((hotline for hotline in hotlines if name and name in (hotline.name, hotline.number)), None)


def _note(national: NationalHotline | None, kept: bool) -> str:
    if national is None or national.status == "current":
        return ""
    if national.status == "web":
        return "网上举报平台，不是电话号码"
    if national.status == "cancelled":
        return f"号码已取消，请拨 {national.replaced_by}"
    return "" if kept else f"各地正在归并，以当地公布为准；打不通请拨 {national.replaced_by}"


def _slug(number: str, extension: str, name: str) -> str:
    plain = "-".join(part for part in (re.sub(r"[^0-9]+", "-", number).strip("-"), extension) if part)
    return plain if is_ident(plain) else "tel-" + hashlib.sha256(f"{name} {number}".encode()).hexdigest()[:8]


_WIDE = str.maketrans(
    {0xFF10 + digit: str(digit) for digit in range(10)}
    | dict.fromkeys("－—–―‐−", "-")
    | {"＋": "+", "（": "(", "）": ")", "＃": "#", "\u3000": " ", "\u00a0": " ", "／": "/"}
)
_EXTENSION = re.compile(r"\s*[,，(]?\s*(?:转|分机号?码?|[eE][xX][tT]\.?|[xX#])\s*[:：]?\s*([0-9]{1,6})\s*\)?\s*$")
_TAIL_EXTENSION = re.compile(r"(?<![0-9])(0[0-9]{2,3}-?[0-9]{7,8})-([0-9]{1,6})$")
_DIALLABLE = re.compile(r"\+?\(?[0-9][0-9\s()-]*")


def split_phone(text: str) -> tuple[str, str, str]:
    """(number, extension, tel) of a phone as people write it: ００００－８８８８ ００１ 转 801, 12345.

    Of several numbers, `number` has all and `tel` the first. Without digits, `tel` is empty.
    """
    plain = re.sub(r"^[^\d+(]*[:：]\s*", "", _half_width(text))
    parts = [part.strip() for part in re.split(r"[、，,；;/]|或", plain) if part.strip()]
    parts = parts if len(parts) < 2 or re.match(r"[\d+(]", parts[1]) else [plain]
    if not parts:
        return "", "", ""
    number, extension = _cut_extension(parts[0])
    runs = [re.sub(r"[^0-9+]", "", run) for run in _DIALLABLE.findall(number)]
    tel = max(runs, key=len, default="")
    if tel and extension:
        tel += f";ext={extension}"
    return (number, extension, tel) if len(parts) == 1 else (plain, "", tel)


def phone_words(number: str, extension: str) -> str:
    """Number and extension on one line, for people."""
    return f"{number} 转 {extension}" if extension else number


def _cut_extension(text: str) -> tuple[str, str]:
    match = _EXTENSION.search(text)
    if match:
        return text[: match.start()].rstrip(), match[1]
    tail = _TAIL_EXTENSION.search(text)
    return (text[: tail.end(1)], tail[2]) if tail else (text, "")


def _half_width(text: str) -> str:
    return " ".join(text.translate(_WIDE).split())


def short_number(text: str) -> str:
    """The national short number that `text` dials, without its prefix: 020-12345 is 12345, +86-10-12308 is 12308."""
    digits = re.sub(r"[^0-9]", "", _cut_extension(_half_width(text))[0])
    area = r"86[1-9]\d{1,2}" if text.strip().startswith(("+86", "＋86")) else r"0\d{2,3}"
    match = re.fullmatch(rf"(?:{area})?(1[012]\d|1\d{{4}}|9\d{{4}})", digits)
    return match[1] if match else digits
