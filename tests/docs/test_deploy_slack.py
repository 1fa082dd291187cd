"""The guide to Slack names what is really there."""

import re
from pathlib import Path

import pytest

from bot.adapters.slack.manifest import PATH, SHORTCUTS, Mode, command_of, manifest
from bot.adapters.slack.noted import plain
from bot.commands import QUESTION
from bot.core import line
from bot.core.book import Book
from bot.flows import EVERY
from bot.settings import Settings
from bot.settings.facts import SlackFacts
from tools.words import english, load

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "deploy-slack.md").read_text(encoding="utf-8")
BOOK = Book(EVERY, QUESTION)
SENTENCES = [english(message) for message in load("bg") if message.id]
TROUBLES = GUIDE.split("## When something is wrong")[1]
THEIRS = (  # what Slack says
    "/club is not a valid command",
    "dispatch_failed",
    "operation_timeout",
    "Sending messages to this app has been turned off",
)


def test_its_settings_are_those_of_the_bot() -> None:
    section = GUIDE.split("[slack]\n")[1].split("```")[0]
    assert {line.split(" =")[0] for line in section.splitlines()} == SlackFacts.model_fields.keys()


def test_its_variables_are_those_of_the_bot() -> None:
    found = {name.removesuffix("_FILE") for name in re.findall(r"SLACK_[A-Z_]+", GUIDE)}
    assert found == {name.upper() for name in Settings.model_fields if name.startswith("slack_")}


@pytest.mark.parametrize("typed", sorted({*re.findall(r"`(/club[^`]*)`", GUIDE)}))
def test_every_command_that_it_types_is_one(typed: str) -> None:
    slash, _, text = typed.partition(" ")
    assert isinstance(line.read(command_of(slash, text), BOOK.by_name), line.Typed)


def test_it_names_every_command_that_slack_keeps_from_us() -> None:
    made = plain(manifest("Club", BOOK.specs, Mode.EACH))["features"]["slash_commands"]
    renamed = {one["command"] for one in made if one["command"].startswith("/club-")}
    assert renamed == set(re.findall(r"`(/club-\w+)`", GUIDE))


def test_its_shortcut_is_in_the_manifest() -> None:
    assert f"“{SHORTCUTS['search'][0]}”" in GUIDE


def test_it_names_the_address_that_slack_is_given() -> None:
    assert f"`{PATH}`" in GUIDE


def filled(sentence: str) -> set[str]:
    """A sentence as the bot may say it, where it matters which token is meant and why."""
    other = re.sub(r"\{(?!name|why)\w+\}", "…", sentence)
    tokens, reasons = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("invalid_auth", "not_allowed_token_type")
    return {other.replace("{name}", name).replace("{why}", why) for name in tokens for why in reasons}


@pytest.mark.parametrize("quote", re.findall(r"^\| “([^”]+)”", TROUBLES, re.MULTILINE))
def test_what_it_says_of_faults_is_what_is_said(quote: str) -> None:
    assert quote in THEIRS or any(quote in said for sentence in SENTENCES for said in filled(sentence))


@pytest.mark.parametrize("file", ["../README.md", "deploy.md", "../CHANGELOG.md"])
def test_one_gets_there(file: str) -> None:
    assert "deploy-slack.md" in (DOCS / file).read_text(encoding="utf-8")
