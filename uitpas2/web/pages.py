"""The pages that belong to no feature: the start, problems explained, and how the platform is doing."""

from __future__ import annotations

import secrets

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from uitpas2.kernel.errors import NotFound
from uitpas2.kernel.text import LANGUAGES
from uitpas2.web import problems
from uitpas2.web.context import current_actor
from uitpas2.web.guard import open_to_all
from uitpas2.web.language import COOKIE

blueprint = Blueprint("web", __name__)


@blueprint.app_template_global()
def new_key() -> str:
    """An idempotency key for one showing of a form."""
    return secrets.token_urlsafe(18)


@blueprint.app_template_global()
def here() -> str:
    """The present address within the platform, to come back to after choosing a language."""
    return request.full_path.rstrip("?") if request.method == "GET" else request.path


@blueprint.get("/")
@open_to_all("the start page")
def home() -> ResponseReturnValue:
    return render_template("web/home.html", actor=current_actor())


@blueprint.post("/language/<code>")
@open_to_all("everybody may choose a language")
def choose_language(code: str) -> ResponseReturnValue:
    if code not in LANGUAGES:
        raise NotFound
    response = redirect(url_for("web.home"), 303)
    response.set_cookie(COOKIE, code, max_age=31_536_000, samesite="Lax", secure=request.is_secure)
    return response


@blueprint.get("/problems/<code>")
@open_to_all("explains an answer")
def problem(code: str) -> ResponseReturnValue:
    found = problems.catalogue().get(code)
    if found is None:
        raise NotFound
    return render_template("web/problem.html", problem=found, detail="", reference="")


@blueprint.get("/styleguide")
@open_to_all("shows the pieces, no data")
def styleguide() -> ResponseReturnValue:
    return render_template("web/styleguide.html")


@blueprint.get("/accessibility")
@open_to_all("a statement for everybody")
def accessibility() -> ResponseReturnValue:
    return render_template("web/accessibility.html")


@blueprint.get("/privacy")
@open_to_all("a statement for everybody")
def privacy() -> ResponseReturnValue:
    return render_template("web/privacy.html")
