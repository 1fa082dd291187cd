"""`python -m bot`, installed as `clubbot`."""

import io
import sys


def main() -> None:
    """Run the command line."""
    from bot.cli.main import app

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a pipe cannot carry, or sends broken, is shown as a question mark and ends nothing.
            stream.reconfigure(errors="replace")
    app()


if __name__ == "__main__":
    main()
