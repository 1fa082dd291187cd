"""`python -m bot manifest`: what brings the bot to a server or a workspace, and why it asks for what it asks."""

import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from discord import Permissions
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from bot.adapters.discord.access import INTENTS, PERMISSIONS, SCOPES, invite_link
from bot.adapters.slack import access as slack
from bot.cli.main import app
from bot.cli.manifest import application_id
from bot.core.errors import Oops
from bot.core.words import words

ROOT = Path(__file__).resolve().parents[2]
ID = "123456789012345678"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.made.up"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without club.toml, in an environment without a token, in English."""
    monkeypatch.chdir(tmp_path)
    for name in ("DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "CLUB_CONFIG", "SLACK__MODE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def manifest(*args: str, **variables: str) -> Result:
    return CliRunner().invoke(app, ["manifest", *args], env=variables)


def asked(result: Result) -> dict[str, list[str]]:
    """What the printed link asks for."""
    (link,) = (line for line in result.stdout.splitlines() if line.startswith("https://"))
    return parse_qs(urlsplit(link).query)


def test_the_link_asks_for_exactly_the_permissions_that_are_needed() -> None:
    (bits,) = asked(manifest("discord", "--application", ID))["permissions"]
    assert Permissions(int(bits)) == Permissions(
        view_channel=True,
        send_messages=True,
        create_public_threads=True,
        send_messages_in_threads=True,
        embed_links=True,
        attach_files=True,
        read_message_history=True,
        manage_roles=True,
        mention_everyone=True,
    )


def test_the_link_leads_to_discord_with_both_scopes_for_a_server() -> None:
    assert invite_link(5).startswith("https://discord.com/oauth2/authorize?client_id=5&")
    link = asked(manifest("discord", "--application", ID))
    assert link["scope"] == ["bot applications.commands"]
    assert link["integration_type"] == ["0"]
    assert link["client_id"] == [ID]


@pytest.mark.parametrize("language", ["en", "bg"])
def test_everything_that_is_asked_for_is_explained(language: str) -> None:
    t = words(language)
    result = manifest("discord", "--application", ID, LANG=f"{language}_BG.UTF-8")
    for name, why in (*((p.name, p.why) for p in PERMISSIONS), *SCOPES.items(), *INTENTS.items()):
        assert f"{name}: {t(why)}\n" in result.stdout


def test_the_applications_id_is_the_tokens_beginning(tmp_path: Path) -> None:
    assert asked(manifest("discord", DISCORD_TOKEN=TOKEN))["client_id"] == [ID]
    (tmp_path / "token").write_text(TOKEN)
    assert asked(manifest("discord", DISCORD_TOKEN_FILE="token"))["client_id"] == [ID]


@given(st.integers(1, 2**64 - 1))
def test_every_id_is_read_from_its_token(id: int) -> None:
    assert application_id(f"{urlsafe_b64encode(str(id).encode()).decode().rstrip('=')}.x.y") == str(id)


@given(st.text())
def test_what_is_no_token_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Oops, match="is no bot's token"):
        application_id(f"!{text}")


@pytest.mark.parametrize("token", ["nonsense", "bm8gaWQ.x.y", "токен"])
def test_a_token_that_is_none_is_one_line_without_the_token(token: str) -> None:
    result = manifest("discord", DISCORD_TOKEN=token)
    assert result.exit_code == 1
    assert "DISCORD_TOKEN" in result.stderr
    assert result.stderr.count("\n") == 1
    assert token not in result.output


def test_an_id_that_is_given_outranks_the_token() -> None:
    assert asked(manifest("discord", "--application", "5", DISCORD_TOKEN=TOKEN))["client_id"] == ["5"]


def test_without_an_id_it_is_said_where_to_find_it() -> None:
    result = manifest("discord")
    assert result.exit_code == 0
    assert asked(result)["client_id"] == ["APPLICATION_ID"]
    assert "“General Information”" in result.stdout
    assert "APPLICATION_ID goes" not in manifest("discord", "--application", ID).stdout


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("irc",),
        ("discord", "--application", "the club's"),
        ("discord", "-5"),
        ("slack", "--mode", "all"),
        ("slack", "--url", "http://club.example"),
        ("slack", "--url", "https://club.example/somewhere"),
        ("slack", "--url", "club.example"),
        ("slack", "--url", "https://club.example:port"),
    ],
)
def test_a_wrong_call_ends_with_2(args: tuple[str, ...]) -> None:
    result = manifest(*args)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_nothing_heavy_is_imported_for_a_link() -> None:
    code = "import sys; from bot.cli import manifest; manifest.discord('5'); print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "bot.adapters.discord.access" in done.stdout.split()
    assert not {"discord", "aiohttp", "sqlalchemy", "pydantic", "tantivy", "structlog"} & set(done.stdout.split())


def test_slacks_manifest_is_yaml_for_socket_mode_with_one_command() -> None:
    made = yaml.safe_load(manifest("slack").stdout)
    assert made["display_information"]["name"] == "Life Sciences Club"
    assert made["settings"]["socket_mode_enabled"] is True
    assert [one["command"] for one in made["features"]["slash_commands"]] == ["/club"]


def test_each_command_may_have_its_own_on_slack() -> None:
    made = yaml.safe_load(manifest("slack", "--mode", "each").stdout)
    assert {"/club", "/calls", "/fact"} <= {one["command"] for one in made["features"]["slash_commands"]}


def test_with_an_address_slack_comes_over_http() -> None:
    made = yaml.safe_load(manifest("slack", "--url", "https://club.example/").stdout)
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["interactivity"]["request_url"] == "https://club.example/slack/events"


def test_when_the_settings_say_http_an_address_is_needed() -> None:
    result = manifest("slack", SLACK__MODE="http")
    assert result.exit_code == 1
    assert "--url" in result.stderr
    assert result.stderr.count("\n") == 1
    assert manifest("slack", "--url", "https://club.example", SLACK__MODE="http").exit_code == 0


def test_the_clubs_own_name_is_the_apps(tmp_path: Path) -> None:
    (tmp_path / "club.toml").write_text('[club]\nname = "Клуб: „Здраве“ #1"\n', encoding="utf-8")
    made = yaml.safe_load(manifest("slack").stdout)
    assert made["features"]["bot_user"]["display_name"] == "Клуб: „Здраве“ #1"


def test_settings_that_cannot_stand_are_one_line() -> None:
    result = manifest("slack", SLACK__MODE="pigeon")
    assert result.exit_code == 1
    assert "SLACK__MODE" in result.stderr


@pytest.mark.parametrize("language", ["en", "bg"])
def test_all_that_slack_is_asked_for_is_explained(language: str) -> None:
    t = words(language)
    result = manifest("slack", LANG=f"{language}_BG.UTF-8")
    for name, why in (*slack.SCOPES.items(), *slack.EVENTS.items()):
        assert f'"{name}"  # {t(why)}\n' in result.stdout
