"""Where every command runs: found, admitted, paced, run, and rescued when something breaks."""

from collections.abc import AsyncIterator
from datetime import timedelta
from enum import StrEnum

import pytest
from structlog.testing import capture_logs

from bot.core import kinds
from bot.core.actions import Opener, Token
from bot.core.command import Command, arg
from bot.core.context import Account, Context, Place
from bot.core.errors import Oops
from bot.core.kinds import LongText, Whole
from bot.core.reply import SILENCE, Audience, Button, Confirm, Notice, Reply, Tone, Weight
from bot.core.request import Filled, Line, Packed, Request
from bot.core.roles import Role
from bot.core.spec import Pace
from bot.core.words import Words, words
from bot.storage.store import Tx
from tests.kit import CHANNEL, DIRECT, ORGANISERS, Board, Kit, button, buttons, every_button, opened, packed, said

ran: list[str] = []


class Taste(StrEnum):
    SWEET = "sweet"
    SOUR = "sour"


class Tea(Command, name="tea", was=("infusion",)):
    """Make tea."""

    what: str = arg("Which tea")
    cups: int = arg("How many cups", kind=kinds.Whole(1, 9), default=1)
    taste: Taste = arg("How it tastes", default=Taste.SWEET)
    page: int = arg(default=1, kind=kinds.Whole(1, 99), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"{self.cups} {self.taste} {self.what}, page {self.page}",))


class Menu(Command, name="menu"):
    """What there is."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("tea",))


class Whisper(Command, name="whisper"):
    """Say something to one alone."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("psst",), private=True)


class Shout(Command, name="shout", private=False):
    """Say something to all."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("hey",))


class Meeting(Command, name="meeting", needs=Role.MEMBER):
    """For members."""

    async def run(self, ctx: Context) -> Reply:
        ran.append("meeting")
        return Reply(("come in",))


class Keys(Command, name="keys", needs=Role.ORGANISER):
    """For organisers."""

    door: str = arg("Which door", default="")
    secret: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        ran.append(f"keys {self.door}")
        return Reply((f"the keys of {self.door}",))


class Order(Command, name="order", writes=True):
    """Order something."""

    what: str = arg("What")

    async def run(self, ctx: Context) -> Reply:
        def unit(tx: Tx) -> int:
            return tx.reports.add("order", self.what, ctx.who.id, "", ctx.now)

        number = await ctx.work(unit)
        again = await ctx.work(unit)
        told = Notice(Audience.ORGANISERS, Reply((f"order {number}",)))
        return Reply((f"orders {number} and {again}",), notices=(told,))


class Drop(Command, name="drop", writes=True, needs=Role.MEMBER):
    """Throw everything away."""

    what: str = arg("What", default="all")

    async def run(self, ctx: Context) -> Reply | Confirm:
        if not ctx.confirmed:
            return Confirm(self, ("Everything goes.",), "Throw it away")
        number = await ctx.work(lambda tx: tx.reports.add("drop", self.what, ctx.who.id, "", ctx.now))
        return Reply((f"dropped {self.what} as {number}",))


class Broken(Command, name="broken"):
    """Break."""

    async def run(self, ctx: Context) -> Reply:
        message = "a secret of ours"
        raise RuntimeError(message)


class Fussy(Command, name="fussy"):
    """Mind."""

    async def run(self, ctx: Context) -> Reply:
        raise Oops("This programme is no longer in the records. /programmes lists them all.", buttons=(MENU,))


class Rare(Command, name="rare", pace=Pace(2, timedelta(minutes=10))):
    """Seldom."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("at last",))


class Who(Command, name="who"):
    """A partner."""

    partner: str = arg("Which partner", kind=kinds.Record(("partner",)))
    cups: int = arg("How many cups", kind=kinds.Whole(1, 9))
    country: str = arg("From where", kind=kinds.Country(), default="")
    page: int = arg(default=1, kind=kinds.Whole(1, 99), hidden=True)

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"{self.partner} {self.cups} {self.page} {self.country}".strip(),))


class Pair(Command, name="pair"):
    """Two partners."""

    first: str = arg("The first", kind=kinds.Record(("partner",)))
    second: str = arg("The second", kind=kinds.Record(("partner",)))

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"{self.first} and {self.second}",))


class Echo(Command, name="echo", hidden=True):
    """A question."""

    text: str = arg("The question", kind=kinds.Text(500))

    async def run(self, ctx: Context) -> Reply:
        return Reply((f"you asked {self.text}",))


