"""The rarer things that the platform may keep about somebody, all of them for one child."""

from __future__ import annotations

import io

from PIL import Image
from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.cards import GuardianshipFactory, HolderFactory
from tests.factories.coupons import CouponFactory
from tests.services.cards.people import acts_as
from uitpas2.accounts.models import Assignment
from uitpas2.billing.models import PaymentPlan
from uitpas2.cards import services
from uitpas2.cards.models import Holder, HolderReference, SocialRight
from uitpas2.cards.rules import BarReason
from uitpas2.database.work import Work
from uitpas2.discounts.models import CouponHolder
from uitpas2.welfare.models import RenewalNotice
from uitpas2.welfare.rules import NoticeChannel
from uitpas2.welfare.services.asking import put_question


def live_on(work: Work, holder: Holder, clerk: Assignment) -> None:
    """An aunt who decides too, and stays; a bar and a pause that ended; a picture, a list, a coupon and a letter."""
    at_desk = acts_as(work, clerk)
    aunt = AccountFactory(name="Lies Aerts", email="lies@tante.test")
    for niece in (holder, HolderFactory(first_name="Bo")):
        GuardianshipFactory(account=aunt, holder=niece)
    assert clerk.organisation_id is not None
    services.bar(at_desk, holder.id, reason=BarReason.MISUSE)
    services.lift_bar(at_desk, holder.id)
    services.keep_picture(at_desk, holder.id, _picture(), agreed=True)
    reference = f"{holder.last_name}-7"
    work.session.add(HolderReference(organisation_id=clerk.organisation_id, reference=reference, holder_id=holder.id))
    work.session.flush()
    _import(at_desk, holder, reference)
    work.session.add(CouponHolder(coupon_id=CouponFactory().id, holder_id=holder.id))
    put_question(at_desk, holder, asked_for=clerk.organisation_id)
    right = work.session.scalars(select(SocialRight).where(SocialRight.holder_id == holder.id)).one()
    services.suspend_right(work, right.id)
    services.resume_right(work, right.id)
    told = {"milestone": 30, "channel": NoticeChannel.LETTER, "at": work.now}
    agreed = {"note": "In delen", "since": work.now, "noted_by": "somebody"}
    work.session.add(PaymentPlan(id="plan", organiser_id=clerk.organisation_id, holder_id=holder.id, **agreed))
    work.session.add(RenewalNotice(id="told", right_id=right.id, municipality_nis=holder.municipality_nis, **told))
    work.session.flush()


def _import(at_desk: Work, holder: Holder, reference: str) -> None:
    """A list with this child on it, which nobody confirmed yet, under the name of the family."""
    names = f"{reference};{holder.first_name};{holder.last_name};{holder.birth_date};{holder.postal_code};{holder.city}"
    content = f"eigen nummer;voornaam;achternaam;geboortedatum;postcode;plaats\n{names}\n"
    services.read_holders(at_desk, content.encode(), file_name=f"familie {holder.last_name}.csv")


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 320), "teal").save(file, "JPEG")
    return file.getvalue()
