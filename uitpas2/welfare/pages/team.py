"""A partner's own people, and the card with which families reach them."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.queries import own_organisation
from uitpas2.accounts.rules import Permission
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, current_actor, reading
from uitpas2.web.exports import download
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words, reader_language
from uitpas2.welfare import queries, services
from uitpas2.welfare.errors import LastResponsible
from uitpas2.welfare.pages.blueprint import blueprint
from uitpas2.welfare.pages.handing import hand_over, take_over
from uitpas2.welfare.schemas import ContactForm, WorkerForm


@blueprint.get("/partner/team")
@needs(Permission.MANAGE_WORKERS)
def team() -> ResponseReturnValue:
    return _team_page(Form())


def _team_page(form: Form) -> str:
    with reading() as work:
        workers = queries.workers(work)
    number = current_actor().organisation_id
    return render_template("welfare/team.html", form=form, workers=workers, handed=take_over("team"), number=number)


@blueprint.post("/partner/team")
@needs(Permission.MANAGE_WORKERS)
def invite() -> ResponseReturnValue:
    form = read_form(WorkerForm)
    if form.is_valid:
        try:
            with begin() as work:
                account, code = services.invite_worker(work, **form.data)
            hand_over("team", account, code)
            return redirect(url_for("welfare.team"), 303)
        except DomainError as error:
            form.add(error)
    return _team_page(form), 422


@blueprint.post("/partner/team/<account_id>/code")
@needs(Permission.MANAGE_WORKERS)
def renew_code(account_id: str) -> ResponseReturnValue:
    with begin() as work:
        account, code = services.renew_worker_code(work, account_id)
    hand_over("team", account, code)
    return redirect(url_for("welfare.team"), 303)


@blueprint.post("/partner/team/<account_id>/end")
@needs(Permission.MANAGE_WORKERS)
def end_worker(account_id: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            services.end_worker(work, account_id)
        flash(
            gettext("This colleague no longer sees anything of your families. Open tasks wait for who takes them."),
            "yes",
        )
    except LastResponsible as error:
        flash(in_words(error.message), "attention")
    return redirect(url_for("welfare.team"), 303)


@blueprint.get("/partner/contact")
@needs(Permission.VOUCH)
def contact() -> ResponseReturnValue:
    return _contact_page(Form())


def _contact_page(form: Form) -> str:
    with reading() as work:
        card = queries.own_contact(work)
        partner = own_organisation(work).name
    return render_template("welfare/contact_card.html", form=form, card=card, partner=partner)


@blueprint.post("/partner/contact")
@needs(Permission.VOUCH)
def set_contact() -> ResponseReturnValue:
    form = read_form(ContactForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.set_contact(work, **form.data)
            flash(gettext("The card is kept. You can print it."), "yes")
            return redirect(url_for("welfare.contact"), 303)
        except DomainError as error:
            form.add(error)
    return _contact_page(form), 422


@blueprint.get("/partner/contact.pdf")
@needs(Permission.VOUCH)
def contact_pdf() -> ResponseReturnValue:
    with reading() as work:
        content = services.contact_card_pdf(work, reader_language())
    return download(content, "contact.pdf", "application/pdf")
