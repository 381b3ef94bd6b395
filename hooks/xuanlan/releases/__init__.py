"""Releases: publishing and rolling back, what a new tree must keep, uploads, and packs to take along."""
