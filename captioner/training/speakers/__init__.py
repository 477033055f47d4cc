"""Makes the model for speaker changes: speech of many people, further training, export, measurement."""
