"""What Slack takes, in one table. Lengths are in characters."""

from __future__ import annotations

# https://docs.slack.dev/reference/methods/chat.postMessage#truncating; chat.update refuses a longer text
TEXT = 4000
BLOCKS = 50  # of a message, https://docs.slack.dev/reference/block-kit/blocks
# Of all blocks of a message, with what each text stands in: people were told msg_blocks_too_long from 11,341 on,
# https://github.com/slackapi/bolt-js/issues/2867
ALL_BLOCKS = 11_000
RICH = 8000  # of one block of rich text, counted alike

# https://docs.slack.dev/reference/block-kit/composition-objects/text-object
PIECE = 3000
CONTEXT = 2000
# Rich text has no limits that are told. An address, escaped, leaves room for what is said of it.
ADDRESS = 1500
NAME = 250  # of a link

# https://docs.slack.dev/reference/block-kit/blocks/image-block
ALT = 2000

# https://docs.slack.dev/reference/block-kit/blocks/input-block
ID = 255
LABEL = 2000
HINT = 2000

# https://docs.slack.dev/reference/block-kit/block-elements
ROW = 5  # buttons that read well in one row; an actions block takes 25
BUTTON = 75
VALUE = 2000
OPTIONS = 100
OVERFLOW = 5
OPTION = 75
OPTION_VALUE = 150
PLACEHOLDER = 150
INPUT = 3000

# https://docs.slack.dev/reference/views
TITLE = 24
VIEW_BLOCKS = 100
VIEW = 200_000  # bytes of all blocks of a view, which takes 250,000 in all
METADATA = 3000
