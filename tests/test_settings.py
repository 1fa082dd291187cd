import os
from pathlib import Path

import pytest

from bot import settings
from bot.core.words import words
from bot.settings import Misconfigured, Settings, address, is_there, load
from bot.settings.sources import SECTIONS

SECRETS = frozenset(Settings.model_fields) - SECTIONS


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and none of the variables that the tests' own process may have."""
    monkeypatch.chdir(tmp_path)
    for name in (*SECRETS, *(f"{n}_FILE" for n in SECRETS), "club_config"):
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def said(wrong: Misconfigured) -> str:
    t = words("en")
    return t(wrong.text, **{**wrong.names, "right": t(wrong.right)})


def complaint() -> str:
    with pytest.raises(Misconfigured) as wrong:
        load()
    return said(wrong.value)


def test_without_a_file_the_defaults_stand() -> None:
    given = load()
    assert given.club.name == "Life Sciences Club"
    assert given.club.zone.key == "Europe/Sofia"
    assert given.web.listen == ("127.0.0.1", 8080)
    assert given.database_url == "sqlite+aiosqlite:///data/club.db"
    assert given.discord_token is None


def test_the_file_outranks_the_defaults_and_the_environment_the_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "club.toml").write_text('[club]\nname = "File"\nlanguage = "en"\n')
    monkeypatch.setenv("CLUB__NAME", "Environment")
    given = load()
    assert (given.club.name, given.club.language, given.club.timezone) == ("Environment", "en", "Europe/Sofia")


def test_every_section_of_the_example_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLUB_CONFIG", str(Path(settings.__file__).parents[2] / "club.toml.example"))
    given = load()
    assert given.club.language == "bg"


def test_all_documented_keys_can_be_set(elsewhere: Path) -> None:
    (elsewhere / "club.toml").write_text(
        """
[discord]
guilds = [1]
member_roles = []
organiser_roles = [2]
welcome_channel = 3
organisers_channel = 4
[slack]
mode = "http"
organisers = ["U1"]
welcome_channel = "C1"
organisers_channel = "C2"
[web]
listen = "[::1]:9000"
[places]
"discord:3" = { language = "bg", quiet_hours = "21:30-08:15" }
[announcements]
approval = true
[quiet_hours]
from = "22:00"
to = "07:00"
"""
    )
    given = load()
    assert given.discord.guilds == (1,)
    assert given.slack.organisers == ("U1",)
    assert given.web.listen == ("::1", 9000)
    hours = given.places["discord:3"].quiet_hours
    assert hours is not None
    assert (f"{hours.since:%H:%M}", f"{hours.until:%H:%M}") == ("21:30", "08:15")
    assert given.announcements.approval
    assert f"{given.quiet_hours.since:%H:%M}" == "22:00"


def test_lists_come_from_the_environment_as_json_or_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD__GUILDS", "1, 2")
    monkeypatch.setenv("SLACK__ORGANISERS", '["U1", "U2"]')
    given = load()
    assert given.discord.guilds == (1, 2)
    assert given.slack.organisers == ("U1", "U2")


def test_a_place_can_be_set_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACES__slack:C1__LANGUAGE", "en")
    assert load().places["slack:C1"].language == "en"


def test_a_secret_is_read_from_the_file_that_a_variable_names(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "token").write_text("s3cret\n")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(elsewhere / "token"))
    token = load().discord_token
    assert token is not None
    assert token.get_secret_value() == "s3cret"


def test_a_secret_never_shows_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-s3cret")
    monkeypatch.setenv("DATABASE_URL", "postgresql+asyncpg://club:s3cret@db/club")
    assert "s3cret" not in repr(load())


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("DATABASE_URL", "")
    assert load().discord_token is None
    assert load().database_url == settings.DATABASE_URL


def test_a_variable_that_is_no_setting_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB", "something else")
    monkeypatch.setenv("SOMEBODY__ELSE", "1")
    assert load().web.listen[1] == 8080


