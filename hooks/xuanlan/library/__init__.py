"""The library: all content of a site's folders, read, rendered, its references resolved."""
