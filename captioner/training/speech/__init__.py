"""Makes the built-in speech model: texts, synthetic and real speech, training, export, measurement."""
