"""What is told to people: every finding with its code and its words, the report of them, and the console."""
