"""What a button has no room for is kept as long as it may be pressed."""

from datetime import timedelta

from bot.core.tokens import Tokens
from tests.kit import Kit


async def test_a_posts_button_outlives_an_answer_with_the_same_button(kit: Kit) -> None:
    tokens = Tokens(kit.database, kit.clock)
    await tokens.keep([("t", "1 calls")], lasting=True)
    await tokens.keep([("t", "1 calls")])
    kit.clock.forward(timedelta(days=400))
    assert await tokens.packed("t") == "1 calls"


async def test_an_answers_button_becomes_a_posts(kit: Kit) -> None:
    tokens = Tokens(kit.database, kit.clock)
    await tokens.keep([("t", "1 calls")])
    await tokens.keep([("t", "1 calls")], lasting=True)
    kit.clock.forward(timedelta(days=400))
    assert await tokens.packed("t") == "1 calls"
