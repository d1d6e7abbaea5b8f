"""The picture of a holder: taking it at the desk, choosing a file, and taking it away."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards import services
from uitpas2.cards.errors import PictureNeeded
from uitpas2.cards.rules.pictures import MEDIA_TYPE, MOST_BYTES
from uitpas2.counter.pages.blueprint import blueprint
from uitpas2.counter.schemas import PictureForm
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import Form, read_form
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.headers import allow_camera
from uitpas2.web.limits import LOOK_UP, limiter
from uitpas2.web.uploads import takes_file, uploaded


@blueprint.get("/counter/holders/<holder_id>/picture.jpg")
@needs(Permission.REGISTER_HOLDERS)
def picture(holder_id: str) -> ResponseReturnValue:
    with reading() as work:
        image = cards.picture(work, holder_id)
    return Response(image, mimetype=MEDIA_TYPE, headers={"Cache-Control": "private, no-store"})


@blueprint.get("/counter/holders/<holder_id>/picture")
@needs(Permission.REGISTER_HOLDERS)
def picture_form(holder_id: str) -> ResponseReturnValue:
    return _picture_page(holder_id, Form())


@blueprint.post("/counter/holders/<holder_id>/picture")
@needs(Permission.REGISTER_HOLDERS)
@takes_file(MOST_BYTES)
@limiter.limit(LOOK_UP)
def keep_picture(holder_id: str) -> ResponseReturnValue:
    """Sent twice, the same picture takes its own place: no key is needed."""
    form = read_form(PictureForm)
    file = uploaded("taken") or uploaded("picture")
    try:
        if not file:
            raise PictureNeeded(field="picture")
        with begin() as work:
            services.keep_picture(work, holder_id, file, agreed=form.data.get("agreed", False))
        flash(gettext("The picture is kept."), "yes")
        return redirect(url_for("counter.holder", holder_id=holder_id), 303)
    except DomainError as error:
        if error.field is None:
            raise
        form.add(error)
    return _picture_page(holder_id, form), 422


@blueprint.post("/counter/holders/<holder_id>/picture/forget")
@needs(Permission.REGISTER_HOLDERS)
def forget_picture(holder_id: str) -> ResponseReturnValue:
    with begin() as work:
        services.forget_picture(work, holder_id)
    flash(gettext("The picture is gone."), "yes")
    return redirect(url_for("counter.holder", holder_id=holder_id), 303)


def _picture_page(holder_id: str, form: Form) -> str:
    allow_camera()
    with reading() as work:
        holder, taken_at = cards.holder(work, holder_id), cards.picture_taken_at(work, holder_id)
    return render_template("counter/picture.html", form=form, holder=holder, taken_at=taken_at)
