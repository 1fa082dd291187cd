"""Organisers correct one field of a record in the chat."""

from datetime import timedelta

import pytest

from bot.commands.fact_edit import FactEdit
from bot.core.actions import Opener
from bot.core.reply import Button, Tone
from bot.core.request import Filled
from bot.core.roles import Role
from bot.domain.call import Call
from tests.asker import Asker
from tests.kit import CHANNEL, Kit, button, buttons, fields, said, shown

CARE = "call:HORIZON-HLTH-2027-01-CARE-02"
TODAY = "2026-11-22"


def value(reply: object) -> str:
    form = getattr(reply, "form", None)
    assert form, said(reply)  # type: ignore[arg-type] # a Reply
    (blank,) = form.blanks
    return str(blank.value)


async def test_without_a_field_everything_that_is_stored_is_shown(ana: Asker) -> None:
    reply = await ana.ask("/fact edit КРИБ")
    (card,) = reply.cards
    assert card.record == ("partner", "krib")
    assert fields(card)["Other names"] == "KRIB\nКРИБ\nCEIBG"
    assert fields(card)["Country"] == "BG"
    assert "(seed)" in fields(card)["Notes"]


async def test_each_field_opens_its_form_with_what_is_stored(ana: Asker) -> None:
    known, unknown = (await ana.ask("/fact edit КРИБ")).selects
    for option in known.options:
        assert value(await ana.press(option))
    labels = [option.label for option in (*known.options, *unknown.options)]
    assert len(set(labels)) == len(labels)
    assert "Id" not in labels
    for option in unknown.options:
        assert not value(await ana.press(option))


@pytest.mark.parametrize("lang", ["en", "bg"])
async def test_every_field_of_every_kind_has_a_name_and_a_form(kit: Kit, lang: str) -> None:
    for kind, id in {kind: (kind, id) for kind, id in kit.library.records}.values():
        reply = await kit.ask(f"/fact edit {kind}:{id}", Role.ORGANISER, lang)
        for option in (option for select in reply.selects for option in select.options):
            assert option.label != option.about
            kit.clock.forward(timedelta(seconds=2))
            assert (await kit.press(option, Role.ORGANISER, lang)).form, option


async def test_a_field_is_written_shown_before_and_after_and_undone(ana: Asker) -> None:
    before = await ana.body("partner", "krib")
    reply = await ana.edit("partner:krib", "city", "Sofia")
    assert reply.tone is Tone.GOOD
    assert "City: nothing → Sofia" in shown(reply)
    assert (await ana.body("partner", "krib"))["city"] == "Sofia"
    assert "Sofia, Bulgaria" in shown(await ana.ask("/partner krib"))
    await ana.press(button(reply, "Undo"))
    assert await ana.body("partner", "krib") == before


async def test_a_corrected_fact_was_checked_today(ana: Asker) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    assert (await ana.body("partner", "krib"))["checked_at"] == TODAY
    assert "checked on 22 November 2026" in shown(await ana.ask("/partner krib"))


async def test_the_day_of_checking_itself_is_what_was_written(ana: Asker) -> None:
    await ana.edit("partner:krib", "checked_at", "2026-10-01")
    assert (await ana.body("partner", "krib"))["checked_at"] == "2026-10-01"


async def test_that_all_is_right_is_one_press_and_means_the_day_of_the_press(ana: Asker, kit: Kit) -> None:
    all_right = button(await ana.ask("/fact edit КРИБ"), "All right, checked today")
    kit.clock.forward(timedelta(days=2))
    await ana.press(all_right)
    assert (await ana.body("partner", "krib"))["checked_at"] == "2026-11-24"


@pytest.mark.parametrize("nothing", ["", "  ", "-", "–"])
async def test_an_empty_value_takes_the_field_out(ana: Asker, nothing: str) -> None:
    await ana.edit("partner:krib", "notes", nothing)
    assert "notes" not in await ana.body("partner", "krib")


