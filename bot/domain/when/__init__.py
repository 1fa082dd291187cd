"""Times in words, in English and Bulgarian: `read("next Friday at 6pm", now, zone)` is a `Span` in UTC.

A phrase is cut into tokens by one dictionary of both languages (lexicon), and a row of tokens is looked up in tables
of shapes (dates, clocks, amounts), joined by sides and ranges. What is not understood to the last word is refused.
`moment` reads when something is to be sent. Another language is one more file beside `english.py`.
"""

from bot.domain.when.moment import moment, with_colon
from bot.domain.when.reader import read
from bot.domain.when.refusal import Unreadable, examples
from bot.domain.when.span import Precision, Span, Toward

__all__ = ["Precision", "Span", "Toward", "Unreadable", "examples", "moment", "read", "with_colon"]
