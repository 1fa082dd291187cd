"""thin"""

from __future__ import annotations


def check_view(data: object, kind: str) -> None:
    assert isinstance(data, dict)
