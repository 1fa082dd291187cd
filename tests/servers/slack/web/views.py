"""Modals and home tabs: https://docs.slack.dev/reference/methods/views.open and its neighbours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.checks.views import check_view
from tests.servers.slack.refusals import Refused, invalid_arguments
from tests.servers.slack.views import View
from tests.servers.slack.web.calls import Call, method

if TYPE_CHECKING:
    from tests.servers.slack.answers import Answer
    from tests.servers.slack.ids import Json
    from tests.servers.slack.state import State

MOST = 3  # views on the stack


@method("views.open")
async def open_view(call: Call) -> Json:
    data, answer = _modal(call), _trigger(call)
    for each in answer.user.stack:
        each.closed = True
    answer.user.stack.clear()
    return _shown(call, push(call.state, answer, data))


@method("views.push")
async def push_view(call: Call) -> Json:
    data, answer = _modal(call), _trigger(call)
    if len(answer.user.stack) >= MOST:
        raise Refused("push_limit_reached")
    return _shown(call, push(call.state, answer, data))


@method("views.update")
async def update(call: Call) -> Json:
    id, external = call.text("view_id"), call.text("external_id")
    if not id and not external:
        raise invalid_arguments("either view_id or external_id must be given")
    all = call.state.views.values()
    found = next(
        (each for each in all if each.id == id or (external and each.data.get("external_id") == external)), None
    )
    if found is None or found.closed:
        raise Refused("not_found")
    data = call.args.get("view")
    check_view(data, found.data["type"])
    _alone(call, data, found)
    _current(call, found)
    found.fill(data if isinstance(data, dict) else {})
    if found.source:
        found.source.view = found
    return _shown(call, found)


@method("views.publish")
async def publish(call: Call) -> Json:
    user = call.state.users.get(call.need("user_id"))
    if user is None:
        raise Refused("user_not_found")
    if not call.state.home_tab:
        raise Refused("not_enabled")
    data = call.args.get("view")
    check_view(data, "home")
    _alone(call, data, user.home)
    body = data if isinstance(data, dict) else {}
    if user.home is None:
        user.home = View(user, body)
        call.state.views[user.home.id] = user.home
    else:
        _current(call, user.home)
        user.home.fill(body)
    for answer in reversed(call.state.answers):
        if answer.user is user:
            answer.home = user.home
            break
    return _shown(call, user.home)


def push(state: State, answer: Answer, data: Json) -> View:
    """Put a view before somebody, above those that stand there."""
    stack = answer.user.stack
    view = View(answer.user, data, answer, previous=stack[-1] if stack else None)
    stack.append(view)
    state.views[view.id] = view
    answer.view = view
    return view


def _modal(call: Call) -> Json:
    call.need("trigger_id")
    data = call.args.get("view")
    if "'file_input'" in str(data):  # https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
        call.scope("files:read")
    check_view(data, "modal")
    _alone(call, data)
    assert isinstance(data, dict)
    return data


def _alone(call: Call, data: object, view: View | None = None) -> None:
    """Refuse an external_id that another open view has."""
    id = data.get("external_id") if isinstance(data, dict) else None
    for each in call.state.views.values():
        if id and each is not view and not each.closed and each.data.get("external_id") == id:
            raise Refused("duplicate_external_id")


def _trigger(call: Call) -> Answer:
    """Whoever did what the trigger was given for; it is used up by that."""
    trigger = call.text("trigger_id")
    answer = next((each for each in call.state.answers if each.trigger == trigger), None)
    if answer is None:
        raise Refused("invalid_trigger_id")
    if answer.trigger_used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() - answer.asked > call.state.trigger_life:
        raise Refused("expired_trigger_id")
    answer.trigger_used = True
    return answer


def _current(call: Call, view: View) -> None:
    if call.text("hash") not in ("", view.hash):
        raise Refused("hash_conflict")


def _shown(call: Call, view: View) -> Json:
    return {"view": payloads.view(call.state, view)}
