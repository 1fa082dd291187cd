"""Forms: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord.checks.components import INPUT, MENUS, ROW, check_id, check_menu, check_options, one_of
from tests.servers.discord.checks.tree import Problems

if TYPE_CHECKING:
    from tests.servers.discord.checks.tree import Path
    from tests.servers.discord.world import Json

TEXT_DISPLAY, LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 10, 18, 19, 21, 22, 23
LONGEST = 4000


def check_modal(data: Json) -> None:
    """Refuse a form with 50035 and all that is wrong with it."""
    problems, at = Problems(), ("data",)
    problems.text((*at, "title"), data.get("title"), 45, 1, needed=True)
    problems.text((*at, "custom_id"), data.get("custom_id"), 100, 1, needed=True)
    used: set[str] = set()
    for n, each in enumerate(problems.items((*at, "components"), data.get("components"), 5, 1, needed=True)):
        here = (*at, "components", n)
        component = problems.object(here, each)
        if component is None:
            continue
        match component.get("type"):
            case 1:
                _row(problems, here, component, used)
            case 10:
                problems.text((*here, "content"), component.get("content"), LONGEST, 1, needed=True)
            case 18:
                _label(problems, here, component, used)
            case _:
                one_of(problems, here, (ROW, TEXT_DISPLAY, LABEL))
    problems.settle()


def _row(problems: Problems, at: Path, row: Json, used: set[str]) -> None:
    for n, each in enumerate(problems.items((*at, "components"), row.get("components"), 1, 1, needed=True)):
        here = (*at, "components", n)
        field = problems.object(here, each)
        if field is None:
            continue
        if field.get("type") != INPUT:
            one_of(problems, here, (INPUT,))
            continue
        problems.text((*here, "label"), field.get("label"), 45, 1, needed=True)
        _input(problems, here, field, used)


def _label(problems: Problems, at: Path, label: Json, used: set[str]) -> None:
    problems.text((*at, "label"), label.get("label"), 45, 1, needed=True)
    problems.text((*at, "description"), label.get("description"), 100)
    at = (*at, "component")
    if label.get("component") is None:
        problems.required(at)
        return
    field = problems.object(at, label["component"])
    if field is None:
        return
    kind = field.get("type")
    problems.yes_no((*at, "required"), field.get("required"))
    if kind == INPUT:
        if field.get("label"):
            problems.add((*at, "label"), "TEXT_INPUT_LABEL_IN_LABEL", "A text input inside of a label has none itself")
        _input(problems, at, field, used)
    elif kind in MENUS:
        _menu(problems, at, field, used)
    elif kind in (UPLOAD, RADIO, CHECKBOXES, CHECKBOX):
        check_id(problems, at, field, used)
        if kind == UPLOAD:
            problems.whole((*at, "min_values"), field.get("min_values"), 0, 10)
            problems.whole((*at, "max_values"), field.get("max_values"), 1, 10)
            if field.get("required", True) is True and field.get("min_values") == 0:
                problems.add((*at, "min_values"), "FILE_UPLOAD_MIN_VALUES", "A required upload needs at least one file")
        elif kind != CHECKBOX:
            check_options(problems, (*at, "options"), field.get("options"), 2 if kind == RADIO else 1, 10, 10)
    else:
        one_of(problems, at, (*MENUS, INPUT, UPLOAD, RADIO, CHECKBOXES, CHECKBOX))


def _menu(problems: Problems, at: Path, field: Json, used: set[str]) -> None:
    check_menu(problems, at, field, used)
    if field.get("disabled"):
        problems.add((*at, "disabled"), "COMPONENT_DISABLED_IN_MODAL", "Menus in modals cannot be disabled")
    if field.get("required", True) is True and field.get("min_values") == 0:
        problems.add((*at, "min_values"), "SELECT_COMPONENT_MIN_VALUES", "A required menu needs at least one value")


def _input(problems: Problems, at: Path, field: Json, used: set[str]) -> None:
    check_id(problems, at, field, used)
    if field.get("style") is None:
        problems.required((*at, "style"))
    problems.whole((*at, "style"), field.get("style"), 1, 2)
    problems.text((*at, "placeholder"), field.get("placeholder"), 100)
    problems.yes_no((*at, "required"), field.get("required"))
    low, high = field.get("min_length"), field.get("max_length")
    fits = problems.whole((*at, "min_length"), low, 0, LONGEST) and problems.whole(
        (*at, "max_length"), high, 1, LONGEST
    )
    if not fits:
        return
    least, most = low or 0, LONGEST if high is None else high
    if least > most:
        problems.add((*at, "min_length"), "BASE_TYPE_MAX", "min_length must be max_length or less")
    elif field.get("value"):
        problems.text((*at, "value"), field["value"], most, least)
