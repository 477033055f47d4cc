"""Settings as a person sees them, and the first start."""
