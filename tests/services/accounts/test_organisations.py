"""Municipalities and organisations."""

import pytest

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory
from uitpas2.accounts import queries, services
from uitpas2.accounts.errors import MunicipalityNotFound, OrganisationExists, OrganisationNotFound
from uitpas2.accounts.models import Municipality
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.kernel.actor import Actor, ActorKind


def test_the_285_municipalities_load_and_loading_again_only_brings_them_up_to_date(work) -> None:
    MunicipalityFactory(name="Ghent", population=1)

    first = services.load_municipalities(work)
    again = services.load_municipalities(work)

    assert (first, again) == (285, 285)
    assert work.session.query(Municipality).count() == 285
    assert sum(place.population for place in queries.municipalities(work)) == 6_629_143
    assert queries.municipality(work, "44021").name == "Gent"


def test_a_municipality_is_found_by_postal_code_and_where_two_share_it_by_the_name_of_the_place(work) -> None:
    services.load_municipalities(work)

    def found(postal_code: str, city: str = "") -> str | None:
        place = queries.municipality_by_postal_code(work, postal_code, city)
        return place and place.name

    assert found("9050", "Ledeberg") == "Gent"
    assert found(" 9000 ") == "Gent"
    assert (found("2990", "WUUSTWEZEL"), found("2990", "Brecht")) == ("Wuustwezel", "Brecht")
    assert (found("2990"), found("1000", "Brussel"), found("")) == (None, None, None)


def test_an_unknown_municipality_is_not_found(work) -> None:
    with pytest.raises(MunicipalityNotFound) as missing:
        queries.municipality(work, "00000")

    assert "00000" in missing.value.message.nl


def test_a_municipality_has_one_administration(work) -> None:
    MunicipalityFactory()
    gent = services.create_organisation(
        work, kind=OrganisationKind.MUNICIPALITY, name="Stad Gent", municipality_nis="44021"
    )

    with pytest.raises(OrganisationExists):
        services.create_organisation(work, kind=OrganisationKind.MUNICIPALITY, name="Gent", municipality_nis="44021")

    assert queries.administration_of(work, "44021") is gent
    assert queries.administration_of(work, "11002") is None


def test_an_organisation_of_an_unknown_municipality_is_refused(work) -> None:
    with pytest.raises(MunicipalityNotFound):
        services.create_organisation(work, kind=OrganisationKind.ORGANISER, name="Club", municipality_nis="99999")


def test_ones_own_organisation_is_the_one_one_acts_for(workplace) -> None:
    from tests.factories.base import use

    with workplace.begin() as work:
        use(work)
        club = OrganisationFactory()

    with workplace.reading(Actor(id="a", kind=ActorKind.PERSON, organisation_id=club.id)) as work:
        assert queries.own_organisation(work).name == club.name
    with workplace.reading(Actor(id="b", kind=ActorKind.PERSON)) as work, pytest.raises(OrganisationNotFound):
        queries.own_organisation(work)
