"""First answers to interactions, and what follows them.

https://docs.discord.com/developers/interactions/receiving-and-responding
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.servers.discord import payloads
from tests.servers.discord.answers import Answer, Callback, Use
from tests.servers.discord.checks.choices import check_choices
from tests.servers.discord.checks.messages import check
from tests.servers.discord.checks.modals import check_modal
from tests.servers.discord.checks.tree import Problems
from tests.servers.discord.components import numbered
from tests.servers.discord.modals import Modal
from tests.servers.discord.refusals import (
    Refused,
    answered_already,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from tests.servers.discord.rest import drafts
from tests.servers.discord.rest.calls import Call, route
from tests.servers.discord.world import EPHEMERAL, LOADING, Json, Message, moment

if TYPE_CHECKING:
    from tests.servers.discord.state import State

MESSAGES = (Callback.MESSAGE, Callback.DEFERRED)
IN_PLACE = (Callback.DEFERRED_UPDATE, Callback.UPDATE)


@route("POST", "/interactions/{interaction}/{token}/callback", open=True)
async def callback(call: Call) -> Json | None:
    answer = call.state.answers.get(call.parts["token"])
    if answer is None or answer.id != call.id("interaction"):
        raise unknown_interaction()
    if answer.acknowledged:
        raise answered_already()
    if answer.late:
        raise unknown_interaction()
    kind = _kind(call, answer)
    TAKEN[kind](call, answer, call.json.get("data") or {})
    answer.kind = kind
    answer.took = time.monotonic() - answer.asked
    if call.query.get("with_response", "").lower() in ("1", "true"):
        return _with_response(answer, kind)
    return None


def _take_message(call: Call, answer: Answer, data: Json) -> None:
    check(data, call.files, at=("data",))
    answer.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
    message = _message(call.state, answer, data)
    drafts.write(message, data, call, drafts.WEBHOOKS)
    drafts.keep(call.state, message)
    answer.original = message


def _take_deferred(call: Call, answer: Answer, data: Json) -> None:
    answer.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
    answer.original = _message(call.state, answer, data)
    answer.original.flags |= LOADING
    drafts.keep(call.state, answer.original)
    answer.deferred = answer.waiting = True


def _take_deferred_update(_call: Call, answer: Answer, _data: Json) -> None:
    answer.original = answer.source
    answer.deferred = answer.waiting = True


def _take_update(call: Call, answer: Answer, data: Json) -> None:
    assert answer.source
    check(data, call.files, answer.source, at=("data",))
    drafts.write(answer.source, data, call, drafts.WEBHOOKS)
    answer.original = answer.source
    answer.original.edited = moment()
    drafts.tell_edited(call.state, answer.source)


def _take_choices(_call: Call, answer: Answer, data: Json) -> None:
    check_choices(data, answer.typed)
    answer.choices = data["choices"]


def _take_modal(_call: Call, answer: Answer, data: Json) -> None:
    check_modal(data)
    data = {**data, "components": numbered(data["components"])}
    answer.modal = Modal(data, answer.user, answer.channel, answer.source)


TAKEN = {
    Callback.MESSAGE: _take_message,
    Callback.DEFERRED: _take_deferred,
    Callback.DEFERRED_UPDATE: _take_deferred_update,
    Callback.UPDATE: _take_update,
    Callback.CHOICES: _take_choices,
    Callback.MODAL: _take_modal,
}


def _kind(call: Call, answer: Answer) -> Callback:
    """The type of the callback, if it fits what was asked."""
    number: object = call.json.get("type")
    problems = Problems()
    allowed: set[Callback] = {*Callback}
    if answer.use is Use.AUTOCOMPLETE:
        allowed = {Callback.CHOICES}
    else:
        allowed -= {Callback.CHOICES}
        if answer.use is Use.MODAL:
            allowed -= {Callback.MODAL}
        if answer.source is None:
            allowed -= {*IN_PLACE}
    if number not in {int(kind) for kind in allowed}:
        wanted = ", ".join(str(int(kind)) for kind in sorted(allowed))
        problems.add(("type",), "BASE_TYPE_CHOICES", f"Value must be one of ({wanted}).")
    problems.settle()
    return next(kind for kind in allowed if kind == number)


def _message(state: State, answer: Answer, body: Json) -> Message:
    flags = (body.get("flags") or 0) & drafts.FLAGS_OF_SENDERS & ~EPHEMERAL | answer.flags
    asked = {
        "id": str(answer.id),
        "type": int(answer.use),
        "user": payloads.user(answer.user),
        "authorizing_integration_owners": {},
    }
    kind = 20 if answer.use is Use.COMMAND else 19 if answer.use is Use.COMPONENT else 0
    message = Message(answer.channel, state.me, flags=flags, type=kind, asked=asked)
    message.seen_by = answer.user if message.ephemeral else None
    return message


def _with_response(answer: Answer, kind: Callback) -> Json:
    interaction: Json = {"id": str(answer.id), "type": int(answer.use)}
    resource: Json = {"type": int(kind)}
    if answer.original:
        interaction |= {
            "response_message_id": str(answer.original.id),
            "response_message_loading": answer.original.loading,
            "response_message_ephemeral": answer.original.ephemeral,
        }
        if kind in (Callback.MESSAGE, Callback.UPDATE):
            resource["message"] = payloads.message(answer.original)
        return {"interaction": interaction, "resource": resource}
    return {"interaction": interaction}


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
    message = _message(call.state, answer, call.json)
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
