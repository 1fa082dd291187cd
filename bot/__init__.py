"""The Life Sciences Club's bot: ask about partners, events and EU calls in a browser, a terminal, Discord or Slack."""

__version__ = "0.1.0"
