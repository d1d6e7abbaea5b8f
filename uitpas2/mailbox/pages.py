"""The pages on which the demo's messages are read: one's own, and in the demo everybody's."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.errors import NotFound
from uitpas2.mailbox import queries
from uitpas2.mailbox.rules import Letter
from uitpas2.web.context import current_actor, platform, reading
from uitpas2.web.exports import download
from uitpas2.web.guard import open_to_all, signed_in

blueprint = Blueprint("mailbox", __name__, template_folder="templates")
OWN, ALL = "own", "all"
WHY_OPEN = "in the demo everybody is made up; elsewhere this page is not there"


@blueprint.get("/messages")
@signed_in
def own() -> ResponseReturnValue:
    return _list(OWN)


@blueprint.get("/messages/<letter_id>")
@signed_in
def own_letter(letter_id: str) -> ResponseReturnValue:
    return _show(OWN, letter_id)


@blueprint.get("/messages/<letter_id>/files/<int:number>")
@signed_in
def own_file(letter_id: str, number: int) -> ResponseReturnValue:
    return _file(OWN, letter_id, number)


@blueprint.get("/demo/messages")
@open_to_all(WHY_OPEN)
def everybodys() -> ResponseReturnValue:
    return _list(ALL)


@blueprint.get("/demo/messages/<letter_id>")
@open_to_all(WHY_OPEN)
def all_letter(letter_id: str) -> ResponseReturnValue:
    return _show(ALL, letter_id)


@blueprint.get("/demo/messages/<letter_id>/files/<int:number>")
@open_to_all(WHY_OPEN)
def all_file(letter_id: str, number: int) -> ResponseReturnValue:
    return _file(ALL, letter_id, number)


def _list(whose: str) -> str:
    lines = queries.messages(_folder(), _recipients(whose))
    is_known = current_actor().kind is not ActorKind.ANONYMOUS
    return render_template("mailbox/list.html", lines=lines, whose=whose, is_known=is_known)


def _show(whose: str, letter_id: str) -> str:
    return render_template("mailbox/letter.html", letter=_letter(whose, letter_id), whose=whose)


def _file(whose: str, letter_id: str, number: int) -> Response:
    files = _letter(whose, letter_id).files
    if number >= len(files):
        raise NotFound
    return download(files[number].content, files[number].name, files[number].kind)


def _letter(whose: str, letter_id: str) -> Letter:
    return queries.message(_folder(), letter_id, _recipients(whose))


def _folder() -> Path:
    """Where the messages lie. Raises NotFound wherever mails are really sent."""
    settings = platform().settings
    if not settings.has_letterbox:
        raise NotFound
    return settings.letterbox


def _recipients(whose: str) -> frozenset[str] | None:
    """Nobody in particular for the page of the whole demo; else who is signed in."""
    if whose == ALL:
        return None
    with reading() as work:
        return queries.own_addresses(work)
