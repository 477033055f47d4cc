"""The windows. Outside this package only `app` and `bench` use Qt."""
