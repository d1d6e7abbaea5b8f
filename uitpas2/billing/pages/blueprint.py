"""The blueprint to which the screens of bills belong."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from flask import Blueprint

from uitpas2.billing.models import BillLine
from uitpas2.billing.rules import BillState, PaymentSource, shown_communication, shown_iban
from uitpas2.billing.rules.words import CORRECTION, LINE_WORDS, SOURCE_WORDS, STATE_WORDS, LineKind
from uitpas2.web.language import in_words, reader_language

blueprint = Blueprint("billing", __name__, template_folder="../templates")


@blueprint.app_template_filter("bill_month")
def bill_month(day: date) -> str:
    """november 2026"""
    return format_date(day, "MMMM y", locale=reader_language())


@blueprint.app_template_filter("bill_state")
def bill_state(state: BillState) -> str:
    return in_words(STATE_WORDS[state])


@blueprint.app_template_filter("bill_line")
def bill_line(line: BillLine) -> str:
    """What a line stands for: the activity, what was taken back, or a difference with an advance."""
    text = CORRECTION if line.kind is LineKind.SALE and line.corrects_id else LINE_WORDS[line.kind]
    return in_words(text.fill(activity=in_words(line.activity_name)))


@blueprint.app_template_filter("paid_by")
def paid_by(source: PaymentSource) -> str:
    return in_words(SOURCE_WORDS[source])


blueprint.add_app_template_filter(shown_communication, "communication")
blueprint.add_app_template_filter(shown_iban, "iban")
