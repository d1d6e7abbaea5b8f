"""Card systems, holders with their membership, cards, guardianships and rights."""

from __future__ import annotations

from datetime import date

import factory

from tests.factories.accounts import LONG_AGO, AccountFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import Factory, uuid
from uitpas2.cards.models import (
    Card,
    CardKey,
    CardSystem,
    CardSystemMunicipality,
    Guardianship,
    Holder,
    Membership,
    RightGround,
    SocialRight,
)
from uitpas2.cards.rules import (
    REVOKED,
    CardKind,
    CardStatus,
    HolderKind,
    MembershipStatus,
    check_digit,
    key_purpose,
    signing_key,
)
from uitpas2.kernel.keys import Keys


class CardSystemFactory(Factory):
    """A region; `CardSystemFactory(municipality=gent)` puts a municipality in it."""

    class Meta:
        model = CardSystem
        sqlalchemy_get_or_create = ("id",)

    id = 5
    name = "UiTPAS Gent"

    class Params:
        aalst = factory.Trait(id=1, name="UiTPAS Dender")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        municipality = kwargs.pop("municipality", None)
        system = super()._create(model_class, *args, **kwargs)
        if municipality is not None:
            CardSystemMunicipalityFactory(municipality_nis=municipality.nis, card_system_id=system.id)
        return system


class CardSystemMunicipalityFactory(Factory):
    class Meta:
        model = CardSystemMunicipality
        sqlalchemy_get_or_create = ("municipality_nis",)

    municipality_nis = "44021"
    card_system_id = 5


class HolderFactory(Factory):
    """Noor Peeters, 8, member of Gent's card system. `HolderFactory(with_right=True)` makes the right too."""

    class Meta:
        model = Holder

    id = uuid("holder")
    kind = HolderKind.PERSON
    first_name = "Noor"
    last_name = "Peeters"
    birth_date = date(2018, 3, 14)
    street = "Kouter 1"
    postal_code = "9000"
    city = "Gent"
    municipality = factory.SubFactory(MunicipalityFactory)
    municipality_nis = factory.LazyAttribute(lambda made: made.municipality.nis)
    registered_at = LONG_AGO

    class Params:
        of_aalst = factory.Trait(
            municipality=factory.SubFactory(MunicipalityFactory, nis="41002", name="Aalst", postal_codes=["9300"]),
            postal_code="9300",
            city="Aalst",
        )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        municipality = kwargs.pop("municipality")
        with_right = kwargs.pop("with_right", False)
        system = CardSystemFactory(
            municipality=municipality, **({"aalst": True} if municipality.nis == "41002" else {})
        )
        holder = super()._create(model_class, *args, **kwargs)
        MembershipFactory(holder_id=holder.id, card_system_id=system.id)
        if with_right:
            SocialRightFactory(holder_id=holder.id)
        return holder


class MembershipFactory(Factory):
    class Meta:
        model = Membership

    id = uuid("membership")
    holder_id = None
    card_system_id = 5
    status = MembershipStatus.ACTIVE
    since = LONG_AGO


class CardKeyFactory(Factory):
    """The key of 2026, as the platform of the tests derives it."""

    class Meta:
        model = CardKey
        sqlalchemy_get_or_create = ("kid",)

    kid = 2026
    public_key = factory.LazyAttribute(lambda made: public_key_of(made.kid))
    created_at = LONG_AGO
    signs_from = factory.LazyAttribute(lambda made: date(made.kid, 1, 1))
    signs_until = factory.LazyAttribute(lambda made: date(made.kid + 1, 1, 1))
    distrusted_at = None


def public_key_of(kid: int) -> bytes:
    from tests.conftest import SECRET

    return signing_key(Keys(SECRET).derive(key_purpose(kid))).public_key().public_bytes_raw()


class CardFactory(Factory):
    """A working card of its own holder, or of `holder=`: `CardFactory(holder=noor, blocked=True)`."""

    class Meta:
        model = Card

    id = uuid("card")
    serial = factory.Sequence(lambda number: 1_000_000 + number)
    version = 1
    number = factory.LazyAttribute(lambda made: _number(made.serial))
    kind = CardKind.PHYSICAL
    status = CardStatus.ACTIVE
    card_system_id = factory.LazyAttribute(lambda made: made.holder.memberships[0].card_system_id)
    membership_id = factory.LazyAttribute(lambda made: made.holder.memberships[0].id)
    holder = factory.SubFactory(HolderFactory)
    issued_at = LONG_AGO
    valid_until = date(2030, 12, 31)
    revoked_in = factory.LazyAttribute(lambda made: 0 if made.status in REVOKED else None)

    class Params:
        blocked = factory.Trait(status=CardStatus.BLOCKED)
        replaced = factory.Trait(status=CardStatus.REPLACED)
        provisioned = factory.Trait(
            status=CardStatus.PROVISIONED,
            membership_id=None,
            issued_at=None,
            valid_until=None,
            card_system_id=5,
            holder=None,
        )
        stock = factory.Trait(
            status=CardStatus.STOCK, membership_id=None, issued_at=None, valid_until=None, card_system_id=5, holder=None
        )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("holder")
        CardKeyFactory()
        return super()._create(model_class, *args, **kwargs)


def _number(serial: int) -> str:
    first12 = f"09000{serial % 1_000_000:06d}0"
    return first12 + check_digit(first12)


class GuardianshipFactory(Factory):
    """`GuardianshipFactory(account=lotte, holder=noor)`"""

    class Meta:
        model = Guardianship

    id = uuid("guardianship")
    account = factory.SubFactory(AccountFactory, name="Lotte Maes")
    account_id = factory.LazyAttribute(lambda made: made.account.id)
    holder = factory.SubFactory(HolderFactory)
    holder_id = factory.LazyAttribute(lambda made: made.holder.id)
    since = LONG_AGO
    ended_at = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs.pop("account")
        kwargs.pop("holder")
        return super()._create(model_class, *args, **kwargs)


class SocialRightFactory(Factory):
    """The right for the whole of the school year 2026-2027, on the ground of increased reimbursement."""

    class Meta:
        model = SocialRight

    id = uuid("right")
    holder_id = None
    starts = date(2026, 9, 1)
    ends = date(2027, 9, 1)
    grace_until = None
    ended_on = None
    receipt = None
    municipality_nis = "44021"
    granted_by = factory.LazyFunction(lambda: OrganisationFactory(partner=True).id)
    granted_at = LONG_AGO

    @factory.post_generation
    def ground(self, create, extracted, **_):
        RightGroundFactory(right_id=self.id, ground=extracted or "increased_reimbursement")


class RightGroundFactory(Factory):
    class Meta:
        model = RightGround

    right_id = None
    sealed = None
    ground = "increased_reimbursement"
