"""The engine's event functions, for `hooks:` in mkdocs.yml: the host collects every name that begins with on_."""

from xuanlan.hosts.mkdocs import *  # noqa: F403
