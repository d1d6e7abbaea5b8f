"""Tax certificates of a year: made in the background, read one by one, printed together, and as a file for the tax."""

from __future__ import annotations

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.billing import queries, services
from uitpas2.billing.pages.blueprint import blueprint
from uitpas2.billing.rules import BatchStatus
from uitpas2.billing.rules.certifying import Place
from uitpas2.billing.rules.tax import day_maximum
from uitpas2.billing.schemas import CertificatesQuery, OrderForm
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form, read_query
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import once
from uitpas2.web.language import reader_language

STILL_GOING = frozenset({BatchStatus.WAITING, BatchStatus.MAKING})


@blueprint.get("/organiser/certificates")
@needs(Permission.SEND_BILLS)
def certificates() -> ResponseReturnValue:
    query = read_query(CertificatesQuery)
    return _year_page(query.data.get("year"), Form())


@blueprint.post("/organiser/certificates")
@needs(Permission.SEND_BILLS)
def order_certificates() -> ResponseReturnValue:
    form = read_form(OrderForm)
    if form.is_valid:
        try:
            with begin() as work:
                year, language = form.data["year"], reader_language()
                answer, _, _ = once(
                    work,
                    lambda: ({"batch_id": services.order_certificates(work, year, language=language).id}, 201),
                )
            return redirect(url_for("billing.batch", batch_id=answer["batch_id"]), 303)
        except DomainError as error:
            form.add(error)
    return _year_page(form.data.get("year"), form), 422


@blueprint.get("/organiser/certificates/batches/<batch_id>")
@needs(Permission.SEND_BILLS)
def batch(batch_id: str) -> ResponseReturnValue:
    with reading() as work:
        shown = queries.batch(work, batch_id)
        return render_template("billing/batch.html", batch=shown, is_going=shown.status in STILL_GOING)


@blueprint.get("/organiser/certificates/batches/<batch_id>/file")
@needs(Permission.SEND_BILLS)
def batch_file(batch_id: str) -> ResponseReturnValue:
    with reading() as work:
        year, content = queries.batch(work, batch_id).year, queries.batch_file(work, batch_id)
    name = gettext("certificates")
    return _pdf(content, f"{name}-{year}")


@blueprint.get("/organiser/certificates/<certificate_id>/file")
@needs(Permission.SEND_BILLS)
def certificate_file(certificate_id: str) -> ResponseReturnValue:
    return as_file(certificate_id)


def as_file(certificate_id: str) -> Response:
    """A certificate as PDF, for whoever may see it."""
    with reading() as work:
        number, content = services.certificate_pdf(work, certificate_id)
    name = gettext("certificate")
    return _pdf(content, f"{name}-281-86-{number}")


@blueprint.get("/organiser/certificates/<int:year>/belcotax.xml")
@needs(Permission.SEND_BILLS)
def belcotax(year: int) -> ResponseReturnValue:
    with reading() as work:
        content = services.belcotax_xml(work, year)
    headers = {"Content-Disposition": f'attachment; filename="belcotax-281-86-{year}.xml"'}
    return Response(content, mimetype="application/xml", headers=headers)


def _pdf(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _year_page(wanted: int | None, form: Form) -> str:
    with reading() as work:
        year = wanted or work.today.year - 1
        return render_template(
            "billing/certificates.html",
            form=form,
            terms=queries.own_terms(work),
            of_year=queries.year_of_care(work, year),
            certificates=queries.own_certificates(work, year),
            batches=queries.batches(work, year),
            is_over=year < work.today.year,
            years=list(range(work.today.year, work.today.year - 4, -1)),
            maximum=day_maximum(year),
            places=Place,
        )
