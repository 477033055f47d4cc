"""From labelled words to text: wording, lines and views."""
