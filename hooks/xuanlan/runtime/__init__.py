"""What every run needs: cache, worker processes, progress, and what to say when the machine fails."""
