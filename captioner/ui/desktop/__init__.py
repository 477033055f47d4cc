"""What the desktop gives and allows: shortcuts, tray, menu entry, the abilities of its windows."""
