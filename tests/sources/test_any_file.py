"""Whatever a file holds, reading it ends, in facts or in Problems."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.problem import Problems
from bot.sources.table import load

PIECES = st.sampled_from(
    (
        "partners:",
        "- ",
        "id: x",
        "\n",
        "  ",
        "{",
        "}",
        "[",
        "]",
        ",",
        ";",
        '"',
        "'",
        "? ",
        ": ",
        "&a ",
        "*a",
        "!!map ",
        "---",
    )
)
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=25).map("".join)


@pytest.mark.parametrize("name", ["facts.yaml", "partners.csv"])
@given(data=st.binary(max_size=60) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_file_reads_or_says_what_is_wrong(name: str, data: bytes) -> None:
    with suppress(Problems):
        load(data, name)
