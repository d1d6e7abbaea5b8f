"""Entering an activity by hand, changing it, publishing it, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import municipality_by_postal_code, own_organisation
from uitpas2.activities.errors.entering import NotEnteredHere, StillRegistered
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.activities.queries import own_activity
from uitpas2.activities.rules import Availability, Origin, PriceCategory, Publication, default_limits
from uitpas2.activities.rules.entering import Entry, Where, check
from uitpas2.activities.rules.planning import Plan, as_plain, from_plain, sessions_of
from uitpas2.activities.rules.planning.columns import columns_of
from uitpas2.activities.rules.planning.plans import times_of
from uitpas2.activities.rules.searching import folded, search_text
from uitpas2.activities.services.laying_out import lay_out
from uitpas2.activities.services.places import one_at_a_time
from uitpas2.activities.services.pricing import BASE_PRICE_NAME, NewPrice, keep_prices
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit came to: `price_ended` when a price that was used has ended, so that who registered keeps it."""

    activity: Activity
    price_ended: bool


def enter_activity(
    work: Work, entry: Entry, *, publish: bool, copied_from: str | None = None, origin: Origin = Origin.ENTERED
) -> Activity:
    """Write down an activity of the actor's own organisation, as a draft or for everybody to see.

    `copied_from` is an own activity of an earlier year; nothing that was sold or registered comes along.
    Raises what `check`, `sessions_of` and `lay_out` raise, and ActivityUnknown for somebody else's `copied_from`.
    """
    check(entry)
    planned = sessions_of(entry.plan)
    organiser = own_organisation(work)
    if copied_from is not None:
        own_activity(work, copied_from)
    columns = columns_of(entry.plan, planned)
    limits = default_limits(columns["calendar_type"], entry.product_class)
    activity = Activity(
        id=work.new_id(),
        organiser_id=organiser.id,
        publication=Publication.PUBLISHED if publish else Publication.DRAFT,
        availability=Availability.AVAILABLE,
        questions=[],
        ticket_limit=limits.tickets,
        ticket_period=limits.ticket_period,
        checkin_limit=limits.checkins,
        checkin_period=limits.checkin_period,
        source={},
        origin=origin,
        copied_from=copied_from,
    )
    _write(work, activity, entry, organiser, columns)
    work.session.add(activity)
    work.session.flush()
    _keep_prices(work, activity, entry)
    lay_out(work, activity, entry.plan, planned)
    note(work, "activity.entered", "activity", activity.id, sessions=len(planned.sessions), published=publish)
    return activity


def edit_activity(work: Work, activity_id: str, entry: Entry, *, publish: bool | None = None) -> Edited:
    """Change an activity that was entered here; `publish` puts a draft online, and None leaves it as it is.

    Sessions that move keep their places; one that falls away while somebody is registered stays and says so. A price
    that was used ends and a new one takes its place. Raises ActivityUnknown, NotEnteredHere, and what
    `enter_activity` raises.
    """
    activity = _own(work, activity_id)
    check(entry)
    planned = sessions_of(entry.plan)
    one_at_a_time(work, activity.id)
    work.session.refresh(activity)
    columns = columns_of(entry.plan, planned)
    _set_limits(activity, entry, columns)
    before = plan_of(activity)
    if before is not None and times_of(before) == times_of(entry.plan):
        columns = {}
    _write(work, activity, entry, own_organisation(work), columns)
    if publish:
        activity.publication = Publication.PUBLISHED
    work.session.flush()
    ended = _keep_prices(work, activity, entry)
    ended |= lay_out(work, activity, entry.plan, planned, before=before)
    note(work, "activity.changed", "activity", activity.id, price_ended=ended)
    return Edited(activity, ended)


def publish_activity(work: Work, activity_id: str) -> Activity:
    """Put a draft online for everybody. Twice does nothing more. Raises ActivityUnknown or NotEnteredHere."""
    activity = _own(work, activity_id)
    if activity.publication is not Publication.PUBLISHED:
        activity.publication, activity.updated_at = Publication.PUBLISHED, work.now
        work.session.flush()
        note(work, "activity.published", "activity", activity.id)
    return activity


def withdraw_activity(work: Work, activity_id: str) -> Activity:
    """Take an activity offline; it is a draft again. Raises StillRegistered while somebody has a place in it."""
    activity = _own(work, activity_id)
    one_at_a_time(work, activity.id)
    count = _registered(work, activity.id)
    if count:
        raise StillRegistered(count=count)
    activity.publication, activity.updated_at = Publication.DRAFT, work.now
    work.session.flush()
    note(work, "activity.withdrawn", "activity", activity.id)
    return activity


def discard_draft(work: Work, activity_id: str) -> None:
    """Throw a draft away. Raises StillRegistered when somebody ever had a place in it."""
    activity = _own(work, activity_id)
    one_at_a_time(work, activity.id)
    if activity.publication is Publication.PUBLISHED or _registered(work, activity.id):
        raise StillRegistered(count=_registered(work, activity.id))
    activity.publication, activity.updated_at = Publication.DELETED, work.now
    work.session.flush()
    note(work, "activity.discarded", "activity", activity.id)


