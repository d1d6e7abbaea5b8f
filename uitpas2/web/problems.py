"""What went wrong, said once: RFC 9457 problem documents for machines, a page in the reader's language for people.

The only place that knows which HTTP status belongs to which family of errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import structlog
from flask import Flask, Response, json, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from uitpas2.kernel.errors import Conflict, DomainError, NotAllowed, NotFound, Rejected, Unavailable
from uitpas2.kernel.text import TranslatedText
from uitpas2.web import logs
from uitpas2.web.guard import is_machine_request
from uitpas2.web.language import in_words, reader_language

STATUS: dict[type[DomainError], int] = {NotFound: 404, NotAllowed: 403, Conflict: 409, Rejected: 422, Unavailable: 503}

log = structlog.get_logger()


class Problem(NamedTuple):
    """A problem as it is documented on /problems/<code>."""

    code: str
    status: int
    title: TranslatedText


class InvalidBody(Rejected):
    """What was sent does not have the expected form; each place is named."""

    code = "invalid-body"
    title = TranslatedText(
        nl="Er klopt iets niet in wat je invulde. Bij elk veld staat wat er scheelt.",
        fr="Quelque chose ne va pas dans ce que vous avez saisi. Chaque champ indique ce qui ne va pas.",
        en="Something is not right in what you filled in. Each field says what.",
    )

    def __init__(self, messages: Mapping[str, Any]) -> None:
        super().__init__()
        self.messages = messages


HTTP_PROBLEMS: dict[int, Problem] = {
    problem.status: problem
    for problem in (
        Problem(
            "bad-request",
            400,
            TranslatedText(
                nl="Deze vraag konden we niet lezen.",
                fr="Nous n’avons pas pu lire cette demande.",
                en="We could not read this request.",
            ),
        ),
        Problem(
            "unauthorized",
            401,
            TranslatedText(
                nl="Hiervoor moet je aangemeld zijn.",
                fr="Vous devez être connecté pour cela.",
                en="You need to be signed in for this.",
            ),
        ),
        Problem("not-allowed", 403, NotAllowed.title),
        Problem("not-found", 404, NotFound.title),
        Problem(
            "method-not-allowed",
            405,
            TranslatedText(
                nl="Dit adres werkt niet op deze manier.",
                fr="Cette adresse ne fonctionne pas de cette manière.",
                en="This address does not work in this way.",
            ),
        ),
        Problem(
            "too-large",
            413,
            TranslatedText(
                nl="Dit is te groot om te ontvangen.",
                fr="Ceci est trop volumineux.",
                en="This is too large to receive.",
            ),
        ),
        Problem(
            "unsupported-media-type",
            415,
            TranslatedText(
                nl="We verwachten hier JSON.",
                fr="Nous attendons du JSON ici.",
                en="We expect JSON here.",
            ),
        ),
        Problem(
            "too-many-requests",
            429,
            TranslatedText(
                nl="Dat was te vaak na elkaar. Wacht een minuut en probeer dan opnieuw.",
                fr="Trop de tentatives. Attendez une minute puis réessayez.",
                en="That was too often in a row. Wait a minute and try again.",
            ),
        ),
        Problem(
            "unexpected",
            500,
            TranslatedText(
                nl="Dit lukt nu even niet, dat ligt aan ons. Probeer het over een minuut opnieuw.",
                fr="Cela ne fonctionne pas pour le moment, c’est de notre faute. Réessayez dans une minute.",
                en="This does not work right now, and that is our fault. Try again in a minute.",
            ),
        ),
    )
}

CSRF_PROBLEM = Problem(
    "stale-form",
    400,
    TranslatedText(
        nl="Dit formulier stond te lang open, of je bent intussen afgemeld. Er is niets bewaard.",
        fr="Ce formulaire est resté ouvert trop longtemps, ou vous êtes déconnecté. Rien n’est enregistré.",
        en="This form was open for too long, or you have been signed out. Nothing was saved.",
    ),
)


def status_of(error: type[DomainError]) -> int:
    return next(status for family, status in STATUS.items() if issubclass(error, family))


def _all_errors(family: type[DomainError]) -> Iterator[type[DomainError]]:
    for error in family.__subclasses__():
        if "code" in vars(error):
            yield error
        yield from _all_errors(error)


def catalogue() -> dict[str, Problem]:
    """Every problem the platform can answer with, by code."""
    problems = {problem.code: problem for problem in (*HTTP_PROBLEMS.values(), CSRF_PROBLEM)}
    for error in _all_errors(DomainError):
        problems[error.code] = Problem(error.code, status_of(error), error.title)
    return dict(sorted(problems.items()))


def pointers(messages: Mapping[str, Any] | list[Any], prefix: str = "") -> Iterator[dict[str, str]]:
    """marshmallow's nested messages as a flat row of JSON pointers with their text."""
    if isinstance(messages, list):
        for message in messages:
            yield {"pointer": prefix or "/", "detail": str(message)}
        return
    for key, below in messages.items():
        name = str(key).replace("~", "~0").replace("/", "~1")
        nested = below if isinstance(below, Mapping | list) else [below]
        yield from pointers(nested, prefix if key == "_schema" else f"{prefix}/{name}")


