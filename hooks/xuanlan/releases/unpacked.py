"""Where in a folder that was unpacked from a pack its contents lie"""

from __future__ import annotations

INSIDE = "site/"
"""The tree of an offline pack, so that it can be verified, and staff see two files to open first."""
LISTS = "update"
"""The lists of a pack of changes."""