async def test_a_value_can_be_typed_at_once(ana: Asker) -> None:
    await ana.ask("/fact edit КРИБ field=city value=Sofia")
    assert (await ana.body("partner", "krib"))["city"] == "Sofia"
    await ana.ask("/fact edit КРИБ field=city value=-")
    assert "city" not in await ana.body("partner", "krib")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KRIB\nCEIBG\n\n Фирмите ", ["KRIB", "CEIBG", "Фирмите"]),
        ("KRIB; CEIBG", ["KRIB", "CEIBG"]),
        ("one; still one\nanother", ["one; still one", "another"]),
        ("KRIB", ["KRIB"]),
    ],
)
async def test_a_list_has_an_entry_a_line_or_is_parted_by_semicolons(
    ana: Asker, text: str, expected: list[str]
) -> None:
    await ana.edit("partner:krib", "aliases", text)
    assert (await ana.body("partner", "krib"))["aliases"] == expected


async def test_an_entry_that_holds_a_semicolon_itself_stays_whole(ana: Asker) -> None:
    await ana.edit("partner:krib", "aliases", "one; still one\nanother")
    await ana.edit("partner:krib", "aliases", "one; still one")
    assert (await ana.body("partner", "krib"))["aliases"] == ["one; still one"]


@pytest.mark.parametrize(
    ("record", "field", "text", "kept"),
    [
        ("partner:krib", "relation.text", "The cluster is on the board.", {"type": "board"}),
        ("partner:krib", "source.confirmed_by", "https://krib.bg/", {"seed_line": "5"}),
    ],
)
async def test_a_field_inside_another_is_written_alone(
    ana: Asker, record: str, field: str, text: str, kept: dict[str, str]
) -> None:
    await ana.edit(record, field, text)
    group, _, inner = field.partition(".")
    stored = (await ana.body("partner", "krib"))[group]
    assert stored[inner] in (text, [text])
    assert stored.items() >= kept.items()


async def test_a_source_of_one_text_is_not_lost_when_a_page_confirms_it(ana: Asker) -> None:
    before = (await ana.body(*CARE.split(":")))["source"]
    await ana.edit(CARE, "source.confirmed_by", "https://example.eu/call")
    source = (await ana.body(*CARE.split(":")))["source"]
    assert source == {"text": before, "confirmed_by": ["https://example.eu/call"]}


async def test_a_source_of_one_text_stays_one_text(ana: Asker) -> None:
    await ana.edit(CARE, "source", "the portal")
    assert (await ana.body(*CARE.split(":")))["source"] == "the portal"


async def test_a_deadline_moves_by_its_day(ana: Asker, kit: Kit) -> None:
    reply = await ana.edit(CARE, "deadlines.0.date", "2027-03-01")
    assert "Day of deadline 1: 17 February 2027 → 1 March 2027" in shown(reply)
    call = kit.library.find(Call, CARE.split(":")[1])
    assert call
    assert f"{call.deadlines[0].at:%Y-%m-%d %H:%M}" == "2027-03-01 16:00"


async def test_an_entry_is_written_as_its_lines(ana: Asker, kit: Kit) -> None:
    asked = await ana.send("fact edit", record=CARE, field="deadlines.0")
    assert value(asked) == "date: 2027-02-17\ntime: 17:00\ntz: Europe/Brussels"
    more = await ana.send("fact edit", record=CARE, field="deadlines.1")
    assert value(more).startswith("date:\ntime:\ntz:")
    await ana.fill(more.form, value="date: 2027-09-15\ntime: 17:00\ntz: Europe/Brussels\nstage: 2")
    call = kit.library.find(Call, CARE.split(":")[1])
    assert call
    assert [deadline.stage for deadline in call.deadlines] == [None, 2]
    await ana.edit(CARE, "deadlines.1", "-")
    assert len((await ana.body(*CARE.split(":")))["deadlines"]) == 1


