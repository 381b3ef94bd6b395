"""Markdown to safe HTML, outline, plain text, and the references that the text makes."""

from xuanlan.markup.items import Item
from xuanlan.markup.links import Reference, Resolver
from xuanlan.markup.render import Heading, Rendered, Renderer

__all__ = ["Heading", "Item", "Reference", "Rendered", "Renderer", "Resolver"]
