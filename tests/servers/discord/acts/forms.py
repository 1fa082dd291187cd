"""Filling in a form: what Discord's client lets one send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord.modals import LABEL, Modal, filled
from tests.servers.discord.world import Attachment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.servers.discord.world import Json

INPUT, UPLOAD, RADIO, CHECKBOX = 4, 19, 21, 23
LONGEST = 4000


def answered(modal: Modal, values: Mapping[str, object]) -> list[Json]:
    """The components of a submit; fields that are not named keep what stands in them."""
    given = {modal.named(name): value for name, value in values.items()}
    return [_component(component, given, modal.title) for component in modal.data["components"]]


def _component(component: Json, given: Mapping[str, object], title: str) -> Json:
    kind = component["type"]
    if kind == LABEL:
        inner = component["component"]
        sent = _field(inner, given, f"“{title}”, {component['label']}")
        return {"type": LABEL, "id": component["id"], "component": sent}
    inside = [_field(leaf, given, f"“{title}”, {leaf.get('label', '')}") for leaf in component.get("components", ())]
    return {"type": kind, "id": component["id"], **({"components": inside} if inside else {})}


def _field(leaf: Json, given: Mapping[str, object], said: str) -> Json:
    value: Any = given.get(leaf["custom_id"], filled(leaf))
    sent: Json = {"type": leaf["type"], "id": leaf["id"], "custom_id": leaf["custom_id"]}
    if leaf["type"] == INPUT:
        return sent | {"value": _text(leaf, value, said)}
    if leaf["type"] == CHECKBOX:
        return sent | {"value": bool(value)}
    if leaf["type"] == RADIO:
        return sent | {"value": next(iter(_picked(leaf, value, said)), None)}
    if leaf["type"] == UPLOAD:
        value = [*value] if isinstance(value, list | tuple) else [value]
        assert all(isinstance(each, Attachment) for each in value), f"{said} takes files, not {value!r}"
    return sent | {"values": _picked(leaf, value, said)}


def _text(leaf: Json, value: object, said: str) -> str:
    assert isinstance(value, str), f"{said} takes a text, not {value!r}"
    if leaf.get("style", 1) == 1:
        assert "\n" not in value, f"{said} takes one line"
    assert value.strip() or not leaf.get("required", True), f"{said} is required"
    low, high = leaf.get("min_length") or 0, leaf.get("max_length") or LONGEST
    assert not value or low <= len(value) <= high, f"{said} takes {low} to {high} characters, not {len(value)}"
    return value


def _picked(leaf: Json, value: Any, said: str) -> list[str]:  # noqa: ANN401 - a value or several
    wanted = [value] if isinstance(value, str) else [*value]
    wanted = [str(each.id) if hasattr(each, "id") else each for each in wanted]
    if "options" in leaf:
        by_label = {option["label"]: option["value"] for option in leaf["options"]}
        known = {option["value"] for option in leaf["options"]}
        wanted = [each if each in known else by_label.get(each) for each in wanted]
        assert None not in wanted, f"{said} offers {[*by_label]}, not {value!r}"
    low, high = (1 if leaf.get(key) is None else leaf[key] for key in ("min_values", "max_values"))
    needed = leaf.get("required", True)
    assert (not wanted and not needed) or low <= len(wanted) <= high, f"{said} takes {low} to {high} options"
    return wanted
