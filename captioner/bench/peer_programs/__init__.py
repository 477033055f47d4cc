"""Other programs for live captions, each in a process and an environment of its own, and what they showed when."""
