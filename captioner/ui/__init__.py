"""The windows. Only `app` and `bench` use Qt besides."""
