"""Members read what is said of a subject, not what is said of its record."""

import pytest

from bot.domain.remarks import remarks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Moved from Berlin to Munich for 2027.", "Moved from Berlin to Munich for 2027."),
        ("The seed gives only the city name.", ""),
        (
            "Largest employer association; three quarters of GDP (seed).",
            "Largest employer association; three quarters of GDP.",
        ),
        ('"Ro" is a slip in the seed. Registered in Ilfov. Show "RO" to people.', "Registered in Ilfov."),
        ("Studios that build ventures. The seed gives no more.", "Studios that build ventures."),
        ("Joint projects; see projects.yaml.", "Joint projects; see /projects."),
        ("", ""),
    ],
)
def test_words_for_the_keepers_of_a_record_are_left_out(text: str, shown: str) -> None:
    assert remarks(text) == shown
