"""The windows' texts in other languages (Qt Linguist), and the tool that updates them."""
