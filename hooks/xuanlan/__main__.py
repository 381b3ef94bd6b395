"""The command `xuanlan`, also as `python -m xuanlan`."""

import gc
import sys


def main() -> None:
    gc.disable()  # until everything is imported, of which nothing is garbage
    try:
        from xuanlan.cli import entry_point  # takes long enough to be interrupted

        entry_point()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
