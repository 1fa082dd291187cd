"""The web chat: a page served from `static/` and the socket behind it."""