class Help(Command, name="help"):
    """Help."""

    async def run(self, ctx: Context) -> Reply:
        return Reply(("helped",))


MENU = Button("Menu", Menu())
ALL = (Tea, Menu, Whisper, Shout, Meeting, Keys, Order, Drop, Broken, Fussy, Rare, Who, Pair, Echo, Help)


@pytest.fixture
async def kit() -> AsyncIterator[Kit]:
    ran.clear()
    async with opened(*ALL, question=Echo) as house:
        yield house


async def reports(kit: Kit) -> list[str]:
    return [r.fact_id for r in await kit.database.read(lambda tx: tx.reports.open())]


# find


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/tea mint", "1 sweet mint, page 1"),
        ("/tea mint cups=2 taste=sour", "2 sour mint, page 1"),
        ("tea what=mint", "1 sweet mint, page 1"),
        ("/infusion mint", "1 sweet mint, page 1"),
        ("what is there to drink?", "you asked what is there to drink?"),
        ("echo /echo", "you asked echo /echo"),
    ],
)
async def test_a_line_finds_its_command(kit: Kit, line: str, answer: str) -> None:
    assert said(await kit.ask(line)) == answer


async def test_a_hidden_command_is_not_typed(kit: Kit) -> None:
    assert "don't know the command /echo" in said(await kit.ask("/echo x"))


async def test_a_button_a_form_and_a_line_are_the_same_command(kit: Kit) -> None:
    by_line = await kit.ask("/tea mint cups=3")
    by_button = await kit.press(Tea(what="mint", cups=3))
    by_form = await kit.say(Filled("tea", {"what": " mint ", "cups": "3"}))
    assert said(by_line) == said(by_button) == said(by_form) == "3 sweet mint, page 1"


async def test_hidden_arguments_travel_with_a_form_and_never_from_what_is_typed(kit: Kit) -> None:
    assert said(await kit.say(Filled("tea", {"what": "mint"}, {"page": "7"}))) == "1 sweet mint, page 7"
    assert "takes no “page”" in said(await kit.ask("/tea mint page=7"))


@pytest.mark.parametrize("page", ["0", "100", "x", ""])
async def test_a_hidden_argument_that_was_tampered_with_is_refused(kit: Kit, page: str) -> None:
    for one in (Filled("tea", {"what": "mint"}, {"page": page}), Filled("tea", {"what": "mint", "page": page})):
        assert "no longer works" in said(await kit.say(one))


async def test_a_form_of_a_command_that_is_gone_is_refused_kindly(kit: Kit) -> None:
    reply = await kit.say(Filled("coffee", {"what": "black"}))
    assert "no longer works" in said(reply)
    assert list(buttons(reply)) == ["/help"]


async def test_an_unknown_command_names_the_nearest_ones_as_buttons_that_work(kit: Kit) -> None:
    reply = await kit.ask("/mneu")
    assert "/mneu" in said(reply)
    assert "/menu" in buttons(reply)
    assert said(await kit.press(button(reply, "/menu"))) == "tea"


async def test_a_near_command_that_needs_more_opens_its_form(kit: Kit) -> None:
    reply = await kit.press(button(await kit.ask("/teea"), "/tea"))
    assert reply.form
    assert said(await kit.fill(reply.form, what="mint")) == "1 sweet mint, page 1"


@pytest.mark.parametrize(("role", "seen"), [(Role.GUEST, False), (Role.MEMBER, False), (Role.ORGANISER, True)])
async def test_what_a_role_may_not_use_is_never_offered(kit: Kit, role: Role, seen: bool) -> None:
    assert ("/keys" in buttons(await kit.ask("/kes", role))) is seen


async def test_a_name_like_nothing_is_answered_with_help(kit: Kit) -> None:
    assert list(buttons(await kit.ask("/qqqqqqqqqq"))) == ["/help"]
    assert list(buttons(await kit.ask("/"))) == ["/help"]


# admit


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_no_road_leads_to_a_command_of_a_higher_role(kit: Kit, role: Role) -> None:
    for what in (
        Line("/keys door=front"),
        Line("keys"),
        Packed("1 keys door=front"),
        Packed("1! keys door=front secret=yes"),
        Filled("keys", {"door": "front"}, {"secret": "yes"}),
        Filled("keys", {}),
    ):
        for place in (DIRECT, CHANNEL):
            reply = await kit.say(what, role, place=place)
            assert "is for organisers" in said(reply)
            assert reply.tone is Tone.WARN
            assert reply.private
    assert ran == []


