"""The picture of a holder: for the counter and the family, with their yes, and for nobody else."""

from __future__ import annotations

import io

from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.cards import GuardianshipFactory, HolderFactory
from tests.services.cards.people import clerk_of_aalst, guardian, volunteer
from tests.unit.cards.test_pictures import file_of, half_red
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import services
from uitpas2.cards.models import Consent, HolderPicture
from uitpas2.cards.rules import Purpose
from uitpas2.privacy import queries as privacy
from uitpas2.privacy.services import erase_holder

JPEG = file_of(half_red(600, 800), "JPEG")


def sent(client, holder_id: str, file: bytes, **more: str):
    data = {"picture": (io.BytesIO(file), "noor.jpg"), **more}
    return client.post(f"/counter/holders/{holder_id}/picture", data=data, content_type="multipart/form-data")


def test_a_picture_is_taken_with_a_yes_and_shown_at_the_counter_only(desk, prepare, client, sign_in):
    with prepare():
        noor = HolderFactory()
        strangers = [clerk_of_aalst(), volunteer()]
        _ = [(one.account, one.organisation) for one in strangers]
    address = f"/counter/holders/{noor.id}"

    without_yes = sent(client, noor.id, JPEG)
    kept = sent(client, noor.id, JPEG, agreed="true")
    shown = desk.visit(address).one("img", alt="Foto van Noor").get("src")
    picture = client.get(shown)

    assert without_yes.status_code == 422
    assert "Een foto bewaren we enkel als het gezin ja zegt." in without_yes.text
    assert kept.status_code == 303
    assert (picture.content_type, picture.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert picture.headers["Cache-Control"] == "private, no-store"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    for stranger, status in zip(strangers, (404, 403), strict=True):
        sign_in(stranger)
        assert client.get(shown).status_code == status
        assert sent(client, noor.id, JPEG, agreed="true").status_code == status


def test_what_is_no_picture_or_too_large_is_refused(desk, prepare, client):
    with prepare():
        noor = HolderFactory()

    script = sent(client, noor.id, b"\xff\xd8\xff<script>alert(1)</script>", agreed="true")
    nothing = sent(client, noor.id, b"", agreed="true")
    large = sent(client, noor.id, bytes(20_000_000), agreed="true")

    assert (script.status_code, nothing.status_code, large.status_code) == (422, 422, 413)
    assert "Dit bestand kunnen we niet als foto lezen." in script.text
    assert 'value="true" checked' in script.text
    assert "Neem eerst een foto" in nothing.text
    with prepare() as work:
        assert work.session.scalars(select(HolderPicture)).all() == []


def test_the_own_family_sees_it_and_another_does_not(prepare, client, sign_in):
    with prepare() as work:
        noor, lotte = HolderFactory(), AccountFactory(name="Lotte Maes")
        GuardianshipFactory(account=lotte, holder=noor)
        services.keep_picture(work, noor.id, JPEG, agreed=True)
        parents = [guardian(lotte), guardian(AccountFactory(name="Jan Claes"))]
        _ = [one.account for one in parents]

    seen = [sign_in(one).get(f"/family/children/{noor.id}/picture.jpg") for one in parents]

    assert [answer.status_code for answer in seen] == [200, 404]
    assert (seen[0].content_type, seen[0].headers["Cache-Control"]) == ("image/jpeg", "private, no-store")


def test_the_picture_goes_with_the_yes_and_with_the_person(prepare, workplace):
    with prepare() as work:
        noor, daan = HolderFactory(), HolderFactory(first_name="Daan")
        lotte = AccountFactory(name="Lotte Maes")
        GuardianshipFactory(account=lotte, holder=noor)
        parent = actor_of(guardian(lotte))
        for child in (noor, daan):
            services.keep_picture(work, child.id, JPEG, agreed=True)

    with workplace.begin(parent) as work:
        told = {kept.table: kept.rows for kept in privacy.all_data(work, noor.id)}["holder_pictures"]
        services.choose_consents(work, noor.id, set())
    with prepare() as work:
        erase_holder(work, daan.id)

    assert str(told[0]["image"]).startswith("data:image/jpeg;base64,/9j/")
    with prepare() as work:
        assert work.session.scalars(select(HolderPicture)).all() == []
        given = work.session.scalars(select(Consent).where(Consent.purpose == Purpose.PICTURE)).all()
        assert all(consent.withdrawn_at for consent in given)
