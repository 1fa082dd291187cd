"""The Web API, method by method."""

from tests.servers.slack.web import basics, chat, conversations, files, people, views

__all__ = ["basics", "chat", "conversations", "files", "people", "views"]
