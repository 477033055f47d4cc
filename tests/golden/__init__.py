"""What recordings became when the models were last changed."""
