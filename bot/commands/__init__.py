"""Every command, listed by hand: adding one is one import and one line."""

from bot.commands.about import About
from bot.commands.call import CallByName
from bot.commands.calls import Calls
from bot.commands.events import Events
from bot.commands.help import Help
from bot.commands.language import SetLanguage
from bot.commands.partner import PartnerByName
from bot.commands.partners import Partners
from bot.commands.programmes import Programmes
from bot.commands.projects import Projects
from bot.commands.search import Search
from bot.commands.wrong import Wrong

ALL = (
    Partners,
    PartnerByName,
    Programmes,
    Projects,
    Events,
    Calls,
    CallByName,
    Search,
    Wrong,
    Help,
    SetLanguage,
    About,
)

QUESTION = Search
