"""The command line: what staff type."""
