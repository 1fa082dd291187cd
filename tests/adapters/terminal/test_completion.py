from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.adapters.terminal.client import HERE, ME
from bot.adapters.terminal.completion import LineCompleter, ValueCompleter
from bot.core.core import Core
from bot.core.kinds import Choice
from bot.core.request import Filled, Request
from bot.core.roles import Role
from bot.core.words import words


async def offered(core: Core, text: str) -> list[str]:
    """The whole lines that accepting each offer would leave."""

    async def suggest(command: str, name: str, typed: str) -> tuple[Choice, ...]:
        return await core.suggest(Request("1", ME, HERE, Filled(command, {})), name, typed)

    completer = LineCompleter(lambda: core.specs(Role.GUEST), suggest, lambda: words("en"))
    found = completer.get_completions_async(Document(text), CompleteEvent())
    return [text[: len(text) + c.start_position] + c.text async for c in found]


async def test_a_slash_offers_the_commands_of_ones_role(core: Core) -> None:
    assert await offered(core, "/") == ["/order", "/language", "/from", "/attach", "/quit"]


async def test_the_beginning_of_a_name_narrows_them(core: Core) -> None:
    assert await offered(core, "/or") == ["/order"]


async def test_after_a_command_its_arguments_are_offered(core: Core) -> None:
    assert await offered(core, "/order ") == ["/order what=", "/order many=", "/order taste=", "/order country="]


async def test_an_argument_already_given_is_not_offered_again(core: Core) -> None:
    assert await offered(core, "/order many=2 t") == ["/order many=2 taste="]


async def test_a_closed_list_is_offered_as_values(core: Core) -> None:
    assert await offered(core, "/order taste=so") == ["/order taste=sour"]


async def test_values_are_suggested_by_what_is_typed(core: Core) -> None:
    assert "/order country=Romania" in await offered(core, "/order country=rom")


async def test_a_value_with_spaces_comes_quoted_and_begins_where_its_quote_does(core: Core) -> None:
    assert '/order country="North Macedonia"' in await offered(core, '/order country="north mac')


async def test_a_known_name_needs_no_slash(core: Core) -> None:
    assert await offered(core, "order ta") == ["order taste="]


async def test_a_question_is_left_in_peace(core: Core) -> None:
    assert await offered(core, "where is ") == []


async def test_free_words_are_suggested_for_the_first_argument(core: Core) -> None:
    assert "/from Romania" in await offered(core, "/from rom")


async def test_a_forms_answer_is_completed_as_a_whole() -> None:
    async def suggest(typed: str) -> tuple[Choice, ...]:
        return (Choice("Румъния", "RO"),) if typed == "рум" else ()

    found = ValueCompleter(suggest).get_completions_async(Document("рум"), CompleteEvent())
    assert [(c.text, c.start_position, c.display_text) async for c in found] == [("RO", -3, "Румъния")]