def problem_response(problem: Problem, **extra: Any) -> Response:
    """A problem document; `title` is in the reader's language, `type` is where it is explained."""
    body = {
        "type": url_for("web.problem", code=problem.code, _external=False),
        "code": problem.code,
        "title": in_words(problem.title),
        "status": problem.status,
        **{key: value for key, value in extra.items() if value not in (None, {}, [])},
    }
    response = make_response(json.dumps(body), problem.status)
    response.content_type = "application/problem+json"
    response.content_language = [reader_language()]
    if problem.status in {429, 503}:
        response.headers["Retry-After"] = "60"
    return response


def problem_page(problem: Problem, *, detail: str = "", reference: str = "") -> Response:
    page = render_template("web/problem.html", problem=problem, detail=detail, reference=reference)
    return make_response(page, problem.status)


def _answer(problem: Problem, *, detail: str = "", reference: str = "", **extra: Any) -> Response:
    if is_machine_request() or request.accept_mimetypes.best == "application/json":
        return problem_response(problem, detail=detail or None, reference=reference or None, **extra)
    return problem_page(problem, detail=detail, reference=reference)


def install(app: Flask) -> None:
    @app.errorhandler(DomainError)
    def _domain_error(error: DomainError) -> ResponseReturnValue:
        problem = Problem(error.code, status_of(type(error)), error.message)
        errors = list(pointers(error.messages)) if isinstance(error, InvalidBody) else []
        if error.field:
            errors.append({"pointer": f"/{error.field}", "detail": in_words(error.message)})
        details = {key: value for key, value in error.details.items() if isinstance(value, str | int | bool | list)}
        return _answer(problem, errors=errors, details=details)

    @app.errorhandler(ValidationError)
    def _invalid(error: ValidationError) -> ResponseReturnValue:
        messages = error.messages if isinstance(error.messages, dict) else {"_schema": error.messages}
        return _domain_error(InvalidBody(messages))

    @app.errorhandler(CSRFError)
    def _stale_form(_error: CSRFError) -> ResponseReturnValue:
        return _answer(CSRF_PROBLEM)

    @app.errorhandler(HTTPException)
    def _http(error: HTTPException) -> ResponseReturnValue:
        if error.code is not None and error.code < 400:
            return error.get_response()
        data = getattr(error, "data", None)
        if data and "messages" in data:  # webargs found the body wanting
            messages = data["messages"]
            return _domain_error(InvalidBody(messages.get("json") or messages.get("query") or messages))
        problem = HTTP_PROBLEMS.get(error.code or 500)
        if problem is None:
            problem = Problem("bad-request", error.code or 400, HTTP_PROBLEMS[400].title)
        response = _answer(problem)
        if error.code == 401 and is_machine_request():
            response.headers["WWW-Authenticate"] = 'Bearer realm="uitpas2"'
        return response

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> ResponseReturnValue:
        reference = logs.reference()
        # The type and place are enough to find it: the text of an error may hold what somebody typed, and an address
        # may hold the number of a card.
        kind = type(error).__name__
        log.error("unexpected", reference=reference, error=kind, endpoint=request.endpoint, exc_info=app.debug)
        if app.testing:
            raise error
        return _answer(HTTP_PROBLEMS[500], reference=reference)


def problem_list() -> ResponseReturnValue:
    return jsonify([{"code": p.code, "status": p.status, "title": p.title.as_dict()} for p in catalogue().values()])
