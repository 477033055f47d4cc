"""How the disfluency models are made."""
