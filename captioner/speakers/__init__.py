"""Detects where another voice begins to speak; no person is identified."""
