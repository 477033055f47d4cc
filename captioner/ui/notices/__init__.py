"""Messages to the user: errors, and what the program did about them."""
