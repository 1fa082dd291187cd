"""What people ask on Slack, read and acknowledged at once, and handed to the queue that answers it.

What may write is stored before it is acknowledged: Slack delivers again what was not, and then finds it done.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.adapters.slack import club, inbound
from bot.adapters.slack.inbound import PLATFORM, Asker, Json, Way
from bot.adapters.slack.manifest import command_of
from bot.adapters.slack.turn import Slack, Turn
from bot.adapters.slack.uploads import Received
from bot.core.codec import Garbled
from bot.core.context import Place
from bot.core.reply import Reply, Tone
from bot.core.request import Filled, Line, Packed
from bot.core.words import text_language
from bot.render.held import Aside, Carried, Long
from bot.render.slack import ids
from bot.render.slack.home import home
from bot.render.slack.modals import answers, given

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.adapters.slack.people import People
    from bot.adapters.slack.work import Work

PAGE = " page="  # what a button carries that turns a page
HOME = "1 home"
OPTION_TEXT, OPTION_VALUE = 75, 150  # https://docs.slack.dev/reference/block-kit/composition-objects/option-object
PATIENCE = 1.2  # seconds from a form's arrival in which its pictures may still keep it open
SAID = (None, "file_share", "thread_broadcast")  # kinds of messages that people write


class Answering:
    """Reads what arrives. Every `ack` is Slack's: without it within three seconds people see that nothing happened."""

    def __init__(self, slack: Slack, work: Work, people: People, me: str) -> None:
        self._slack = slack
        self._work = work
        self._people = people
        self._me = me

    async def command(self, body: Json, ack: Callable[..., Awaitable[object]]) -> None:
        """A slash command."""
        channel, trigger = body["channel_id"], body["trigger_id"]
        who = await self._asker(body["user_id"], Place(PLATFORM, channel))
        said = Line(command_of(body["command"], inbound.typed(body.get("text") or "")))
        way = Way("", channel, url=body["response_url"])
        await self._work.run(Turn(self._slack, who, way, who.asks(trigger, said), trigger=trigger))
        await ack()

    async def action(self, body: Json, ack: Callable[..., Awaitable[object]]) -> None:
        """A button, or an option picked from a list."""
        (action,) = body["actions"]
        if action.get("url"):  # a link opens by itself; that it was pressed is told all the same
            await ack()
            return
        container, channel = body.get("container", {}), (body.get("channel") or {}).get("id", "")
        hidden = bool(container.get("is_ephemeral"))
        own = not channel or (channel.startswith("D") and not hidden)  # App Home, or the conversation with the bot
        user, trigger = body["user"]["id"], body.get("trigger_id", "")
        who = await self._asker(user, Place(PLATFORM, channel or user, direct=own))
        way = Way("", channel, container.get("thread_ts", ""), body.get("response_url", ""), direct=own)
        id = f"{trigger}/{action.get('action_ts', '')}"
        match inbound.held(action):
            case Carried(packed):
                await self._press(who, way, id, packed, trigger, in_place=hidden or own)
            case Long(token, name):
                kept = await self._slack.tokens.packed(token)
                if kept is None:
                    turn = Turn(self._slack, who, way, who.asks(id, Packed("")))
                    self._work.soon(id, self._gone(turn, name))
                else:
                    await self._press(who, way, id, kept, trigger, in_place=hidden or own)
            case Aside(token, _):
                turn = Turn(self._slack, who, way, who.asks(id, Packed("")), trigger=trigger)
                self._work.soon(id, self._reopen(turn, token))
        await ack()

    async def shortcut(self, body: Json, ack: Callable[..., Awaitable[object]]) -> None:
        """A shortcut is named after the command whose form it opens."""
        user, trigger = body["user"]["id"], body["trigger_id"]
        who = await self._asker(user, Place(PLATFORM, user, direct=True))
        request = who.asks(trigger, Packed(f"1 {body['callback_id']}"))
        await self._work.run(Turn(self._slack, who, Way("", direct=True), request, trigger=trigger))
        await ack()

    async def submission(self, body: Json, ack: Callable[..., Awaitable[object]]) -> None:
        """A form's answers: what is wrong with one stands at its field at once, the rest is as with a command."""
        view, user = body["view"], body["user"]["id"]
        try:
            way = Way.read(view.get("private_metadata", ""))
        except Garbled:
            await ack()
            return
        until = asyncio.get_running_loop().time() + PATIENCE
        who = await self._asker(user, Place(PLATFORM, way.channel or user, direct=way.direct))
        id = body.get("trigger_id") or view["id"]
        said = await self._filled(who, way, answers(view))
        if said is None:
            self._work.soon(id, self._gone(Turn(self._slack, who, way, who.asks(id, Packed("")))))
            await ack()
            return
        turn = Turn(self._slack, who, way, who.asks(id, said))
        if files := given(view):
            fetching = asyncio.ensure_future(self._fetched(turn, said.command, files))
            await asyncio.wait({fetching}, timeout=max(until - asyncio.get_running_loop().time(), 0))
            if not fetching.done():
                self._work.soon(id, self._late(turn, said, fetching))
                await ack()
                return
            received = fetching.result()
            turn = turn.saying(_with(said, received))
        else:
            received = Received()
        asked = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        errors = await self._core_errors(turn, asked) | await self._wrong(turn, received)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        again = await self._work.run(turn, form=True)
        if again and again.form:
            await ack(response_action="update", view=await turn.view(again.form))
        else:
            await ack()

    async def _fetched(self, turn: Turn, command: str, files: Mapping[str, Json]) -> Received:
        return await self._slack.uploads.receive(self._slack.core, await turn.person(), command, files)

    async def _wrong(self, turn: Turn, received: Received) -> dict[str, str]:
        """What was wrong with pictures, by their fields."""
        t = await turn.words() if received.wrong else None
        return {name: t(oops.text, **oops.names) for name, oops in received.wrong.items()} if t else {}

    async def _late(self, turn: Turn, said: Filled, fetching: asyncio.Future[Received]) -> None:
        """Answer a form that had to be closed before its pictures were there."""
        received = await fetching
        turn = turn.saying(_with(said, received))
        reply = await self._slack.core.handle(turn.request)
        wrong = await self._wrong(turn, received)
        if wrong and reply.form:
            told = (b if b.name not in wrong else replace(b, value="", error=wrong[b.name]) for b in reply.form.blanks)
            form = replace(reply.form, blanks=tuple(told))
            reply = replace(reply, text=("\n".join(wrong.values()),), form=form, tone=Tone.WARN)
        await turn.give(reply)

    async def suggestion(self, body: Json, ack: Callable[..., Awaitable[object]]) -> None:
        """What is being typed into a form's field, completed from the snapshot."""
        user = body["user"]["id"]
        who = await self._asker(user, Place(PLATFORM, user, direct=True))
        try:
            way = Way.read((body.get("view") or {}).get("private_metadata", ""))
        except Garbled:
            way = Way("")
        said = await self._filled(who, way, {}) or Filled("", {})
        text = inbound.typed(body.get("value") or "")
        choices = await self._slack.core.suggest(who.asks("suggest", said), body["block_id"], text)
        shown = (choice for choice in choices if choice.label.strip() and 0 < len(choice.value) <= OPTION_VALUE)
        await ack(
            options=[
                {"text": {"type": "plain_text", "text": choice.label[:OPTION_TEXT]}, "value": choice.value}
                for choice in shown
            ]
        )

    async def said(self, event: Json) -> None:
        """A line of text: a direct message, or one that mentions the bot, which is answered in its thread."""
        direct = event.get("channel_type") == "im"
        if event.get("bot_id") or event.get("subtype") not in SAID or not event.get("user"):
            return
        thread = event.get("thread_ts") or ("" if direct else event["ts"])
        way = Way("", event["channel"], thread, direct=direct)
        who = await self._asker(event["user"], Place(PLATFORM, event["channel"], direct=direct))
        text = inbound.bare(event.get("text") or "", self._me)
        heard = "" if text.startswith("/") else text_language(text)  # names of commands are English for everybody
        id = f"{event['channel']}/{event['ts']}"
        request = who.asks(id, Line(text or "/help"), aloud=not direct, heard=heard)
        await self._work.run(Turn(self._slack, who, way, request))

    async def opened_home(self, user: str, id: str) -> None:
        """Somebody looks at their own page."""
        who = await self._asker(user, Place(PLATFORM, user, direct=True))
        self._work.soon(id, self._publish(Turn(self._slack, who, Way("", direct=True), who.asks(id, Packed(HOME)))))

    async def _publish(self, turn: Turn) -> None:
        view, kept = home(club.typed(await self._slack.core.handle(turn.request)), await turn.words())
        await self._slack.tokens.keep(kept)
        await self._slack.client.views_publish(user_id=turn.who.profile.id, view=view)

    async def _press(self, who: Asker, way: Way, id: str, packed: str, trigger: str, *, in_place: bool) -> None:
        request = who.asks(id, Packed(packed))
        in_place = in_place and PAGE in packed and bool(way.url)
        await self._work.run(Turn(self._slack, who, way, request, trigger=trigger, in_place=in_place))

    async def _filled(self, who: Asker, way: Way, texts: Mapping[str, str]) -> Filled | None:
        """A form's answers, whether the form says itself what it is for or lies in the store; None if it is gone."""
        try:
            if not way.form.startswith("="):
                return inbound.filled(way.form, texts)
            held = ids.read(way.form)
        except Garbled:
            return None
        person = await self._slack.core.who(who.asks("", Packed("")))
        form = await self._slack.tokens.form(held.token, person.id) if isinstance(held, Aside) else None
        if form is None:
            return None
        return Filled(form.command, {blank.name: blank.value for blank in form.blanks} | dict(texts), dict(form.hidden))

    async def _core_errors(self, turn: Turn, asked: set[str]) -> dict[str, str]:
        """What is wrong with the answers to what was asked; of other arguments the command itself tells."""
        return {name: said for name, said in (await self._slack.core.errors(turn.request)).items() if name in asked}

    async def _reopen(self, turn: Turn, token: str) -> None:
        form = await self._slack.tokens.form(token, (await turn.person()).id)
        if form is None:
            await self._gone(turn)
        elif not await turn.open(form, token):
            said = (await turn.words())("That took too long. Please press the button again.")
            await turn.give(Reply((said,), tone=Tone.WARN, private=True))

    async def _gone(self, turn: Turn, name: str = "") -> None:
        """Tell kindly that what a button stood for is kept no longer, or is another's."""
        t = await turn.words()
        said = (
            t("This button is too old by now. /{command} does the same.", command=name)
            if name
            else t("This form is no longer kept, or it is somebody else's. Please start the command again.")
        )
        await turn.give(Reply((said,), tone=Tone.WARN, private=True))

    async def _asker(self, user: str, place: Place) -> Asker:
        return Asker(await self._people.of(user), place)


def _with(said: Filled, received: Received) -> Filled:
    """The answers with the ids of the pictures among them."""
    return replace(said, texts={**said.texts, **received.texts})
