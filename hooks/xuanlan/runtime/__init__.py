"""What a run of the program rests on: cache, processes, progress, and what to say when the machine fails."""
