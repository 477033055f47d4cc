"""Recordings read one after the other, and where their transcripts go."""
