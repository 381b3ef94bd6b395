"""A hotline as a vCard 3.0 (RFC 2426), which every telephone can save."""

from __future__ import annotations

from xuanlan.models.hotline_register import ResolvedHotline
from xuanlan.text.content_lines import escape, join


def vcard(hotline: ResolvedHotline) -> str:
    """The card, with CRLF line ends. An extension goes into the note, because telephones disagree on how to dial it."""
    remarks = [
        f"请转 {hotline.extension}" if hotline.extension else "",
        f"受理：{hotline.purpose}" if hotline.purpose else "",
        f"时间：{hotline.hours}" if hotline.hours else "",
        hotline.note,
    ]
    fields = [
        ("VERSION", "3.0"),
        ("FN", escape(hotline.name)),
        ("N", f"{escape(hotline.name)};;;;"),
        ("ORG", escape(hotline.unit)),
        ("TEL;TYPE=WORK,VOICE", hotline.tel.partition(";")[0]),
        ("EMAIL;TYPE=INTERNET", escape(hotline.email)),
        ("ADR;TYPE=WORK", f";;{escape(hotline.address)};;;;" if hotline.address else ""),
        ("URL", escape(hotline.page)),
        ("NOTE", escape("\n".join(remark for remark in remarks if remark))),
    ]
    lines = ["BEGIN:VCARD", *(f"{name}:{value}" for name, value in fields if value), "END:VCARD"]
    return join(lines)
