"""What is published and can be gone back to: the folder of releases, what may become one, uploads and packs."""
