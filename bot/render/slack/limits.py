"""What Slack takes, in one table. Lengths are in characters."""

from __future__ import annotations

# https://docs.slack.dev/reference/methods/chat.postMessage#truncating
TEXT = 4000
BLOCKS = 50
ALL_BLOCKS = 11_000  # of one message; people were told msg_blocks_too_long from 11,341 on

# https://docs.slack.dev/reference/block-kit/blocks
PIECE = 3000
CONTEXT = 2000
ACTIONS = 25
ROW = 5  # buttons that read well in one row
LABEL = 2000
HINT = 2000

# https://docs.slack.dev/reference/block-kit/block-elements
BUTTON = 75
VALUE = 2000
OPTIONS = 100
OPTION = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
INPUT = 3000

# https://docs.slack.dev/reference/views
TITLE = 24
VIEW_BLOCKS = 100
METADATA = 3000
