"""`python -m xuanlan`: the same as the command `xuanlan`."""

from xuanlan.cli import entry_point

if __name__ == "__main__":
    entry_point()
