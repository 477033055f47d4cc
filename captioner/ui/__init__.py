"""The windows; the only Qt besides `app`."""
