"""Discord's REST, by subject; importing it fills the table of routes."""

from tests.servers.discord.rest import callbacks, commands, followups, messages, people, threads

__all__ = ["callbacks", "commands", "followups", "messages", "people", "threads"]
