"""What Discord takes, in one table. Lengths are in characters."""

from __future__ import annotations

# https://docs.discord.com/developers/resources/message#create-message
CONTENT = 2000
EMBEDS = 10
FILES = 10
REQUEST = 25 * 1024 * 1024  # bytes of all that is sent at once
FILE = 10 * 1024 * 1024  # bytes, https://docs.discord.com/developers/reference#uploading-files
FILE_NAME = 100
FILE_ABOUT = 1024

# https://docs.discord.com/developers/resources/message#embed-object-embed-limits
EMBEDS_IN_ALL = 6000
TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048

# https://docs.discord.com/developers/components/reference
CUSTOM_ID = 100
ROWS = 5
ROW = 5
BUTTON = 80
OPTIONS = 25
OPTION = 100
PLACEHOLDER = 150
MODAL_TITLE = 45
MODAL_BLANKS = 5
LABEL = 45
LABEL_ABOUT = 100
INPUT = 4000

# https://docs.discord.com/developers/interactions/application-commands#application-command-object
CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100

# https://docs.discord.com/developers/resources/channel#start-thread-from-message
THREAD_NAME = 100