async def test_a_guest_is_told_that_a_command_is_for_members(kit: Kit) -> None:
    assert "is for members" in said(await kit.ask("/meeting"))
    assert said(await kit.ask("/meeting", Role.MEMBER)) == "come in"
    assert said(await kit.ask("/meeting", Role.ORGANISER)) == "come in"


async def test_a_role_that_was_taken_away_is_gone_at_once(kit: Kit) -> None:
    assert said(await kit.ask("/meeting", Role.MEMBER, called="ana")) == "come in"
    assert "is for members" in said(await kit.ask("/meeting", Role.GUEST, called="ana"))


async def test_no_form_shows_somebody_what_they_may_not_run(kit: Kit) -> None:
    reply = await kit.press(Opener(Keys.spec))
    assert reply.form is None


# pace


async def test_a_flood_gets_one_polite_answer_and_passes(kit: Kit) -> None:
    answers = [await kit.ask("/menu", called="ana") for _ in range(60)]
    assert [said(reply) for reply in answers[:40]] == ["tea"] * 40
    assert said(answers[40]) == "That was a lot at once. Please try again in 1 s."
    assert answers[41:] == [SILENCE] * 19
    assert said(await kit.ask("/menu", called="boris")) == "tea"
    kit.clock.forward(timedelta(seconds=1))
    assert said(await kit.ask("/menu", called="ana")) == "tea"


async def test_who_floods_again_is_told_again(kit: Kit) -> None:
    for _ in range(2):
        answers = [said(await kit.ask("/menu", called="ana")) for _ in range(43)]
        assert answers[-3:] == ["That was a lot at once. Please try again in 1 s.", "", ""]
        kit.clock.forward(timedelta(minutes=1))


async def test_a_flood_of_anything_is_stopped(kit: Kit) -> None:
    for text in ("", "1 x", "1 keys", "1 confirmed token=x"):
        kit.clock.forward(timedelta(minutes=1))
        answers = [said(await kit.press(text, called="ana")) for _ in range(41)]
        assert answers[-1].startswith("That was a lot at once")


async def test_what_changes_something_has_a_pace_though_it_names_none(kit: Kit) -> None:
    answers = []
    for _ in range(100):  # slowly enough for questions
        kit.clock.forward(timedelta(seconds=0.6))
        answers.append(said(await kit.ask("/order tea", called="ana")))
    assert not answers[39].startswith("That was a lot at once")
    assert answers[-1].startswith("That was a lot at once")


async def test_a_command_with_its_own_pace_is_asked_no_oftener(kit: Kit) -> None:
    assert [said(await kit.ask("/rare")) for _ in range(3)] == [
        "at last",
        "at last",
        "That was a lot at once. Please try again in 300 s.",
    ]
    assert said(await kit.ask("/menu")) == "tea"
    kit.clock.forward(timedelta(minutes=5))
    assert said(await kit.ask("/rare")) == "at last"


# what is missing, what is wrong


async def test_what_is_missing_is_asked_in_a_form_that_holds_what_was_typed(kit: Kit) -> None:
    reply = await kit.ask("/tea cups=3")
    assert reply.form
    assert {blank.name: blank.value for blank in reply.form.blanks} == {"what": "", "cups": "3", "taste": "sweet"}
    assert reply.tone is Tone.PLAIN
    assert reply.private
    assert said(await kit.fill(reply.form, what="mint")) == "3 sweet mint, page 1"


async def test_a_wrong_value_says_what_is_wrong_and_what_would_be_right(kit: Kit) -> None:
    reply = await kit.ask("/tea mint cups=12 taste=salty")
    assert "“12” must be a whole number from 1 to 9." in said(reply)
    assert "“salty” is not one of: sweet, sour." in said(reply)
    assert reply.form
    assert {blank.name: blank.value for blank in reply.form.blanks} == {"what": "mint", "cups": "12", "taste": "salty"}
    assert [blank.name for blank in reply.form.blanks if blank.error] == ["cups", "taste"]
    assert said(await kit.fill(reply.form, cups="2", taste="sour")) == "2 sour mint, page 1"


async def test_a_form_with_a_mistake_in_it_opens_again_with_its_hidden_arguments(kit: Kit) -> None:
    reply = await kit.say(Filled("tea", {"what": "mint", "cups": "many"}, {"page": "7"}))
    assert said(await kit.fill(reply.form, cups="2")) == "2 sweet mint, page 7"


