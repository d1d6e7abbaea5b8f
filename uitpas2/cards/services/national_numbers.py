"""National numbers and their keys: kept where the municipality wants them, and under new keys when asked.

The keys have versions. While they are changed, two versions are in use: new rows get the new one, and everybody is
still found by either. Stopping half way loses nothing: the next run goes on where this one was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CursorResult, func, select, update

from uitpas2.accounts.queries import municipality
from uitpas2.cards.errors import NationalNumberNotKept, NationalNumberOfOther
from uitpas2.cards.models import Holder, KeyRotation, NumberPolicy
from uitpas2.cards.queries.national_numbers import (
    is_known_here,
    keeps_national_numbers,
    key_version,
    national_number_keys,
    number_indexes,
    unfinished_rotation,
)
from uitpas2.cards.rules import NationalNumber
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import Actor
from uitpas2.kernel.keys import Keys
from uitpas2.trail.services import note

BATCH = 500


def identity(
    work: Work, national_number: str | NationalNumber | None, birth_date: date | None, nis: str
) -> dict[str, Any] | None:
    """The columns of a holder that hold the number; empty without one, None when somebody in the actor's scope has it.

    When somebody elsewhere has it, the answer must be as if nobody had: then it is kept all the same, only without
    the fingerprint, which is there once. Whoever has it first keeps that; the others are found by opening the few
    numbers without one.
    Raises NationalNumberMistyped, NationalNumberOfOther, or NationalNumberNotKept where the municipality wants none.
    """
    if not national_number:
        return {"national_number": None, "national_number_index": None, "national_number_key": None}
    if not keeps_national_numbers(work, nis):
        raise NationalNumberNotKept(field="national_number")
    number = NationalNumber(national_number) if isinstance(national_number, str) else national_number
    if birth_date is not None and not number.may_belong_to(birth_date):
        raise NationalNumberOfOther(field="national_number")
    has_index = _waited_for(work, number)
    if is_known_here(work, number):
        return None
    columns = columns_for(work.keys, number, key_version(work))
    return columns | {"national_number_index": None} if has_index else columns


def _waited_for(work: Work, number: NationalNumber) -> bool:
    """Whether somebody, wherever they live, has the fingerprint of this number.

    Who keeps a number without its fingerprint has no unique index between them and a colleague who does the same at
    this moment: they wait for each other at the row that has it, and whoever comes second sees what the first one did.
    """
    first = select(Holder.id).where(Holder.national_number_index.in_(number_indexes(work, number)))
    return work.session.scalar(first.with_for_update(key_share=True)) is not None


def keep_national_numbers(work: Work, municipality_nis: str, keeps: bool) -> int:
    """Whether a municipality works with national numbers. Without them, those of its inhabitants go at once.

    Tells how many went. Raises MunicipalityNotFound.
    """
    municipality(work, municipality_nis)
    work.session.merge(
        NumberPolicy(
            municipality_nis=municipality_nis,
            keeps_national_numbers=keeps,
            changed_at=work.now,
            changed_by=work.actor.id,
        )
    )
    work.session.flush()
    gone = 0 if keeps else forget_numbers(work, Holder.municipality_nis == municipality_nis)
    note(work, "national-numbers.policy", "municipality", municipality_nis, keeps=keeps, forgotten=gone)
    return gone


def forget_numbers(work: Work, condition: Any) -> int:
    """Forget the national numbers of the holders for whom a condition holds; tells how many."""
    result = work.session.execute(
        update(Holder)
        .where(Holder.national_number.is_not(None), condition)
        .values(national_number=None, national_number_index=None, national_number_key=None)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a change of keys did: the version of the new keys, and how many numbers stand under them now."""

    version: int
    renewed: int


def rotate_number_keys(
    workplace: Workplace,
    actor: Actor,
    *,
    earlier: Keys | None = None,
    say: Callable[[int], None] = lambda renewed: None,
) -> Rotated:
    """Put every national number under new keys, some hundreds per transaction; goes on with a change that stopped.

    `earlier` are the keys of the secret under which the numbers stand now, when the secret itself was replaced.
    Raises cryptography's InvalidTag when a number stands under yet another secret; nothing of it is lost.
    """
    with workplace.begin(actor) as work:
        version = unfinished_rotation(work) or _begin_rotation(work)
    renewed = 0
    while True:
        with workplace.begin(actor) as work:
            done = _renew_some(work, version, earlier or work.keys)
            if not done:
                _finish(work, version)
                break
        renewed += done
        say(renewed)
    return Rotated(version, renewed)


def _begin_rotation(work: Work) -> int:
    version = (work.session.scalar(select(func.max(KeyRotation.version))) or 1) + 1
    insert_unless_there(work.session, KeyRotation, version=version, started_at=work.now, finished_at=None)
    note(work, "national-numbers.keys-changing", "platform", "national-numbers", version=version)
    return version


def _renew_some(work: Work, version: int, earlier: Keys) -> int:
    old_version = func.coalesce(Holder.national_number_key, 1)
    has_index = Holder.national_number_index.is_not(None).label("has_index")
    rows = work.session.execute(
        select(Holder.id, Holder.national_number, old_version.label("version"), has_index)
        .where(Holder.national_number.is_not(None), old_version != version)
        .order_by(Holder.id)
        .limit(BATCH)
    ).all()
    for row in rows:
        assert row.national_number is not None
        number = NationalNumber.decrypted(national_number_keys(earlier, row.version)[0], row.national_number)
        columns = columns_for(work.keys, number, version)
        work.session.execute(
            update(Holder)
            .where(Holder.id == row.id)
            .values(**columns if row.has_index else columns | {"national_number_index": None})
            .execution_options(synchronize_session=False)
        )
    return len(rows)


def _finish(work: Work, version: int) -> None:
    rotation = update(KeyRotation).where(KeyRotation.version == version, KeyRotation.finished_at.is_(None))
    if happened(work.session, rotation.values(finished_at=work.now)):
        note(work, "national-numbers.keys-changed", "platform", "national-numbers", version=version)


def columns_for(keys: Keys, number: NationalNumber, version: int) -> dict[str, Any]:
    """The columns of a holder with this number, under the keys of a version."""
    encryption, index = national_number_keys(keys, version)
    return {
        "national_number": number.encrypted(encryption),
        "national_number_index": number.blind_index(index),
        "national_number_key": version if version > 1 else None,
    }
