"""Proofreading: what a careful colleague finds in a text. Pure rules over strings; `checks` applies them."""
