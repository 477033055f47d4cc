"""The caption window over all others."""
