"""What pages are made of: the host's shell, the frame, views of entries, scripts and styles, templates."""
