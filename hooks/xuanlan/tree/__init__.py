"""A tree of output files as it lies on a disk: made, compared, switched to, described and verified."""
