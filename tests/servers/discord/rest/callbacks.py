"""First answers to interactions.

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
    answered_already,
    unknown_interaction,
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
    TAKEN[kind](call, answer, _data(call))
    answer.kind = kind
    answer.took = time.monotonic() - answer.asked
    if call.query.get("with_response", "").lower() in ("1", "true"):
        return _with_response(answer, kind)
    return None


def _data(call: Call) -> Json:
    """What the callback carries, its flags being a number."""
    problems = Problems()
    data = problems.object(("data",), call.json.get("data") or {})
    problems.whole(("data", "flags"), (data or {}).get("flags"), 0, 1 << 31)
    problems.settle()
    return data or {}


def _take_message(call: Call, answer: Answer, data: Json) -> None:
    check(data, call.files, at=("data",))
    answer.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
    message = made(call.state, answer, data)
    drafts.write(message, data, call, drafts.WEBHOOKS)
    drafts.keep(call.state, message)
    answer.original = message


def _take_deferred(call: Call, answer: Answer, data: Json) -> None:
    answer.ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
    answer.original = made(call.state, answer, data)
    answer.original.flags |= LOADING
    drafts.keep(call.state, answer.original)
    answer.deferred = answer.waiting = True


def _take_deferred_update(_call: Call, answer: Answer, _data: Json) -> None:
    _in_place(answer)
    answer.deferred = answer.waiting = True


def _take_update(call: Call, answer: Answer, data: Json) -> None:
    check(data, call.files, answer.source, at=("data",))
    message = _in_place(answer)
    drafts.write(message, data, call, drafts.WEBHOOKS)
    message.edited = moment()
    drafts.tell_edited(call.state, message)


def _in_place(answer: Answer) -> Message:
    """The message that is updated, which is the answer then."""
    assert answer.source
    answer.original, answer.ephemeral = answer.source, answer.source.ephemeral
    return answer.source


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


def made(state: State, answer: Answer, body: Json) -> Message:
    """A message of the answer; `body` says its flags."""
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
