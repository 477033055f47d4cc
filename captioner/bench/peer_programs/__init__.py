"""Other live-caption programs, each in its own process and environment, and the times of their output."""
