"""The library: everything that the folders of a site hold, read, rendered and resolved."""
