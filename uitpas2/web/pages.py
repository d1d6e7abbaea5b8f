"""The pages that belong to no feature: the start, problems explained, and how the platform is doing."""

from __future__ import annotations

import re
import secrets

from flask import Blueprint, current_app, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from uitpas2.kernel.errors import NotFound
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.web import metrics as measured
from uitpas2.web import problems
from uitpas2.web.bodies import Form
from uitpas2.web.context import current_actor, platform
from uitpas2.web.guard import open_to_all
from uitpas2.web.language import COOKIE, in_words
from uitpas2.web.navigation import first_page
from uitpas2.web.readiness import NotReady, refuse_unready

blueprint = Blueprint("web", __name__)
A_YEAR = 31_536_000

# Two forms for the styleguide: one as somebody typed it, one with something wrong.
TYPED = Form(values={"voornaam": "Noor", "keuze": "kaart", "thema": ["sport"], "gemeente": "44021"})
WRONG = Form(
    values={"nummer": "0900 000 095 901", "percentage": "70"},
    errors={
        "nummer": ["Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers."],
        "percentage": ["Het Vlaamse regelboek laat hier 75 tot 100 % toe (artikel 4). Je vulde 70 % in."],
        "betaling": ["Kies een van de twee."],
        "gemeente2": ["Kies je gemeente."],
    },
)


@blueprint.app_template_global()
def new_key() -> str:
    """An idempotency key for one showing of a form."""
    return secrets.token_urlsafe(18)


@blueprint.app_template_global()
def here() -> str:
    """The present address within the platform, to come back to after choosing a language."""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path


@blueprint.app_template_global()
def is_demo() -> bool:
    return platform().settings.demo


@blueprint.app_template_global()
def has_letterbox() -> bool:
    """Whether what is sent can be read on a page: in the demo only."""
    return platform().settings.has_letterbox


@blueprint.get("/")
@open_to_all("the start page")
def home() -> ResponseReturnValue:
    own_start = first_page(current_actor().permissions)
    if own_start != url_for("web.home"):
        return redirect(own_start, 303)
    return render_template("web/home.html")


@blueprint.post("/language/<code>")
@open_to_all("everybody may choose a language")
def choose_language(code: str) -> ResponseReturnValue:
    if code not in LANGUAGES:
        raise NotFound
    response = redirect(_local(request.form.get("next", "")), 303)
    response.set_cookie(COOKIE, code, max_age=A_YEAR, samesite="Lax", secure=platform().settings.secure_cookies)
    return response


def _local(address: str) -> str:
    """An address on this platform, or the start page when it could lead elsewhere."""
    is_local = re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]*", address)
    return address if is_local else url_for("web.home")


@blueprint.get("/problems")
@open_to_all("documentation")
def problem_list() -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return problems.problem_list()
    found = [(problem, _without_gaps(problem.title)) for problem in problems.catalogue().values()]
    return render_template("web/problems.html", problems=found)


@blueprint.get("/problems/<code>")
@open_to_all("explains an answer")
def problem(code: str) -> ResponseReturnValue:
    found = problems.catalogue().get(code)
    if found is None:
        raise NotFound
    return render_template("web/problem_about.html", problem=found, title=_without_gaps(found.title))


def _without_gaps(title: TranslatedText) -> str:
    """The title of a problem in general, without the values of one occasion."""
    return re.sub(r"\{[^}]*\}", "…", in_words(title))


@blueprint.get("/accessibility")
@open_to_all("a statement for everybody")
def accessibility() -> ResponseReturnValue:
    return render_template("web/accessibility.html")


@blueprint.get("/privacy")
@open_to_all("a statement for everybody")
def privacy() -> ResponseReturnValue:
    return render_template("web/privacy.html")


@blueprint.get("/styleguide")
@open_to_all("shows the pieces, no data")
def styleguide() -> ResponseReturnValue:
    return render_template("web/styleguide.html", typed=TYPED, wrong=WRONG, amount=Euro)


@blueprint.get("/healthz")
@open_to_all("for the machine that watches the platform")
def healthz() -> ResponseReturnValue:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@open_to_all("for the machine that watches the platform")
def readyz() -> ResponseReturnValue:
    try:
        refuse_unready(platform().workplace.engine)
    except NotReady as error:
        not_ready = problems.Problem(error.code, 503, error.title)
        return problems.problem_response(not_ready, details=error.details)
    return jsonify(status="ok")


@blueprint.get("/metrics")
@open_to_all("figures about requests; asks for a token or this machine itself")
def metrics() -> ResponseReturnValue:
    measured.refuse_strangers()
    return measured.answer(current_app)
