"""Somebody joins on Discord: answers whatever the last message asks, in the way that it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.words import words

if TYPE_CHECKING:
    from tests.servers.discord import Answer, Discord, User

WRITTEN = {"organisation": "Acme <@1> **Biotech**", "city": "Пловдив", "offers": "Microscopy.\nAdvice.", "seeks": "🧬"}


async def answered(discord: Discord, user: User, asked: Answer, lang: str = "en") -> Answer:
    """What follows once a question is answered."""
    t, message = words(lang), asked.message
    if t("Write an answer") in message.buttons:
        form = (await (await discord.press(user, message, t("Write an answer"))).settled()).form
        (name,) = form.fields
        return await (await discord.submit(user, form, **{name: WRITTEN[name]})).settled()
    if t("Add a field") in message.menus:
        first = message.menus[t("Add a field")][0]
        picked = await (await discord.pick(user, message, t("Add a field"), first)).settled()
        return await (await discord.press(user, picked.message, t("Done"))).settled()
    if message.menus:
        ((menu, options),) = message.menus.items()
        return await (await discord.pick(user, message, menu, options[0])).settled()
    return await (await discord.press(user, message, next(iter(message.buttons)))).settled()


def ended(asked: Answer, lang: str = "en") -> bool:
    """Whether nothing is asked any more."""
    return words(lang)("Skip") not in asked.message.buttons