@pytest.mark.parametrize(
    ("record", "field", "text", "stored"),
    [
        ("partner:krib", "country", "Румъния", "RO"),
        ("partner:krib", "country", "Romania", "RO"),
        (CARE, "opening", "1 ноември 2026", "2026-11-01"),
        ("event:bio-europe-2026", "confirmed", "не", "false"),
        ("event:bio-europe-2026", "confirmed", "yes", "true"),
        ("project:veles", "consortium_countries", "Romania, България", ["RO", "BG"]),
    ],
)
async def test_what_is_clear_in_words_is_stored_as_facts_have_it(
    ana: Asker, record: str, field: str, text: str, stored: object
) -> None:
    await ana.edit(record, field, text)
    now = (await ana.body(*record.split(":"))).get(field)
    assert now == stored


@pytest.mark.parametrize(
    ("record", "field", "text", "why"),
    [
        ("partner:krib", "country", "Atlantis", "Not a country code: Atlantis"),
        ("partner:krib", "name", "", "This field is needed and missing"),
        ("partner:krib", "website", "no address", "Not a web address"),
        ("partner:krib", "relation.type", "friend", "Known: member of, board"),
        ("partner:krib", "relation.type", "", "This field is needed and missing"),
        ("partner:krib", "groups", "networks; nobody", "Not a known word: nobody"),
        ("partner:krib", "name", "a\u202eb", "cannot be seen"),
        ("partner:krib", "name", "x" * 501, "Too long"),
        (CARE, "budget_eur", "38 million", "Not a whole number"),
        (CARE, "budget_scope", "", "Whose budget is it?"),
        (CARE, "opening", "2027-02-30", "Not a day"),
        (CARE, "opening", "2028-01-01", "All deadlines are before the opening"),
        (CARE, "deadlines.0.tz", "", "This field is needed and missing"),
        (CARE, "deadlines.0.tz", "Brussels", "Not a time zone"),
        (CARE, "deadlines.0", "tomorrow", "Write a line for each"),
        (CARE, "deadlines.0", "date: 2027-02-17\ndate: 2027-02-18", "stands there twice"),
        (CARE, "contribution_min_eur", "99000000", "Exchange the two?"),
        ("event:bio-europe-2026", "end", "2026-01-01", "The end is before the start"),
        ("series:behealth", "organiser_partner", "nobody", "There is no partner nobody"),
        ("programme:hackathons", "partners", "krib; nobody", "There is no partner nobody"),
        ("project:veles", "related_partners", "nobody", "There is no partner nobody"),
        ("topic:cancer", "en", "", "This field is needed and missing"),
    ],
)
async def test_a_mistake_is_told_as_an_import_tells_it_and_stores_nothing(
    ana: Asker, record: str, field: str, text: str, why: str
) -> None:
    kind, _, id = record.partition(":")
    before = await ana.fact(kind, id)
    reply = await ana.edit(record, field, text)
    assert why in said(reply)
    assert reply.tone is Tone.WARN
    assert value(reply) == text
    assert await ana.fact(kind, id) == before
    assert await ana.audit() == []


async def test_a_mistake_is_mended_in_the_same_form(ana: Asker) -> None:
    reply = await ana.edit("partner:krib", "country", "Atlantis")
    await ana.fill(reply.form, value="RO")
    assert (await ana.body("partner", "krib"))["country"] == "RO"


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("cuntry", "Did you mean country?"),
        ("id", "An id stays as it is"),
        ("deadlines.0", "Not a known field"),
        ("relation.type.x", "Not a known field"),
        ("aliases.7", "There is no such entry yet"),
        ("aliases.99999999999999999999", "There is no such entry yet"),
        ("..", "Not a known field"),
    ],
)
async def test_a_field_that_there_is_not_is_told_with_those_that_there_are(ana: Asker, field: str, why: str) -> None:
    for texts in ({}, {"value": "x"}):
        reply = await ana.send("fact edit", record="partner:krib", field=field, **texts)
        assert why in said(reply)
        assert reply.form is None


