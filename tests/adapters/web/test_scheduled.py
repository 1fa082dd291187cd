"""A schedule's posts in the real web chat: changed and retracted in every open window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.reply import Link
from bot.core.roles import Role
from bot.domain.delivery import Stage
from bot.domain.schedule import State
from bot.flows import EVERY
from bot.scheduler.service import Scheduler
from tests.adapters.web.rig import Echo, served
from tests.asker import Asker
from tests.kit import button

if TYPE_CHECKING:
    from tests.adapters.web.rig import Json

ANNOUNCED = '/announce title="Open day" text="Come." where="#general, #funding"'


def title(post: Json) -> str:
    return str(post["reply"]["cards"][0]["title"])


async def test_an_edit_and_a_retraction_reach_every_window() -> None:
    async with served(commands=(*EVERY, Echo)) as rig:
        olga, window = Asker(rig.kit, "olga", Role.ORGANISER), await rig.browser().open("guest")
        scheduler = Scheduler(rig.kit.core)
        await olga.press(button(await olga.ask(ANNOUNCED), "Post it now"))
        await scheduler.settle()
        assert title((await window.hear("post", place="general"))["post"]) == "Open day"
        (made,) = await rig.kit.database.read(lambda tx: tx.schedules.listed([State.DONE]))
        rows = await rig.kit.database.read(lambda tx: tx.deliveries.of(made.id))

        form = (await olga.press(f"1 schedule-edit schedule={made.id}")).form
        done = await olga.fill(form, title_en="Open days")
        await olga.press(button(done, "Change what is posted too"))
        await scheduler.settle()
        for row in rows:
            changed = (await window.hear("change", seq=int(row.message_ids[0])))["post"]
            assert (title(changed), changed["edited"]) == ("Open days", True)

        cards = (await olga.ask("/deliveries")).cards
        links = {part.url for card in cards for field in card.fields for part in field.value if isinstance(part, Link)}
        assert links == {f"/#{row.place.removeprefix('web:')}/{row.message_ids[0]}" for row in rows}

        asked = await olga.press(button(await olga.ask(f"/schedules {made.id}"), "Retract what was posted"))
        await olga.press(asked.buttons[0])
        await scheduler.settle()
        for row in rows:
            await window.hear("change", seq=int(row.message_ids[0]), gone=True)
        rows = await rig.kit.database.read(lambda tx: tx.deliveries.of(made.id))
        assert [row.stage for row in rows] == [Stage.RETRACTED] * 2
