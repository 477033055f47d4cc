"""Windows that show, search, correct and export a transcript."""
