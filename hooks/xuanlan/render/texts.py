"""Texts for other programs, printed from the templates in `data/`: feeds, servers' configurations, scripts, readmes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from xuanlan.reading.shipped import DATA
from xuanlan.render.template_cache import Compiled


def printed(name: str, values: Mapping[str, Any]) -> str:
    """The template `name` of the data folder with `values` by their names.

    In XML and HTML (by the template's suffix) they are escaped; for any other text the caller must pass values that can
    stand there. Raises UndefinedError for a name in the template without a value.
    """
    return _environment(name.endswith((".xml", ".html"))).get_template(name).render(values)


@cache
def _environment(xml: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(DATA),
        autoescape=xml,
        finalize=_escaped if xml else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=Compiled(),
        auto_reload=False,
    )


def _escaped(value: object) -> Markup:
    """`value` escaped with named XML entities, where Jinja writes numeric ones; markup stays as it is."""
    return value if isinstance(value, Markup) else Markup(escape(str(value)))
