"""The windows; the only Qt besides `app` and what `bench` takes pictures of."""
