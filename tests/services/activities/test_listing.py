"""An organiser's list: nothing is saved before the yes, a second list changes only what it says anew."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.errors.listing import ListStarted, ListUnknown, NothingInList, TooManyOffered, WrongLinesLeft
from uitpas2.activities.models import Activity, OfferList, OfferListEntry, OfferReference, Place, Price, Session
from uitpas2.activities.queries import listing as queries
from uitpas2.activities.rules import Origin, Publication
from uitpas2.activities.rules.listing import Column, EntryState, ListStatus
from uitpas2.activities.services import listing as services
from uitpas2.activities.services.places import take_place
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.lists.errors import FileSuspicious

HEADER = "Eigen nummer;Naam;Dag;Van;Tot;Prijs;Plaatsen;Aantal lessen;Waar;Postcode;Gemeente"
SWIMMING = "Z1;Zwemmen;02/12/2026;14:00;16:00;10,00;12;;Zwembad Strop;9000;Gent"
NEXT_WEEK = "Z1;;09/12/2026;14:00;16:00;10,00;;;;;"
JUDO = "J1;Judo;03/12/2026;17:00;18:00;50;8;10;Zaal De Mat;9000;Gent"
WRONG = "K1;Koken;31/02/2027;14:00;25:00;gratis;;;;;"
OFFER = (Activity, Place, Price, Session, OfferReference)


def csv(*lines: str) -> bytes:
    return "\r\n".join([HEADER, *lines]).encode()


@pytest.fixture
def office(workplace: Workplace) -> Actor:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        MunicipalityFactory()
        return actor_of(AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=OrganisationFactory()))


class Office:
    """An organiser's office with its lists."""

    def __init__(self, workplace: Workplace, actor: Actor) -> None:
        self.workplace, self.actor = workplace, actor

    def read(self, content: bytes) -> str:
        return services.read_list(self.workplace, self.actor, content, file_name="aanbod.csv")

    def states(self, list_id: str) -> list[tuple[str, EntryState]]:
        with self.workplace.reading(self.actor) as work:
            queries.offer_list(work, list_id)
            return [(entry.reference, entry.state) for entry in queries.entries(work, list_id, list(EntryState))]

    def confirm(self, list_id: str, *, publish: bool = True, leave_out: bool = False) -> None:
        with self.workplace.begin(self.actor) as work:
            services.confirm_list(work, list_id, publish=publish, leave_out=leave_out)

    def save(self, content: bytes, **wishes: bool) -> str:
        list_id = self.read(content)
        self.confirm(list_id, **wishes)
        services.carry_out_lists(self.workplace)
        return list_id

    def tables(self) -> list[list[str]]:
        with self.workplace.reading() as work:
            rows = [work.session.execute(select(*model.__table__.columns)).all() for model in OFFER]
        return [sorted(map(repr, found)) for found in rows]

    def activities(self) -> Sequence[Activity]:
        with self.workplace.reading() as work:
            found = work.session.scalars(select(Activity).order_by(Activity.sort_name)).all()
            _ = [(len(one.sessions), len(one.prices)) for one in found]
            return found


@pytest.fixture
def at_office(workplace: Workplace, office: Actor) -> Office:
    return Office(workplace, office)


def test_a_list_comes_in_after_a_yes_and_the_same_list_again_changes_nothing(at_office: Office) -> None:
    empty = at_office.tables()
    list_id = at_office.read(csv(SWIMMING, NEXT_WEEK, JUDO))
    previewed = at_office.tables()
    at_office.confirm(list_id)

    services.carry_out_lists(at_office.workplace)
    saved = at_office.tables()
    again = at_office.read(csv(SWIMMING, NEXT_WEEK, JUDO))

    assert previewed == empty
    judo, swimming = at_office.activities()
    assert [(one.origin, one.publication) for one in (judo, swimming)] == [(Origin.LISTED, Publication.PUBLISHED)] * 2
    assert (len(swimming.sessions), swimming.sessions[0].capacity, len(judo.sessions)) == (2, 12, 10)
    assert at_office.states(again) == [("Z1", EntryState.SAME), ("J1", EntryState.SAME)]
    with pytest.raises(NothingInList):
        at_office.confirm(again)
    assert at_office.tables() == saved


def test_a_changed_line_changes_its_activity_and_who_has_a_place_keeps_it(at_office: Office) -> None:
    at_office.save(csv(SWIMMING, JUDO))
    session = at_office.activities()[1].sessions[0]
    with at_office.workplace.begin(system_actor("test")) as work:
        assert take_place(work, session.id)

    list_id = at_office.read(csv(SWIMMING.replace("02/12/2026;14:00", "04/12/2026;13:30"), JUDO))
    with at_office.workplace.reading(at_office.actor) as work:
        (entry,) = queries.entries(work, list_id, [EntryState.CHANGED])
    at_office.confirm(list_id)
    services.carry_out_lists(at_office.workplace)

    assert entry.changed == [Column.DAY]
    moved = at_office.activities()[1].sessions[0]
    assert (moved.id, moved.taken, moved.day.day) == (session.id, 1, 4)
    assert len(at_office.activities()) == 2


