"""Groups and their passes."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards.errors import RightNotRunning
from uitpas2.counter import queries
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import GroupForm, GroupYearForm
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.web.problems import InvalidBody
from uitpas2.welfare import queries as welfare
from uitpas2.welfare import services
from uitpas2.welfare.errors import GroupHasPass, NoGroupPasses


@blueprint.get("/counter/groups")
@needs(Permission.GRANT_RIGHTS)
def groups() -> ResponseReturnValue:
    return _groups_page(Form())


@blueprint.post("/counter/groups")
@needs(Permission.GRANT_RIGHTS)
def make_group() -> ResponseReturnValue:
    form = read_form(GroupForm)
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(work, lambda: ({"id": services.make_group_pass(work, **form.data).id}, 201))
            flash(gettext("The group has a pass. Now give it a card."), "yes")
            return redirect(url_for("counter.holder", holder_id=answer["id"]), 303)
        except DomainError as error:
            form.add(error)
    return _groups_page(form), 422


@blueprint.post("/counter/groups/<holder_id>/renew")
@needs(Permission.GRANT_RIGHTS)
def renew_group(holder_id: str) -> ResponseReturnValue:
    form = read_form(GroupYearForm)
    if not form.is_valid:
        raise InvalidBody(form.errors)

    def renew(work: Work) -> tuple[dict[str, Any], int]:
        return {"year": services.renew_group_pass(work, holder_id, year=form.data["year"]).starts.year}, 201

    try:
        with begin() as work:
            answer, _, _ = once(work, lambda: renew(work))
        flash(gettext("The group has its pass for %(year)s.", year=str(answer["year"])), "yes")
    except (GroupHasPass, NoGroupPasses) as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


@blueprint.post("/counter/groups/<holder_id>/end")
@needs(Permission.GRANT_RIGHTS)
def end_group(holder_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.end_group_pass(work, holder_id)
        flash(gettext("The pass is ended. From today on the ordinary price counts for the group."), "yes")
    except RightNotRunning as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _groups_page(form: Form) -> str:
    with reading() as work:
        passes, places = welfare.group_passes(work), queries.places(work)
    return render_template("counter/groups.html", form=form, passes=passes, places=places)
