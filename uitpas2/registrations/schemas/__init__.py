"""What is asked of the finder, and what families and organisers fill in."""

from __future__ import annotations

from itertools import permutations

from marshmallow import fields, validate

from uitpas2.cards.rules import Channel
from uitpas2.registrations.rules import ANSWER_HOURS, CUT_OFF_HOURS, Priority
from uitpas2.web.bodies import FormSchema
from uitpas2.welfare.rules import BarrierKind

# Each order in which priority groups can go first, as one value of a form; "" is no priority at all.
ORDERS: dict[str, tuple[Priority, ...]] = {
    ",".join(order): order for count in range(len(Priority) + 1) for order in permutations(Priority, count)
}


# The file of a draw, as its page gives it and the command that repeats it takes it.
DRAW_COLUMNS = ["turn", "group", "together", "code", "ticket", "outcome", "seed", "commitment"]


class PlacesQuery(FormSchema):
    """`municipality` is a NIS code, or "all" for the whole of Flanders."""

    municipality = fields.String(validate=validate.Length(max=5))
    km = fields.Integer(validate=validate.Range(min=1, max=30))
    day = fields.Date()
    weekday = fields.Integer(validate=validate.Range(min=0, max=6))
    text = fields.String(validate=validate.Length(max=80))
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=500))


class OrderForm(FormSchema):
    """What somebody confirms: children with sessions and series (`Wish.text`), and what it costs in all, in cents.

    `or_wait`: a turn on the waiting list where it is full. `together`: brothers and sisters only with all of them.
    """

    wish = fields.List(fields.String(validate=validate.Length(max=90)), load_default=list)
    together = fields.Boolean(load_default=False)
    or_wait = fields.Boolean(load_default=False)
    expected_cents = fields.Integer(load_default=None, validate=validate.Range(0, 100_000_000))
    partner_shown = fields.Boolean(load_default=False)


class CardOrderForm(FormSchema):
    """A card that is shown, with the birth date when it is a number; `what` are keys of wishes."""

    card = fields.String(required=True, validate=validate.Length(max=2000))
    birth_date = fields.Date(load_default=None)
    what = fields.List(fields.String(validate=validate.Length(max=50)), load_default=list)
    or_wait = fields.Boolean(load_default=False)
    expected_cents = fields.Integer(load_default=None, validate=validate.Range(0, 100_000_000))


class PartnerShownForm(FormSchema):
    partner_shown = fields.Boolean(load_default=False)


class FamilyMemberForm(FormSchema):
    card_number = fields.String(required=True, validate=validate.Length(max=40))
    birth_date = fields.Date(required=True)


class FamilyCodeForm(FormSchema):
    code = fields.String(required=True, validate=validate.Length(max=20))


class ChannelsForm(FormSchema):
    channels = fields.List(fields.Enum(Channel, by_value=True), load_default=list)
    phone = fields.String(load_default="", validate=validate.Length(max=30))


class TaskForm(FormSchema):
    """What somebody of a partner does for a child. Empty `kind`: something else; empty `for_account`: who can."""

    what = fields.String(required=True, validate=validate.Length(max=200))
    due_on = fields.Date(required=True)
    kind = fields.String(load_default="", validate=validate.OneOf(["", *(kind.value for kind in BarrierKind)]))
    for_account = fields.String(load_default="")


class IntakeForm(FormSchema):
    """Opening is a day and an hour in Belgium; no day is open from now on. `priorities` is a key of ORDERS."""

    opens_on = fields.Date(load_default=None)
    opens_time = fields.Time(load_default=None)
    cut_off_minutes = fields.Integer(required=True, validate=validate.Range(0, CUT_OFF_HOURS[1] * 60))
    answer_hours = fields.Integer(required=True, validate=validate.Range(*ANSWER_HOURS))
    needs_approval = fields.Boolean(load_default=False)
    priorities = fields.String(load_default="", validate=validate.OneOf(list(ORDERS)))


class DrawForm(FormSchema):
    """The day of a draw, and its hour in Belgium."""

    draw_at = fields.Date(required=True)
    draw_time = fields.Time(required=True)


_SHORT_ENOUGH = validate.Length(max=4000)


class WordingForm(FormSchema):
    """An organiser's own words, a text per language. `seen` is the version that was on the screen.

    How long each may be is said with its place by the service; here only what nobody types is refused.
    """

    introduction_nl = fields.String(load_default="", validate=_SHORT_ENOUGH)
    introduction_fr = fields.String(load_default="", validate=_SHORT_ENOUGH)
    introduction_en = fields.String(load_default="", validate=_SHORT_ENOUGH)
    closing_nl = fields.String(load_default="", validate=_SHORT_ENOUGH)
    closing_fr = fields.String(load_default="", validate=_SHORT_ENOUGH)
    closing_en = fields.String(load_default="", validate=_SHORT_ENOUGH)
    seen = fields.Integer(load_default=0, validate=validate.Range(0, 100_000))


class MessageContactForm(FormSchema):
    email = fields.String(load_default="", validate=validate.Length(max=160))
    phone = fields.String(load_default="", validate=validate.Length(max=30))
    seen = fields.Integer(load_default=0, validate=validate.Range(0, 100_000))
