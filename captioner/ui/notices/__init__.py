"""What the program tells the user: errors, and what it has done instead."""
