"""Adapters to hosts. Nothing outside this folder imports a host."""
