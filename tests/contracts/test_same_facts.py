"""The same answer carries the same facts on Discord, on Slack, on the web and in a terminal."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.core.reply import Reply
from bot.core.words import Words
from bot.core.words import words as language
from bot.flows import EVERY
from bot.render import text, web
from bot.render.discord import message as discord
from bot.render.slack import message as slack
from tests.contracts.replies import words
from tests.contracts.test_renderers import strings
from tests.kit import Kit
from tests.render.discord.markdown import read

EXAMPLES = [pytest.param(c.spec, line, id=line) for c in EVERY for line in c.spec.examples]
LANGS = pytest.mark.parametrize("lang", ["en", "bg"])

# Moments are Discord's own to write, addresses are asked for as addresses; the rest is no text to read.
UNSEEN = ("form", "notices", "platform", "language", "media_type", "record", "shown", "files", "url", "does")


def on_discord(reply: Reply, t: Words) -> str:
    return "\n".join(read(said)[0] for drawn in discord.messages(reply, t) for said in strings(drawn.body))


def on_slack(reply: Reply, t: Words) -> str:
    drawn = slack.messages(reply, t)
    blocks = "\n".join(said for message in drawn for said in strings(message.body.get("blocks", [])))
    read_out = "\n".join(message.body["text"] for message in drawn)
    for sign, escaped in (("<", "&lt;"), (">", "&gt;"), ("&", "&amp;")):
        read_out = read_out.replace(escaped, sign)
    missing = [word for word in words(reply, leave=UNSEEN) if shown(word) not in shown(read_out)]
    assert missing == [], "a screen reader is told less"
    return blocks


def on_the_web(reply: Reply, t: Words) -> str:  # noqa: ARG001 - all are asked alike
    return "\n".join(strings(web.reply(reply)))


def in_a_terminal(reply: Reply, t: Words) -> str:
    return "\n".join(text.lines(reply, t, numbered=True))


def shown(said: str) -> str:
    """A text without its breaks, which a surface may set elsewhere."""
    return " ".join(said.split())


SURFACES = (on_discord, on_slack, on_the_web, in_a_terminal)


@LANGS
@pytest.mark.parametrize(("spec", "line"), EXAMPLES)
async def test_every_surface_says_all_that_the_answer_says(kit: Kit, spec: object, line: str, lang: str) -> None:
    kit.clock.forward(timedelta(minutes=10))
    needs = next(c.spec.needs for c in EVERY if c.spec is spec)
    reply, t = await kit.ask(f"/{line}", needs, lang), language(lang)
    facts = {shown(word) for word in words(reply, leave=UNSEEN) if word.strip()}
    assert facts
    for surface in SURFACES:
        drawn = shown(surface(reply, t))
        # What is too long for a label stands in full elsewhere, or ends in an ellipsis.
        missing = [fact for fact in facts if fact not in drawn and fact[:60].rstrip() not in drawn]
        assert missing == [], surface.__name__


@LANGS
@pytest.mark.parametrize(("spec", "line"), EXAMPLES)
async def test_every_surface_leads_to_the_same_pages(kit: Kit, spec: object, line: str, lang: str) -> None:
    kit.clock.forward(timedelta(minutes=10))
    needs = next(c.spec.needs for c in EVERY if c.spec is spec)
    reply, t = await kit.ask(f"/{line}", needs, lang), language(lang)
    pages = {card.url for card in reply.cards if card.url}
    for drawn in (
        json.dumps([message.body for message in discord.messages(reply, t)], ensure_ascii=False),
        json.dumps([message.body for message in slack.messages(reply, t)], ensure_ascii=False),
        json.dumps(web.reply(reply), ensure_ascii=False),
        in_a_terminal(reply, t),
    ):
        assert [page for page in pages if page not in drawn] == []
