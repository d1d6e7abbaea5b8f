"""An officer says what an organiser is, and sees it in the list."""

from __future__ import annotations

from tests.factories.base import use
from tests.factories.discounts import officer, scene
from uitpas2.accounts.models import Organisation
from uitpas2.kernel.actor import system_actor


def test_an_officer_says_what_an_organiser_is_and_nothing_typed_is_lost(visitor, sign_in, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene()
        organiser = work.session.get_one(Organisation, made.organiser_id).name
        assignment = officer(made.gent)
        _ = assignment.account, assignment.organisation
    sign_in(assignment)
    page = visitor.visit(visitor.visit("/municipality/organisers").link(organiser))

    wrong = page.submit({"traits": ["sport_club"], "entitled_members": "4,95"}, status=422)
    page = wrong.submit({"entitled_members": "4,9"})

    assert "hoogstens één cijfer na de komma" in wrong.error_beside("entitled_members")
    assert "sportclub" in page.text
    assert "4,9 %" in page.text
