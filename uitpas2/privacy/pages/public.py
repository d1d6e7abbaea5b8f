"""The register of processing: why, about whom, how long, for everybody."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.privacy import queries
from uitpas2.privacy.pages.blueprint import blueprint
from uitpas2.privacy.rules import PROCESSINGS, REGISTER, Processing, Retention
from uitpas2.web.context import reading
from uitpas2.web.guard import open_to_all


@blueprint.get("/privacy/register")
@open_to_all("what is kept about people is for everybody to know")
def register() -> ResponseReturnValue:
    with reading() as work:
        stand = queries.purge_stand(work)
    lines = [(processing, _terms(processing)) for processing in PROCESSINGS]
    return render_template("privacy/register.html", lines=lines, stand=stand)


def _terms(processing: Processing) -> list[Retention]:
    """How long the data of one processing are kept, each term once."""
    terms: dict[str, Retention] = {}
    for table in REGISTER.values():
        if table.processing is processing:
            terms |= {term.code: term for term in table.columns.values() if term.is_personal}
    return list(terms.values())