async def test_a_name_of_several_records_is_asked_about_and_each_button_works(kit: Kit) -> None:
    reply = await kit.ask("/who university cups=2")
    assert said(reply) == "Which one do you mean?"
    answers = {said(await kit.press(choice)) for choice in reply.buttons}
    assert len(answers) == len(reply.buttons) > 1
    assert all(answer.endswith(" 2 1") for answer in answers)


async def test_a_name_of_several_records_with_something_missing_still_comes_to_an_end(kit: Kit) -> None:
    reply = await kit.ask("/who university")
    assert said(reply) == "Which one do you mean?"
    reply = await kit.press(reply.buttons[0])
    assert said(await kit.fill(reply.form, cups="3")).endswith(" 3 1")


async def test_a_name_of_several_records_beside_a_wrong_value_is_asked_about_in_the_form(kit: Kit) -> None:
    reply = await kit.ask("/who university cups=many")
    assert "“university” may be one of several: " in said(reply)
    assert "“many” must be a whole number" in said(reply)
    reply = await kit.fill(reply.form, cups="2")
    assert said(await kit.press(reply.buttons[0])).endswith(" 2 1")


async def test_two_names_of_several_records_are_asked_about_in_the_form(kit: Kit) -> None:
    reply = await kit.ask("/pair first=university second=university")
    assert said(reply).count("may be one of several") == 2
    assert said(await kit.fill(reply.form, first="krib", second="bia")) == "krib and bia"


async def test_buttons_for_several_records_carry_what_else_was_typed_in_words(kit: Kit) -> None:
    reply = await kit.ask("/who university cups=2 country=Румъния")
    assert said(await kit.press(reply.buttons[0])).endswith(" 2 1 RO")


async def test_hidden_arguments_stay_when_a_name_is_asked_about(kit: Kit) -> None:
    reply = await kit.say(Filled("who", {"partner": "university", "cups": "3"}, {"page": "4"}))
    assert said(await kit.press(reply.buttons[0])).endswith(" 3 4")


@pytest.mark.parametrize("text", ["„a " * 40_000, "x" * 200_000], ids=["quotes", "letters"])
@pytest.mark.parametrize("head", ["/tea ", "/menu ", "", "/", "tea what="])
async def test_a_huge_line_is_refused_kindly(kit: Kit, head: str, text: str) -> None:
    with capture_logs() as logs:
        reply = await kit.ask(head + text)
    assert logs == []
    assert "characters long" in said(reply)
    assert len(said(reply)) < 300


@pytest.mark.parametrize("text", ["\ud800", "\x00", "a\ud83db"])
async def test_text_that_no_database_keeps_is_kept_without_what_breaks_it(kit: Kit, text: str) -> None:
    with capture_logs() as logs:
        for what in (Line(f"/order {text}"), Filled("order", {"what": text}), Packed(packed(Order(what=text)))):
            assert said(await kit.say(what)).startswith("orders ")
    assert logs == []


# private and public


@pytest.mark.parametrize(
    ("line", "place", "aloud", "private"),
    [
        ("/menu", CHANNEL, False, True),
        ("/menu", CHANNEL, True, False),
        ("/menu", DIRECT, False, True),
        ("/menu", DIRECT, True, True),
        ("/shout", CHANNEL, False, False),
        ("/shout", DIRECT, False, True),
        ("/whisper", CHANNEL, True, True),
        ("/order tea", CHANNEL, False, True),
        ("/order tea", CHANNEL, True, True),
        ("/tea", CHANNEL, True, True),
        ("/fussy", CHANNEL, True, True),
        ("/nothing", CHANNEL, True, True),
        ("/broken", CHANNEL, True, True),
    ],
)
async def test_who_sees_an_answer(kit: Kit, line: str, place: Place, aloud: bool, private: bool) -> None:
    assert (await kit.ask(line, place=place, aloud=aloud)).private is private


async def test_a_private_answer_can_be_shown_in_its_channel(kit: Kit) -> None:
    reply = await kit.ask("/tea mint cups=2", place=CHANNEL)
    again = await kit.press(button(reply, "Show here"), place=CHANNEL)
    assert said(again) == said(reply)
    assert not again.private
    assert "Show here" not in buttons(again)


