"""The microphone and the system's sound as one session."""
