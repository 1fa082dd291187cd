"""The bot as a process of its own: `python -m tests.servers.discord.launch API_URL GATEWAY_URL run`."""

import sys

from bot.__main__ import main
from tests.servers.discord.pointing import point

if __name__ == "__main__":
    api, gateway, *words = sys.argv[1:]
    point(api, gateway)
    sys.argv[1:] = words
    main()
