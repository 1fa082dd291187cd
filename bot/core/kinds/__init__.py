"""The kinds of argument: how each is read from what people type, packed exactly, and suggested.

`read` forgives (it serves typed lines and forms), `parse` and `write` are the exact pair of the codec.
Whoever adds a kind adds a class here; forms, schemas, help and completion know it from then on.
"""

from bot.core.kinds.base import Choice, Kind, Reading
from bot.core.kinds.choice import Label, OneOf
from bot.core.kinds.command import CommandLine
from bot.core.kinds.country import Country
from bot.core.kinds.duration import Duration
from bot.core.kinds.group import RoleGroup
from bot.core.kinds.hours import Hours
from bot.core.kinds.interests import Interests
from bot.core.kinds.organisation import Organisation
from bot.core.kinds.picture import Picture
from bot.core.kinds.place import Places
from bot.core.kinds.plain import LongText, Text, Whole, YesNo
from bot.core.kinds.record import Record
from bot.core.kinds.recurring import Recurring
from bot.core.kinds.somebody import Somebody
from bot.core.kinds.timed import Day, Moment, Times
from bot.core.kinds.zone import Zone

__all__ = (
    "Choice",
    "CommandLine",
    "Country",
    "Day",
    "Duration",
    "Hours",
    "Interests",
    "Kind",
    "Label",
    "LongText",
    "Moment",
    "OneOf",
    "Organisation",
    "Picture",
    "Places",
    "Reading",
    "Record",
    "Recurring",
    "RoleGroup",
    "Somebody",
    "Text",
    "Times",
    "Whole",
    "YesNo",
    "Zone",
)