@pytest.mark.parametrize("name", ["City", "city", "Град", "CITY"])
async def test_a_field_has_the_name_that_people_read(kit: Kit, name: str) -> None:
    lang = "bg" if name == "Град" else "en"
    reply = await kit.ask(f"/fact edit krib field={name} value=София", Role.ORGANISER, lang)
    assert reply.tone is Tone.GOOD


async def test_an_identifier_stays(ana: Asker) -> None:
    assert "An id stays" in said(await ana.send("fact edit", record=CARE, field="identifier", value="X"))


async def test_a_whole_list_of_entries_is_not_written_at_once(ana: Asker) -> None:
    assert "deadlines.0" in said(await ana.send("fact edit", record=CARE, field="deadlines", value="-"))
    assert (await ana.body(*CARE.split(":")))["deadlines"]


async def test_what_says_so_already_is_not_written_again(ana: Asker) -> None:
    version = await ana.version()
    reply = await ana.edit("partner:krib", "country", "BG")
    assert "says so already" in said(reply)
    assert await ana.version() == version
    assert await ana.audit() == []


async def test_when_two_write_one_field_the_second_sees_both_and_chooses(ana: Asker, boris: Asker) -> None:
    opened = (await ana.send("fact edit", record="partner:krib", field="city")).form
    await boris.edit("partner:krib", "city", "Plovdiv")
    reply = await ana.fill(opened, value="Sofia")
    assert "Somebody changed City" in said(reply)
    assert fields(reply.cards[0]) == {"Now stored": "Plovdiv", "Yours": "Sofia"}
    assert (await ana.body("partner", "krib"))["city"] == "Plovdiv"
    await ana.press(button(reply, "Keep what is stored"))
    assert (await ana.body("partner", "krib"))["city"] == "Plovdiv"
    await ana.press(button(reply, "Take mine"))
    assert (await ana.body("partner", "krib"))["city"] == "Sofia"


async def test_the_choice_is_asked_again_when_there_was_yet_another_change(ana: Asker, boris: Asker) -> None:
    opened = (await ana.send("fact edit", record="partner:krib", field="city")).form
    await boris.edit("partner:krib", "city", "Plovdiv")
    reply = await ana.fill(opened, value="Sofia")
    mine = button(reply, "Take mine")
    await boris.edit("partner:krib", "city", "Varna")
    assert fields((await ana.press(mine)).cards[0])["Now stored"] == "Varna"
    assert (await ana.body("partner", "krib"))["city"] == "Varna"


async def test_two_who_write_different_fields_do_not_disturb_each_other(ana: Asker, boris: Asker) -> None:
    opened = (await ana.send("fact edit", record="partner:krib", field="city")).form
    await boris.edit("partner:krib", "website", "https://krib.bg")
    assert (await ana.fill(opened, value="Sofia")).tone is Tone.GOOD
    body = await ana.body("partner", "krib")
    assert (body["city"], body["website"]) == ("Sofia", "https://krib.bg")


async def test_two_who_write_the_same_agree(ana: Asker, boris: Asker) -> None:
    opened = (await ana.send("fact edit", record="partner:krib", field="city")).form
    await boris.edit("partner:krib", "city", "Sofia")
    assert "says so already" in said(await ana.fill(opened, value="Sofia"))


async def test_a_forged_version_overwrites_nothing(ana: Asker) -> None:
    version = await ana.version()
    for forged in ("1", str(version + 5)):
        reply = await ana.press(f"1 fact.edit record=partner:krib field=country value=RO version={forged}")
        assert "Somebody changed" in said(reply)
    assert await ana.version() == version


async def test_a_form_of_a_record_that_is_gone_says_so(ana: Asker, boris: Asker) -> None:
    opened = (await ana.send("fact edit", record=CARE, field="title")).form
    await boris.press((await boris.ask(f"/fact remove {CARE}")).buttons[0])
    before = await ana.version()
    reply = await ana.fill(opened, value="Another title")
    assert reply.tone is Tone.WARN
    assert await ana.version() == before


