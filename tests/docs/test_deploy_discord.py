"""The guide to Discord names what is really there."""

import re
from pathlib import Path

from bot.adapters.discord.access import INTENTS
from bot.core.roles import Role
from bot.domain.interests import INTERESTS
from bot.flows import EVERY
from bot.settings.facts import DiscordFacts

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "deploy-discord.md").read_text(encoding="utf-8")


def test_it_names_every_command_that_discord_hides() -> None:
    names = {c.spec.name.split()[0] for c in EVERY if c.spec.needs is Role.ORGANISER and not c.spec.hidden}
    assert not [name for name in names if f"`/{name}`" not in GUIDE]


def test_its_settings_are_those_of_the_bot() -> None:
    section = GUIDE.split("[discord]\n")[1].split("```")[0]
    keys = {line.split(" =")[0] for line in section.splitlines() if " = " in line}
    assert keys <= DiscordFacts.model_fields.keys()
    assert keys >= DiscordFacts.model_fields.keys() - {"sharded"}


def test_it_switches_on_the_intents_that_are_needed() -> None:
    assert all(f"{name} Intent" in GUIDE for name in INTENTS)


def test_it_names_every_field_of_interest() -> None:
    listed = GUIDE.split("The fields are ")[1].split(". Roles are given")[0]
    assert re.findall(r"`([a-z-]+)`", listed) == [one.id for one in INTERESTS]
