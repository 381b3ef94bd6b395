"""What browsers are to forbid our pages, as headers for servers' configurations and as a <meta> of each page."""

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
"""No inline script, style or handler; nothing from another host."""
_ANCESTORS = {"frame-ancestors": _SELF}
"""Who may show a page in a frame; browsers take this only from a header."""
_UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_FEATURES = (*(f"{name}=()" for name in _UNUSED), "fullscreen=(self)", "screen-wake-lock=(self)")
"""Features of the machine: a screen may stay awake and go full screen; nothing else is allowed."""


def _joined(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def meta() -> str:
    """The part of the Content-Security-Policy that a page may set itself, in `<meta http-equiv>`.

    A page opened from a folder has no origin, so 'self' matches nothing; the scheme file: allows what lies beside it.
    """
    return _joined({name: value.replace(_SELF, f"{_SELF} file:") for name, value in _CONTENT.items()})


HEADERS = {
    "Content-Security-Policy": _joined(_CONTENT | _ANCESTORS),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(_FEATURES),
}
"""The headers of every response, errors included. No value holds a double quotation mark: every server can quote it."""
