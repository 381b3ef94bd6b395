"""Xuanlan (宣栏): notices written once in Markdown, published everywhere."""

__version__ = "0.1.0"
