"""How the built-in speech model is made: texts, synthesised and real speech, training, export, measurement."""
