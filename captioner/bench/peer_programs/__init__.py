"""Other live-caption programs, each in its own process and environment, and what they showed when."""
