"""What autocomplete offers.

https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-autocomplete
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord.checks.tree import Problems

if TYPE_CHECKING:
    from tests.servers.discord.checks.tree import Path
    from tests.servers.discord.world import Json

TEXT, WHOLE, NUMBER = 3, 4, 10
CHOICES = 25


def check_choices(data: Json, option: int) -> None:
    """Refuse choices with 50035 and all that is wrong with them; `option` is the type of what is being typed."""
    problems = Problems()
    at: Path = ("data", "choices")
    for n, each in enumerate(problems.items(at, data.get("choices"), CHOICES, needed=True)):
        choice = problems.object((*at, n), each)
        if choice is not None:
            check_choice(problems, (*at, n), choice, option)
    problems.settle()


def check_choice(problems: Problems, at: Path, choice: Json, option: int) -> None:
    """Find what is wrong with one choice: a name of 1 to 100 characters, a value of the option's type."""
    problems.text((*at, "name"), choice.get("name"), 100, 1, needed=True)
    for locale, name in (choice.get("name_localizations") or {}).items():
        problems.text((*at, "name_localizations", locale), name, 100, 1, needed=True)
    value: Any = choice.get("value")
    at = (*at, "value")
    if value is None:
        problems.required(at)
    elif option == TEXT:
        problems.text(at, value, 100, 1, needed=True)
    elif isinstance(value, bool) or not isinstance(value, int if option == WHOLE else int | float):
        kind = "int" if option == WHOLE else "float"
        problems.add(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not {kind}.')
