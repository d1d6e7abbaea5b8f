"""What the demo's swimming club entered by hand: a course, two camps and weekly care."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from uitpas2.activities.errors.planning import NoDayLeft, SchoolYearUnknown
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.rules.access import Access
from uitpas2.activities.rules.entering import Entry, Tariff, Where
from uitpas2.activities.rules.planning import Plan, Rhythm, Season, Stay, WeekHours, sessions_of
from uitpas2.activities.services import enter_activity
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro
from uitpas2.seeds.household import as_somebody

OFFICE = "kantoor@dolfijn.demo"

AT_THE_POOL = Where("Zwembad De Dolfijn", "Waterstraat 1", "9000", "Gent")
WORKDAYS = (0, 1, 2, 3, 4)


def make(work: Work) -> None:
    office = as_somebody(work, OFFICE)
    for entry in (_lessons(work.today), _camp(work.today), _nights(work.today), _care(work.today)):
        enter_activity(office, replace(entry, plan=_plannable(entry.plan)), publish=True)


def _plannable(plan: Plan) -> Plan:
    """The same all year, in a year of which the school holidays are not known yet."""
    try:
        sessions_of(plan)
    except (SchoolYearUnknown, NoDayLeft):
        return replace(plan, season=Season.ALL_YEAR)
    return plan


def _lessons(today: date) -> Entry:
    first = today + timedelta(days=14 + (2 - today.weekday()) % 7)
    return Entry(
        name="Leren zwemmen",
        product_class=ProductClass.LEISURE,
        plan=Plan(
            Rhythm.COURSE,
            first=first,
            hours=(WeekHours((2,), "14:00", "15:00"),),
            lessons=10,
            season=Season.SCHOOL_DAYS,
            capacity=12,
            kept=2,
            kept_days=7,
        ),
        price=Euro(6000),
        tariffs=(Tariff("Lid van de club", Euro(5000)),),
        description="Tien lessen in het kleine bad, met een lesgever in het water. Na tien lessen zwem je 25 meter.",
        theme="Sport",
        where=AT_THE_POOL,
        class_from=1,
        class_to=3,
        children_only=True,
        meeting_place="Aan de kassa, tien minuten voor de les.",
        to_bring="Zwempak en handdoek. Een badmuts krijg je van ons.",
        access=(Access.WHEELCHAIR, Access.ADAPTED_TOILET, Access.EXTRA_GUIDANCE),
        access_note="Bel ons gerust vooraf: dan kijken we samen wat je kind nodig heeft.",
        spoken=("nl", "fr", "tr"),
    )


def _camp(today: date) -> Entry:
    monday = _first_monday_of_july(today)
    weeks = (Stay(monday, monday + timedelta(days=4)), Stay(monday + timedelta(weeks=2), monday + timedelta(days=18)))
    return Entry(
        name="Zwem- en spelkamp",
        product_class=ProductClass.CAMP,
        plan=Plan(
            Rhythm.CAMP,
            stays=weeks,
            hours=(WeekHours(WORKDAYS, "09:00", "16:00", "07:45", "17:30"),),
            capacity=24,
            kept=4,
            kept_days=30,
        ),
        price=Euro(11000),
        description="Elke dag zwemmen, spelen en knutselen. Je brengt je lunch mee; soep krijg je van ons.",
        theme="Kamp",
        where=AT_THE_POOL,
        age_from=6,
        age_to=12,
        children_only=True,
        to_bring="Zwempak, handdoek, lunch en een drinkbus.",
        access=(Access.WHEELCHAIR, Access.LOW_STIMULI),
        spoken=("nl", "en"),
    )


def _nights(today: date) -> Entry:
    monday = _first_monday_of_july(today) + timedelta(weeks=4)
    return Entry(
        name="Kamp aan zee",
        product_class=ProductClass.CAMP,
        plan=Plan(
            Rhythm.CAMP,
            stays=(Stay(monday, monday + timedelta(days=4)),),
            hours=(WeekHours(WORKDAYS, "10:00", "16:00"),),
            nights=True,
            capacity=18,
            kept=3,
            kept_days=45,
        ),
        price=Euro(18500),
        description="Vijf dagen en vier nachten aan zee, met elke dag zwemmen.",
        theme="Kamp",
        where=Where("Jeugdverblijf De Branding", "Duinenweg 3", "8400", "Oostende"),
        age_from=8,
        age_to=12,
        children_only=True,
        meeting_place="We vertrekken samen aan het station Gent-Sint-Pieters, om 8.30 uur.",
        to_bring="Slaapzak, regenjas en zwempak. Heb je geen slaapzak? Dan lenen we er een uit.",
        spoken=("nl",),
    )


def _care(today: date) -> Entry:
    first = today + timedelta(days=1)
    return Entry(
        name="Opvang na school",
        product_class=ProductClass.CARE,
        plan=Plan(
            Rhythm.WEEKLY,
            first=first,
            last=date(first.year + (first.month > 6), 6, 30),
            hours=(WeekHours((0, 1, 3, 4), "15:30", "18:00"), WeekHours((2,), "12:00", "18:00")),
            season=Season.SCHOOL_DAYS,
            capacity=30,
        ),
        price=Euro(450),
        description="Spelen, huiswerk en een vieruurtje. Op woensdag gaan we zwemmen.",
        theme="Opvang",
        where=AT_THE_POOL,
        class_from=-3,
        class_to=6,
        children_only=True,
        to_bring="Op woensdag: een zwempak en een handdoek.",
        access=(Access.WHEELCHAIR, Access.TOILET_HELP),
        spoken=("nl", "fr", "ar"),
    )


def _first_monday_of_july(today: date) -> date:
    first = date(today.year + (today.month > 5), 7, 1)
    return first + timedelta(days=-first.weekday() % 7)
