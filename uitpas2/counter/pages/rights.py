"""Recording the right to the reduced price, and ending one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.rules import GROUND_LABELS
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import RightForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words


@blueprint.get("/counter/holders/<holder_id>/right")
@needs(Permission.GRANT_RIGHTS)
def right_form(holder_id: str) -> ResponseReturnValue:
    return _right_page(holder_id, Form())


@blueprint.post("/counter/holders/<holder_id>/right")
@needs(Permission.GRANT_RIGHTS)
def record_right(holder_id: str) -> ResponseReturnValue:
    form = read_form(RightForm)
    if form.is_valid:
        try:
            with begin() as work:
                once(
                    work,
                    lambda: ({"right_id": services.record_right_at_counter(work, holder_id, **form.data).id}, 201),
                )
            flash(gettext("The right to the reduced price is recorded. The family sees until when it holds."), "yes")
            return redirect(url_for("counter.holder", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _right_page(holder_id, form), 422


@blueprint.post("/counter/rights/<right_id>/end")
@needs(Permission.GRANT_RIGHTS)
def end_right(right_id: str) -> ResponseReturnValue:
    with reading() as work:
        holder_id = cards.right(work, right_id).holder_id
    with begin() as work:
        once(work, lambda: _end(work, right_id))
    flash(gettext("The right is ended. From today on the ordinary price counts."), "yes")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _end(work: Work, right_id: str) -> tuple[dict[str, Any], int]:
    services.end_right(work, right_id)
    return {"right_id": right_id}, 200


def _right_page(holder_id: str, form: Form) -> str:
    with reading() as work:
        shown = queries.right_to_record(work, holder_id)
    grounds = [(ground.value, in_words(label)) for ground, label in GROUND_LABELS.items()]
    return render_template("counter/right.html", form=form, shown=shown, grounds=grounds)
