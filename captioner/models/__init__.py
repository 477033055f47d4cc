"""Where models come from: found, fetched, described and checked."""
