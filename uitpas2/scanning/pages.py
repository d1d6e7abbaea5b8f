"""The screens at the door. The same addresses answer a plain form with a page, and the script with JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import Blueprint, jsonify, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uitpas2.accounts.rules import Permission
from uitpas2.activities.queries import own_activity
from uitpas2.cards.errors import CardExpired, CodeTooOld, NumberMistyped, TokenUnreadable
from uitpas2.cards.rules import base64url
from uitpas2.cards.services import list_signer
from uitpas2.kernel.errors import Unavailable
from uitpas2.kernel.text import TranslatedText
from uitpas2.scanning import queries, rules, services
from uitpas2.scanning.errors import PriceChanged
from uitpas2.scanning.rules import Situation, Verdict
from uitpas2.scanning.schemas import AdmitBody, Button, LookBody, VerdictView, chosen, view
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.headers import allow_camera
from uitpas2.web.idempotency import request_key
from uitpas2.web.language import in_words
from uitpas2.web.limits import count_guess, guess_limit, limiter
from uitpas2.web.navigation import MenuItem
from uitpas2.web.problems import InvalidBody, status_of

# Enough for several doors on one account; too little to try card numbers until one fits.
SCANS = "180 per minute"
# What the page says by itself when there is no network: in the same words as the platform.
REFUSED_HERE = {
    "expired": CardExpired,
    "too-late": CodeTooOld,
    "unreadable": TokenUnreadable,
    "mistyped": NumberMistyped,
}
SCRIPTS = Path(__file__).resolve().parents[1] / "static" / "scan"

blueprint = Blueprint("scanning", __name__, template_folder="templates")

MENU = [MenuItem(TranslatedText(nl="Scannen", fr="Scanner", en="Scan"), "scanning.choose", Permission.SCAN, order=30)]


@blueprint.get("/scan")
@needs(Permission.SCAN)
def choose() -> ResponseReturnValue:
    with reading() as work:
        return render_template("scanning/choose.html", activities=queries.activities_at_door(work), today=work.today)


@blueprint.get("/scan/reader.js")
@needs(Permission.SCAN)
def reader() -> ResponseReturnValue:
    """The script that decodes beside the page. It has its own policy, so it needs the camera's as well."""
    allow_camera()
    return send_from_directory(SCRIPTS, "reader.js", max_age=3600)


@blueprint.get("/scan/<activity_id>")
@needs(Permission.SCAN)
def scan(activity_id: str) -> ResponseReturnValue:
    return _scan_page(activity_id, Form())


@blueprint.post("/scan/<activity_id>/look")
@needs(Permission.SCAN)
@limiter.limit(SCANS)
@guess_limit
def look(activity_id: str) -> ResponseReturnValue:
    form = read_form(LookBody)
    if not form.is_valid:
        return _not_read(activity_id, form)
    with reading() as work:
        verdict = _counted(services.look(work, activity_id=activity_id, **form.data))
    if verdict.situation is Situation.MISTYPED and not _is_script():
        form.errors["scanned"] = [in_words(NumberMistyped.title)]
        return _not_read(activity_id, form)
    return _answer(activity_id, view(verdict), form.data["scanned"])


@blueprint.post("/scan/<activity_id>/admit")
@needs(Permission.SCAN)
@limiter.limit(SCANS)
@guess_limit
def admit(activity_id: str) -> ResponseReturnValue:
    form = read_form(AdmitBody)
    if not form.is_valid:
        raise InvalidBody(form.errors)
    scan = {"activity_id": activity_id, "scanned": form.data["scanned"]}
    try:
        with begin() as work:
            verdict = _counted(services.admit(work, **scan, key=request_key(), **chosen(form.data["choice"])))
    except PriceChanged as error:
        with reading() as work:
            verdict = rules.with_remark(services.look(work, **scan), error.message)
    except Unavailable as error:
        if _is_script():
            raise
        return _try_again(activity_id, error, form)
    return _answer(activity_id, view(verdict), form.data["scanned"])


def _counted(verdict: Verdict) -> Verdict:
    """A card that is not there is a guess, whatever the page makes of it."""
    if verdict.situation is Situation.REFUSED:
        count_guess()
    return verdict


def _is_script() -> bool:
    """The script asks for JSON; a browser without it asks for a page."""
    return request.accept_mimetypes.best == "application/json"


def _scan_page(activity_id: str, form: Form, status: int = 200) -> ResponseReturnValue:
    allow_camera()
    with reading() as work:
        activity = own_activity(work, activity_id)
        door = queries.door_of(work, activity)
        page = render_template(
            "scanning/scan.html",
            activity=activity,
            door=door,
            closed=None if door.is_open else view(rules.closed(door.opens_at)),
            admitted_today=queries.admitted_today(work, activity_id),
            mistyped=NumberMistyped.title,
            trouble=view(rules.closed(None)),
            refused_here={name: view(rules.refused(error())) for name, error in REFUSED_HERE.items()},
            list_signer=base64url(list_signer(work)),
            today=work.today,
            form=form,
        )
    return page, status


def _not_read(activity_id: str, form: Form) -> ResponseReturnValue:
    """The number again, with what is wrong with it."""
    if _is_script():
        raise InvalidBody(form.errors)
    return _scan_page(activity_id, form, 422)


def _answer(
    activity_id: str, shown: VerdictView, scanned: str, key: str | None = None, status: int = 200
) -> ResponseReturnValue:
    with reading() as work:
        activity = own_activity(work, activity_id)
        admitted_today = queries.admitted_today(work, activity_id)
    if _is_script():
        return jsonify({**shown.as_json(), "admitted_today": admitted_today})
    page = render_template("scanning/verdict.html", activity=activity, view=shown, scanned=scanned, key=key)
    return page, status


def _try_again(activity_id: str, error: Unavailable, form: Form) -> ResponseReturnValue:
    """Nothing was recorded: the same tap with the same key once more."""
    shown = replace(view(rules.refused(error)), buttons=[Button(_("Try again"), form.data["choice"])])
    return _answer(activity_id, shown, form.data["scanned"], request_key(), status_of(type(error)))
