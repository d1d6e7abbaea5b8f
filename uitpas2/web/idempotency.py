"""The second click is harmless: one key, one effect, the same answer."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Any

from flask import json, request

from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.kernel.errors import Rejected
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.models import AnsweredRequest

HEADER = "Idempotency-Key"
FIELD = "idempotency_key"


class KeyNeeded(Rejected):
    code = "idempotency-key-needed"
    title = TranslatedText(
        nl="Stuur een Idempotency-Key mee (8 tot 80 letters, cijfers, streepjes), zodat een herhaling geen kwaad kan.",
        fr="Joignez une Idempotency-Key (8 à 80 lettres, chiffres, tirets) afin qu’une répétition soit sans effet.",
        en="Send an Idempotency-Key (8 to 80 letters, digits, dashes), so that a repetition does no harm.",
    )


class KeyUsedForOther(Rejected):
    code = "idempotency-key-reused"
    title = TranslatedText(
        nl="Deze Idempotency-Key hoort al bij een andere inhoud. Neem voor een nieuwe vraag een nieuwe sleutel.",
        fr="Cette Idempotency-Key appartient déjà à un autre contenu. Prenez une nouvelle clé.",
        en="This Idempotency-Key already belongs to another body. Take a new key for a new request.",
    )


def request_key() -> str:
    """The key of this request, from its header or its form.

    Raises KeyNeeded when there is none or it has an odd form.
    """
    key = request.headers.get(HEADER) or request.form.get(FIELD, "")
    if not re.fullmatch(r"[A-Za-z0-9_.:-]{8,80}", key):
        raise KeyNeeded
    return key


def body_hash(key: bytes, organisation_id: str | None) -> str:
    """A fingerprint of what was asked and for whom, the same for the same content in another order or spacing.

    Somebody with two roles gets no answer of the one organisation while working for the other.
    Keyed: a plain hash of a form would let whoever steals the database try out the national number in it.
    """
    if request.is_json:
        content: Any = request.get_json(silent=True)
    else:
        content = {name: request.form.getlist(name) for name in request.form if name not in {"csrf_token", FIELD}}
    canonical = json.dumps([organisation_id, request.method, request.path, content], sort_keys=True)
    return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()


def once(work: Work, act: Callable[[], tuple[dict[str, Any], int]]) -> tuple[dict[str, Any], int, bool]:
    """Do something once per caller, route and key, inside the caller's transaction.

    `act` returns a JSON answer and its status. The third value tells whether the answer is a replay. An act that
    raises leaves no key behind, so the same key may try again.
    Raises KeyUsedForOther when the key came with another body before.
    """
    place = {"caller": work.actor.id[:80], "route": (request.endpoint or request.path)[:80], "key": request_key()}
    fingerprint = body_hash(work.keys.derive("request-fingerprint"), work.actor.organisation_id)
    is_new = insert_unless_there(
        work.session, AnsweredRequest, **place, body_hash=fingerprint, status=0, answer={}, at=work.now
    )
    record = work.session.get_one(AnsweredRequest, (place["caller"], place["route"], place["key"]))
    if not is_new:
        if record.body_hash != fingerprint:
            raise KeyUsedForOther
        return record.answer, record.status, True
    record.answer, record.status = act()
    work.session.flush()
    return record.answer, record.status, False
