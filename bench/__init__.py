"""Measurements that a reader can repeat: `make bench-search`. What is measured and how: bench/README.md."""
