"""What follows the first answer to an interaction, under its token.

https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages
"""

from __future__ import annotations

from tests.servers.discord import payloads
from tests.servers.discord.answers import Answer, Use
from tests.servers.discord.checks.messages import check
from tests.servers.discord.refusals import Refused, unknown_message, unknown_webhook
from tests.servers.discord.rest import drafts
from tests.servers.discord.rest.callbacks import made
from tests.servers.discord.rest.calls import Call, route
from tests.servers.discord.world import EPHEMERAL, LOADING, Json, Message, moment


def _followed(call: Call) -> Answer:
    """The answer that a webhook's token stands for, if it can still be spoken to."""
    answer = call.state.answers.get(call.parts["token"])
    if answer is None or call.id("app") != call.state.application_id:
        raise unknown_webhook()
    if answer.expired:
        raise Refused(401, 50027, "Invalid Webhook Token")
    if not answer.acknowledged or answer.use is Use.AUTOCOMPLETE:
        raise unknown_webhook()
    return answer


def _named(call: Call, answer: Answer) -> Message:
    if call.parts["message"] == "@original":
        found = answer.original
    else:
        own = [*([answer.original] if answer.original else []), *answer.followups]
        found = next((message for message in own if message.id == call.id("message")), None)
    if found is None or found.deleted:
        raise unknown_message()
    return found


PATH = "/webhooks/{app}/{token}"


@route("POST", PATH, open=True)
async def follow(call: Call) -> Json:
    answer = _followed(call)
    check(call.json, call.files)
    original = answer.original
    if answer.waiting and original and original.loading and not original.deleted:
        return _edited(call, answer, original)
    message = made(call.state, answer, call.json)
    hidden = bool((call.json.get("flags") or 0) & EPHEMERAL)
    message.flags = message.flags & ~EPHEMERAL | (EPHEMERAL if hidden else 0)
    message.seen_by = answer.user if hidden else None
    message.type = 19 if original else 0
    message.reference = original
    drafts.write(message, call.json, call, drafts.WEBHOOKS)
    message.mentions = [user for user in message.mentions if user.mention in message.content]
    drafts.keep(call.state, message)
    answer.sees(message)
    answer.waiting = False
    return payloads.message(message)


@route("GET", f"{PATH}/messages/{{message}}", open=True)
async def get(call: Call) -> Json:
    return payloads.message(_named(call, _followed(call)))


@route("PATCH", f"{PATH}/messages/{{message}}", open=True)
async def edit(call: Call) -> Json:
    answer = _followed(call)
    message = _named(call, answer)
    check(call.json, call.files, message)
    return _edited(call, answer, message)


def _edited(call: Call, answer: Answer, message: Message) -> Json:
    drafts.write(message, call.json, call, drafts.WEBHOOKS)
    message.flags &= ~LOADING
    message.edited = moment()
    drafts.tell_edited(call.state, message)
    if message is answer.original:
        answer.waiting = False
    return payloads.message(message)


@route("DELETE", f"{PATH}/messages/{{message}}", open=True)
async def delete(call: Call) -> None:
    answer = _followed(call)
    message = _named(call, answer)
    drafts.remove(call.state, message)
    if message is answer.original:
        answer.waiting = False
