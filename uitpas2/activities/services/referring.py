"""The places, organisers and municipalities an imported item refers to: found, made, or completed."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select, update

from uitpas2.accounts.errors import OrganisationExists
from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import municipality_by_postal_code
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.accounts.services import create_organisation
from uitpas2.activities.models import Activity, Place
from uitpas2.activities.rules.reading import OrganiserRead, PlaceRead
from uitpas2.activities.rules.reading.results import AddressRead
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText


@dataclass
class References:
    """Looks things up for one import; remembers which municipality an address lies in."""

    work: Work
    _municipalities: dict[AddressRead, str | None] = field(default_factory=dict)

    def municipality_of(self, address: AddressRead) -> str | None:
        """The NIS code, or None when the postal code is unknown or lies in two municipalities."""
        if not address.postal_code:
            return None
        if address not in self._municipalities:
            found = municipality_by_postal_code(self.work, address.postal_code, address.city)
            self._municipalities[address] = found.nis if found else None
        return self._municipalities[address]

    def place_of(self, read: PlaceRead | None) -> Place | None:
        """The place, brought up to date when the item embeds it; a mere reference makes one without a name."""
        if read is None:
            return None
        session = self.work.session
        place = session.scalar(select(Place).where(Place.uitdatabank_id == read.uitdatabank_id))
        if place is None:
            place = Place(id=self.work.new_id(), uitdatabank_id=read.uitdatabank_id, name=TranslatedText(nl=""))
            session.add(place)
        if read.name is not None:
            self._bring_up_to_date(place, read, read.name)
        return place

    def _bring_up_to_date(self, place: Place, read: PlaceRead, name: TranslatedText) -> None:
        place.name = name
        place.street, place.postal_code = read.address.street, read.address.postal_code
        place.city = read.address.city
        place.latitude, place.longitude = read.latitude, read.longitude
        nis = self.municipality_of(read.address)
        if nis != place.municipality_nis:
            place.municipality_nis = nis
            self.work.session.flush()
            self.work.session.execute(
                update(Activity).where(Activity.place_id == place.id).values(municipality_nis=nis)
            )

    def organiser_of(self, read: OrganiserRead | None) -> Organisation | None:
        """The organisation, made when it is new and completed when only its id was known.

        One that has a real name keeps it: from then on it is this platform's own.
        """
        if read is None:
            return None
        found = self._known_organiser(read.uitdatabank_id)
        if found is None:
            return self._new_organiser(read)
        if read.name is not None and found.name == provisional_name(read.uitdatabank_id):
            found.name = read.name
            found.municipality_nis = found.municipality_nis or self.municipality_of(read.address)
        return found

    def _known_organiser(self, uitdatabank_id: str) -> Organisation | None:
        return self.work.session.scalar(select(Organisation).where(Organisation.uitdatabank_id == uitdatabank_id))

    def _new_organiser(self, read: OrganiserRead) -> Organisation | None:
        try:
            return create_organisation(
                self.work,
                kind=OrganisationKind.ORGANISER,
                name=read.name or provisional_name(read.uitdatabank_id),
                municipality_nis=self.municipality_of(read.address),
                uitdatabank_id=read.uitdatabank_id,
            )
        except OrganisationExists:  # somebody else made it a moment ago
            return self._known_organiser(read.uitdatabank_id)


def provisional_name(uitdatabank_id: str) -> str:
    """What an organiser is called as long as only its id is known."""
    return f"Organisator {uitdatabank_id[:8]}"
