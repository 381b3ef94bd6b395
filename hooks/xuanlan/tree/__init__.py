"""Trees of output files on disk: written, compared, switched to, described and verified."""
