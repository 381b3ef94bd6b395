"""The colours of a site, for media that read no style sheets: those of its own style, or the engine's"""

from __future__ import annotations

import re

from xuanlan.library.render import Library
from xuanlan.render.pages import THEME

NAMES = ("main", "main-deep", "main-pale", "main-line", "accent")
"""As `--xl-…` in `theme/assets/tokens.css`, which says what each is for."""
_STYLE = "assets/brand.css"
_HEX = re.compile(r"--xl-([a-z-]+)\s*:\s*#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def colours(library: Library) -> dict[str, str]:
    """#rrggbb by name. A colour that the site's style gives in another form than a hexadecimal one is the engine's."""
    own = library.site.overrides / _STYLE
    styles = [(THEME / "assets" / "tokens.css").read_text(encoding="utf-8")]
    styles += [own.read_text(encoding="utf-8", errors="replace")] if own.is_file() else []
    found: dict[str, str] = {}
    for style in styles:
        for name, value in _HEX.findall(_COMMENT.sub("", style)):
            if name in NAMES:
                found[name] = "#" + (value if len(value) == 6 else "".join(2 * digit for digit in value)).lower()
    return found
