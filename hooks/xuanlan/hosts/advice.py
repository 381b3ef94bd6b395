"""What the host's theme prints about another generator, and what is to be said to that.

Under `mkdocs build` the theme prints before the host loads its hooks, and with them this program. Only mkdocs.yml
itself is read earlier: that of `xuanlan init` has `LINE`. For a site without it all that can be done is to answer.
"""

from __future__ import annotations

import os
import sys

from xuanlan.diagnostics.console import Console

VARIABLE = "NO_MKDOCS_2_WARNING"
"""The environment variable that keeps the theme from printing it."""
LINE = f"advice: !!python/object/apply:operator.setitem [!!python/name:os.environ '', {VARIABLE}, \"1\"]"
"""What sets it while the host reads its configuration; of all tags that run something the only one that is allowed."""
_ANSWER = (
    "上面那段英文是网页主题的作者在推荐另一个程序，请不要照做：那个程序不认识 notices 里的文稿，"
    "会先清空已经生成的网站。"
    f"以后请用 xuanlan build，或者设环境变量 {VARIABLE}=1，就不再显示。"
)


def silence() -> None:
    """Keep the theme from printing, where it has not been loaded yet."""
    os.environ.setdefault(VARIABLE, "1")


def answer() -> None:
    """Say what to make of it, where the theme has printed it; it prepares that text only then."""
    if hasattr(sys.modules.get("material.templates"), "properdocs_notice"):
        Console().say(_ANSWER, "warning")
