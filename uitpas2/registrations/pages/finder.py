"""Find a place and take it: the same screens for a partner and for a family, each with its own addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.queries import municipalities
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations import queries, services
from uitpas2.registrations.errors import MomentNeeded, NothingOffered, OfferOver, TooLateToCancel
from uitpas2.registrations.rules import END_WORDS, OUTCOME_WORDS, PRIORITY_WORDS, RegistrationStatus
from uitpas2.registrations.schemas import ChoiceForm, PlacesQuery
from uitpas2.web.bodies import Form, read_form, read_query
from uitpas2.web.context import begin, reading
from uitpas2.web.idempotency import once
from uitpas2.web.language import day_in_words, in_words

PAGE = 12
ALL = "all"


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the same steps lie for one kind of reader; `is_family` chooses the words around a price."""

    home: str
    places: str
    choice: str
    registration: str
    cancel: str
    accept: str
    is_family: bool

    def home_of(self, holder_id: str) -> str:
        return url_for(self.home) if self.is_family else url_for(self.home, holder_id=holder_id)


PARTNER = Portal(
    home="registrations.client",
    places="registrations.client_places",
    choice="registrations.client_choice",
    registration="registrations.client_registration",
    cancel="registrations.cancel_of_client",
    accept="registrations.accept_for_client",
    is_family=False,
)
FAMILY = Portal(
    home="registrations.family",
    places="registrations.child_places",
    choice="registrations.child_choice",
    registration="registrations.child_registration",
    cancel="registrations.cancel_of_child",
    accept="registrations.accept_for_child",
    is_family=True,
)


def places_page(portal: Portal, holder_id: str) -> ResponseReturnValue:
    """What fits this child, in its own municipality unless another one or all of Flanders is asked."""
    form = read_query(PlacesQuery)
    with reading() as work:
        holder = queries.child(work, holder_id)
        nis = form.data.get("municipality", holder.municipality_nis)
        number = form.data.get("page", 1)
        found = queries.places_for(
            work,
            holder,
            municipality_nis=None if nis == ALL else nis,
            day=form.data.get("day"),
            text=form.data.get("text", ""),
            limit=PAGE,
            offset=(number - 1) * PAGE,
        )
        everywhere = [(one.nis, one.name) for one in municipalities(work)]
        page = render_template(
            "registrations/places.html",
            portal=portal,
            holder=holder,
            form=form,
            found=found,
            municipality=nis,
            municipalities=everywhere,
            chips=_chips(portal, holder_id, form, dict(everywhere).get(nis, "")),
            page_number=number,
            pages=max(1, -(-found.total // PAGE)),
            address=_address,
        )
    return page, 200 if form.is_valid else 422


def choice_page(portal: Portal, holder_id: str, activity_id: str, form: Form | None = None) -> str:
    """The moments of one activity, with the price this child pays."""
    with reading() as work:
        holder = queries.child(work, holder_id)
        chosen = queries.choice(work, holder, activity_id)
        only = chosen.sessions[0].id if len(chosen.sessions) == 1 else ""
        return render_template(
            "registrations/choice.html",
            portal=portal,
            holder=holder,
            choice=chosen,
            form=form or Form(),
            preferred=request.args.get("session", only),
            published=queries.published_terms(work, activity_id),
            now=work.now,
            groups=PRIORITY_WORDS,
        )


def take_place(portal: Portal, holder_id: str, activity_id: str) -> ResponseReturnValue:
    """Register, and go to the confirmation; a refusal stands beside the moments that are left."""
    form = read_form(ChoiceForm)
    if not form.data.get("session_id"):
        form.add(MomentNeeded(field="session_id"))
    if form.is_valid:
        try:
            with begin() as work:
                answer, _, _ = once(
                    work, lambda: ({"id": services.register(work, holder_id=holder_id, **form.data).id}, 201)
                )
            return redirect(url_for(portal.registration, holder_id=holder_id, registration_id=answer["id"]), 303)
        except DomainError as error:
            form.add(error)
    return choice_page(portal, holder_id, activity_id, form), 422


def registration_page(portal: Portal, holder_id: str, registration_id: str) -> str:
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
        )


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


def _chips(portal: Portal, holder_id: str, form: Form, municipality: str) -> list[tuple[str, str]]:
    """The filters that hold now, each with the address without it."""
    chips = []
    if municipality:
        chips.append((municipality, _address(portal, holder_id, municipality=ALL)))
    if day := form.data.get("day"):
        chips.append((day_in_words(day), _address(portal, holder_id, day=None)))
    if text := form.data.get("text"):
        chips.append((f"“{text}”", _address(portal, holder_id, text=None)))
    return chips


def _address(portal: Portal, holder_id: str, **changes: Any) -> str:
    """The finder's address with what was asked, and some of it changed."""
    asked = {name: value for name, value in request.args.items() if name in PlacesQuery._declared_fields}
    return url_for(portal.places, holder_id=holder_id, **{**asked, "page": None, **changes})
