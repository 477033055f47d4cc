"""What was said, kept: the transcript in memory, the journal on disk, past sessions."""
