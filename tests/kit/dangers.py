"""What in HTML, read as a browser reads it, could run code, load something or pose as the page itself."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

_BANNED = [
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "base",
    "meta",
    "link",
    "svg",
    "math",
    "template",
    "portal",
    "dialog",
    "foreignobject",
    "noscript",
    "xmp",
    "plaintext",
    "noembed",
    "noframes",
]
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "background", "ping", "xlink:href")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\u200b-\u200f\ufeff]")
_SAFE = {"http", "https", "mailto", "tel"}
_PAGE = ["html", "head", "body", "title", "header", "footer", "nav", "main"]


def dangers(markup: str) -> list[str]:
    """Everything in a fragment or page of ours that must never come from an author's text; empty if there is nothing.

    The page's own parts (its head, its search form, its buttons) are recognised by class or place and left out.
    """
    whole = "<html" in markup[:200]
    found = []
    for node in LexborHTMLParser(markup).css("*"):
        tag, attributes = (node.tag or "").lower(), node.attributes
        if tag in _BANNED and not (whole and _own(tag, attributes)):
            found.append(f"<{tag}>")
        for name, value in attributes.items():
            text = value or ""
            scheme = _SCHEME.match(_IGNORED.sub("", text))
            if (
                name.startswith("on")
                or (name in ("style", "srcdoc", "formaction", "nonce", "http-equiv") and not whole)
                or (name in _ADDRESSES and scheme and scheme[1].lower() not in _SAFE)
                or (name in ("src", "srcset", "poster", "background") and (scheme or text.startswith(("//", "\\"))))
                or (not whole and (name == "name" or (name == "id" and not text.startswith(("s-", "xl-")))))
            ):
                found.append(f"{tag} {name}={text}")
    return found


def _own(tag: str, attributes: dict[str, str | None]) -> bool:
    kind = attributes.get("class") or ""
    return tag in ("meta", "link", "noscript") or (
        tag in ("form", "input", "button") and kind.startswith(("xl-", "md-toggle"))
    )
