"""Writing to who has to do something about offer that vanished from a source."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import PERMISSIONS, Permission
from uitpas2.activities.models import Activity, OfferRun, OfferSource
from uitpas2.activities.rules.polling.mails import (
    GONE_BODY,
    GONE_KIND,
    GONE_SUBJECT,
    WAVE_BODY,
    WAVE_KIND,
    WAVE_SUBJECT,
)
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.outbox.rules import Mail
from uitpas2.outbox.services import put


def tell_who_decides(work: Work, run: OfferRun) -> int:
    """Ask the people of the organisation that answers for the source; tells how many."""
    source = work.session.get_one(OfferSource, run.source_id)
    values = {"source": source.name, "known": run.known, "vanished": run.vanished}
    people = _staff(work, {source.organisation_id}, Permission.KEEP_OFFER)
    for account in people:
        _write(work, account, WAVE_KIND, WAVE_SUBJECT.fill(**values), WAVE_BODY.fill(**values))
    return len(people)


def tell_organisers(work: Work, activity_ids: Collection[str]) -> None:
    """Ask the organisers of these whether they still take place."""
    for activity in work.session.scalars(
        select(Activity).where(Activity.id.in_(activity_ids)).order_by(Activity.organiser_id, Activity.id)
    ):
        if activity.organiser_id is None:
            continue
        for account in _staff(work, {activity.organiser_id}, Permission.MANAGE_ACTIVITIES):
            name = activity.name.in_language(account.language)
            subject, body = GONE_SUBJECT.fill(activity=name), GONE_BODY.fill(activity=name)
            _write(work, account, GONE_KIND, subject, body)


def _staff(work: Work, organisations: Collection[str], permission: Permission) -> list[Account]:
    roles = [role for role, permissions in PERMISSIONS.items() if permission in permissions]
    mine = select(Assignment.account_id).where(
        Assignment.organisation_id.in_(organisations), Assignment.role.in_(roles)
    )
    found = select(Account).where(Account.id.in_(mine), Account.active.is_(True)).order_by(Account.id)
    return list(work.session.scalars(found))


def _write(work: Work, account: Account, kind: str, subject: TranslatedText, body: TranslatedText) -> None:
    language = account.language
    mail = Mail(account.email, subject.in_language(language), body.in_language(language))
    put(work, account_id=account.id, kind=kind, mail=mail)
