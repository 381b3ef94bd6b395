"""The events that mkdocs.yml's `hooks:` hands to the engine. The host collects every name that begins with on_."""

from xuanlan.hosts.mkdocs import *  # noqa: F403
