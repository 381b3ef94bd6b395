"""Diagnostics: their codes and wording, the report that collects them, the console that prints them."""
