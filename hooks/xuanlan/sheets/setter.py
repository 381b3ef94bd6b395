"""The typesetting process: it alone loads Typst, whose failures may kill the process that it runs in.

Started by `sheets.process`; each request and each answer is one tuple.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xuanlan.runtime.helper import serve

if TYPE_CHECKING:
    import typst

MOST_MEMORY = 4 << 30
"""Most bytes of address space for the process, so that one picture cannot take all memory of a small machine."""


def main() -> None:
    """Answer ("made", value), ("refused", words) or ("absent", words) to each request until there are no more."""
    serve(lambda asked: answer(*asked), MOST_MEMORY)


def answer(what: str, folders: tuple[str, ...], request: dict[str, Any]) -> tuple[str, Any]:
    """("made", value), ("refused", Typst's message) or ("absent", why Typst cannot be loaded)."""
    try:
        import typst

        fonts = _fonts(folders)
    except Exception as error:  # it is not installed, or its library does not load
        return ("absent", str(error))
    if what == "fonts":
        return ("made", [(font.family, font.weight, font.path, font.index) for font in fonts.fonts()])
    root = request.pop("root")
    try:
        made = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True).compile(**request)
    except typst.TypstError as error:
        return ("refused", str(getattr(error, "diagnostic", error)))
    return ("made", made if isinstance(made, list) else [made])


@lru_cache(maxsize=4)
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    """Every font of the system, of `folders` and of Typst itself."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=list(folders))


if __name__ == "__main__":
    main()
