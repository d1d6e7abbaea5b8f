"""Who has something to renew soon, and the letters for families that get no mail."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.welfare import queries, services


@blueprint.get("/counter/renewals")
@needs(Permission.GRANT_RIGHTS)
def renewals() -> ResponseReturnValue:
    with reading() as work:
        lines = queries.renewals(work)
    return render_template("counter/renewals.html", lines=lines, letters=sum(line.waits_for_print for line in lines))


@blueprint.post("/counter/renewals/letters")
@needs(Permission.GRANT_RIGHTS)
def print_renewal_letters() -> ResponseReturnValue:
    with begin() as work:
        file = services.renewal_letters_pdf(work)
    if file is None:
        flash(gettext("No letter waits: somebody printed them already."), "info")
        return redirect(url_for("counter.renewals"), 303)
    name = gettext("letters")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(file, mimetype="application/pdf", headers=headers)
