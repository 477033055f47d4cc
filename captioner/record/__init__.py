"""The record of what was said: a session's transcript in memory and journal on disk, and past sessions."""