async def test_the_same_request_again_writes_once_and_says_the_same(ana: Asker) -> None:
    opened = (await ana.send("fact edit", record="partner:krib", field="city")).form
    first = await ana.fill(opened, value="Sofia", once="x")
    version = await ana.version()
    again = await ana.fill(opened, value="Sofia", once="x")
    assert await ana.version() == version
    assert shown(again) == shown(first)
    assert len(await ana.audit()) == 1


async def test_a_write_is_audited_with_who_and_where(ana: Asker, kit: Kit) -> None:
    await ana.edit("partner:krib", "city", "Sofia")
    (entry,) = await kit.database.read(lambda tx: tx.audit.latest(5))
    _, person = await kit.person(Role.ORGANISER, called="Ana")
    assert entry.person_id == await kit.database.write(lambda tx: tx.pseudonyms.of(person.id))
    assert entry.command.startswith("fact edit record=partner:krib field=city value=…")
    assert entry.place == "web:dm"
    assert entry.at == kit.clock.now()


@pytest.mark.parametrize("role", [Role.GUEST, Role.MEMBER])
async def test_others_change_nothing_by_any_road(kit: Kit, role: Role) -> None:
    texts = {"record": "partner:krib", "field": "city", "value": "Sofia"}
    before = await kit.database.read(lambda tx: tx.facts.version())
    for reply in (
        await kit.ask("/fact edit krib field=city value=Sofia", role),
        await kit.press(FactEdit(record="partner:krib", field="city", value="Sofia"), role),
        await kit.press(Opener(FactEdit.spec, texts), role),
        await kit.say(Filled("fact edit", texts, {"version": "3"}), role),
    ):
        assert "is for organisers" in said(reply)
        assert reply.form is None
    assert await kit.database.read(lambda tx: tx.facts.version()) == before


async def test_who_is_no_organiser_any_more_cannot_press_an_old_button(kit: Kit, ana: Asker) -> None:
    undo = button(await ana.edit("partner:krib", "city", "Sofia"), "Undo")
    assert "is for organisers" in said(await kit.press(undo, Role.MEMBER, called="Ana"))
    assert (await ana.body("partner", "krib"))["city"] == "Sofia"


async def test_nothing_of_it_is_for_the_channel(kit: Kit) -> None:
    ana = Asker(kit, "Ana", place=CHANNEL)
    for reply in (
        await ana.ask("/fact edit krib"),
        await ana.send("fact edit", record="partner:krib", field="city"),
        await ana.edit("partner:krib", "city", "Sofia"),
    ):
        assert reply.private
        assert "Show here" not in buttons(reply)


async def test_a_name_of_several_records_is_asked_about(ana: Asker) -> None:
    reply = await ana.ask('/fact edit "Spinoff Bulgaria"')
    assert len(reply.buttons) > 1
    assert (await ana.press(reply.buttons[0])).cards
    assert all(isinstance(one, Button) for one in reply.buttons)


async def test_a_name_that_nobody_has_is_asked_again(ana: Asker) -> None:
    reply = await ana.ask("/fact edit Zzyzx field=city")
    assert reply.form
    assert reply.form.blanks[-1].error or reply.form.blanks[0].error
    opened = await ana.fill(reply.form, record="krib")
    assert value(opened) == ""


@pytest.mark.parametrize("name", ["krbi", "HORIZON-HLTH-2027-01-CARE-99"])
async def test_a_name_that_is_only_like_one_changes_nothing_unasked(ana: Asker, name: str) -> None:
    version = await ana.version()
    reply = await ana.ask(f"/fact edit {name} field=notes value=Wrong")
    assert "Which one do you mean?" in said(reply)
    assert await ana.version() == version
    assert (await ana.press(reply.buttons[0])).tone is Tone.GOOD
