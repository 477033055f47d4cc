"""What is running, what is set, and the threads behind the windows."""
