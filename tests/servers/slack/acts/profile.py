"""What can be said of an account that is made."""

from __future__ import annotations

from typing import TypedDict


class Profile(TypedDict, total=False):
    """See `User`."""

    tz: str
    restricted: bool
    ultra_restricted: bool
    bot: bool
    deactivated: bool
    invited: bool
    dms_open: bool
    email: str
    display_name: str
