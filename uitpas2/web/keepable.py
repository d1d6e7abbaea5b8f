"""Texts that no database can keep are turned away at the gate, before anything is looked up with them."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import BadRequest


def is_keepable(text: str) -> bool:
    """Whether a text can be written down: PostgreSQL knows no NUL, and half a character is none at all."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def install(app: Flask) -> None:
    """Refuse addresses and forms with such a text in them; the fields of schemas look after JSON."""

    @app.before_request
    def _refuse() -> None:
        typed = [*request.args.values(), *(text for texts in request.form.listvalues() for text in texts)]
        if not all(is_keepable(text) for text in (request.path, *typed)):
            raise BadRequest
