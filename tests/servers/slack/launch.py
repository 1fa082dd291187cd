"""The bot as a process of its own: `python -m tests.servers.slack.launch API_URL run`.

With a local Discord too: `python -m tests.servers.slack.launch API_URL --discord API_URL GATEWAY_URL run`.
"""

import sys

from tests.servers.slack.pointing import point

if __name__ == "__main__":
    api, *words = sys.argv[1:]
    point(api)
    if words[:1] == ["--discord"]:
        from tests.servers.discord.pointing import point as point_discord

        point_discord(*words[1:3])
        words = words[3:]
    sys.argv[1:] = words
    from bot.__main__ import main

    main()
