"""Answers on Slack name commands as they can be typed there."""

from __future__ import annotations

import pytest

from bot.adapters.slack.club import typed
from bot.commands.calls import Calls
from bot.core.reply import Bold, Button, Card, Code, Field, Link, Reply
from bot.flows import EVERY


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/help lists them all.", "/club help lists them all."),
        ("Type /calls within=60", "Type /club calls within=60"),
        ("(/fact edit)", "(/club fact edit)"),
        ("/club calls", "/club calls"),
        ("https://a.example/calls", "https://a.example/calls"),
        ("data/calls.json", "data/calls.json"),
        ("and/or", "and/or"),
        ("/callsign", "/callsign"),
    ],
)
def test_a_command_is_named_as_it_is_typed(said: str, shown: str) -> None:
    assert typed(Reply((said,))) == Reply((shown,))


def test_every_command_is_known() -> None:
    for command in (c for c in EVERY if not c.spec.hidden):
        assert typed(Reply((f"/{command.spec.name}",))).text == (f"/club {command.spec.name}",)


def test_only_what_is_read_is_changed() -> None:
    button = Button("/calls", Calls(topic="/calls"))
    link = Link("/calls", "https://a.example/calls")
    card = Card("/calls", url="https://a.example/calls", fields=(Field("/calls", (Code("/calls"), link)),))
    shown = typed(Reply((Bold("/calls"),), cards=(card,), buttons=(button,)))
    assert shown.text == (Bold("/club calls"),)
    assert shown.buttons[0].label == "/club calls"
    assert shown.buttons[0].does == Calls(topic="/calls")
    assert shown.cards[0].url == card.url
    assert shown.cards[0].fields == (Field("/club calls", (Code("/club calls"), Link("/club calls", link.url))),)
