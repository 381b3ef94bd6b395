"""The command `xuanlan`, also as `python -m xuanlan`."""

import sys


def main() -> None:
    try:
        from xuanlan.cli import entry_point  # takes long enough to be interrupted

        entry_point()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
