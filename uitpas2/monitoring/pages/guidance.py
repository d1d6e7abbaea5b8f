"""How many children partners reached: for a municipality of all its partners, for a partner of itself."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from marshmallow import fields, validate

from uitpas2.accounts.rules import Permission
from uitpas2.monitoring import queries
from uitpas2.monitoring.pages.blueprint import blueprint
from uitpas2.monitoring.pages.policy import quarter_in_words
from uitpas2.monitoring.rules.guidance import REACH_WORDS, Breakdown
from uitpas2.monitoring.rules.quarters import quarter_name, read_quarter
from uitpas2.web.bodies import FormSchema, read_query
from uitpas2.web.context import reporting
from uitpas2.web.guard import needs


class GuidanceQuery(FormSchema):
    quarter = fields.String(load_default="", validate=validate.Length(max=7))


@blueprint.get("/partner/figures")
@needs(Permission.REGISTER_CLIENTS)
def partner_figures() -> ResponseReturnValue:
    return _page("monitoring.partner_figures", is_partner=True)


@blueprint.get("/municipality/guidance")
@needs(Permission.RECOGNISE_PARTNERS)
def municipality_guidance() -> ResponseReturnValue:
    return _page("monitoring.municipality_guidance", is_partner=False)


def _page(endpoint: str, *, is_partner: bool) -> str:
    asked = read_query(GuidanceQuery).data.get("quarter", "")
    with reporting() as work:
        quarters = queries.quarters_released(work)
        starts = read_quarter(asked).start if asked else next(iter(quarters), None)
        reports = queries.guidance_reports(work, starts) if starts else []
    return render_template(
        "monitoring/guidance.html",
        reports=reports,
        quarters=[(quarter_name(one), quarter_in_words(one)) for one in quarters],
        chosen=quarter_name(starts) if starts else "",
        endpoint=endpoint,
        is_partner=is_partner,
        reaches=REACH_WORDS,
        Breakdown=Breakdown,
    )