@pytest.mark.parametrize(
    ("text", "words_of_it"),
    [
        ("[club]\nnaem = 1\n", ("club.toml: club.naem", "name", "timezone")),
        ("[clubb]\nname = 1\n", ("club.toml: clubb", "announcements")),
        ('[club]\ntimezone = "Sofia"\n', ("club.toml: club.timezone", "Sofia", "Europe/Sofia")),
        ('[club]\nlanguage = "de"\n', ("club.toml: club.language", "de", "bg or en")),
        ('[web]\nlisten = "8080"\n', ("club.toml: web.listen", "8080", "HOST:PORT")),
        ('[web]\nlisten = "localhost:99999"\n', ("web.listen", "HOST:PORT")),
        ('[discord]\nguilds = ["club"]\n', ("club.toml: discord.guilds", "list of numbers")),
        ('[quiet_hours]\nfrom = "late"\n', ("club.toml: quiet_hours.from", "late", "21:00")),
        ('[places]\n"slack:C1" = { quiet_hours = "21:00" }\n', ("places.slack:C1.quiet_hours", "21:00-08:00")),
        ('[places]\n"slack:C1" = { lang = "bg" }\n', ("places.slack:C1.lang", "language", "quiet_hours")),
        ('discord_token = "s3cret"\n', ("club.toml", "discord_token", "DISCORD_TOKEN")),
        ("[club\n", ("club.toml", "TOML")),
        ("club = 3\n", ("club.toml: club",)),
    ],
)
def test_what_is_wrong_in_the_file_is_said_in_one_line(
    elsewhere: Path, text: str, words_of_it: tuple[str, ...]
) -> None:
    (elsewhere / "club.toml").write_text(text)
    line = complaint()
    assert "\n" not in line
    assert all(part in line for part in words_of_it), line
    assert "s3cret" not in line


def test_a_file_that_is_not_utf_8_is_said(elsewhere: Path) -> None:
    (elsewhere / "club.toml").write_bytes('[club]\nname = "Клуб"\n'.encode("cp1251"))
    assert "club.toml" in complaint()


@pytest.mark.parametrize(
    ("name", "value", "words_of_it"),
    [
        ("CLUB__NAEM", "x", ("CLUB__NAEM", "timezone")),
        ("DISCORD__GUILDS", "club", ("DISCORD__GUILDS", "list of numbers")),
        ("DISCORD__GUILDS", "[1", ("DISCORD__GUILDS", "list of numbers")),
        ("DISCORD_TOKEN_FILE", "nowhere", ("DISCORD_TOKEN_FILE", "nowhere")),
        ("DISCORD_TOKEN_FILE", os.devnull, ("DISCORD_TOKEN_FILE", "empty")),
        ("CLUB_CONFIG", "nowhere.toml", ("CLUB_CONFIG", "nowhere.toml")),
    ],
)
def test_what_is_wrong_in_the_environment_names_the_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words_of_it: tuple[str, ...]
) -> None:
    monkeypatch.setenv(name, value)
    line = complaint()
    assert all(part in line for part in words_of_it), line


def test_a_variable_that_goes_deeper_than_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACES__slack:C1", "en")
    monkeypatch.setenv("PLACES__slack:C1__LANGUAGE__X", "en")
    assert "PLACES" in complaint()


@pytest.mark.parametrize(
    ("url", "there"),
    [
        ("sqlite+aiosqlite:///club.db", True),
        ("sqlite+aiosqlite:///nowhere.db", False),
        ("sqlite+aiosqlite://", False),
        ("postgresql+asyncpg://db/club", True),
    ],
)
def test_a_database_is_there_once_its_file_is(elsewhere: Path, url: str, there: bool) -> None:
    (elsewhere / "club.db").touch()
    assert is_there(url) is there


def test_a_database_url_that_will_not_do_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://club:s3cret@db/club")
    line = complaint()
    assert "DATABASE_URL" in line
    assert "sqlite+aiosqlite:///" in line
    assert "s3cret" not in line


def test_a_secret_given_twice_is_refused(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "token").write_text("one")
    monkeypatch.setenv("LLM_API_KEY", "two")
    monkeypatch.setenv("LLM_API_KEY_FILE", str(elsewhere / "token"))
    assert "LLM_API_KEY_FILE" in complaint()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().club = load().club  # type: ignore[misc]


def test_an_address_is_a_host_and_a_port() -> None:
    assert address("0.0.0.0:80") == ("0.0.0.0", 80)
    for text in ("", "8080", ":8080", "host:", "host:x", "host:70000", "host:٣"):
        with pytest.raises(ValueError, match=r".*"):
            address(text)


def test_every_section_may_stand_in_the_file(elsewhere: Path) -> None:
    (elsewhere / "club.toml").write_text(
        """
        [groups]
        all = ["discord:1", "slack:C1"]
        [interests]
        cancer = { places = ["discord:5", "slack:C1"], roles = [123] }
        [privacy]
        keep_after_leaving = 30
        """
    )
    given = load()
    assert given.groups == {"all": ("discord:1", "slack:C1")}
    assert given.interests["cancer"].places == ("discord:5", "slack:C1")
    assert given.interests["cancer"].roles == (123,)
    assert given.privacy.keep_after_leaving == 30


def test_a_field_of_interest_that_there_is_not_is_named(elsewhere: Path) -> None:
    (elsewhere / "club.toml").write_text('[interests]\nknitting = { places = ["web:general"] }\n')
    assert "knitting" in complaint()
    assert "digital-health" in complaint()
