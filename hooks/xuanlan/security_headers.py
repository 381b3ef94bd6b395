"""What a browser is to refuse a page, in one place: for the servers' configurations and for the pages themselves."""

from __future__ import annotations

_SELF, _NOTHING = "'self'", "'none'"
_CONTENT = {
    "default-src": _NOTHING,
    "script-src": _SELF,
    "style-src": _SELF,
    "img-src": f"{_SELF} data:",  # a screen gets its pictures as text, see outputs.kiosk
    "font-src": _SELF,
    "media-src": _SELF,
    "connect-src": _SELF,  # the service worker of screens
    "frame-src": _SELF,  # the page of all screens shows each in a frame
    "manifest-src": _SELF,
    "worker-src": _SELF,
    "object-src": _NOTHING,
    "base-uri": _NOTHING,
    "form-action": _SELF,
}
"""No script, style or handler that stands in the text of a page; nothing from another host."""
_ANCESTORS = {"frame-ancestors": _SELF}
"""Who may show a page in a frame: what only a header can say."""
_UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_FEATURES = (*(f"{name}=()" for name in _UNUSED), "fullscreen=(self)", "screen-wake-lock=(self)")
"""A screen stays awake and fills its display; nothing else of the machine is anybody's here."""


def _joined(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def meta() -> str:
    """What of the Content-Security-Policy a page may say of itself, in `<meta http-equiv>`.

    A page from a folder has no origin that would be its self; only the scheme names what lies beside it.
    """
    return _joined({name: value.replace(_SELF, f"{_SELF} file:") for name, value in _CONTENT.items()})


HEADERS = {
    "Content-Security-Policy": _joined(_CONTENT | _ANCESTORS),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(_FEATURES),
}
"""Of every answer, errors too. No value holds a double quotation mark, so that each server can quote them."""
