"""Discord's REST, by subject; importing it fills the table of routes."""

from tests.servers.discord.rest import commands, interactions, messages, people, threads

__all__ = ["commands", "interactions", "messages", "people", "threads"]
