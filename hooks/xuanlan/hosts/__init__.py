"""Adapters to hosts. Nothing outside this folder imports one."""
