"""Functions on plain strings: folding for search, dates in words, excerpts, kinds of characters."""

from xuanlan.text.dates import arabic, chinese_date, read_date
from xuanlan.text.excerpts import excerpt, size_words
from xuanlan.text.folding import fold

__all__ = ["arabic", "chinese_date", "excerpt", "fold", "read_date", "size_words"]
