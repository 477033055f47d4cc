"""Training, distilling, measuring and exporting the models; nothing in the application imports it."""
