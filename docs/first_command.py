"""/cities: where our partners are. The code of docs/first-command.md, run by the tests."""

from __future__ import annotations

from collections import Counter

from bot.commands.partners import Partners
from bot.core.command import Command, arg
from bot.core.context import Context
from bot.core.kinds import Whole
from bot.core.reply import Button, Reply


class Cities(Command, name="cities", examples=("cities", "cities least=3")):
    """The cities of our partners, the busiest first."""

    least: int = arg("Only cities with at least so many partners", default=1, kind=Whole(1, 100))

    async def run(self, ctx: Context) -> Reply:
        """Count the partners of each city."""
        counts = Counter(partner.city for partner in ctx.library.partners if partner.city)
        cities = [(city, n) for city, n in counts.most_common() if n >= self.least]
        if not cities:
            return Reply((ctx.t("No city has so many partners."),))
        buttons = tuple(Button(f"{city}: {n}", Partners(query=city)) for city, n in cities)
        return Reply((ctx.t("Our partners are in these cities:"),), buttons=buttons)
