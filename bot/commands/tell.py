"""The button under every record: “Wrong? Tell us”."""

from __future__ import annotations

from bot.commands.wrong import Wrong
from bot.core.actions import Opener
from bot.core.reply import Button
from bot.core.words import Words


def tell(kind: str, record: str, t: Words) -> Button:
    """A button that asks what is wrong with a record and sends it to the organisers."""
    return Button(t("Wrong? Tell us"), Opener(Wrong.spec, {"record": f"{kind}:{record}"}))
