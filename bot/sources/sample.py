"""The club's own facts, as the demo and a first start load them."""

from __future__ import annotations

from importlib.resources import files

from bot.sources.table import Table, load

FILES = ("partners.yaml", "programmes.yaml", "projects.yaml", "events.yaml", "calls.yaml")


def sample() -> tuple[Table, ...]:
    """The tables that the bot ships."""
    folder = files("bot.sample")
    return tuple(load(folder.joinpath(name).read_bytes(), name) for name in FILES)
