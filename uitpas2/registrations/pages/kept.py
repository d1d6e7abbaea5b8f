"""What became of a registration, and what can be done with it: accept, decline, cancel, print, let somebody know."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.registrations import queries, services
from uitpas2.registrations.errors import NothingOffered, OfferOver, TooLateToCancel
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.pages.portals import COUNTER, PORTALS, Portal
from uitpas2.registrations.rules import END_WORDS, OUTCOME_WORDS, RegistrationStatus
from uitpas2.registrations.schemas import PartnerShownForm
from uitpas2.web.bodies import read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.idempotency import once
from uitpas2.web.language import in_words, reader_language


def registration_page(portal: Portal, holder_id: str, registration_id: str) -> ResponseReturnValue:
    """One registration, in words that follow from its state."""
    with reading() as work:
        holder = queries.child(work, holder_id)
        registration = queries.registration(work, registration_id, holder_id=holder_id)
        waits = registration.status is RegistrationStatus.WAITING
        return render_template(
            "registrations/registration.html",
            portal=portal,
            holder=holder,
            registration=registration,
            queue=queries.own_place(work, registration.id) if waits else None,
            ended_because=in_words(END_WORDS[registration.end_reason]) if registration.end_reason else "",
            outcomes=OUTCOME_WORDS,
            has_started=registration.starts <= work.now,
            is_over=registration.ends <= work.now,
            has_draw=bool(queries.published_terms(work, registration.activity_id).draw_commitment),
        )


def registered_page(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """Everything that a child and its brothers and sisters are registered for in one activity."""
    with reading() as work:
        holder = queries.child(work, holder_id)
        return render_template(
            "registrations/registered.html",
            portal=portal,
            holder=holder,
            kept=queries.registered_in(work, holder, activity_id),
        )


@blueprint.app_template_global()
def places_at_counter(holder_id: str) -> dict[str, Any]:
    """What a holder of the clerk's region takes part in, with the counter's own addresses."""
    with reading() as work:
        planned = queries.planned(queries.registrations_of_holder(work, holder_id))
        return {"planned": planned, "portal": COUNTER}


def accept_place(portal: Portal, holder_id: str, registration_id: str) -> ResponseReturnValue:
    """Take the place that is offered; when the offer is over, the page says so."""
    try:
        with begin() as work:
            queries.registration(work, registration_id, holder_id=holder_id)
            services.accept(work, registration_id)
    except (NothingOffered, OfferOver) as error:
        flash(in_words(error.message), "no")
    return redirect(url_for(portal.registration, holder_id=holder_id, registration_id=registration_id), 303)


def cancel_place(portal: Portal, holder_id: str, registration_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            queries.registration(work, registration_id, holder_id=holder_id)
            services.cancel(work, registration_id)
        flash(gettext("The place is free again for another child."), "yes")
    except TooLateToCancel as error:
        flash(in_words(error.message), "no")
    return redirect(url_for(portal.registration, holder_id=holder_id, registration_id=registration_id), 303)


def show_partner(portal: Portal, holder_id: str, registration_id: str) -> ResponseReturnValue:
    """Whether the organiser may know who helps the family."""
    form = read_form(PartnerShownForm)
    with begin() as work:
        queries.registration(work, registration_id, holder_id=holder_id)
        services.show_partner(work, registration_id, shown=form.data["partner_shown"])
    flash(gettext("Your choice is kept."), "yes")
    return redirect(url_for(portal.registration, holder_id=holder_id, registration_id=registration_id), 303)


def paper(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """The confirmation on paper, in the reader's language."""
    with reading() as work:
        page = services.confirmation_pdf(work, holder_id, activity_id, language=reader_language())
    name = gettext("registration")
    return Response(page, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}.pdf"'})


def send(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """Send the family its confirmation once more."""
    with begin() as work:
        once(work, lambda: (services.confirm_again(work, holder_id, activity_id), 201))
    flash(gettext("The confirmation is on its way."), "yes")
    return redirect(url_for(portal.registered, holder_id=holder_id, activity_id=activity_id), 303)


for one in PORTALS:
    one.open("GET", "/places/<activity_id>/registered", "registered", registered_page)
    one.open("GET", "/places/<activity_id>/registered.pdf", "paper", paper)
    one.open("GET", "/registrations/<registration_id>", "registration", registration_page)
    one.open("POST", "/registrations/<registration_id>/cancel", "cancel", cancel_place)
    one.open("POST", "/registrations/<registration_id>/accept", "accept", accept_place)
    if not one.is_family:
        one.open("POST", "/places/<activity_id>/send", "send", send)
    if not one.is_counter:
        one.open("POST", "/registrations/<registration_id>/partner", "partner", show_partner)
