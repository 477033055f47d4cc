"""Labelled words to text: wording, lines, the transcript and its export."""