@pytest.mark.parametrize(
    ("line", "place"),
    [("/menu", DIRECT), ("/whisper", CHANNEL), ("/order tea", CHANNEL), ("/shout", CHANNEL), ("/tea", CHANNEL)],
)
async def test_what_cannot_or_need_not_be_shown_has_no_button_for_it(kit: Kit, line: str, place: Place) -> None:
    assert "Show here" not in buttons(await kit.ask(line, place=place))


@pytest.mark.parametrize("text", ["1! order what=tea", "1! whisper", "1! drop what=all"])
async def test_asking_for_everybody_never_makes_public_what_is_private_or_writes(kit: Kit, text: str) -> None:
    assert (await kit.press(text, Role.MEMBER, place=CHANNEL)).private


# writes, once


async def test_a_request_that_comes_twice_writes_once_and_gets_the_same_answer(kit: Kit) -> None:
    first = await kit.ask("/order tea", id="one")
    again = await kit.ask("/order tea", id="one")
    assert said(first) == said(again) == "orders 1 and 2"
    assert await reports(kit) == ["tea", "tea"]


async def test_another_request_writes_again(kit: Kit) -> None:
    await kit.ask("/order tea")
    assert said(await kit.ask("/order tea")) == "orders 3 and 4"


async def test_a_notice_reaches_the_organisers_once_in_the_clubs_language(kit: Kit) -> None:
    for _ in range(2):
        await kit.ask("/order tea", id="one", lang="en")
    ((place, reply, t),) = kit.board.posts.values()
    assert place == ORGANISERS
    assert said(reply) == "order 1"
    assert t.language == "bg"


async def test_where_organisers_have_no_place_nothing_is_posted(kit: Kit) -> None:
    kit.board.organisers = None
    assert said(await kit.ask("/order tea")) == "orders 1 and 2"
    assert kit.board.posts == {}


class Deaf(Board):
    async def post(self, place: Place, reply: Reply, key: str, t: Words, **how: object) -> tuple[str, ...]:
        message = "the platform is away"
        raise ConnectionError(message)


async def test_a_notice_that_cannot_be_posted_spoils_neither_the_answer_nor_the_other_platforms(kit: Kit) -> None:
    kit.core.messengers.insert(0, Deaf())
    with capture_logs() as logs:
        reply = await kit.ask("/order tea")
    assert said(reply) == "orders 1 and 2"
    assert len(kit.board.posts) == 1
    assert [log["log_level"] for log in logs] == ["error"]


# confirm


async def confirming(kit: Kit, name: str = "ana") -> Button:
    reply = await kit.ask("/drop tea", Role.MEMBER, called=name)
    assert said(reply) == "Everything goes."
    assert reply.private
    assert await reports(kit) == []
    return button(reply, "Throw it away")


async def test_what_cannot_be_undone_is_asked_first_and_done_once(kit: Kit) -> None:
    sure = await confirming(kit)
    assert sure.weight is Weight.DANGER
    assert said(await kit.press(sure, Role.MEMBER, called="ana")) == "dropped tea as 1"
    assert "has been used or has expired" in said(await kit.press(sure, Role.MEMBER, called="ana"))
    assert await reports(kit) == ["tea"]


async def test_a_confirmation_that_is_delivered_twice_finds_the_first_result(kit: Kit) -> None:
    sure = await confirming(kit)
    for _ in range(2):
        assert said(await kit.press(sure, Role.MEMBER, called="ana", id="one")) == "dropped tea as 1"
    assert await reports(kit) == ["tea"]


async def test_nobody_confirms_for_somebody_else(kit: Kit) -> None:
    sure = await confirming(kit)
    reply = await kit.press(sure, Role.ORGANISER, called="boris")
    assert "has been used or has expired" in said(reply)
    assert await reports(kit) == []
    assert said(await kit.press(sure, Role.MEMBER, called="ana")) == "dropped tea as 1"


@pytest.mark.parametrize(("minutes", "works"), [(9, True), (10, False), (60, False)])
async def test_a_confirmation_is_good_for_ten_minutes(kit: Kit, minutes: int, works: bool) -> None:
    sure = await confirming(kit)
    kit.clock.forward(timedelta(minutes=minutes))
    await kit.press(sure, Role.MEMBER, called="ana")
    assert bool(await reports(kit)) is works


async def test_a_confirmation_does_not_outlive_the_role_it_needs(kit: Kit) -> None:
    sure = await confirming(kit)
    assert "is for members" in said(await kit.press(sure, Role.GUEST, called="ana"))
    assert await reports(kit) == []


