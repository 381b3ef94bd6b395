"""Measurements that a reader can repeat: `make bench-search`. What is measured and how: bench/README.md."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests" / "kit"))  # servers are begun as tests begin them
