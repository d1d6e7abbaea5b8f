"""The family itself: who decides for whom, somebody more in the family, and how it wants to hear from us."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.errors import FamilyCodeWrong, LastGuardian
from uitpas2.cards.rules import Channel
from uitpas2.cards.services.families import MOST_ATTEMPTS
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.registrations.schemas import ChannelsForm, FamilyCodeForm, FamilyMemberForm
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, platform, reading
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words
from uitpas2.web.limits import LOOK_UP, limiter


@blueprint.get("/family/children/<holder_id>/people")
@needs(Permission.SEE_OWN_FAMILY)
def people(holder_id: str) -> ResponseReturnValue:
    with reading() as work:
        holder = cards.holder(work, holder_id)
        deciders = cards.deciders_as_seen(work, holder_id)
    return render_template("registrations/people.html", holder=holder, deciders=deciders)


@blueprint.post("/family/children/<holder_id>/stop")
@needs(Permission.SEE_OWN_FAMILY)
def stop_deciding(holder_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.stop_deciding(work, holder_id)
    except LastGuardian as error:
        flash(in_words(error.message), "attention")
        return redirect(url_for("registrations.people", holder_id=holder_id), 303)
    flash(gettext("You no longer decide here. The card, the points and the places stay."), "yes")
    return redirect(url_for("registrations.family"), 303)


@blueprint.get("/family/add")
@needs(Permission.SEE_OWN_FAMILY)
def add_member() -> ResponseReturnValue:
    return _add_page(Form(), Form())


def _add_page(form: Form, code_form: Form) -> str:
    with reading() as work:
        asked = cards.open_family_request(work)
        tries_left = MOST_ATTEMPTS - asked.attempts if asked else 0
    return render_template(
        "registrations/add_member.html",
        form=form,
        code_form=code_form,
        waits=tries_left > 0,
        tries_left=tries_left,
        most_tries=MOST_ATTEMPTS,
    )


@blueprint.post("/family/add")
@needs(Permission.SEE_OWN_FAMILY)
@limiter.limit(LOOK_UP)
def ask_for_code() -> ResponseReturnValue:
    """The same answer whether or not there is such a card: nobody learns here which numbers and birth dates fit."""
    form = read_form(FamilyMemberForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.ask_to_join(work, **form.data)
            flash(
                gettext("If this card is there, whoever decides about it has a code by mail now. Ask for it."), "info"
            )
            return redirect(url_for("registrations.add_member"), 303)
        except DomainError as error:
            form.add(error)
    return _add_page(form, Form()), 422


@blueprint.post("/family/add/code")
@needs(Permission.SEE_OWN_FAMILY)
@limiter.limit(LOOK_UP)
def join_with_code() -> ResponseReturnValue:
    form = read_form(FamilyCodeForm)
    if form.is_valid:
        with begin() as work:
            joined = services.join_with_code(work, form.data["code"])
        if joined is not None:
            flash(gettext("%(name)s is in your family now.", name=joined.first_name), "yes")
            return redirect(url_for("registrations.family"), 303)
        form.add(FamilyCodeWrong(field="code"))
    return _add_page(Form(), form), 422


@blueprint.get("/family/contact")
@needs(Permission.SEE_OWN_FAMILY)
def contact() -> ResponseReturnValue:
    return _contact_page(Form())


def _contact_page(form: Form) -> str:
    with reading() as work:
        chosen = cards.own_channels(work)
    offered = _offered()
    ticked = [channel.value for channel in offered if getattr(chosen, f"by_{channel.value}")]
    return render_template("registrations/contact.html", form=form, offered=offered, ticked=ticked, phone=chosen.phone)


def _offered() -> list[Channel]:
    """Text and push messages are offered only where something brings them."""
    settings = platform().settings
    missing = {channel for channel, by in ((Channel.SMS, settings.sms), (Channel.PUSH, settings.push)) if not by}
    return [channel for channel in Channel if channel not in missing]


@blueprint.post("/family/contact")
@needs(Permission.SEE_OWN_FAMILY)
def choose_channels() -> ResponseReturnValue:
    form = read_form(ChannelsForm)
    if form.is_valid:
        wanted = set(form.data["channels"]) & set(_offered())
        by = {f"by_{channel.value}": channel in wanted for channel in Channel}
        try:
            with begin() as work:
                services.choose_channels(work, **by, phone=form.data["phone"])
            flash(gettext("Your choice is kept."), "yes")
            return redirect(url_for("registrations.family"), 303)
        except DomainError as error:
            form.add(error)
    return _contact_page(form), 422
