"""Properties of what is read from others: few examples of each with the other tests, `scripts/fuzz` for more."""
