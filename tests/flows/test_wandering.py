"""Whatever is pressed in whatever order, now or long ago: nothing breaks, nobody agrees to what they did not press."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.codec import unpack
from bot.core.reply import Tone
from tests.flows.newcomer import Newcomer
from tests.kit import Kit, every_button, packed

if TYPE_CHECKING:
    from bot.core.reply import Reply

LINES = ("/join", "Plovdiv", "1, 4", "researcher", "да", "", "partners", "what is open?", "x" * 300)
OURS = ("join", "introduced")


@pytest.mark.parametrize("seed", range(12))
async def test_wandering_about_breaks_nothing(kit: Kit, seed: int) -> None:
    chance = random.Random(seed)
    here = Newcomer(kit, "Mila")
    there = await here.linked("Mila elsewhere")
    seen: list[Reply] = [await here.ask("/join")]
    agreed: dict[str, bool] = {}
    for _ in range(60):
        mila = chance.choice((here, there))
        kit.clock.forward(timedelta(seconds=chance.choice((1, 60, 90_000))))
        reply = chance.choice(seen[-4:] if chance.random() < 0.7 else seen)
        ways = [one for one in every_button(reply) if unpack(packed(one)).command.startswith(OURS)]
        if reply.form and chance.random() < 0.7:
            text = chance.choice(("Acme", "", "1, 2", "\u202e", "<@1> **x**", "y" * 4000))
            seen.append(await mila.fill(reply.form, **{blank.name: text for blank in reply.form.blanks}))
        elif not ways or chance.random() < 0.2:
            seen.append(await mila.ask(chance.choice(LINES)))
        else:
            way = chance.choice(ways)
            agreed |= {k: v == "yes" for k, v in unpack(packed(way)).texts.items() if k.startswith("agree_")}
            seen.append(await mila.press(way))
        assert seen[-1].tone is not Tone.BAD
    told = await here.told()
    assert {name: told[name] for name in told if name.startswith("agree_") and told[name] is not None} == agreed
