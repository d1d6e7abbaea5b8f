"""What may be asked of the offer, and how it is shown to machines."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from uitpas2.activities.rules import Availability, CalendarType, PriceCategory, ProductClass
from uitpas2.activities.rules.access import Access
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.bodies import ApiSchema, CentsField, FormSchema

OLDEST = 120
MOST_AT_ONCE = 100
MOST_SESSIONS = 200


class MomentsQuery(FormSchema):
    """Which page of an activity's moments."""

    page = fields.Integer(validate=validate.Range(min=1, max=10_000))


class VanishedForm(FormSchema):
    """What happens with offer that vanished from its source."""

    decision = fields.String(required=True, validate=validate.OneOf(["withdraw", "keep"]))


class ListForm(FormSchema):
    """The file itself comes beside the form."""


class ConfirmListForm(FormSchema):
    """What a list that was read comes to: online at once or as drafts, and without the lines that are wrong."""

    publish = fields.String(required=True, validate=validate.OneOf(["online", "draft"]))
    leave_out = fields.Boolean(load_default=False)


class OfferQuery(ApiSchema):
    municipality = fields.String(
        validate=validate.Regexp(r"\d{5}\Z"), metadata={"description": "NIS code of the municipality"}
    )
    day = fields.Date(metadata={"description": "Brussels calendar day on which it takes place"})
    age = fields.Integer(
        validate=validate.Range(min=0, max=OLDEST), metadata={"description": "Completed years on that day, or today"}
    )
    theme = fields.String(validate=validate.Length(max=80))
    text = fields.String(
        validate=validate.Length(max=100), metadata={"description": "Words that must all occur, accents ignored"}
    )
    with_places = fields.Boolean(
        load_default=False, metadata={"description": "Only where somebody can still take part"}
    )
    children_only = fields.Boolean(load_default=False)
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=MOST_AT_ONCE))
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0, max=1_000_000))


class TextField(fields.Dict):
    """A text as an object by language; Dutch is always there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(keys=fields.String(), values=fields.String(), **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.as_dict() if isinstance(value, TranslatedText) else value


class PlaceAnswer(Schema):
    name = TextField()
    street = fields.String()
    postal_code = fields.String()
    city = fields.String()
    municipality_nis = fields.String(allow_none=True)


class PriceAnswer(Schema):
    id = fields.String(required=True)
    category = fields.Enum(PriceCategory, by_value=True)
    name = TextField()
    amount_cents = CentsField(attribute="amount", required=True)
    for_group = fields.Boolean()


class OwnPriceAnswer(PriceAnswer):
    """What one series or session costs, instead of the base price of the activity."""

    series_id = fields.String(allow_none=True)
    session_id = fields.String(allow_none=True)


class SessionAnswer(Schema):
    """One time it takes place; `free_places` is null when there is no limit.

    Sessions with the same `series_id` are taken together.
    """

    id = fields.String(required=True)
    series_id = fields.String(allow_none=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    day = fields.Date()
    capacity = fields.Integer(allow_none=True)
    free_places = fields.Integer(allow_none=True)
    availability = fields.Enum(Availability, by_value=True)
    unavailable_because = TextField(allow_none=True)
    overnight = fields.Boolean()
    care_from = fields.String(allow_none=True)
    care_to = fields.String(allow_none=True)


class ActivityAnswer(Schema):
    """What every answer about an activity tells."""

    id = fields.String(required=True)
    uitdatabank_id = fields.String(allow_none=True)
    organiser_id = fields.String(allow_none=True)
    name = TextField(required=True)
    theme = fields.String()
    product_class = fields.Enum(ProductClass, by_value=True)
    calendar_type = fields.Enum(CalendarType, by_value=True)
    availability = fields.Enum(Availability, by_value=True)
    unavailable_because = TextField(allow_none=True)
    municipality_nis = fields.String(allow_none=True)
    place = fields.Nested(PlaceAnswer, allow_none=True)
    children_only = fields.Boolean()
    members_only = fields.Boolean()
    age_from = fields.Integer(allow_none=True)
    age_to = fields.Integer(allow_none=True)
    born_from = fields.Date(allow_none=True)
    born_to = fields.Date(allow_none=True)
    class_from = fields.Integer(
        allow_none=True, metadata={"description": "School class: -3 to -1 nursery, 1 to 6 primary, 7 to 12 secondary"}
    )
    class_to = fields.Integer(allow_none=True)
    access = fields.List(fields.String(validate=validate.OneOf([code.value for code in Access])))
    spoken = fields.List(fields.String(), metadata={"description": "ISO 639 codes of the languages spoken there"})


class OfferLineAnswer(Schema):
    """An activity as it stands in a list: with its next session and its base price."""

    activity = fields.Nested(ActivityAnswer, required=True)
    organiser_name = fields.String()
    next_session = fields.Nested(SessionAnswer, allow_none=True)
    sessions_coming = fields.Integer()
    has_places = fields.Boolean()
    price = fields.Nested(PriceAnswer, allow_none=True)


class OfferAnswer(Schema):
    items = fields.List(fields.Nested(OfferLineAnswer), required=True)
    total = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)


class HoursAnswer(Schema):
    """Hours of a week, on the clocks of Flanders."""

    weekdays = fields.List(fields.String(), attribute="dayOfWeek")
    opens = fields.String()
    closes = fields.String()
    care_from = fields.String(attribute="childcare.start")
    care_to = fields.String(attribute="childcare.end")


class ClosedDaysAnswer(Schema):
    """Days from the first up to and including the last."""

    first_day = fields.String(attribute="startDate")
    last_day = fields.String(attribute="endDate")
    reason = TextField(attribute="description")


class AdjustedDaysAnswer(ClosedDaysAnswer):
    """Days with their own hours; a weekday that is not named there is not open."""

    opening_hours = fields.List(fields.Nested(HoursAnswer), attribute="openingHours")


class WholeActivityAnswer(ActivityAnswer):
    """One activity with everything; `sessions` are those that are not over, at most the first two hundred.

    What is booked costs its own price, if it has one in `own_prices`, else the base price of `prices`.
    """

    description = TextField(allow_none=True)
    online_url = fields.String()
    meeting_place = TextField(allow_none=True)
    to_bring = TextField(allow_none=True)
    access_note = TextField(allow_none=True)
    opening_hours = fields.List(fields.Nested(HoursAnswer))
    closed_days = fields.List(fields.Nested(ClosedDaysAnswer))
    adjusted_days = fields.List(fields.Nested(AdjustedDaysAnswer))
    ticket_limit = fields.Integer()
    ticket_period = fields.String()
    checkin_limit = fields.Integer()
    checkin_period = fields.String()
    prices = fields.List(fields.Nested(PriceAnswer))
    own_prices = fields.List(fields.Nested(OwnPriceAnswer))
    sessions = fields.List(fields.Nested(SessionAnswer))
    updated_at = fields.AwareDateTime()
