"""Texts of Word, Excel, web pages and the clipboard become Markdown and fields, and what is not taken is told."""
