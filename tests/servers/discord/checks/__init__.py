"""What Discord refuses, written from its documentation and from nothing of the bot's."""