@pytest.mark.parametrize("text", ["1 drop what=tea confirmed=yes", "1 confirmed token=abc", "1 drop confirmed=yes"])
async def test_nobody_can_claim_to_have_confirmed(kit: Kit, text: str) -> None:
    await confirming(kit)
    await kit.press(text, Role.MEMBER, called="ana")
    assert await reports(kit) == []


def test_a_confirmation_has_no_line_that_could_be_typed() -> None:
    assert Token("x").line() == ""


# rescue


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_a_fault_is_logged_once_under_the_reference_that_the_person_sees(kit: Kit, lang: str) -> None:
    with capture_logs() as logs:
        reply = await kit.ask("/broken", lang=lang)
    (log,) = logs
    said_so = "Something broke on our side; nothing was lost. Please try again, or tell an organiser: {reference}."
    assert said(reply) == words(lang)(said_so, reference=log["reference"])
    assert reply.tone is Tone.BAD
    assert "secret" not in said(reply)


async def test_a_mistake_of_the_person_is_said_and_not_logged(kit: Kit) -> None:
    with capture_logs() as logs:
        reply = await kit.ask("/fussy")
    assert logs == []
    assert said(reply).startswith("This programme is no longer")
    assert said(await kit.press(button(reply, "Menu"))) == "tea"


async def test_when_people_cannot_be_looked_up_they_are_still_answered(kit: Kit) -> None:
    await kit.database.close()
    account = Account("web", "somebody new")
    with capture_logs() as logs:
        reply = await kit.core.handle(Request("x", account, DIRECT, Line("/menu")))
    assert len(logs) == 1
    assert reply.tone is Tone.BAD


# suggest


async def test_suggestions_are_for_those_who_may_run_the_command(kit: Kit) -> None:
    async def suggest(command: str, name: str, text: str, role: Role = Role.GUEST) -> list[str]:
        account, _ = await kit.person(role)
        request = Request("s", account, DIRECT, Filled(command, {}))
        return [choice.value for choice in await kit.core.suggest(request, name, text)]

    assert await suggest("tea", "taste", "s") == ["sweet", "sour"]
    assert await suggest("who", "partner", "кри") == ["krib"]
    assert await suggest("tea", "page", "") == []
    assert await suggest("keys", "secret", "", Role.ORGANISER) == []
    assert await suggest("nothing", "taste", "") == []
    assert await suggest("tea", "nothing", "") == []


async def test_people_see_the_commands_that_they_may_use(kit: Kit) -> None:
    def names(role: Role) -> set[str]:
        return {spec.name for spec in kit.core.specs(role)}

    assert names(Role.MEMBER) - names(Role.GUEST) == {"meeting", "drop"}
    assert names(Role.ORGANISER) - names(Role.MEMBER) == {"keys"}
    assert "echo" not in names(Role.ORGANISER)


async def test_every_button_of_an_answer_packs_and_unpacks(kit: Kit) -> None:
    for line in ("/mneu", "/tea mint", "/who university cups=1", "/drop"):
        for one in every_button(await kit.ask(line, Role.MEMBER, place=CHANNEL)):
            assert packed(one).startswith("1")


# audit


class Rule(Command, name="rule", writes=True, needs=Role.ORGANISER):
    """Lay something down."""

    what: str = arg("What", kind=LongText())
    number: int = arg(default=1, kind=Whole(0, 9), hidden=True)
    idle: bool = arg(default=False, hidden=True)

    async def run(self, ctx: Context) -> Reply:
        def unit(tx: Tx) -> int:
            return 0 if self.idle else tx.reports.add("rule", "it", ctx.who.id, "", ctx.now)

        await ctx.work(unit)
        return Reply(("done",))


async def test_what_an_organiser_changes_leaves_a_line_once_whoever_forgets_to_write_it() -> None:
    async with opened(Rule, Order, facts=False) as kit:
        for _ in range(2):  # delivered again
            await kit.say(Filled("rule", {"what": "no smoking"}, {"number": "7"}), Role.ORGANISER, id="same")
        (line,) = await kit.database.read(lambda tx: tx.audit.latest(10))
        assert line.command == "rule what=… number=7"


async def test_what_changes_nothing_and_what_a_member_changes_leaves_none() -> None:
    async with opened(Rule, Order, facts=False) as kit:
        await kit.press("1 rule what=x idle=yes", Role.ORGANISER)
        await kit.ask("/order tea", Role.MEMBER)
        assert await kit.database.read(lambda tx: tx.audit.latest(10)) == []
