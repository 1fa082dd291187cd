"""Somebody who joins."""

import pytest

from tests.flows.newcomer import Newcomer
from tests.kit import Kit


@pytest.fixture
def mila(kit: Kit) -> Newcomer:
    return Newcomer(kit)
