"""Coupons and vouchers: the municipality makes, starts, stops and withdraws them."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uitpas2.accounts.rules import Permission
from uitpas2.activities.queries import themes
from uitpas2.cards.queries import region_municipalities
from uitpas2.database.work import Work
from uitpas2.discounts import services
from uitpas2.discounts.errors import CardsNotOurs
from uitpas2.discounts.models import Coupon
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.queries import coupons as queries
from uitpas2.discounts.rules.coupons import CouponState, possible_changes, tells_uses
from uitpas2.discounts.schemas import CouponForm
from uitpas2.discounts.services import Preview
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.limits import LOOK_UP, count_guess, guess_limit, limiter
from uitpas2.web.problems import status_of

PREVIEW = "preview"


@blueprint.get("/municipality/coupons")
@needs(Permission.GIVE_COUPONS)
def coupons() -> ResponseReturnValue:
    with reading() as work:
        made = queries.coupons_of_municipality(work)
        return render_template("discounts/coupons.html", coupons=made, today=work.today, tells_uses=tells_uses)


@blueprint.get("/municipality/coupons/new")
@needs(Permission.GIVE_COUPONS)
def new_coupon() -> ResponseReturnValue:
    with reading() as work:
        return _form_page(work, Form())


@blueprint.post("/municipality/coupons/new")
@needs(Permission.GIVE_COUPONS)
@limiter.limit(LOOK_UP)
@guess_limit
def make_coupon() -> ResponseReturnValue:
    form = read_form(CouponForm)
    if form.is_valid:
        try:
            if request.form.get("action") == PREVIEW:
                with reading() as work:
                    return _form_page(work, form, services.preview(work, form.data["coupon"]))
            with begin() as work:
                answer, _status, _replay = once(work, lambda: (_made(work, form), 201))
            flash(_("Saved as a draft. Nobody has it until you start it."), "yes")
            return redirect(url_for("discounts.coupon", coupon_id=answer["id"]), 303)
        except DomainError as error:
            if isinstance(error, CardsNotOurs):
                count_guess()
            form.add(error)
    with reading() as work:
        return _form_page(work, form), 422


def _made(work: Work, form: Form) -> dict[str, str]:
    return {"id": services.make_coupon(work, form.data["coupon"]).id}


def _form_page(work: Work, form: Form, preview: Preview | None = None) -> str:
    wanted = form.data.get("coupon")
    most = None
    if preview is not None and preview.count is not None and wanted is not None and wanted.kind == "voucher":
        most = Euro(wanted.value).times(preview.count)
    return render_template(
        "discounts/coupon_form.html",
        form=form,
        today=work.today,
        region=region_municipalities(work),
        organisers=[(one.id, one.name, "") for one in queries.organisers_near(work)],
        themes=[(theme, theme, "") for theme in themes(work)],
        preview=preview,
        most=most,
    )


@blueprint.get("/municipality/coupons/<coupon_id>")
@needs(Permission.GIVE_COUPONS)
def coupon(coupon_id: str) -> ResponseReturnValue:
    return _coupon_page(coupon_id)


@blueprint.post("/municipality/coupons/<coupon_id>/start")
@needs(Permission.GIVE_COUPONS)
def start_coupon(coupon_id: str) -> ResponseReturnValue:
    return _change(coupon_id, services.start_coupon, _("Started. Whoever belongs has it from the first day on."))


@blueprint.post("/municipality/coupons/<coupon_id>/stop")
@needs(Permission.GIVE_COUPONS)
def stop_coupon(coupon_id: str) -> ResponseReturnValue:
    return _change(coupon_id, services.stop_coupon, _("Stopped. Nobody gets it any more; whoever has it keeps it."))


@blueprint.post("/municipality/coupons/<coupon_id>/withdraw")
@needs(Permission.GIVE_COUPONS)
def withdraw_coupon(coupon_id: str) -> ResponseReturnValue:
    return _change(coupon_id, services.withdraw_coupon, _("Withdrawn. Nobody can use it any more."))


def _change(coupon_id: str, act: Callable[[Work, str], Coupon], done: str) -> ResponseReturnValue:
    try:
        with begin() as work:
            once(work, lambda: ({"state": act(work, coupon_id).state.value}, 200))
    except DomainError as error:
        return _coupon_page(coupon_id, error), status_of(type(error))
    flash(done, "yes")
    return redirect(url_for("discounts.coupon", coupon_id=coupon_id), 303)


def _coupon_page(coupon_id: str, refusal: DomainError | None = None) -> str:
    with reading() as work:
        found = queries.own_coupon(work, coupon_id)
        is_over = found.ends <= work.today
        counts = found.state in (CouponState.DRAFT, CouponState.ACTIVE) and not is_over
        return render_template(
            "discounts/coupon.html",
            coupon=found,
            names=queries.names_in(work, [found]),
            preview=services.preview_of(work, found) if counts else None,
            is_told=tells_uses(found.audience, found.used),
            paid=queries.paid_for(work, found),
            changes=[change.value for change in possible_changes(found.state)],
            is_over=is_over,
            today=work.today,
            refusal=refusal,
        )
