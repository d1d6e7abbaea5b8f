"""A family's own data: what is kept, who looked, what it agreed to; taking it along, correcting and erasing it."""

from __future__ import annotations

from flask import Response, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.errors import RightUnknown
from uitpas2.cards.rules import PURPOSE_LABELS, PURPOSE_TEXTS
from uitpas2.cards.rules.pictures import MEDIA_TYPE
from uitpas2.cards.services import choose_consents
from uitpas2.kernel.errors import DomainError
from uitpas2.privacy import queries, services
from uitpas2.privacy.pages.blueprint import blueprint
from uitpas2.privacy.rules import RequestKind, RequestStatus
from uitpas2.privacy.schemas import ConsentForm, WishForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words, reader_language
from uitpas2.welfare.services import decision_letter_pdf


@blueprint.get("/family/children/<holder_id>/data")
@needs(Permission.SEE_OWN_FAMILY)
def own_data(holder_id: str) -> ResponseReturnValue:
    return _page(holder_id, Form())


def _page(holder_id: str, form: Form) -> str:
    with reading() as work:
        holder = cards.holder(work, holder_id)
        asked = queries.requests_of(work, holder_id)
        given = cards.consents_of(work, holder_id)
        taken_at = cards.picture_taken_at(work, holder_id)
        looks = cards.looks_at(work, holder_id)
        rights = [(right, right.state_on(work.today)) for right in cards.rights_of(work, holder_id)]
        at_home = cards.sees_home(work, holder_id)
    purposes = [(one.value, in_words(PURPOSE_LABELS[one]), in_words(PURPOSE_TEXTS[one])) for one in PURPOSE_LABELS]
    return render_template(
        "privacy/own_data.html",
        holder=holder,
        form=form,
        looks=looks,
        rights=rights,
        at_home=at_home,
        purposes=purposes,
        given=given,
        taken_at=taken_at,
        labels=PURPOSE_LABELS,
        chosen=[purpose.value for purpose in given],
        asked=asked,
        open_kinds={one.kind.value for one in asked if one.status is RequestStatus.OPEN},
    )


@blueprint.get("/family/children/<holder_id>/picture.jpg")
@needs(Permission.SEE_OWN_FAMILY)
def own_picture(holder_id: str) -> ResponseReturnValue:
    with reading() as work:
        image = cards.picture(work, holder_id)
    return Response(image, mimetype=MEDIA_TYPE, headers={"Cache-Control": "private, no-store"})


@blueprint.post("/family/children/<holder_id>/consents")
@needs(Permission.SEE_OWN_FAMILY)
def consents(holder_id: str) -> ResponseReturnValue:
    form = read_form(ConsentForm)
    if not form.is_valid:
        return _page(holder_id, form), 422
    with begin() as work:
        choose_consents(work, holder_id, set(form.data["purposes"]))
    flash(gettext("Your choices are kept. You can change them at any time."), "yes")
    return redirect(url_for("privacy.own_data", holder_id=holder_id), 303)


@blueprint.post("/family/children/<holder_id>/correction")
@needs(Permission.SEE_OWN_FAMILY)
def ask_correction(holder_id: str) -> ResponseReturnValue:
    return _ask(holder_id, RequestKind.CORRECTION, read_form(WishForm))


@blueprint.post("/family/children/<holder_id>/erasure")
@needs(Permission.SEE_OWN_FAMILY)
def ask_erasure(holder_id: str) -> ResponseReturnValue:
    return _ask(holder_id, RequestKind.ERASURE, Form())


def _ask(holder_id: str, kind: RequestKind, form: Form) -> ResponseReturnValue:
    if form.is_valid:
        try:
            with begin() as work:
                once(work, lambda: ({"request_id": services.ask(work, holder_id, kind, **form.data).id}, 201))
            flash(gettext("Your question is with the counter. You get an answer within a month."), "yes")
            return redirect(url_for("privacy.own_data", holder_id=holder_id), 303)
        except DomainError as error:
            form.add(error)
    return _page(holder_id, form), 422


@blueprint.post("/family/children/<holder_id>/decisions/<right_id>")
@needs(Permission.SEE_OWN_FAMILY)
def own_decision(holder_id: str, right_id: str) -> ResponseReturnValue:
    """A POST, as at the counter: that a decision was opened to be told is noted."""
    with begin() as work:
        if right_id not in {right.id for right in cards.rights_of(work, holder_id)}:
            raise RightUnknown
        page = decision_letter_pdf(work, right_id)
    name = gettext("letter")
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(page, mimetype="application/pdf", headers=headers)


@blueprint.get("/family/children/<holder_id>/data.json")
@needs(Permission.SEE_OWN_FAMILY)
def data_json(holder_id: str) -> ResponseReturnValue:
    with reading() as work:
        kept = queries.all_data(work, holder_id)
        made_at = work.now.isoformat()
    answer = jsonify(
        made_at=made_at,
        amounts="cents",
        data=[{"what": one.table, "title": one.title.as_dict(), "rows": list(one.rows)} for one in kept],
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{gettext("my-data")}.json"'
    return answer


@blueprint.get("/family/children/<holder_id>/data.pdf")
@needs(Permission.SEE_OWN_FAMILY)
def data_pdf(holder_id: str) -> ResponseReturnValue:
    with reading() as work:
        kept = queries.all_data(work, holder_id)
        name = cards.holder(work, holder_id).first_name
        pages = services.data_pdf(kept, name=name, language=reader_language(), made_at=work.now)
    name = gettext("my-data")
    return Response(
        pages, mimetype="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    )
