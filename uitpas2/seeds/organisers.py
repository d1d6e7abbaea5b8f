"""What Gent says its organisers are, in the demo; of some it said nothing yet."""

from __future__ import annotations

from uitpas2.database.work import Work
from uitpas2.discounts.queries.organisers import organisers_here
from uitpas2.discounts.services import describe_organiser
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody

# By a word in their name: what they are, and the share of members at the reduced price as the organiser told it.
SAID: dict[str, tuple[tuple[str, ...], str]] = {
    "Zwemclub": (("sport_club", "recognised_association"), "4,2"),
    "Jeugdhuis": (("youth_association", "recognised_association", "subsidised"), ""),
}


def make(work: Work) -> None:
    officer = as_somebody(work, people.OFFICER)
    for organiser in organisers_here(officer):
        for word, (traits, share) in SAID.items():
            if word in organiser.name:
                describe_organiser(officer, organiser.id, traits=traits, entitled_members=share)
