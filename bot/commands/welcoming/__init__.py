"""How newcomers are welcomed: who, where, when, and in how many messages."""
