"""Proofreading: what a careful colleague finds in a text. Pure rules over strings; `checks` says where they are read."""
