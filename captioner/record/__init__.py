"""The record of what was said: the transcript in memory, the journal on disk, past sessions."""
