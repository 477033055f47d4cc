"""Sound in: microphone, the system's output or a file, as 16 kHz mono."""
