"""Where the bot can post, and where what it posted stands."""

from bot.core.context import Place
from bot.core.places import Directory
from tests.kit import Board

PLACES = Directory([Board(), Board(platform="slack")])


def test_a_message_s_address_is_asked_of_its_own_platform() -> None:
    assert PLACES.link("web:funding", "7") == Board().link(Place("web", "funding"), "7")


def test_direct_messages_and_platforms_that_are_not_there_have_no_addresses() -> None:
    assert PLACES.link("web:@ana", "7") == ""
    assert PLACES.link("discord:1", "7") == ""
