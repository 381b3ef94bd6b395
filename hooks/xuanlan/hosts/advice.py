"""The advertisement that the host's theme prints for another generator: it is suppressed, or else contradicted.

Under `mkdocs build` the theme prints it before the host loads its hooks, and with them this program. Only mkdocs.yml is
read earlier: that of `xuanlan init` has `LINE`. For a site without it the only remedy is `answer`.
"""

from __future__ import annotations

import os
import sys

from xuanlan.diagnostics.console import Console

VARIABLE = "NO_MKDOCS_2_WARNING"
"""The environment variable that keeps the theme from printing the advertisement."""
LINE = f"advice: !!python/object/apply:operator.setitem [!!python/name:os.environ '', {VARIABLE}, \"1\"]"
"""Sets the variable while the host reads its configuration; the only tag with code in it that we allow there."""
_ANSWER = (
    "上面那段英文是网页主题的作者在推荐另一个程序，请不要照做：那个程序不认识 notices 里的文稿，"
    "会先清空已经生成的网站。"
    f"以后请用 xuanlan build，或者设环境变量 {VARIABLE}=1，就不再显示。"
)


def silence() -> None:
    """Keep the theme from printing the advertisement, if it has not been loaded yet."""
    os.environ.setdefault(VARIABLE, "1")


def answer() -> None:
    """Print our answer if the theme has printed the advertisement, which shows by a name that it defines only then."""
    if hasattr(sys.modules.get("material.templates"), "properdocs_notice"):
        Console().say(_ANSWER, "warning")
