"""Who has something to renew soon, and the letters for families that get no mail."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards.queries import letters_waiting
from uitpas2.cards.rules import LookedAt
from uitpas2.cards.services import note_looks
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.web.context import begin
from uitpas2.web.guard import needs
from uitpas2.welfare import queries, services


@blueprint.get("/counter/renewals")
@needs(Permission.GRANT_RIGHTS)
def renewals() -> ResponseReturnValue:
    """Whoever reads the list sees of everybody on it that there is a right: the family can read that they did."""
    with begin() as work:
        lines = queries.renewals(work)
        waiting = letters_waiting(work)
        letters = len(queries.letters_to_print(work)) + len(waiting)
        urgent = sorted(letter.useful_until for letter in waiting if letter.useful_until)
        note_looks(work, (line.holder_id for line in lines), LookedAt.RENEWALS)
    return render_template("counter/renewals.html", lines=lines, letters=letters, urgent=urgent)


@blueprint.post("/counter/renewals/letters")
@needs(Permission.GRANT_RIGHTS)
def print_letters() -> ResponseReturnValue:
    with begin() as work:
        file = services.letters_pdf(work)
    if file is None:
        flash(gettext("No letter waits: somebody printed them already."), "info")
        return redirect(url_for("counter.renewals"), 303)
    name = gettext("letters")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(file, mimetype="application/pdf", headers=headers)
