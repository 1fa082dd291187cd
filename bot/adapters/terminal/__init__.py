"""The chat in a terminal: the same conversation, typed."""
