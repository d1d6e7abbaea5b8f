"""Every Flemish municipality belongs to exactly one card system."""

from collections import Counter

from sqlalchemy import select

from tests.factories.accounts import MunicipalityFactory
from tests.factories.cards import CardSystemFactory
from uitpas2.accounts.services import load_municipalities
from uitpas2.cards import queries, services
from uitpas2.cards.models import CardSystem, CardSystemMunicipality
from uitpas2.cards.services.regions import listed


def test_every_municipality_is_in_one_system_and_doing_it_twice_changes_nothing(work):
    known = load_municipalities(work)

    made = services.ensure_card_systems(work)
    services.ensure_card_systems(work)

    assert len(work.session.scalars(select(CardSystemMunicipality)).all()) == known == 285
    assert len(work.session.scalars(select(CardSystem)).all()) == made
    names = {nis: queries.card_system_of(work, nis).name for nis in ("44021", "41002", "35013", "34022", "31005")}
    assert names == {
        "44021": "UiTPAS Gent",
        "41002": "UiTPAS Dender",
        "35013": "UiTPAS Oostende",
        "34022": "UiTPAS Zuidwest",
        "31005": "UiTPAS West-Vlaanderen",
    }


def test_the_list_names_no_municipality_twice_and_only_ones_that_exist(work):
    load_municipalities(work)
    services.ensure_card_systems(work)

    times = Counter(nis for system in listed()["systems"] for nis in system["municipalities"])

    assert set(times.values()) == {1}
    assert all(queries.card_system_of(work, nis) is not None for nis in times)


def test_a_municipality_that_moved_in_the_list_moves(work):
    load_municipalities(work)
    services.ensure_card_systems(work)
    work.session.get_one(CardSystemMunicipality, "44021").card_system_id = 1
    work.session.flush()

    services.ensure_card_systems(work)

    assert queries.card_system_of(work, "44021").id == 5


def test_a_municipality_outside_flanders_stays_where_it_was_put(work):
    brussels = MunicipalityFactory(nis="21004", name="Brussel", province_nis="04000", postal_codes=["1000"])
    CardSystemFactory(id=3, name="Paspartoe", municipality=brussels)

    services.ensure_card_systems(work)

    assert queries.card_system_of(work, "21004").id == 3
