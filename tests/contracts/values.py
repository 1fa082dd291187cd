"""Values for hypothesis, made from the Specs: a command that is added is covered by itself."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from bot.core import kinds
from bot.core.command import Command
from bot.core.kinds.interests import ordered
from bot.domain import when
from bot.domain.country import countries
from bot.domain.interests import INTERESTS
from bot.domain.recurrence import Series
from bot.search.library import Library

COMMANDS = ("1 calls", "1 calls within=7", '1 calls topic="рак на гърдата"', '1 events when="next week"', "1 partners")

Values = st.SearchStrategy[object]


def exact(kind: kinds.Kind) -> Values:
    """Anything that an argument of this kind may hold, whether or not there is such a record."""
    match kind:
        case kinds.Record():
            several = len(kind.of) > 1
            ids = st.text(min_size=1, max_size=60)
            return st.builds("{}:{}".format, st.sampled_from(kind.of), ids) if several else ids
        case kinds.Text():
            return st.text(max_size=min(60, kind.longest))
        case kinds.Times():
            return st.text(max_size=60)
        case kinds.Places():
            return st.lists(
                st.from_regex(r"(discord|slack|web):@?[0-9A-Za-z]{1,20}", fullmatch=True), max_size=5, unique=True
            ).map(tuple)
        case kinds.CommandLine():
            return st.sampled_from(COMMANDS)
        case _:
            return _plain(kind)


def typed(kind: kinds.Kind, library: Library) -> Values:
    """What an argument of this kind may hold after somebody typed it."""
    match kind:
        case kinds.Record():
            kept = [key for key in library.records if key[0] in kind.of]
            return st.sampled_from([id if len(kind.of) == 1 else f"{of}:{id}" for of, id in kept])
        case kinds.LongText():
            return st.text(max_size=60).map(lambda text: text.replace("\r\n", "\n").strip())
        case kinds.Text():
            return st.text(max_size=min(60, kind.longest)).map(lambda text: " ".join(text.split()))
        case kinds.Times():
            return st.sampled_from(["", *(text for lang in ("en", "bg") for text in when.examples(lang))])
        case kinds.Places():
            names = ("web:general", "web:events", "web:funding")
            return st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple)
        case kinds.CommandLine():
            return st.sampled_from(COMMANDS)
        case kinds.RoleGroup():
            return st.sampled_from(["", "slack:S012AB3CD"])
        case _:
            return _plain(kind)


def of(command: type[Command], how: dict[str, Values]) -> st.SearchStrategy[Command]:
    """Commands of one class, each argument given or left at its default; what is needed is never empty."""
    optional = {p.name: how[p.name] for p in command.spec.params if not p.required}
    needed = {
        p.name: how[p.name].filter(lambda value: value not in ("", ())) for p in command.spec.params if p.required
    }
    return st.fixed_dictionaries(needed, optional=optional).map(lambda values: command(**values))


def anything(command: type[Command]) -> st.SearchStrategy[Command]:
    """Any value of a command."""
    return of(command, {p.name: exact(p.kind) for p in command.spec.params})


def sayable(command: type[Command], library: Library) -> st.SearchStrategy[Command]:
    """Any value of a command that somebody could have typed: what is hidden keeps its default."""
    how = {p.name: typed(p.kind, library) if not p.hidden else st.just(p.default) for p in command.spec.params}
    return of(command, how)


RULES = (
    "",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO",
    "FREQ=WEEKLY;INTERVAL=2;COUNT=1000;BYDAY=TU,FR",
    "FREQ=MONTHLY;UNTIL=21991231;BYDAY=1TU",
    "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24",
)


def series() -> st.SearchStrategy[Series]:
    """Series that have something to come, whenever the tests say that it is."""
    hours = st.integers(0, 3 * 365 * 24).map(lambda n: datetime(2027, 1, 1) + timedelta(hours=n))  # noqa: DTZ001
    zones = st.sampled_from(("Europe/Sofia", "America/New_York", "UTC"))
    return st.builds(Series, hours, zones, st.sampled_from(RULES)) | st.builds(
        Series, hours, zones, st.sampled_from(RULES[1:4]), st.booleans()
    )


def _plain(kind: kinds.Kind) -> Values:
    match kind:
        case kinds.Whole():
            return st.integers(kind.least, kind.most)
        case kinds.YesNo():
            return st.booleans()
        case kinds.OneOf():
            return st.sampled_from(list(kind.enum))
        case kinds.Country():
            return st.sampled_from(["", *(code for code, _ in countries("en"))])
        case kinds.Day():
            return st.dates(date(1900, 1, 1), date(2199, 12, 31))
        case kinds.Moment():
            return st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
        case _:
            return _of_schedules(kind)


def _of_schedules(kind: kinds.Kind) -> Values:
    match kind:
        case kinds.Recurring():
            return series()
        case kinds.Duration():
            least, most = (int(bound.total_seconds()) for bound in (kind.least, kind.most))
            return st.integers(least, most).map(lambda seconds: timedelta(seconds=seconds))
        case kinds.Hours():
            times = st.lists(st.times().map(lambda at: f"{at:%H:%M}"), min_size=2, max_size=2, unique=True)
            return st.sampled_from(["off", "club"]) | times.map("-".join)
        case kinds.Interests():
            return st.sets(st.sampled_from([one.id for one in INTERESTS])).map(ordered)
        case kinds.Zone():
            return st.sampled_from(["", "Europe/Sofia", "America/New_York", "UTC"])
        case kinds.RoleGroup():
            return st.from_regex(r"(discord:[0-9]{3,19}|slack:S[A-Z0-9]{3,10})", fullmatch=True)
        case kinds.Picture():
            return st.from_regex(r"[A-Za-z0-9_-]{16}", fullmatch=True)
        case _:
            message = f"say here what values the kind {kind.name} has"
            raise NotImplementedError(message)
