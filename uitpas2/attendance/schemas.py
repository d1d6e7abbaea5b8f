"""What comes in from the lists, the office and the family, and what the script of a list hears back."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from uitpas2.attendance.queries import Child
from uitpas2.attendance.rules import ATTENDANCE_WORDS, LONGEST, CareUnit
from uitpas2.attendance.services import Mending
from uitpas2.web.bodies import EuroField, FormSchema
from uitpas2.web.language import clock_time, in_words

LONGEST_CODE = 400


class Tap(StrEnum):
    """The buttons of a list."""

    ATTENDED = "attended"
    ABSENT = "absent"
    EXCUSED = "excused"
    EXPECTED = "expected"
    COMES_IN = "in"
    GOES = "out"


class MarkForm(FormSchema):
    """One tap. `at` is when it was made, from a telephone that had no network then."""

    child = fields.String(required=True, validate=validate.Length(max=36))
    what = fields.Enum(Tap, by_value=True, required=True)
    at = fields.AwareDateTime(load_default=None)
    collector = fields.String(load_default="", validate=validate.Length(max=36))
    somebody_else = fields.String(load_default="", validate=validate.Length(max=120))


class CardForm(FormSchema):
    """A scanned code or typed number."""

    scanned = fields.String(required=True, validate=validate.Length(max=LONGEST_CODE))
    at = fields.AwareDateTime(load_default=None)


class HoursForm(FormSchema):
    """The hours of a stay on its own day, as clocks show them."""

    came = fields.Time(required=True, format="%H:%M")
    gone = fields.Time(required=True, format="%H:%M")


class MendForm(FormSchema):
    how = fields.Enum(Mending, by_value=True, required=True)


class TariffForm(FormSchema):
    """What time in care costs from a day on."""

    starts = fields.Date(required=True)
    unit = fields.Enum(CareUnit, by_value=True, required=True)
    price = EuroField(required=True)
    half_day_price = EuroField(load_default=None)
    half_day_hours = fields.Integer(load_default=None, validate=validate.Range(min=1, max=12))
    decision = fields.String(required=True, validate=validate.Length(max=400))


class NeedsForm(FormSchema):
    """What those on duty must know; all empty takes it away."""

    allergies = fields.String(load_default="", validate=validate.Length(max=LONGEST))
    care = fields.String(load_default="", validate=validate.Length(max=LONGEST))
    emergency = fields.String(load_default="", validate=validate.Length(max=LONGEST))
    agreed = fields.Boolean(load_default=False)


class CollectorForm(FormSchema):
    name = fields.String(required=True, validate=validate.Length(min=2, max=80))
    phone = fields.String(load_default="", validate=validate.Length(max=30))


def state_of(child: Child) -> str:
    """How a child stands, in words: with the hour where there is one."""
    last = child.stays[-1] if child.stays else None
    words: str = in_words(ATTENDANCE_WORDS[child.attendance]) if child.attendance else _("Not on the list")
    if child.is_inside and last is not None:
        words = _("Inside since %(time)s", time=clock_time(last.came_at))
    elif last is not None and last.gone_at is not None:
        words = _("Gone at %(time)s", time=clock_time(last.gone_at))
    return words


def as_json(child: Child, heard: str) -> dict[str, Any]:
    """A child of a list for the script: how it stands now, and nothing else."""
    return {
        "child": child.holder_id,
        "name": child.short_name,
        "attendance": child.attendance.value if child.attendance else "",
        "inside": child.is_inside,
        "heard": heard,
        "state": state_of(child),
    }
