"""A partner meets a family."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, SocialRightFactory
from tests.factories.welfare import WHY, ClientFactory, RecognitionFactory, recognised_partner, worker
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards.errors import NumberMistyped
from uitpas2.cards.rules import check_digit
from uitpas2.cards.services import suspend_right
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.welfare import errors, queries, services
from uitpas2.welfare.models import Client

BORN = date(2018, 3, 14)


def acting_for(work: Work, partner: Organisation) -> Work:
    """The same open Work in the hands of somebody of this partner."""
    work.actor = actor_of(worker(partner))
    return work


def signed(work: Work, number: str, born: date = BORN) -> Client:
    return services.accept_on_paper(work, card_number=number, birth_date=born, why=WHY)


def test_a_family_that_shows_its_card_and_signs_becomes_a_client(work: Work) -> None:
    card = CardFactory()
    acting_for(work, recognised_partner())

    signed(work, f"{card.number[:4]} {card.number[4:]}")

    (line,) = queries.clients(work)
    assert (line.first_name, line.age, line.card_number, line.right_until) == ("Noor", 8, card.number, None)


def test_accepting_twice_keeps_one_client(work: Work) -> None:
    card = CardFactory()
    acting_for(work, recognised_partner())

    first = signed(work, card.number)
    second = signed(work, card.number)

    assert first.id == second.id


def test_an_unknown_number_another_birth_date_and_a_blocked_card_answer_alike(work: Work) -> None:
    card = CardFactory()
    blocked = CardFactory(blocked=True)
    nowhere = "099999999999" + check_digit("099999999999")
    acting_for(work, recognised_partner())

    answers = []
    for number, born in [(nowhere, BORN), (card.number, date(2018, 3, 15)), (blocked.number, BORN)]:
        with pytest.raises(errors.FamilyUnknown) as refused:
            signed(work, number, born)
        answers.append((refused.value.code, refused.value.field, refused.value.details))

    assert len({str(answer) for answer in answers}) == 1


def test_a_typing_error_is_caught_by_the_check_digit(work: Work) -> None:
    acting_for(work, recognised_partner())

    with pytest.raises(NumberMistyped):
        signed(work, "0900000095901")


def test_a_yes_on_paper_is_explained_in_a_sentence(work: Work) -> None:
    card = CardFactory()
    acting_for(work, recognised_partner())

    with pytest.raises(errors.NoteTooShort):
        services.accept_on_paper(work, card_number=card.number, birth_date=BORN, why="  geen mail            ")


def _never_recognised() -> Organisation:
    return OrganisationFactory(partner=True)


def _recognised_until_today() -> Organisation:
    partner = OrganisationFactory(partner=True)
    RecognitionFactory(partner_id=partner.id, ends=date(2026, 11, 25))
    return partner


def _recognised_by_melle() -> Organisation:
    partner = OrganisationFactory(partner=True)
    RecognitionFactory(partner_id=partner.id, municipality_nis=MunicipalityFactory(melle=True).nis)
    return partner


@pytest.mark.parametrize("partner", [_never_recognised, _recognised_until_today, _recognised_by_melle])
def test_only_a_partner_recognised_where_the_family_lives_may_guide_it(work: Work, partner) -> None:
    card = CardFactory()
    acting_for(work, partner())

    with pytest.raises(errors.NotRecognised):
        signed(work, card.number)


def test_a_partner_sees_its_own_live_clients_and_no_others(work: Work) -> None:
    mine, theirs = recognised_partner(), recognised_partner()
    client = ClientFactory(partner=mine)
    former = ClientFactory(partner=mine, ended=True)
    foreign = ClientFactory(partner=theirs)
    acting_for(work, mine)

    assert [line.holder_id for line in queries.clients(work)] == [client.holder_id]
    for holder_id in (former.holder_id, foreign.holder_id, "nobody"):
        with pytest.raises(errors.ClientUnknown):
            queries.client(work, holder_id)


def test_a_client_line_tells_the_last_day_of_the_right(work: Work) -> None:
    partner = recognised_partner()
    client = ClientFactory(partner=partner)
    SocialRightFactory(holder_id=client.holder_id, starts=date(2026, 5, 1), ends=date(2027, 5, 1))
    gone = ClientFactory(partner=partner, holder__first_name="Zoë")
    SocialRightFactory(holder_id=gone.holder_id, starts=date(2025, 11, 25), ends=date(2026, 11, 25))
    acting_for(work, partner)

    assert [line.right_until for line in queries.clients(work)] == [date(2027, 4, 30), None]


def test_ending_takes_the_family_off_the_list_and_it_may_come_back(work: Work) -> None:
    card = CardFactory()
    acting_for(work, recognised_partner())
    client = signed(work, card.number)

    services.end_client(work, client.holder_id)

    assert queries.clients(work) == []
    with pytest.raises(errors.ClientUnknown):
        services.end_client(work, client.holder_id)
    again = signed(work, card.number)
    assert again.id != client.id


def test_workers_who_accept_the_same_family_at_once_make_one_client(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        number = CardFactory().number
        actor = actor_of(worker())
    together = Barrier(4)

    def accept(_: int) -> str:
        together.wait(timeout=20)
        with workplace.begin(actor) as work:
            return signed(work, number).id

    with ThreadPoolExecutor(4) as pool:
        clients = set(pool.map(accept, range(4)))

    assert len(clients) == 1


def test_of_a_suspended_right_a_partner_is_told_no_day(work: Work) -> None:
    partner = recognised_partner()
    client = ClientFactory(partner=partner)
    right = SocialRightFactory(holder_id=client.holder_id)
    before = queries.client(acting_for(work, partner), client.holder_id).right_until

    work.actor = system_actor("test")
    suspend_right(work, right.id)

    assert before == date(2027, 8, 31)
    assert queries.client(acting_for(work, partner), client.holder_id).right_until is None
