"""What comes out of the counter's printer: a card, and the letter with which a guardian starts."""

from __future__ import annotations

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import services
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import LetterForm
from uitpas2.web.bodies import read_form
from uitpas2.web.context import reading
from uitpas2.web.guard import needs
from uitpas2.web.problems import InvalidBody


@blueprint.get("/counter/cards/<card_id>/print")
@needs(Permission.ISSUE_CARDS)
def print_card(card_id: str) -> ResponseReturnValue:
    with reading() as work:
        page = services.card_pdf(work, card_id)
    return _pdf(page, gettext("card"))


@blueprint.post("/counter/holders/<holder_id>/letter")
@needs(Permission.REGISTER_HOLDERS)
def print_letter(holder_id: str) -> ResponseReturnValue:
    """The code comes from the page that shows it: the platform itself no longer knows it."""
    form = read_form(LetterForm)
    if not form.is_valid:
        raise InvalidBody(form.errors)
    with reading() as work:
        address = url_for("accounts.activate", _external=True)
        page = services.letter_pdf(work, holder_id, **form.data, address=address)
    return _pdf(page, gettext("letter"))


def _pdf(page: bytes, name: str) -> Response:
    return Response(page, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})
