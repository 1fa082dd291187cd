"""Commands, buttons and menus."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.servers.slack import payloads
from tests.servers.slack.acts.forms import option_of
from tests.servers.slack.acts.people import People, escaped
from tests.servers.slack.reading import offered
from tests.servers.slack.refusals import Refused
from tests.servers.slack.views import FIELDS, View
from tests.servers.slack.web.respond import answered

if TYPE_CHECKING:
    from tests.servers.slack.answers import Answer
    from tests.servers.slack.deliveries import Delivery
    from tests.servers.slack.ids import Json
    from tests.servers.slack.world import Channel, Message, User

TIMEOUT = "operation_timeout"
FAILED = {"timeout": TIMEOUT, "connection_failed": "dispatch_failed", "http_error": "dispatch_failed"}


class Using(People):
    """Acts that the bot acknowledges within three seconds, or fails."""

    async def command(self, user: User, channel: Channel, text: str) -> Answer:
        """Send a slash command as it is typed, such as "/club calls cancer within=60"."""
        said = f"{user.name}: {text}"
        assert text.startswith("/"), f"{said}: a command starts with a stroke"
        assert user in channel.members, f"{said}: {user.name} is not in #{channel.name}"
        name, _, rest = text.partition(" ")
        known = self.commands
        assert known is None or name in known, f"{said}: {name} is not a valid command, only {sorted(known or ())}"
        answer = self.make_answer(user, channel, said)
        shown = "directmessage" if channel.direct else "privategroup" if channel.private else channel.name
        payload = {
            "token": "verification",
            "team_id": self.team_id,
            "team_domain": self.domain,
            "channel_id": channel.id,
            "channel_name": shown,
            "user_id": user.id,
            "user_name": user.name.lower().replace(" ", "."),
            "command": name,
            "text": escaped(rest.strip()),
            "api_app_id": self.app_id,
            "is_enterprise_install": "false",
            "response_url": self.response_url(answer),
            "trigger_id": answer.trigger,
        }

        def done(delivery: Delivery) -> None:
            if not self._refused(answer, delivery) and delivery.response:
                self._shown(answer, delivery.response)

        self.bring(answer, "slash_commands", payload, done)
        return answer

    async def press(self, user: User, place: Message | View, label: str) -> Answer:
        """Press the button of that label, in a message or in a view. Link buttons tell the bot too."""
        said = f"{user.name}: [{label}]"
        buttons = [(id, leaf) for id, leaf in self._seen(user, place, said).leaves if leaf["type"] == "button"]
        found = next(((id, leaf) for id, leaf in buttons if leaf["text"]["text"] == label), None)
        assert found, f"{said}: there is no such button, only {place.buttons}"
        block_id, leaf = found
        action = {"text": leaf["text"]} | {name: leaf[name] for name in ("value", "url", "style") if name in leaf}
        return self._act(user, place, block_id, leaf, action, said)

    async def pick(self, user: User, place: Message | View, placeholder: str, *labels: Any) -> Answer:  # noqa: ANN401
        """Pick from the menu of that placeholder: options by their labels, or people and channels."""
        said = f"{user.name}: {placeholder} → {', '.join(str(label) for label in labels)}"
        leaves = self._seen(user, place, said).leaves
        menus = [(id, leaf) for id, leaf in leaves if leaf["type"] in FIELDS and leaf["type"] != "plain_text_input"]
        found = next((each for each in menus if (each[1].get("placeholder") or {}).get("text") == placeholder), None)
        assert found, f"{said}: there is no such menu, only {[*place.menus]}"
        block_id, leaf = found
        name = FIELDS[leaf["type"]][0]
        picked: Any = list(labels)
        if name.startswith("selected_option"):
            shown = place.suggested.get(block_id, []) if isinstance(place, View) else []
            picked = [option_of(shown or offered(leaf), label, said) for label in labels]
        else:
            picked = [label.id if hasattr(label, "id") else label for label in labels]
        assert name.endswith("s") or len(picked) == 1, f"{said}: it takes one"
        action = {name: picked if name.endswith("s") else picked[0]}
        return self._act(user, place, block_id, leaf, action, said)

    async def overflow(self, user: User, place: Message | View, label: str) -> Answer:
        """Pick that option from a menu of three dots."""
        said = f"{user.name}: ⋯ {label}"
        menus = [(id, leaf) for id, leaf in self._seen(user, place, said).leaves if leaf["type"] == "overflow"]
        for block_id, leaf in menus:
            for option in leaf["options"]:
                if option["text"]["text"] == label:
                    return self._act(user, place, block_id, leaf, {"selected_option": option}, said)
        raise AssertionError(f"{said}: there is no such option")

    async def shortcut(self, user: User, name: str) -> Answer:
        """Start a global shortcut, by its name, or by its callback_id when no manifest is installed."""
        said = f"{user.name}: ⚡{name}"
        known = self.shortcuts
        assert known is None or name in known, f"{said}: there is no such shortcut, only {sorted(known or ())}"
        answer = self.make_answer(user, None, said)
        payload = {**self._told(answer, "shortcut"), "callback_id": (known or {name: name})[name]}
        self.bring(answer, "interactive", {**payload, "action_ts": f"{time.time():.6f}"}, self._checked(answer))
        return answer

    def _seen(self, user: User, place: Message | View, said: str) -> Message | View:
        if isinstance(place, View):
            assert not place.closed, f"{said}: the view is closed"
            assert place.user is user, f"{said}: it is before {place.user.name}"
        else:
            assert not place.deleted, f"{said}: the message is gone"
            assert user in place.channel.members, f"{said}: {user.name} is not in #{place.channel.name}"
            if place.seen_by is not None:
                assert place.seen_by is user, f"{said}: only {place.seen_by.name} sees it"
        return place

    def _act(self, user: User, place: Message | View, block_id: str, leaf: Json, action: Json, said: str) -> Answer:
        channel = None if isinstance(place, View) else place.channel
        answer = self.make_answer(user, channel, said)
        told = {"action_id": leaf["action_id"], "block_id": block_id, "type": leaf["type"], **action}
        payload = self._told(answer, "block_actions", place)
        payload["actions"] = [told | {"action_ts": f"{time.time():.6f}"}]
        self.bring(answer, "interactive", payload, self._checked(answer), takes_answer=False)
        return answer

    def _told(self, answer: Answer, kind: str, place: Message | View | None = None, values: Json | None = None) -> Json:
        """The payload of an interaction."""
        told: Json = {
            "type": kind,
            "team": {"id": self.team_id, "domain": self.domain},
            "user": payloads.asker(self, answer.user),
            "api_app_id": self.app_id,
            "token": "verification",
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": answer.trigger,
        }
        if isinstance(place, View):
            answer.within = place
            told |= {"container": {"type": "view", "view_id": place.id}, "view": payloads.view(self, place, values)}
        elif place:
            answer.source = place
            shown: Json = {"type": "message", "message_ts": place.ts, "channel_id": place.channel.id}
            shown |= {"is_ephemeral": place.ephemeral} | ({"thread_ts": place.thread_ts} if place.thread_ts else {})
            name = "directmessage" if place.channel.direct else place.channel.name
            told |= {"container": shown, "channel": {"id": place.channel.id, "name": name}, "state": {"values": {}}}
            told["response_url"] = self.response_url(answer)
            if not place.ephemeral:
                told["message"] = payloads.message(self, place)
        return told

    def _checked(self, answer: Answer) -> Any:  # noqa: ANN401 - a callback
        def done(delivery: Delivery) -> None:
            self._refused(answer, delivery)

        return done

    def _refused(self, answer: Answer, delivery: Delivery) -> bool:
        """Whether the bot failed to acknowledge, which the person is told."""
        if not delivery.acknowledged:
            answer.failure = FAILED.get(delivery.attempts[-1].failed, "dispatch_failed")
        return bool(answer.failure)

    def _shown(self, answer: Answer, response: Json) -> None:
        try:
            answered(self, answer, response)
        except Refused as refused:
            answer.failure = refused.error
