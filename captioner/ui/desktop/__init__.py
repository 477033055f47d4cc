"""What the desktop provides: shortcuts, tray, menu entry, and what it lets windows do."""
