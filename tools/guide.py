"""Writes docs/privacy.md from the one declaration of what is kept of people, `bot.storage.personal`.

Run by hand after a change there: `python tools/guide.py`. A test holds that the guide tells everything.
"""

from __future__ import annotations

from pathlib import Path

from bot.storage.personal import HOLDINGS, NOBODY, Ground, Holding

GUIDE = Path(__file__).parents[1] / "docs" / "privacy.md"
GROUNDS = {
    Ground.CONSENT: "the person agreed to it, and may take that back at any time (Article 6(1)(a))",
    Ground.ASKED: "it is what the person asks the bot to do (Article 6(1)(b))",
    Ground.CLUB: "the club can't be run without it (Article 6(1)(f))",
    Ground.DUTY: "the law demands it (Article 6(1)(c))",
}
HEAD = """# What is kept of people

Everything in the bot's database that names somebody: what, why, for how long, who sees it, and what becomes of it when
they are forgotten. In the chat `/privacy` tells the same in Bulgarian and English, `/mydata` gives all of it to the
person it is about, as a page to read and as JSON, and `/forgetme` deletes it a day later, unless it is called off from
any of their accounts meanwhile. The legal grounds are those of the
[General Data Protection Regulation](https://eur-lex.europa.eu/eli/reg/2016/679/oj).

This page is written by `tools/guide.py` from `bot/storage/personal.py`, by which the bot itself erases; a test compares
that with the tables of the database, so that nothing is kept that is not told here.

"""
TAIL = """## Running it

- Who leaves every community of the club is forgotten after `privacy.keep_after_leaving` days (90), without being
  written to; whoever used the web chat alone, after a year without a visit. Once a day the bot drops what has had its
  time.
- `privacy.contact` names whom people may ask besides the organisers, such as an e-mail address.
- A backup holds what it held on its day. A code made from each forgotten account is kept longer than any backup should
  be, so that whoever a restored one brings back can be forgotten again (`tx.erasures.replay`).
- The last organiser can't be forgotten before there is another one.

## Tables that name nobody

"""


def section(holding: Holding) -> str:
    """One thing that is kept."""
    span = holding.span.replace("{days}", str(holding.days))
    then = holding.then.replace("{days}", str(holding.days))
    columns = ", ".join(f"`{trace.name}`" + (f" ({trace.how})" if trace.how else "") for trace in holding.traces)
    rows = [
        ("Why", f"{holding.why} Ground: {GROUNDS[holding.ground]}."),
        ("How long", span),
        ("Who sees it", holding.seen),
        ("When they are forgotten", then),
        ("Where it lies", columns),
    ]
    table = "\n".join(f"| {name} | {text} |" for name, text in rows)
    return f"## {holding.title}\n\n{holding.what}\n\n| | |\n| --- | --- |\n{table}\n\n"


def guide() -> str:
    """The whole page."""
    nobody = "\n".join(f"- `{table}`: {why}." for table, why in NOBODY.items())
    return HEAD + "".join(map(section, HOLDINGS)) + TAIL + nobody + "\n"


if __name__ == "__main__":
    GUIDE.write_text(guide(), encoding="utf-8")
