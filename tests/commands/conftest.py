"""Two organisers, who may get into each other's way."""

import pytest

from tests.asker import Asker
from tests.kit import Kit


@pytest.fixture
def ana(kit: Kit) -> Asker:
    return Asker(kit, "Ana")


@pytest.fixture
def boris(kit: Kit) -> Asker:
    return Asker(kit, "Boris")
