"""Message catalogues: English sentences are the keys, each other language has a `bot.po`."""
