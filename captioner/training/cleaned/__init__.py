"""What a user reads in the end: cleaned captions against sentences that a person cleaned."""
