"""Services of the desktop: shortcuts, tray, menu entry, and the abilities of windows."""
