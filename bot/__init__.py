"""The Life Sciences Club's bot: partners, events and EU calls, asked about in Discord, Slack, a browser or a terminal."""

__version__ = "0.1.0"
