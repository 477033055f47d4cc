"""What can be set, and the file that keeps it."""
