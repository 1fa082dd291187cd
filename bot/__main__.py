"""`python -m bot`, installed as `clubbot`."""


def main() -> None:
    """Run the command line."""
    from bot.cli.main import app

    app()


if __name__ == "__main__":
    main()