def test_what_the_organiser_changed_by_hand_stays_when_the_list_says_the_same_again(at_office: Office) -> None:
    at_office.save(csv(SWIMMING, JUDO))
    with at_office.workplace.begin(system_actor("test")) as work:
        work.session.get_one(Activity, at_office.activities()[1].id).theme = "Watersport"

    at_office.save(csv(SWIMMING, JUDO.replace("Judo", "Judo voor starters")))

    assert [one.name.nl for one in at_office.activities()] == ["Judo voor starters", "Zwemmen"]
    assert at_office.activities()[1].theme == "Watersport"


def test_what_is_wrong_is_named_by_line_and_column_and_left_out_only_when_somebody_says_so(at_office: Office) -> None:
    list_id = at_office.read(csv(SWIMMING, WRONG))

    with at_office.workplace.reading(at_office.actor) as work:
        (entry,) = queries.entries(work, list_id, [EntryState.WRONG])
        problems = [(one.line, one.column) for one in queries.problems_of(entry)]
    with pytest.raises(WrongLinesLeft):
        at_office.confirm(list_id)
    at_office.confirm(list_id, leave_out=True, publish=False)
    services.carry_out_lists(at_office.workplace)

    assert sorted(problems) == [(3, Column.CLOSES), (3, Column.DAY), (3, Column.PRICE)]
    assert [(one.name.nl, one.publication) for one in at_office.activities()] == [("Zwemmen", Publication.DRAFT)]
    with at_office.workplace.reading(at_office.actor) as work:
        assert queries.offer_list(work, list_id).figures == {"added": 1, "wrong": 1}


def test_what_can_no_longer_be_saved_is_named_and_the_others_go_on(at_office: Office, clock: Any) -> None:
    list_id = at_office.read(csv(SWIMMING, JUDO))
    at_office.confirm(list_id)
    clock.move(timedelta(days=12))

    services.carry_out_lists(at_office.workplace)

    assert at_office.states(list_id) == [("Z1", EntryState.WRONG), ("J1", EntryState.ADDED)]


def test_two_lists_with_the_same_activity_make_one(at_office: Office) -> None:
    first, second = at_office.read(csv(SWIMMING)), at_office.read(csv(SWIMMING, JUDO))
    at_office.confirm(first)
    at_office.confirm(second)

    services.carry_out_lists(at_office.workplace)
    services.carry_out_lists(at_office.workplace)

    assert len(at_office.activities()) == 2
    with pytest.raises(ListStarted):
        at_office.confirm(first)


def test_another_organiser_has_references_of_its_own_and_sees_nothing(at_office: Office, workplace: Workplace) -> None:
    list_id = at_office.save(csv(SWIMMING))
    with workplace.begin(system_actor("test")) as work:
        use(work)
        actor = actor_of(AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=OrganisationFactory()))
    other = Office(workplace, actor)

    other.save(csv(SWIMMING))

    assert len(at_office.activities()) == 2
    with pytest.raises(ListUnknown):
        other.states(list_id)


def test_a_workbook_is_read_like_a_csv_and_a_bomb_is_not(at_office: Office) -> None:
    book = Workbook()
    book.active.append(HEADER.split(";"))
    book.active.append(SWIMMING.split(";"))
    target = io.BytesIO()
    book.save(target)

    assert at_office.states(at_office.read(target.getvalue())) == [("Z1", EntryState.NEW)]
    with pytest.raises(FileSuspicious):
        at_office.read(target.getvalue()[:400] + b"\x00" * 50)
    with pytest.raises(TooManyOffered):
        at_office.read(csv(*(SWIMMING.replace("Z1", f"Z{number}") for number in range(services.MOST_LINES + 1))))


def test_a_preview_is_forgotten_after_a_day_and_can_be_thrown_away(at_office: Office, clock: Any) -> None:
    dropped, left = at_office.read(csv(SWIMMING)), at_office.read(csv(JUDO))

    with at_office.workplace.begin(at_office.actor) as work:
        services.drop_list(work, dropped)
    clock.move(timedelta(days=1, seconds=1))
    with at_office.workplace.begin(system_actor("test")) as work:
        forgotten = services.forget_old_lists(work)

    assert forgotten == 1
    with at_office.workplace.reading(at_office.actor) as work:
        assert {one.status for one in work.session.scalars(select(OfferList))} == {ListStatus.FORGOTTEN}
        assert work.session.scalars(select(OfferListEntry)).all() == []
    assert left != dropped
