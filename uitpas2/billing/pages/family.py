"""The family's own bills, with the code to pay them, and its tax certificates."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.billing import queries
from uitpas2.billing.pages import certificates as certificate_pages
from uitpas2.billing.pages import organiser
from uitpas2.billing.pages.blueprint import blueprint
from uitpas2.cards.rules.qr import qr_svg
from uitpas2.web.context import reading
from uitpas2.web.guard import needs


@blueprint.get("/family/bills")
@needs(Permission.SEE_OWN_FAMILY)
def family_bills() -> ResponseReturnValue:
    with reading() as work:
        bills, own = queries.bills_of_family(work), queries.certificates_of_family(work)
    return render_template("billing/family_bills.html", bills=bills, certificates=own)


@blueprint.get("/family/bills/<bill_id>")
@needs(Permission.SEE_OWN_FAMILY)
def family_bill(bill_id: str) -> ResponseReturnValue:
    with reading() as work:
        shown = queries.shown_bill(work, bill_id)
        code = qr_svg(shown.code, gettext("Payment code")) if shown.code else None
        return render_template("billing/family_bill.html", shown=shown, code=code)


@blueprint.get("/family/bills/<bill_id>/file")
@needs(Permission.SEE_OWN_FAMILY)
def family_bill_file(bill_id: str) -> ResponseReturnValue:
    return organiser.as_file(bill_id)


@blueprint.get("/family/certificates/<certificate_id>/file")
@needs(Permission.SEE_OWN_FAMILY)
def family_certificate(certificate_id: str) -> ResponseReturnValue:
    return certificate_pages.as_file(certificate_id)
