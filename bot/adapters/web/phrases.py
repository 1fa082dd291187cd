"""The page's own words, given to it in the language of whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.words import later

if TYPE_CHECKING:
    from bot.core.words import Words

PHRASES = {
    "about_dm": later("Only you and the bot read this."),
    "about_events": later("Conferences, workshops, who goes where."),
    "about_funding": later("Open calls, and partners wanted for them."),
    "about_general": later("Talk about anything. @club asks the bot aloud."),
    "about_organisers": later("Organisers only: what visitors report."),
    "ago_lost": later("The connection is lost. Trying again…"),
    "ask_place": later("Message {place}"),
    "ask_short": later("Ask the bot, or type /"),
    "ask_dm": later("Ask about partners, events and funding, or type / for commands"),
    "asked": later("{name} asked: {line}"),
    "back_online": later("Connected again."),
    "bot": later("Club bot"),
    "cancel": later("Cancel"),
    "channels": later("Channels"),
    "choose": later("Choose…"),
    "clock": later("The demo's clock"),
    "clock_about": later("Move the club's time forward to see what changes: deadlines, what is open, what comes next."),
    "clock_now": later("It is {time} in Sofia"),
    "clock_only_forward": later("Pick a moment that is still to come."),
    "clock_set": later("Go there"),
    "clock_to": later("A day and a time (Sofia)"),
    "close": later("Close"),
    "conversation": later("Conversation"),
    "demo": later("Demo"),
    "demo_as": later("Try the club as"),
    "direct": later("Direct messages"),
    "earlier": later("Earlier messages"),
    "edited": later("edited"),
    "empty_channel": later("Nothing has been said here yet. Say hello, or ask the bot something with @club."),
    "empty_text": later(
        "I know the club's partners, its programmes and projects, what events are coming, and which European calls"
        " are open. Ask me in English or in Bulgarian."
    ),
    "empty_title": later("Hello! What would you like to know?"),
    "example_call": later("When does HORIZON-HLTH-2027-01-CARE-02 close?"),
    "example_calls": later("Calls that close within 60 days"),
    "example_events": later("Which event comes next?"),
    "example_partner": later("Tell me about КРИБ"),
    "example_partners": later("Our partners in Romania"),
    "fill_in": later("Fill in"),
    "form_errors": later("Please look at these again:"),
    "fresh": later("You have been away for a while: here are the latest messages."),
    "guest": later("Guest"),
    "history_done": later("Earlier messages are shown."),
    "hint_keys": later("Enter sends, Shift and Enter begin a line"),
    "language": later("Language"),
    "member": later("Member"),
    "menu": later("Channels and settings"),
    "more_below": later("New messages below"),
    "new_window": later("opens in a new tab"),
    "newcomer_ask": later("Or just ask me something:"),
    "newcomer_start": later("Start"),
    "newcomer_text": later(
        "I am the club's bot. A few short questions, each of which you may skip, and I show you what is here for you."
    ),
    "newcomer_title": later("Welcome to the club!"),
    "open_commands": later("Show commands"),
    "optional": later("optional"),
    "organiser": later("Organiser"),
    "picture": later("[Picture: {alt}]"),
    "picture_failed": later("The picture could not be sent. Please try again."),
    "picture_kept": later("the picture that is there"),
    "picture_kinds": later("PNG, JPEG, GIF or WebP, up to 5 MB"),
    "picture_large": later("“{name}” is larger than 5 MB. Please make it smaller and send it again."),
    "picture_remove": later("Remove the picture"),
    "picture_sending": later("Sending the picture…"),
    "picture_there": later("Attached: {name}"),
    "plus_day": later("+1 day"),
    "plus_hour": later("+1 hour"),
    "plus_week": later("+1 week"),
    "post_gone": later("That message is not here any more."),
    "preview_app": later("APP"),
    "preview_here": later("the web chat"),
    "preview_notes": later("What to know"),
    "preview_on": later("As {platform} shows it"),
    "private": later("Only you can see this"),
    "required": later("needed"),
    "required_long": later("This one is needed."),
    "save": later("Save {name}"),
    "send": later("Send"),
    "pick": later("Choose"),
    "skip": later("Skip to the message box"),
    "suggestions": later("Suggestions"),
    "suggestions_many": later("{n} suggestions. Use the arrow keys, Enter takes one."),
    "theme": later("Theme"),
    "theme_auto": later("As the system"),
    "theme_dark": later("Dark"),
    "theme_light": later("Light"),
    "today": later("Today"),
    "typing": later("The club's bot is looking…"),
    "unread": later("{n} unread"),
    "yesterday": later("Yesterday"),
    "you": later("you"),
    "your_time": later("{time} your time"),
}

EXAMPLES = (
    ("example_partners", "/partners country=Romania"),
    ("example_events", "/events"),
    ("example_calls", "/calls within=60"),
    ("example_call", "/call HORIZON-HLTH-2027-01-CARE-02"),
    ("example_partner", "/partner КРИБ"),
)


def phrases(t: Words) -> dict[str, str]:
    """Every phrase in a language."""
    return {key: t(text) for key, text in PHRASES.items()}
