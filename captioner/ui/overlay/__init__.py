"""The caption window, on top of all others."""
