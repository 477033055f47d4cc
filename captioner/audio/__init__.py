"""Sound input: microphone, system output or file, as 16 kHz mono."""
