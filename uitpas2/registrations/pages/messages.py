"""The organiser's screens for its own words in the messages about registrations: written, looked at, explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts import queries as accounts
from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError, NotFound
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.registrations import queries, services
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.rules.composing import preview
from uitpas2.registrations.rules.mails import OUR_CLOSING, OUR_INTRODUCTION
from uitpas2.registrations.rules.wordings import LONGEST, MessageKind, Wording, gaps_for
from uitpas2.registrations.schemas import MessageContactForm, WordingForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import reader_language

KIND_WORDS: dict[MessageKind, TranslatedText] = {
    MessageKind.REQUESTED: TranslatedText(
        nl="Een gezin vraagt een plaats", fr="Une famille demande une place", en="A family asks for a place"
    ),
    MessageKind.CONFIRMED: TranslatedText(
        nl="Een kind heeft een plaats", fr="Un enfant a une place", en="A child has a place"
    ),
    MessageKind.WAITING: TranslatedText(
        nl="Een kind komt op de wachtlijst",
        fr="Un enfant est mis sur la liste d’attente",
        en="A child goes on the waiting list",
    ),
    MessageKind.OFFERED: TranslatedText(
        nl="Er komt een plaats vrij", fr="Une place se libère", en="A place comes free"
    ),
    MessageKind.CANCELLED: TranslatedText(
        nl="Een inschrijving houdt op", fr="Une inscription prend fin", en="A registration ends"
    ),
    MessageKind.CHANGED: TranslatedText(
        nl="Een moment verandert of valt weg",
        fr="Un moment change ou n’a pas lieu",
        en="A moment changes or falls away",
    ),
}


@blueprint.get("/organiser/messages")
@needs(Permission.MANAGE_ACTIVITIES)
def messages() -> ResponseReturnValue:
    return _messages_page(Form())


@blueprint.post("/organiser/messages/contact")
@needs(Permission.MANAGE_ACTIVITIES)
def set_message_contact() -> ResponseReturnValue:
    form = read_form(MessageContactForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"version": services.write_contact(work, **form.data).version}, 201))
            flash(gettext("Kept. It stands below every message from now on."), "yes")
            return redirect(url_for("registrations.messages"), 303)
        except DomainError as error:
            form.add(error)
    return _messages_page(form), 422


def _messages_page(form: Form) -> str:
    with reading() as work:
        wordings, contact = queries.own_wordings(work), queries.own_contact(work)
    return render_template(
        "registrations/messages.html", wordings=wordings, contact=contact, form=form, kinds=KIND_WORDS
    )


@blueprint.get("/organiser/messages/<message_kind>")
@needs(Permission.MANAGE_ACTIVITIES)
def message(message_kind: str) -> ResponseReturnValue:
    return _message_page(_kind(message_kind), Form())


@blueprint.post("/organiser/messages/<message_kind>/preview")
@needs(Permission.MANAGE_ACTIVITIES)
def preview_message(message_kind: str) -> ResponseReturnValue:
    """Shows how it would read; keeps nothing and sends nothing."""
    kind, form = _kind(message_kind), read_form(WordingForm)
    wording = None
    if form.is_valid:
        try:
            wording = services.checked_wording(**_parts(form.data))
        except DomainError as error:
            form.add(error)
    return _message_page(kind, form, wording), 200 if form.is_valid else 422


@blueprint.post("/organiser/messages/<message_kind>")
@needs(Permission.MANAGE_ACTIVITIES)
def set_message(message_kind: str) -> ResponseReturnValue:
    kind, form = _kind(message_kind), read_form(WordingForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: _written(work, kind, form.data))
            flash(gettext("Kept. The next message of this kind reads like this."), "yes")
            return redirect(url_for("registrations.message", message_kind=kind.value), 303)
        except DomainError as error:
            form.add(error)
    return _message_page(kind, form), 422


@blueprint.get("/organiser/messages/<message_kind>/versions")
@needs(Permission.MANAGE_ACTIVITIES)
def message_versions(message_kind: str) -> ResponseReturnValue:
    kind = _kind(message_kind)
    with reading() as work:
        versions = queries.own_versions(work, kind)
    return render_template(
        "registrations/message_versions.html",
        kind=kind,
        title=KIND_WORDS[kind],
        versions=versions,
        languages=LANGUAGE_WORDS,
    )


def _message_page(kind: MessageKind, form: Form, tried: Wording | None = None) -> str:
    """The form with the preview beside it: of what was tried, or else of what holds now."""
    with reading() as work:
        organiser = accounts.own_organisation(work)
        kept, contact = queries.own_wordings(work)[kind], queries.own_contact(work)
        wording = tried or (kept.wording if kept else Wording())
        shown = {
            language: preview(
                kind, wording, queries.contact_of(contact), organiser=organiser.name, now=work.now, language=language
            )
            for language in LANGUAGES
        }
    return render_template(
        "registrations/message.html",
        kind=kind,
        title=KIND_WORDS[kind],
        form=form,
        kept=kept,
        wording=kept.wording if kept else Wording(),
        is_tried=tried is not None,
        shown=shown,
        languages=_reader_first(),
        ours={"introduction": OUR_INTRODUCTION[kind], "closing": OUR_CLOSING},
        gaps={language: gaps_for(language) for language in LANGUAGES},
        longest=LONGEST,
    )


LANGUAGE_WORDS = {
    "nl": TranslatedText(nl="Nederlands", fr="Néerlandais", en="Dutch"),
    "fr": TranslatedText(nl="Frans", fr="Français", en="French"),
    "en": TranslatedText(nl="Engels", fr="Anglais", en="English"),
}


def _reader_first() -> dict[str, TranslatedText]:
    """The languages, the reader's own on top."""
    return {one: LANGUAGE_WORDS[one] for one in sorted(LANGUAGES, key=lambda one: one != reader_language())}


def _written(work: Work, kind: MessageKind, data: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    kept = services.write_wording(work, kind, **_parts(data), seen=data["seen"])
    return {"version": kept.version}, 201


def _parts(data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {part: {one: data[f"{part}_{one}"] for one in LANGUAGES} for part in ("introduction", "closing")}


def _kind(text: str) -> MessageKind:
    try:
        return MessageKind(text)
    except ValueError:
        raise NotFound from None
