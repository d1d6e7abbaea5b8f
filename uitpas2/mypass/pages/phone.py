"""What stays on a telephone: the worker that keeps the card pages, whether it may, and the end of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Response, g, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.mypass import queries
from uitpas2.mypass.pages.blueprint import blueprint
from uitpas2.mypass.rules import KEPT_FOR, Keeper, opened, seal
from uitpas2.web.assets import STATIC, asset, has_asset
from uitpas2.web.context import current_actor, platform, reading
from uitpas2.web.guard import open_to_all

NOTE = "kept_cards"  # whose cards this telephone keeps; no script can read it
FORGET = "forget_cards"  # the next page tells the telephone to forget them, and takes this away itself
_PURPOSE = "kept-cards"
_FONTS = [f"vendor/font/atkinson-hyperlegible-latin-{weight}-normal.woff2" for weight in (400, 700)]
_SHEETS = [f"css/{name}.css" for name in ("tokens", "base", "frame", "layout", "forms", "cards", "pieces")]
_OWN = ["icon.svg", "css/font.css", "mypass/card.css", "mypass/card.js"]


def keeps_cards(work: Work, response: Response) -> Response:
    """Leave the note with a page that the telephone keeps."""
    keeper = Keeper(work.actor.id, g.assignment.account.session_epoch)
    _set(response, NOTE, seal(work.keys.derive(_PURPOSE), keeper, work.now), int(KEPT_FOR.total_seconds()))
    return response


@blueprint.get("/family/cards/worker.js")
@open_to_all("a script without data, the same for everybody")
def worker() -> ResponseReturnValue:
    """The service worker; its own address is also how far it reaches: the card pages and nothing else."""
    script = (Path(STATIC) / "mypass" / "worker.js").read_text(encoding="utf-8")
    fonts = [url_for("static", filename=name) for name in _FONTS if has_asset(name)]
    files = fonts + [asset(name) for name in [*_SHEETS, *_OWN] if has_asset(name)]
    version = hashlib.sha256((script + "".join(files)).encode()).hexdigest()[:12]
    days = KEPT_FOR.days
    shell = json.dumps({"version": version, "files": files, "kept": url_for("mypass.kept"), "days": days})
    return Response(f"const shell = {shell};\n{script}", mimetype="text/javascript")


@blueprint.get("/family/cards/kept")
@open_to_all("answers a telephone which of its own cards it may go on showing, by a sealed note")
def kept() -> ResponseReturnValue:
    with reading() as work:
        keeper = opened(work.keys.derive(_PURPOSE), request.cookies.get(NOTE, ""), work.now)
        ids = queries.kept_cards(work, keeper.account_id, keeper.session_epoch) if keeper else []
    return jsonify(cards=[url_for("mypass.card", card_id=one) for one in ids])


@blueprint.get("/family/cards/app.webmanifest")
@open_to_all("a name, a picture and a start page, the same for everybody")
def manifest() -> ResponseReturnValue:
    told = {
        "name": "UiTPAS 2.0",
        "short_name": "UiTPAS",
        "start_url": url_for("mypass.first_card"),
        "scope": url_for("web.home"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": asset("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return Response(json.dumps(told), mimetype="application/manifest+json")


@blueprint.app_template_global()
def forgets_cards() -> bool:
    """Whether the page that is made now tells the telephone to forget the cards it keeps."""
    return FORGET in request.cookies or _belongs_to_somebody_else()


@blueprint.after_app_request
def _forget(response: Response) -> Response:
    """Who signs out, or signs in with another account, leaves no card of the one before."""
    if NOTE in request.cookies and (request.endpoint == "accounts.sign_out" or _belongs_to_somebody_else()):
        response.delete_cookie(NOTE)
        _set(response, FORGET, "yes", int(KEPT_FOR.total_seconds()), for_scripts=True)
    return response


def _belongs_to_somebody_else() -> bool:
    note, actor = request.cookies.get(NOTE), current_actor()
    if not note or actor.kind is not ActorKind.PERSON:
        return False
    workplace = platform().workplace
    keeper = opened(workplace.keys.derive(_PURPOSE), note, workplace.clock.now())
    return keeper is None or keeper.account_id != actor.id


def _set(response: Response, name: str, value: str, seconds: int, *, for_scripts: bool = False) -> None:
    secure = platform().settings.secure_cookies
    response.set_cookie(name, value, max_age=seconds, httponly=not for_scripts, samesite="Lax", secure=secure)
