"""Designs of posters (海报样式): what they are called"""

from __future__ import annotations

from typing import Annotated

from xuanlan.reading.fields import Text, choice

DESIGNS = {"公文素白": "plain", "红金": "red", "蓝绿安全": "safety", "节日": "festival", "紧急红": "urgent"}
"""Their Chinese names, and those of `theme/sheets/designs.typ`."""
Design = Annotated[Text, choice(DESIGNS)]
