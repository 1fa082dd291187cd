"""Typing into forms, sending them, closing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack import payloads
from tests.servers.slack.acts.forms import filled
from tests.servers.slack.acts.using import Using
from tests.servers.slack.checks.answers import check_errors, check_suggestions
from tests.servers.slack.checks.views import check_view
from tests.servers.slack.reading import offered
from tests.servers.slack.refusals import Refused
from tests.servers.slack.web.views import MOST, push

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.slack.answers import Answer
    from tests.servers.slack.deliveries import Delivery
    from tests.servers.slack.ids import Json
    from tests.servers.slack.views import View
    from tests.servers.slack.world import File, User

LEAST = 3  # characters before Slack asks for suggestions, if the menu does not say


class Modals(Using):
    """What can be done in a modal."""

    async def type_into(self, user: User, view: View, block_id: str, text: str) -> Answer:
        """Type into a menu that completes; what is offered is on the answer once it is `answered()`."""
        said = f"{user.name}: “{view.title}”, {block_id}: {text}…"
        self._seen(user, view, said)
        found = next((leaf for id, leaf in view.leaves if id == block_id and "external" in leaf["type"]), None)
        assert found, f"{said}: it does not complete"
        least = found.get("min_query_length", LEAST)
        assert len(text) >= least, f"{said}: Slack asks from {least} characters on"
        answer = self.make_answer(user, None, said)
        payload = self._told(answer, "block_suggestion", view)
        del payload["trigger_id"]
        payload |= {"action_id": found["action_id"], "block_id": block_id, "value": text}

        def done(delivery: Delivery) -> None:
            if self._refused(answer, delivery):
                return
            try:
                check_suggestions(delivery.response, found["type"])
            except Refused as refused:
                answer.failure = refused.error
                return
            answer.choices = view.suggested[block_id] = offered(delivery.response)

        self.bring(answer, "interactive", payload, done)
        return answer

    async def submit(
        self, user: User, view: View, values: Mapping[str, object] | None = None, /, **named: object
    ) -> Answer:
        """Send a form: values by block_id or label, what is not named as it stands.

        AssertionError for what the client does not let one send.
        """
        said = f"{user.name}: form “{view.title}”"
        self._seen(user, view, said)
        assert view.data.get("submit"), f"{said}: it has no button to send it"
        assert user.stack[-1:] == [view], f"{said}: another view lies on it"
        state = filled(view, {**(values or {}), **named})
        for field in (field for block in state["values"].values() for field in block.values()):
            if field["type"] == "file_input":
                field["files"] = [self._file(file) for file in field["files"]]
        answer = self.make_answer(user, None, said)
        answer.within = view
        if view.source:
            answer.channel = view.source.channel
        payload = self._told(answer, "view_submission", view, state) | {"response_urls": []}
        del payload["container"]

        def done(delivery: Delivery) -> None:
            if not self._refused(answer, delivery):
                try:
                    self._told_to(answer, view, delivery.response)
                except Refused as refused:
                    answer.failure = refused.error

        self.bring(answer, "interactive", payload, done)
        return answer

    async def close(self, user: User, view: View) -> Answer:
        """Close a form with its cross; the bot is told if the view asks for it."""
        said = f"{user.name} closes “{view.title}”"
        self._seen(user, view, said)
        answer = self.make_answer(user, None, said)
        payload = self._told(answer, "view_closed", view) | {"is_cleared": False}
        del payload["container"], payload["trigger_id"]
        self._close(view)
        if view.data.get("notify_on_close"):
            self.bring(answer, "interactive", payload, self._checked(answer), takes_answer=False)
        return answer

    def _file(self, file: File) -> Json:
        """https://docs.slack.dev/reference/objects/file-object#slack_connect_files"""
        told = payloads.file(self, file)
        return {"id": file.id, "file_access": "check_file_info"} if self.terse else told

    def _told_to(self, answer: Answer, view: View, response: Json) -> None:
        """What becomes of a view that was sent: https://docs.slack.dev/surfaces/modals#updating_views."""
        match response.get("response_action"):
            case "errors":
                check_errors(view, response.get("errors"))
                answer.errors = dict(response["errors"])
            case "update":
                check_view(response.get("view"), "modal")
                view.fill(response["view"])
                answer.view = view
            case "push":
                check_view(response.get("view"), "modal")
                if len(answer.user.stack) >= MOST:
                    raise Refused("push_limit_reached")
                push(self, answer, response["view"])
            case "clear":
                for each in [*answer.user.stack]:
                    self._close(each)
            case None:
                self._close(view)
            case _:
                raise Refused("invalid_response_action")

    def _close(self, view: View) -> None:
        view.closed = True
        if view in view.user.stack:
            view.user.stack.remove(view)
