"""The settings dialog and the first start."""
