"""A Reply as JSON for the web chat's page, which draws it with text nodes only.

A picture is named by the SHA-256 of its content and fetched by that name, so that the JSON stays small.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bot.core.reply import Bold, Button, Card, Code, Image, Link, Mention, When
from bot.core.words import words
from bot.render.preview import drawn, warnings
from bot.storage.posts import ShownPicture

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from bot.core.reply import Blank, Field, File, Form, Inline, Line, Preview, Reply, Select
    from bot.core.words import Words
    from bot.render.preview import Drawn

Json: TypeAlias = dict[str, object]

LEADS = ("https://", "http://")  # any other address stays text: a link never runs anything
WITHIN = "/#"  # a place in the page itself, and a post in it


def reply(reply: Reply, t: Words = words("en")) -> Json:  # noqa: B008 - the same value every time
    """The whole answer, in its reader's words; what is empty is left out."""
    return _said(
        text=line(reply.text),
        tone=reply.tone.value,
        images=[_image(image) for image in reply.images],
        cards=[_card(card) for card in reply.cards],
        selects=[_select(select) for select in reply.selects],
        buttons=_buttons(reply.buttons),
        form=_form(reply.form) if reply.form else None,
        files=[_file(file) for file in reply.files],
        previews=[_preview(preview, t) for preview in reply.previews],
    )


def pictures(reply: Reply) -> tuple[ShownPicture, ...]:
    """Every picture that the answer's JSON names, each once."""
    images = (*reply.images, *(image for preview in reply.previews for image in preview.reply.images))
    shown = [ShownPicture(_digest(image), image.media_type, image.content) for image in images]
    return tuple({one.digest: one for one in shown}.values())


def line(line: Line) -> list[str | Json]:
    """A line, node by node."""
    return [_inline(part) for part in line]


def _inline(part: Inline) -> str | Json:
    match part:
        case str():
            return part
        case Bold(text):
            return {"bold": text}
        case Code(text):
            return {"code": text}
        case Link(label, url):
            return {"link": label, "url": url} if url.startswith((*LEADS, WITHIN)) else f"{label} ({url})"
        case When(at, shown):
            return {"when": at.isoformat(), "shown": shown}
        case Mention(name):
            return name
        case _:
            assert_never(part)


def _card(card: Card) -> Json:
    leads = card.url.startswith(LEADS)
    return _said(
        title=card.title,
        url=card.url if leads else "",
        badge={"text": card.badge.text, "tone": card.badge.tone.value} if card.badge else None,
        body=[line(text) for text in (*card.body, *(((card.url,),) if card.url and not leads else ()))],
        fields=[_field(field) for field in card.fields],
        footer=line(card.footer),
        buttons=_buttons(card.buttons),
        record=list(card.record) if card.record else None,
    )


def _field(field: Field) -> Json:
    return {"label": field.label, "value": line(field.value)}


def _buttons(buttons: Iterable[Button]) -> list[Json]:
    return [
        {"label": b.label, "does": b.does.pack(public=b.public), "line": b.does.line(), "weight": b.weight.value}
        for b in buttons
    ]


def _select(select: Select) -> Json:
    options = [_said(label=o.label, does=o.does.pack(), about=o.about) for o in select.options]
    return {"label": select.label, "options": options}


def _form(form: Form) -> Json:
    return {
        "command": form.command,
        "title": form.title,
        "blanks": [_blank(blank) for blank in form.blanks],
        "submit": form.submit,
        "hidden": dict(form.hidden),
    }


def _blank(blank: Blank) -> Json:
    return _said(
        name=blank.name,
        label=blank.label,
        kind=blank.kind,
        required=blank.required,
        value=blank.value,
        error=blank.error,
        choices=[{"label": label, "value": value} for label, value in blank.choices],
        suggests=blank.suggests,
    )


def _image(image: Image) -> Json:
    return {"picture": _digest(image), "alt": image.alt}


def _digest(image: Image) -> str:
    return sha256(image.content).hexdigest()


def _preview(preview: Preview, t: Words) -> Json:
    """What a platform is sent, for the page to draw as that platform does; one of our own as the page's own answer."""
    messages, shown = drawn(preview), {_digest(image) for image in preview.reply.images}
    return _said(
        title=preview.title,
        platform=preview.platform,
        language=preview.language,
        messages=[_message(message, shown) for message in messages],
        reply=None if messages else reply(preview.reply, words(preview.language)),
        warnings=list(warnings(preview, t)),
    )


def _message(message: Drawn, shown: Collection[str]) -> Json:
    return {**message.body, "files": [_attached(file, shown) for file in message.files]}


def _attached(file: File | Image, shown: Collection[str]) -> Json:
    """What is attached to a message elsewhere; a picture by its name, if it is one of those that are `shown` here."""
    digest = sha256(file.content).hexdigest() if file.media_type.startswith("image/") else ""
    return _said(
        name=file.name,
        about=file.alt if isinstance(file, Image) else file.about,
        picture=digest if digest in shown else "",
    )


def _file(file: File) -> Json:
    content = b64encode(file.content).decode("ascii")
    return {
        "name": file.name,
        "type": file.media_type,
        "size": len(file.content),
        "about": file.about,
        "content": content,
    }


def _said(**parts: object) -> Json:
    return {name: part for name, part in parts.items() if part not in (None, "", [], False)}
