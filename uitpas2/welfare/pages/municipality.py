"""What a municipality arranges with partners: who may guide families here, by which agreement, until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words
from uitpas2.welfare import queries, services
from uitpas2.welfare.errors import PartnerDetailsNeeded, PartnerUnknown, RecognitionOver
from uitpas2.welfare.pages.blueprint import blueprint
from uitpas2.welfare.pages.handing import hand_over, take_over
from uitpas2.welfare.schemas import RecognitionForm

NEW = "new"


@blueprint.get("/municipality/partners")
@needs(Permission.RECOGNISE_PARTNERS)
def partners() -> ResponseReturnValue:
    with reading() as work:
        lines = queries.agreements(work)
    handed = take_over("municipality")
    return render_template("welfare/partners.html", lines=lines, handed=handed)


@blueprint.get("/municipality/partners/new")
@needs(Permission.RECOGNISE_PARTNERS)
def new_agreement() -> ResponseReturnValue:
    return _page(Form())


def _page(form: Form) -> str:
    """Empty, or with what the agreement says that is renewed: the new one starts the day after it."""
    with reading() as work:
        known = queries.known_partners(work)
        renewed = request.args.get("renew", "")
        old = queries.agreement(work, renewed) if renewed else None
    first = {"partner_id": old.partner_id, "starts": old.last_day + timedelta(days=1)} if old else {}
    if old and not old.runs:
        first["starts"] = ""
    return render_template("welfare/agreement_form.html", form=form, partners=[*known], old=old, first=first, new=NEW)


@blueprint.post("/municipality/partners/new")
@needs(Permission.RECOGNISE_PARTNERS)
def recognise() -> ResponseReturnValue:
    form = read_form(RecognitionForm)
    if form.is_valid:
        try:
            handed: list[Any] = []
            with begin() as work:
                answer, _, _ = once(work, lambda: _recognised(work, form.data, handed))
            for account, code in handed:
                hand_over("municipality", account, code)
            flash(gettext("The agreement is kept. The partner can guide families from its first day on."), "yes")
            return redirect(url_for("welfare.partners", _anchor=answer["id"]), 303)
        except DomainError as error:
            form.add(error)
    return _page(form), 422


def _recognised(work: Work, data: dict[str, Any], handed: list[Any]) -> tuple[dict[str, Any], int]:
    nis = current_actor().municipality_nis or ""
    partner_id = data["number"] or data["partner_id"]
    if not partner_id:
        raise PartnerUnknown(field="partner_id")
    if partner_id == NEW:
        if not all(data[name] for name in ("name", "responsible", "email")):
            raise PartnerDetailsNeeded(field="name")
        partner, account, code = services.new_partner(
            work, name=data["name"], responsible=data["responsible"], email=data["email"], municipality_nis=nis
        )
        partner_id = partner.id
        handed.append((account, code))
    names = services.Agreement.__slots__
    made = services.recognise(
        work,
        partner_id=partner_id,
        municipality_nis=nis,
        starts=data["starts"],
        ends=data["last_day"] + timedelta(days=1),
        agreement=services.Agreement(**{name: data[name] for name in names}),
    )
    return {"id": made.id}, 201


@blueprint.get("/municipality/partners/<recognition_id>")
@needs(Permission.RECOGNISE_PARTNERS)
def agreement(recognition_id: str) -> ResponseReturnValue:
    with reading() as work:
        line = queries.agreement(work, recognition_id)
    return render_template("welfare/agreement.html", line=line)


@blueprint.post("/municipality/partners/<recognition_id>/end")
@needs(Permission.RECOGNISE_PARTNERS)
def end_agreement(recognition_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.end_recognition(work, recognition_id)
        flash(gettext("The agreement has ended. The partner sees no family of this municipality any more."), "yes")
    except RecognitionOver as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("welfare.partners"), 303)
