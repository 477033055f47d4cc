"""Live captions in a terminal."""
