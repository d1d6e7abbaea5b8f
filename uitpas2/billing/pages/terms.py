"""How an organiser sends its bills."""

from __future__ import annotations

import re
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities.rules import ProductClass
from uitpas2.billing import queries, services
from uitpas2.billing.models import BillingTerms
from uitpas2.billing.pages.blueprint import blueprint
from uitpas2.billing.rules import CERTIFIER_WORDS
from uitpas2.billing.schemas import TermsForm
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.language import in_words


@blueprint.get("/organiser/bills/terms")
@needs(Permission.SEND_BILLS)
def terms() -> ResponseReturnValue:
    return _terms_page(Form())


@blueprint.post("/organiser/bills/terms")
@needs(Permission.SEND_BILLS)
def set_terms() -> ResponseReturnValue:
    form = read_form(TermsForm)
    if form.is_valid:
        try:
            with begin() as work:
                services.set_terms(work, **_tidied(form.data))
            flash(gettext("Kept. This holds for the bills you make from now on."), "yes")
            return redirect(url_for("billing.bills"), 303)
        except DomainError as error:
            form.add(error)
    return _terms_page(form), 422


def _tidied(data: dict[str, Any]) -> dict[str, Any]:
    numbers = {name: re.sub(r"\D", "", data[name]) for name in ("enterprise_number", "certifier_number")}
    return {**data, **numbers}


def _terms_page(form: Form) -> str:
    with reading() as work:
        kept = queries.own_terms(work)
        return render_template(
            "billing/terms.html",
            form=form,
            values=_as_typed(kept) if kept else {"due_days": 14, "reminder_days": "7, 21", "billed": ["care"]},
            is_new=kept is None,
            today=work.today,
            kinds=[
                (ProductClass.CARE.value, gettext("Care before and after school")),
                (ProductClass.CAMP.value, gettext("Camps")),
                (ProductClass.LEISURE.value, gettext("Other activities")),
            ],
            certifiers=[(one.value, in_words(words)) for one, words in CERTIFIER_WORDS.items()],
        )


def _as_typed(kept: BillingTerms) -> dict[str, Any]:
    """The terms as the fields of the form hold them."""
    values = {name: getattr(kept, name) for name in TermsForm().fields}
    values["reminder_days"] = ", ".join(str(day) for day in kept.reminder_days)
    values["bills_from"] = kept.bills_from.isoformat()
    values["certifier"] = kept.certifier.value if kept.certifier else ""
    return values
