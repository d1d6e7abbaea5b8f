"""A page for each card of the family, its changing code, and all cards on paper."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards.errors import CardNotActive
from uitpas2.cards.models import Card
from uitpas2.cards.rules import HALF_MINUTE, qr_path, qr_svg
from uitpas2.cards.services import live_code, qr_token, sheet_pdf
from uitpas2.database.work import Work
from uitpas2.mypass import queries
from uitpas2.mypass.pages.blueprint import blueprint
from uitpas2.mypass.pages.phone import keeps_cards
from uitpas2.web.context import reading
from uitpas2.web.guard import needs
from uitpas2.web.language import reader_language

CODES_AHEAD = 4  # two minutes: a short gap in the network is not noticed


@blueprint.get("/family/cards/")
@needs(Permission.SEE_OWN_FAMILY)
def first_card() -> ResponseReturnValue:
    """Where the page begins that somebody put among the apps of a telephone."""
    with reading() as work:
        found = queries.family_cards(work)
    if not found:
        return redirect(url_for("registrations.family"), 303)
    return redirect(url_for("mypass.card", card_id=found[0].card.id), 303)


@blueprint.get("/family/cards/<card_id>")
@needs(Permission.SEE_OWN_FAMILY)
def card(card_id: str) -> ResponseReturnValue:
    with reading() as work:
        found = queries.on_screen(work, card_id)
        if found.shown is None:
            return render_template("mypass/ended.html", instead=found.instead), 410
        code = qr_token(work, found.asked)
        page = render_template("mypass/card.html", shown=found.shown, family=found.family, code=code, qr_svg=qr_svg)
        return keeps_cards(work, make_response(page))


@blueprint.get("/family/cards/<card_id>/code")
@needs(Permission.SEE_OWN_FAMILY)
def code(card_id: str) -> ResponseReturnValue:
    """The codes of the next minutes, each with how long it is shown; and which cards this telephone may keep."""
    with reading() as work:
        found = queries.on_screen(work, card_id)
        if found.shown is None:
            raise CardNotActive
        codes = [_code(work, found.asked, later) for later in range(CODES_AHEAD)]
        family = [url_for("mypass.card", card_id=one.card.id) for one in found.family]
    return jsonify(codes=codes, cards=family)


def _code(work: Work, card: Card, later: int) -> dict[str, Any]:
    side, path = qr_path(live_code(work, card, later=later).text)
    seconds = HALF_MINUTE if later else HALF_MINUTE - work.now.timestamp() % HALF_MINUTE
    return {"side": side, "path": path, "seconds": round(seconds, 1)}


@blueprint.get("/family/cards.pdf")
@needs(Permission.SEE_OWN_FAMILY)
def paper() -> ResponseReturnValue:
    """All cards of the family on a sheet: to cut out, or for the door of the fridge."""
    with reading() as work:
        faces = [(one.card, one.holder) for one in queries.family_cards(work)]
        if not faces:
            return redirect(url_for("registrations.family"), 303)
        sheet = sheet_pdf(work, faces, language=reader_language())
    name = gettext("our-cards")
    return Response(
        sheet, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'}
    )
