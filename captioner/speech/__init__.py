"""Speech to words: voice activity, utterances, recognition, and which words are final."""
