"""Running captions, settings, and the threads behind the windows."""
