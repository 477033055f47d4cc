"""Transcribes recordings one after the other, and decides where their transcripts go."""
