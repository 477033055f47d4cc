"""Captions for other programs, such as OBS: a page, a WebSocket, server-sent events; see docs/serve.md."""
