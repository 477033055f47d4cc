"""The texts of the windows in other languages (Qt Linguist), and how they are kept up to date."""