def plan_of(activity: Activity) -> Plan | None:
    """How its times were entered; None for what was not entered by hand."""
    return from_plain(activity.pattern) if activity.pattern else None


def _own(work: Work, activity_id: str) -> Activity:
    activity = own_activity(work, activity_id)
    if activity.origin is Origin.IMPORTED:
        raise NotEnteredHere
    return activity


def _registered(work: Work, activity_id: str) -> int:
    """The places taken in what is still to come."""
    places = select(func.coalesce(func.sum(Session.taken), 0))
    return work.session.scalar(places.where(Session.activity_id == activity_id, Session.ends > work.now)) or 0


def _set_limits(activity: Activity, entry: Entry, columns: dict[str, Any]) -> None:
    """Another sort of thing has other limits; the same sort keeps those its organiser has."""
    if (activity.calendar_type, activity.product_class) == (columns["calendar_type"], entry.product_class):
        return
    limits = default_limits(columns["calendar_type"], entry.product_class)
    activity.ticket_limit, activity.ticket_period = limits.tickets, limits.ticket_period
    activity.checkin_limit, activity.checkin_period = limits.checkins, limits.checkin_period


def _write(work: Work, activity: Activity, entry: Entry, organiser: Organisation, columns: dict[str, Any]) -> None:
    """The facts, and what the finder looks them up by: the same columns an import fills."""
    place = _place(work, activity.place if activity.place_id else None, entry.where, organiser)
    name = _text(activity.name, entry.name) or TranslatedText(nl=entry.name)
    activity.name, activity.description = name, _text(activity.description, entry.description)
    activity.theme, activity.product_class = entry.theme, entry.product_class
    activity.place = place
    activity.municipality_nis = place.municipality_nis if place else organiser.municipality_nis
    activity.online_url = entry.online_url
    activity.age_from, activity.age_to = entry.age_from, entry.age_to
    activity.born_from, activity.born_to = entry.born_from, entry.born_to
    activity.class_from, activity.class_to = entry.class_from, entry.class_to
    activity.children_only, activity.members_only = entry.children_only, entry.members_only
    activity.meeting_place = _text(activity.meeting_place, entry.meeting_place)
    activity.to_bring = _text(activity.to_bring, entry.to_bring)
    activity.access, activity.spoken = [one.value for one in entry.access], list(entry.spoken)
    activity.access_note = _text(activity.access_note, entry.access_note)
    activity.pattern = as_plain(entry.plan)
    about_place = (place.name.nl, place.city) if place else ()
    activity.search_text = search_text(name, activity.description, entry.theme, *about_place)
    activity.sort_name = folded(name.nl)[:120]
    activity.updated_at = work.now
    for column, value in columns.items():
        setattr(activity, column, value)


def _text(old: TranslatedText | None, new: str) -> TranslatedText | None:
    """The text as typed; the one there was when its Dutch is the same, because that may have other languages."""
    if not new:
        return None
    return old if old is not None and old.nl == new else TranslatedText(nl=new)


def _place(work: Work, old: Place | None, where: Where, organiser: Organisation) -> Place | None:
    """The place of an address: the one it was when nothing about it changed, else the same address elsewhere in the
    organiser's own offer, else a new one. Places are never changed here: others may refer to them.
    """
    if not where.name:
        return None
    if old is not None and _is_at(old, where):
        return old
    own = work.session.scalars(
        select(Place)
        .join(Activity, Activity.place_id == Place.id)
        .where(Activity.organiser_id == organiser.id, Place.postal_code == where.postal_code)
        .order_by(Place.id)
    )
    same = next((place for place in own if _is_at(place, where)), None)
    if same is not None:
        return same
    town = municipality_by_postal_code(work, where.postal_code, where.city) if where.postal_code else None
    made = Place(
        id=work.new_id(),
        name=TranslatedText(nl=where.name),
        street=where.street,
        postal_code=where.postal_code,
        city=where.city,
        municipality_nis=town.nis if town else organiser.municipality_nis,
        latitude=town.latitude if town else None,
        longitude=town.longitude if town else None,
    )
    work.session.add(made)
    return made


def _is_at(place: Place, where: Where) -> bool:
    return (place.name.nl, place.street, place.postal_code, place.city) == (
        where.name,
        where.street,
        where.postal_code,
        where.city,
    )


def _keep_prices(work: Work, activity: Activity, entry: Entry) -> bool:
    base = NewPrice(PriceCategory.BASE, BASE_PRICE_NAME, entry.price)
    further = (NewPrice(PriceCategory.TARIFF, TranslatedText(nl=one.name), one.amount) for one in entry.tariffs)
    return keep_prices(work, activity, [base, *further])
