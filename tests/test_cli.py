"""The command line as people call it: real processes, so there are few of them."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage.database import Database

ROOT = Path(__file__).resolve().parents[1]
NOW = "2026-11-22T09:00+02:00"

Call = Callable[..., subprocess.CompletedProcess[str]]


def surroundings(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the tester's is set."""
    measuring = [name for name in os.environ if name.startswith("COVERAGE_")]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", *measuring) if name in os.environ}
    home = {"HOME": str(folder), "TMPDIR": str(folder / "tmp"), "LANG": "en_GB.UTF-8"}
    return {**kept, **home, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    return tmp_path


@pytest.fixture
def call(folder: Path) -> Call:
    """Run the program to its end in an empty folder."""

    def run(*args: str, input: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *args],
            cwd=folder,
            env={**surroundings(folder), **variables},
            input=input,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@contextmanager
def serving(folder: Path, *args: str, **variables: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Run the program until it says its address; `lines` are what it said so far."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        cwd=folder,
        env={**surroundings(folder), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        lines: list[str] = []
        try:
            while not any("http://" in line for line in lines):
                line = process.stdout.readline()
                assert line, process.stderr and process.stderr.read()
                lines.append(line.strip())
            yield process, lines
        finally:
            process.kill()


def url(lines: list[str]) -> str:
    return next(word for line in lines for word in line.split() if word.startswith("http://"))


def stop(process: subprocess.Popen[str], sign: int = signal.SIGTERM) -> tuple[int, str, str]:
    process.send_signal(sign)
    out, err = process.communicate(timeout=20)
    return process.returncode, out, err


def answers(url: str) -> bool:
    with urllib.request.urlopen(f"{url.rstrip('/')}/healthz", timeout=10) as reply:  # noqa: S310 - our own address
        return bool(reply.status == 200)


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stderr
    line = done.stderr.rstrip("\n")
    assert line
    assert "\n" not in line
    return line


def test_help_is_quick_since_nothing_heavy_is_imported(call: Call) -> None:
    done = call("--help", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("run", "demo", "chat", "ask", "import", "invite"))
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not imported & {"sqlalchemy", "aiohttp", "tantivy", "pydantic", "babel", "discord", "structlog", "yaml"}


@pytest.mark.parametrize(
    "args",
    [
        ("nonsense",),
        ("ask",),
        ("ask", "x", "--batch", "x.jsonl"),
        ("ask", "x", "--lang", "de"),
        ("ask", "x", "--now", "yesterday"),
        ("demo", "--listen", "8080"),
        ("import",),
    ],
)
def test_a_wrong_call_ends_with_2(call: Call, args: tuple[str, ...]) -> None:
    assert call(*args).returncode == 2


def test_a_wrong_setting_is_one_line_on_standard_error(call: Call, folder: Path) -> None:
    (folder / "club.toml").write_text('[club]\ntimezone = "Sofia"\n')
    assert "club.toml: club.timezone" in one_line(call("ask", "/about"))


def test_what_is_wrong_is_said_in_the_operators_language(call: Call) -> None:
    assert "club.toml" in one_line(call("run", CLUB_CONFIG="club.toml", LANG="bg_BG.UTF-8"))


def test_a_database_that_can_not_be_opened_is_one_line(call: Call, folder: Path) -> None:
    (folder / "broken.db").write_bytes(b"this is no database" * 100)
    assert "DATABASE_URL" in one_line(call("ask", "/about", DATABASE_URL="sqlite+aiosqlite:///broken.db"))


def test_ask_answers_in_the_language_of_the_question(call: Call) -> None:
    english, bulgarian = call("ask", "/partners country=Romania"), call("ask", "/partners country=Румъния")
    assert english.returncode == bulgarian.returncode == 0
    assert english.stderr == bulgarian.stderr == ""
    assert "DIH4S" in english.stdout or "Romania" in english.stdout
    assert "Румъния" in bulgarian.stdout


def test_ask_leaves_nothing_behind(call: Call, folder: Path) -> None:
    call("ask", "/about")
    assert [path.name for path in folder.iterdir()] == ["tmp"]


def test_ask_as_json_names_the_records(call: Call) -> None:
    done = call("ask", "/partner КРИБ", "--json", "--lang", "en", "--now", NOW)
    said = json.loads(done.stdout)
    assert said["lang"] == "en"
    assert said["records"] == ["krib"]
    assert said["text"]


def test_ask_changes_nothing_and_says_so(call: Call) -> None:
    done = call("ask", "/language bg")
    assert "not here" in done.stdout


def test_a_batch_answers_every_line_in_order_and_goes_on_after_a_bad_one(call: Call, folder: Path) -> None:
    rows = [
        json.dumps({"id": 1, "lang": "en", "text": "/partner KRIB"}),
        "{nonsense",
        json.dumps({"id": "b", "lang": "bg", "text": "/partner КРИБ", "context": ["Здравей"]}),
        "",
        json.dumps({"id": 3, "lang": "de", "text": "x"}),
        json.dumps({"id": 4, "lang": "en", "text": "x", "context": "not a list"}),
        json.dumps([1]),
        json.dumps({"id": 5, "lang": "en", "text": "/about"}),
    ]
    (folder / "questions.jsonl").write_text("\n".join(rows), encoding="utf-8")
    done = call("ask", "--batch", "questions.jsonl", "--json", "--now", NOW)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [row.get("id", row.get("line")) for row in said] == [1, 2, "b", 5, 6, 7, 5]
    assert [row.get("records") for row in said[:3]] == [["krib"], None, ["krib"]]
    assert said[2]["lang"] == "bg"
    assert "no JSON" in said[1]["error"]


def test_a_pipe_that_can_not_carry_cyrillic_ends_nothing(call: Call) -> None:
    done = call("ask", "/partner КРИБ", "--lang", "en", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "KRIB" in done.stdout


def test_a_batch_of_broken_bytes_is_answered_as_far_as_it_goes(call: Call, folder: Path) -> None:
    good = b'{"id": "\\ud800", "lang": "en", "text": "/partner KRIB"}\n'
    (folder / "questions.jsonl").write_bytes(b"\xff\xfe\n" + b'{"id": 2, "text": "\xff"}\n' + good)
    done = call("ask", "--batch", "questions.jsonl")
    assert done.returncode == 1
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("records") for row in said][::2] == [None, ["krib"]]
    assert "Traceback" not in done.stderr


def test_a_long_batch_is_not_slowed_down_as_one_person_would_be(call: Call) -> None:
    rows = "".join(json.dumps({"id": n, "lang": "en", "text": "/about"}) + "\n" for n in range(60))
    done = call("ask", "--batch", "-", input=rows)
    assert done.returncode == 0
    assert len({json.loads(line)["text"] for line in done.stdout.splitlines()}) == 1


def test_a_batch_that_is_not_there_is_one_line(call: Call) -> None:
    assert "nowhere.jsonl" in one_line(call("ask", "--batch", "nowhere.jsonl"))


def test_a_piped_chat_answers_line_by_line(call: Call, folder: Path) -> None:
    done = call("chat", "--lang", "en", input="/partner KRIB\n/partner\nSPCLEANTECH\n/quit\n/about\n")
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "KRIB" in done.stdout
    assert (folder / "data" / "club.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
def test_a_chat_in_a_terminal_has_cards_history_and_leaves_by_ctrl_d(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    variables = {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "80", "LINES": "40"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--lang", "en"],
        cwd=folder,
        env={**surroundings(folder), **variables},
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(theirs)
        shown, typing = b"", [b"/partner krib\r", b"\x04"]
        with suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(ours, 4096):
                shown += piece
                # Every prompt begins by asking for pasted text in brackets.
                if typing and shown.count(b"\x1b[?2004h") > 2 - len(typing):
                    os.write(ours, typing.pop(0))
        _, err = process.communicate(timeout=30)
    os.close(ours)
    assert process.returncode == 0, err
    assert "╭" in shown.decode()
    assert "Confederation of Employers" in shown.decode()
    history = folder / ".local" / "state" / "clubbot" / "history"
    assert "/partner krib" in history.read_text()
    assert history.stat().st_mode & 0o077 == 0


def test_an_invitation_is_a_link_printed_once_and_stored_as_a_hash(call: Call, folder: Path) -> None:
    done = call("invite", "--address", "https://club.example/")
    link = done.stdout.splitlines()[0]
    assert link.startswith("https://club.example/")
    secret = link.rpartition("/")[2]
    assert secret.encode() not in (folder / "data" / "club.db").read_bytes()


async def test_a_second_invitation_needs_force_once_there_is_an_organiser(call: Call, folder: Path) -> None:
    call("chat", input="/about\n")  # the terminal's own user does not count
    assert call("invite").returncode == 0
    async with await Database.open(f"sqlite+aiosqlite:///{folder / 'data' / 'club.db'}") as database:
        await database.write(lambda tx: tx.people.create("ana", "web", "1", at=datetime.now(UTC), role=2))
    assert "--force" in one_line(call("invite"))
    assert call("invite", "--force").returncode == 0


def test_an_invitation_leads_where_the_web_chat_listens(call: Call) -> None:
    assert call("invite", WEB__LISTEN="0.0.0.0:9000").stdout.startswith("http://localhost:9000/")


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_run_serves_the_web_chat_without_a_token_and_ends_well(folder: Path, sign: int) -> None:
    with serving(folder, "run", WEB__LISTEN="127.0.0.1:0") as (process, lines):
        assert "No token" in lines[0]
        assert answers(url(lines))
        code, _, err = stop(process, sign)
    assert code == 0, err
    assert "Traceback" not in err


def test_a_port_that_is_taken_moves_to_a_free_one_and_says_so(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(folder, "demo", "--listen", f"127.0.0.1:{port}") as (process, lines):
            assert f":{port}" not in url(lines)
            assert str(port) in lines[0]
            code, _, err = stop(process)
    assert code == 0, err


def test_the_demo_has_a_database_of_its_own_that_goes_with_it(folder: Path) -> None:
    with serving(folder, "demo", "--listen", "127.0.0.1:0", "--now", NOW) as (process, lines):
        assert len(lines) == 1
        assert answers(url(lines))
        assert list((folder / "tmp").glob("clubbot-*/demo.db"))
        code, _, err = stop(process)
    assert code == 0, err
    assert not list((folder / "tmp").iterdir())
    assert not (folder / "data").exists()


def test_the_demo_refuses_an_address_that_others_reach(call: Call) -> None:
    assert one_line(call("demo", "--listen", "0.0.0.0:0"))


PARTNER = """\
partners:
  - id: moon-lab
    name: Moon Lab
    relation: {type: partner}
    country: BG
"""


def stored(folder: Path) -> bytes:
    """All that is in the database, in an order of its own."""
    with closing(sqlite3.connect(folder / "data" / "club.db")) as database:
        return "\n".join(database.iterdump()).encode()


@pytest.fixture
def filled(call: Call, folder: Path) -> Path:
    """A folder with a database of facts and some files."""
    (folder / "more.yaml").write_text(PARTNER)
    assert call("import", "more.yaml").returncode == 0
    return folder


def test_a_dry_run_says_what_would_change_row_by_row_and_changes_nothing(call: Call, filled: Path) -> None:
    before = stored(filled)
    changed = PARTNER.replace("country: BG", "city: Plovdiv") + PARTNER[10:].replace("moon", "sun").replace(
        "Moon", "Sun"
    )
    (filled / "more.yaml").write_text(changed)
    done = call("import", "more.yaml", "--dry-run")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "+ partner sun-lab: Sun Lab",
        "~ partner moon-lab: country: BG -> (nothing)",
        "~ partner moon-lab: city: (nothing) -> Plovdiv",
        "Would be: 1 added, 1 changed, 0 removed, 0 as they are.",
    ]
    assert stored(filled) == before


def test_a_dry_run_on_an_empty_machine_makes_no_database(call: Call, folder: Path) -> None:
    (folder / "more.yaml").write_text(PARTNER)
    assert "1 added" in call("import", "more.yaml", "--dry-run").stdout
    assert not (folder / "data").exists()


def test_what_is_wrong_names_file_line_and_field_and_nothing_is_stored(call: Call, filled: Path) -> None:
    before = stored(filled)
    (filled / "good.yaml").write_text(PARTNER.replace("moon", "sun"))
    (filled / "bad.yaml").write_text(PARTNER.replace("country: BG", "country: Bulgaria"))
    done = call("import", "good.yaml", "bad.yaml", "nowhere.csv")
    assert done.returncode == 1
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith("bad.yaml:5: country: ")
    assert "BG" in first
    assert second.startswith("nowhere.csv: ")
    assert stored(filled) == before


SERIES = """\
series:
  - id: moon-days
    name: Moon Days
"""


def test_replace_removes_only_when_told_twice(call: Call, filled: Path) -> None:
    (filled / "series.yaml").write_text(SERIES)
    before = stored(filled)
    assert "--yes" in one_line(call("import", "series.yaml", "--replace"))
    assert stored(filled) == before
    done = call("import", "series.yaml", "--replace", "--yes")
    assert done.returncode == 0
    assert "+ series moon-days: Moon Days" in done.stdout
    assert "- series cebr-annual-meeting: " in done.stdout
    assert "moon-days" in stored(filled).decode()


def test_what_is_imported_beside_a_running_bot_is_seen_and_survives_a_second_start(call: Call, folder: Path) -> None:
    (folder / "more.yaml").write_text(PARTNER)
    with serving(folder, "run", WEB__LISTEN="127.0.0.1:0") as (process, _):
        done = call("import", "more.yaml")
        assert done.returncode == 0, done.stderr
        assert "moon-lab" in done.stdout
        code, _, err = stop(process)
    assert code == 0, err
    with serving(folder, "run", WEB__LISTEN="127.0.0.1:0") as (process, _):
        stop(process)
    assert json.loads(call("ask", "/partner Moon Lab", "--json").stdout)["records"] == ["moon-lab"]
    assert json.loads(call("ask", "/partner KRIB", "--json").stdout)["records"] == ["krib"]
